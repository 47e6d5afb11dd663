"""The timetable of every agency: where citizens are received, and by which rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracking.organisation.models import Agency
from tracking.terms.models import current_calendar

from ..recurrence import OnDayOff, Pattern, Recurrence, planned
from ..words import weekday_span

POSITIONS = [(1, "thứ nhất"), (2, "thứ hai"), (3, "thứ ba"), (4, "thứ tư"), (5, "thứ năm"), (-1, "cuối cùng")]


class RuleKind(models.TextChoices):
    REGULAR = "regular", _("Tiếp thường xuyên")
    LEADER = "leader", _("Lãnh đạo tiếp định kỳ")
    LAWYER = "lawyer", _("Luật sư tư vấn miễn phí")


class Subject(models.TextChoices):
    """What a lawyer on duty advises on."""

    LAND = "land", _("Đất đai, nhà ở, bồi thường, tái định cư")
    PENALTY = "penalty", _("Xử phạt hành chính")
    POLICY = "policy", _("Chế độ, chính sách, bảo hiểm")
    OFFICIALS = "officials", _("Cán bộ, công chức làm sai")
    COURT = "court", _("Khởi kiện vụ án hành chính")
    OTHER = "other", _("Việc khác")


class Place(models.Model):
    """Where citizens are received."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="reception_places", verbose_name="cơ quan")
    name = models.CharField("tên địa điểm", max_length=200)
    name_en = models.CharField("tên tiếng Anh", max_length=200, blank=True)
    address = models.CharField("địa chỉ", max_length=300)
    is_sample = models.BooleanField("dữ liệu mẫu", default=False, editable=False)

    class Meta:
        verbose_name = "nơi tiếp công dân"
        verbose_name_plural = "nơi tiếp công dân"
        ordering = ["agency__sort_name", "name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.address}"

    @property
    def local_name(self) -> str:
        return in_language(self.name, self.name_en)


class Rule(models.Model):
    """Who receives, on which days and hours, from when to when (LTCD 42/2013 Đ.12, 15, 18, 24)."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="reception_rules", verbose_name="cơ quan")
    kind = models.CharField("loại", max_length=10, choices=RuleKind.choices, default=RuleKind.LEADER)
    host = models.CharField("người tiếp", max_length=200, help_text="Chức vụ, ví dụ: Chủ tịch UBND phường")
    host_en = models.CharField("người tiếp (tiếng Anh)", max_length=200, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name="địa điểm")
    pattern = models.CharField(
        "lặp lại",
        max_length=14,
        choices=[
            (Pattern.WEEKLY.value, "hằng tuần"),
            (Pattern.MONTH_WEEKDAY.value, "thứ trong tháng"),
            (Pattern.MONTH_DAY.value, "ngày trong tháng"),
            (Pattern.DATES.value, "các ngày cụ thể"),
        ],
    )
    weekdays = models.JSONField("các thứ trong tuần", default=list, blank=True)
    positions = models.JSONField("tuần thứ mấy trong tháng", default=list, blank=True)
    month_days = models.JSONField("các ngày trong tháng", default=list, blank=True)
    dates = models.JSONField("các ngày cụ thể", default=list, blank=True)
    on_day_off = models.CharField(
        "gặp ngày nghỉ",
        max_length=4,
        choices=[
            (OnDayOff.NEXT_WORKING_DAY.value, "chuyển sang ngày làm việc kế tiếp"),
            (OnDayOff.SKIP.value, "không tiếp"),
        ],
        default=OnDayOff.NEXT_WORKING_DAY.value,
    )
    starts = models.TimeField("từ giờ")
    ends = models.TimeField("đến giờ")
    afternoon_starts = models.TimeField("chiều từ giờ", null=True, blank=True)
    afternoon_ends = models.TimeField("chiều đến giờ", null=True, blank=True)
    participants = models.CharField(
        "thành phần cùng tiếp", max_length=400, blank=True, help_text="Khoản 2 Điều 24 Luật Tiếp công dân"
    )
    content = models.CharField("nội dung dự kiến", max_length=400, blank=True)
    subjects = models.JSONField("lĩnh vực tư vấn", default=list, blank=True)
    places_a_session = models.PositiveSmallIntegerField(
        "số chỗ đăng ký mỗi buổi", default=0, help_text="0: không đăng ký qua cổng. Người không đăng ký vẫn được tiếp."
    )
    minutes_each = models.PositiveSmallIntegerField("số phút mỗi lượt", default=20)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    ground = models.CharField("căn cứ", max_length=300, blank=True, help_text="Số, ngày văn bản ban hành lịch")
    late_reason = models.CharField(
        "lý do công bố muộn",
        max_length=300,
        blank=True,
        help_text="Chỉ ghi khi có buổi tiếp còn dưới 05 ngày làm việc kể từ hôm nay (khoản 4 Điều 24).",
    )
    updated_at = models.DateTimeField(auto_now=True)
    # How often what a calendar says of these sessions has changed; it only grows (`editions.py`).
    edition = models.PositiveIntegerField(default=0, editable=False)
    is_sample = models.BooleanField("dữ liệu mẫu", default=False, editable=False)

    class Meta:
        verbose_name = "lịch tiếp công dân"
        verbose_name_plural = "lịch tiếp công dân"
        ordering = ["agency__sort_name", "kind", "id"]

    def __str__(self) -> str:
        return f"{self.agency} – {self.host}"

    def clean(self) -> None:
        errors: dict[str, str] = {}
        if self.starts and self.ends and self.starts >= self.ends:
            errors["ends"] = "Giờ kết thúc phải sau giờ bắt đầu."
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from:
            errors["valid_to"] = "Ngày kết thúc phải sau ngày bắt đầu."
        if bool(self.afternoon_starts) != bool(self.afternoon_ends):
            errors["afternoon_ends"] = "Buổi chiều cần cả giờ bắt đầu và giờ kết thúc."
        elif (
            self.afternoon_starts
            and self.afternoon_ends
            and not (self.ends <= self.afternoon_starts < self.afternoon_ends)
        ):
            errors["afternoon_starts"] = "Buổi chiều phải bắt đầu sau buổi sáng và trước giờ kết thúc."
        if self.places_a_session and self._room() < self.places_a_session:
            errors["places_a_session"] = f"Buổi này chỉ đủ giờ cho {self._room()} lượt."
        if missing := self._missing_days():
            errors[missing] = "Chọn ít nhất một ngày cho cách lặp lại này."
        elif not errors and self.pattern and self.valid_from and not self._calls_for_any_day():
            errors["valid_to" if self.valid_to else "pattern"] = (
                "Lịch này không có buổi nào trong thời gian đã ghi. Xin xem lại các ngày, hoặc từ ngày – đến ngày."
            )
        if errors:
            raise ValidationError(errors)

    def _calls_for_any_day(self) -> bool:
        """Without an end a year tells: every pattern but the days by name comes round in it."""
        named = [dt.date.fromisoformat(day) for day in self.dates] if self.pattern == Pattern.DATES else []
        last = self.valid_to or max([self.valid_from + dt.timedelta(days=366), *named])
        return any(planned(self.recurrence, current_calendar(), self.valid_from, last))

    def _room(self) -> int:
        """How many turns of `minutes_each` the hours hold, the break at noon left out."""
        spans = [(self.starts, self.ends), (self.afternoon_starts, self.afternoon_ends)]
        each = max(self.minutes_each or 1, 1)
        return sum((_minutes(ends) - _minutes(starts)) // each for starts, ends in spans if starts and ends)

    def _missing_days(self) -> str:
        needed = (
            {
                Pattern.WEEKLY: ["weekdays"],
                Pattern.MONTH_WEEKDAY: ["weekdays", "positions"],
                Pattern.MONTH_DAY: ["month_days"],
                Pattern.DATES: ["dates"],
            }.get(Pattern(self.pattern), [])
            if self.pattern
            else []
        )
        return next((name for name in needed if not getattr(self, name)), "")

    @property
    def recurrence(self) -> Recurrence:
        return Recurrence(
            Pattern(self.pattern),
            frozenset(self.weekdays),
            frozenset(self.positions),
            frozenset(self.month_days),
            frozenset(dt.date.fromisoformat(day) for day in self.dates),
            OnDayOff(self.on_day_off),
        )

    @property
    def hours(self) -> str:
        """ "08:00–11:30", and the afternoon where there is one."""
        spans = [(self.starts, self.ends), (self.afternoon_starts, self.afternoon_ends)]
        return ", ".join(f"{starts:%H:%M}–{ends:%H:%M}" for starts, ends in spans if starts and ends)

    @property
    def days(self) -> str:
        """From which day to which; of a table of days by name the first and the last."""
        named = sorted(self.dates) if self.pattern == Pattern.DATES else []
        first = dt.date.fromisoformat(named[0]) if named else self.valid_from
        last = dt.date.fromisoformat(named[-1]) if named else self.valid_to
        if first == last:
            return f"{first:%d/%m/%Y}"
        return f"{first:%d/%m/%Y} – {last:%d/%m/%Y}" if last else f"từ {first:%d/%m/%Y}"

    @property
    def weekday_words(self) -> str:
        return weekday_span(self.weekdays)

    @property
    def subject_names(self) -> list[str]:
        return [str(Subject(name).label) for name in self.subjects if name in Subject.values]

    @property
    def local_agency(self) -> str:
        return self.agency.local_name

    @property
    def local_host(self) -> str:
        return in_language(self.host, self.host_en)


def facts_of(row: models.Model, *, but: Collection[str]) -> dict[str, Any]:
    """What a row says without the fields that count its changes, in the types of the database."""
    fields = [field for field in row._meta.concrete_fields if field.name not in but]
    return {field.attname: field.to_python(field.value_from_object(row)) for field in fields}


def hold(rule_id: int) -> None:
    """Until the transaction ends turns and notices of a timetable are given out one after the other: its row is the
    lock. Only its row, so it is not looked for in the usual order, which would join and lock the office's too."""
    Rule.objects.select_for_update().filter(pk=rule_id).order_by("pk").values_list("pk").first()


def _minutes(clock: dt.time) -> int:
    return clock.hour * 60 + clock.minute


def in_language(vietnamese: str, english: str) -> str:
    """The English wording when the page is English and there is one; else Vietnamese, never an empty place."""
    return english if english and get_language() == "en" else vietnamese

"""A notice by which one session departs from its timetable. Once published it is kept: a later state corrects it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracking.terms.calendar import WorkCalendar
from tracking.terms.models import current_calendar

from .. import posting
from ..recurrence import LONGEST_MOVE, planned
from .timetable import Place, Rule, RuleKind, facts_of, hold, in_language


class DepartureKind(models.TextChoices):
    MOVED = "moved", _("Chuyển ngày, giờ hoặc địa điểm")
    CANCELLED = "cancelled", _("Hủy buổi tiếp")
    RESTORED = "restored", _("Tiếp như lịch, rút thông báo trước")
    EXTRA = "extra", _("Buổi tiếp thêm, đột xuất")
    EXTRA_OFF = "extra_off", _("Hủy buổi tiếp thêm")


# A notice about a session of the timetable never becomes one about an extra session: the two have other names (UID).
OF_EXTRAS = frozenset({DepartureKind.EXTRA, DepartureKind.EXTRA_OFF})
CALLS_OFF = frozenset({DepartureKind.CANCELLED, DepartureKind.EXTRA_OFF})
# The others can only be said of a session that a notice names already.
NEW_KINDS = (DepartureKind.MOVED, DepartureKind.CANCELLED, DepartureKind.EXTRA)
# What a later state is counted by is not itself a change.
_COUNTERS = frozenset({"id", "revision", "announced_at", "changed_at", "earlier_days"})
# What citizens go by. Another word in the reason makes no notice late.
_GONE_BY = ("kind", "new_day", "new_starts", "new_ends", "new_place_id")


class Departure(models.Model):
    """One session moved, cancelled or added. LTCD Đ.24 k.4: the reason and the new date are announced.

    `day` is the day the rule names, before days off are looked at; an extra session's first day. Rows are never
    deleted, and `revision` and `changed_at` only grow, so calendars and feeds never see an older number again.
    """

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="departures", verbose_name="lịch")
    kind = models.CharField("loại", max_length=10, choices=DepartureKind.choices)
    day = models.DateField("ngày theo lịch", help_text="Với buổi tiếp thêm: ngày tiếp")
    new_day = models.DateField("ngày mới", null=True, blank=True)
    new_starts = models.TimeField("giờ mới, từ", null=True, blank=True)
    new_ends = models.TimeField("giờ mới, đến", null=True, blank=True)
    new_place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, verbose_name="địa điểm mới")
    reason = models.CharField("lý do", max_length=300)
    reason_en = models.CharField("lý do (tiếng Anh)", max_length=300, blank=True)
    notice = models.CharField(
        "số, ngày thông báo",
        max_length=120,
        blank=True,
        help_text="Ví dụ: Thông báo số 243/TB-UBND ngày 25/6/2021. Chuyển hay hủy buổi tiếp phải có thông báo.",
    )
    late_reason = models.CharField(
        "lý do công bố muộn",
        max_length=300,
        blank=True,
        help_text="Chỉ ghi khi buổi tiếp còn dưới 05 ngày làm việc kể từ hôm nay (khoản 4 Điều 24). Công khai.",
    )
    late_reason_en = models.CharField("lý do công bố muộn (tiếng Anh)", max_length=300, blank=True)
    content = models.CharField("nội dung dự kiến", max_length=400, blank=True)
    announced_at = models.DateTimeField("công bố lúc", auto_now_add=True)
    changed_at = models.DateTimeField("thay đổi lúc", default=timezone.now, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    # Days an earlier state of this notice named: somebody may still come on them.
    earlier_days = models.JSONField(default=list, blank=True, editable=False)
    is_sample = models.BooleanField("dữ liệu mẫu", default=False, editable=False)

    class Meta:
        verbose_name = "thay đổi lịch tiếp"
        verbose_name_plural = "thay đổi lịch tiếp"
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["rule", "day"], name="one_departure_a_session")]

    def __str__(self) -> str:
        return f"{self.rule} – {self.day:%d/%m/%Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Two at once count one after the other. Turns are given out under the same lock, the timetable's row."""
        with transaction.atomic():
            hold(self.rule_id)
            if kept := self._kept(lock=True):
                self._count_on(kept)
            else:  # who got a turn while the form was filled in or the lock waited for has not read it
                self.changed_at = timezone.now()
            super().save(*args, **kwargs)

    def _count_on(self, kept: Departure) -> None:
        for name in ("revision", "changed_at", "earlier_days"):
            setattr(self, name, getattr(kept, name))
        if facts_of(self, but=_COUNTERS) != facts_of(kept, but=_COUNTERS):
            self.revision += 1
            self.changed_at = max(timezone.now(), kept.changed_at)
            self.earlier_days = days_named(kept, self)

    def _kept(self, *, lock: bool = False) -> Departure | None:
        rows = Departure.objects.select_for_update() if lock else Departure.objects.all()
        return rows.filter(pk=self.pk).first() if self.pk else None

    def clean(self) -> None:
        kept, work = self._kept(), current_calendar()
        errors = {**self._wrong_session(kept, work), **self._wrong_change(kept, work)}
        if self.kind != DepartureKind.EXTRA and not self.notice.strip():
            errors["notice"] = "Ghi số và ngày của thông báo chuyển hay hủy (khoản 4 Điều 24 Luật Tiếp công dân)."
        if not errors and not self.late_reason.strip() and (late := self._announced_late(kept, work)):
            errors["late_reason"] = f"{posting.late_words(late)} Xin ghi lý do."
        if errors:
            raise ValidationError(errors)

    def _wrong_session(self, kept: Departure | None, work: WorkCalendar) -> dict[str, str]:
        """A notice is about one session and stays about it; a session has one notice, which later ones correct."""
        if not (self.rule_id and self.day and self.kind):
            return {}
        if kept and (self.rule_id, self.day) != (kept.rule_id, kept.day):
            return {
                "day": f"Thông báo này đã công bố cho buổi ngày {kept.day:%d/%m/%Y} và chỉ sửa được cho đúng buổi ấy. "
                "Ghi nhầm buổi thì chọn «Tiếp như lịch» ở đây, rồi ghi thông báo mới cho buổi kia."
            }
        if self._misses_the_timetable(work):
            return {
                "day": "Ngày này không đúng với lịch: chuyển hay hủy thì chọn ngày có buổi tiếp, thêm thì ngày khác."
            }
        self.day = self.day_due()
        other = Departure.objects.filter(rule=self.rule_id, day=self.day).exclude(pk=self.pk).first()
        if other:
            named = f" ({other.notice})" if other.notice else ""
            return {"day": f"Buổi này đã có thông báo{named}: xin mở thông báo ấy để ghi thay đổi tiếp theo."}
        return {}

    def _wrong_change(self, kept: Departure | None, work: WorkCalendar) -> dict[str, str]:
        errors: dict[str, str] = {}
        changed = (self.new_day, self.new_starts, self.new_place_id)
        if self.kind not in NEW_KINDS and kept is None:
            errors["kind"] = "Mục này chỉ dùng khi sửa một thông báo đã công bố: xin mở thông báo ấy."
        elif kept and (kept.kind in OF_EXTRAS) != (self.kind in OF_EXTRAS):
            errors["kind"] = "Thông báo về buổi tiếp thêm và về buổi theo lịch không đổi lẫn nhau được."
        if self.kind == DepartureKind.MOVED and not any(changed):
            errors["new_day"] = "Ghi ngày, giờ hoặc địa điểm mới (khoản 4 Điều 24 Luật Tiếp công dân)."
        if bool(self.new_starts) != bool(self.new_ends):
            errors["new_ends"] = "Giờ mới cần cả giờ bắt đầu và giờ kết thúc."
        elif self.new_starts and self.new_ends and self.new_starts >= self.new_ends:
            errors["new_ends"] = "Giờ kết thúc phải sau giờ bắt đầu."
        if self.kind in CALLS_OFF and any(changed):
            errors["new_day"] = "Buổi hủy không có ngày, giờ hay nơi mới: muốn có buổi mới xin chọn «Chuyển»."
        elif self.kind == DepartureKind.RESTORED and any(changed):
            errors["new_day"] = "Tiếp như lịch thì không có ngày, giờ hay nơi mới: xin để trống."
        elif wrong := self._wrong_new_day(kept, work):
            errors["new_day" if self.new_day else "day"] = wrong
        return errors

    def _wrong_new_day(self, kept: Departure | None, work: WorkCalendar) -> str:
        """Nobody can come to a day gone by, nobody receives on a day off. A kept day is not asked about again."""
        day = self.new_day or (self.day if self.kind == DepartureKind.EXTRA else None)
        if day is None or not self.day or (kept and day == (kept.new_day or kept.day)):
            return ""
        if day < timezone.localdate():
            return f"Ngày {day:%d/%m/%Y} đã qua; xin chọn ngày tiếp từ hôm nay trở đi."
        if any(abs(day - named) > LONGEST_MOVE for named in (self.day, self.planned_day(work))):
            return (
                f"Buổi chuyển quá {LONGEST_MOVE.days} ngày so với ngày theo lịch thì lịch không theo được: "
                "xin hủy buổi này và ghi buổi tiếp thêm."
            )
        off = work.why_off(day)
        return f"Ngày {day:%d/%m/%Y} là ngày nghỉ ({off}); xin chọn ngày làm việc." if off else ""

    def _misses_the_timetable(self, work: WorkCalendar) -> bool:
        """A notice for a day without a session would change nothing, and citizens would come all the same."""
        recurrence = self.rule.recurrence
        met = recurrence.calls_for(self.day) or any(planned(recurrence, work, self.day, self.day))
        return met == (self.kind in OF_EXTRAS)

    def day_due(self) -> dt.date:
        """Editors may name the day as it is shown; kept is the day the rule names, which no new day off changes."""
        if self.kind in OF_EXTRAS or self.rule.recurrence.calls_for(self.day):
            return self.day
        plans = planned(self.rule.recurrence, current_calendar(), self.day, self.day)
        return next((plan.due for plan in plans), self.day)

    def planned_day(self, work: WorkCalendar) -> dt.date:
        """The day the timetable shows for the session, a day off looked at."""
        return self.day if self.kind in OF_EXTRAS else work.next_working(self.day)

    def _announced_late(self, kept: Departure | None, work: WorkCalendar) -> list[dt.date]:
        """The days, old and new, about which citizens learn too late when this is published today.

        Only what they go by counts: the same day, hours and place in better words are no new announcement.
        """
        if self.rule.kind != RuleKind.LEADER or (kept and self._goes_by() == kept._goes_by()):
            return []
        as_planned = self.planned_day(work)
        stood = [] if kept and kept.calls_off else [(kept and kept.new_day) or as_planned]
        stands = [] if self.calls_off else [self.new_day or as_planned]
        return posting.posted_late([*stood, *stands], timezone.localdate(), work)

    def _goes_by(self) -> list[Any]:
        return [getattr(self, name) for name in _GONE_BY]

    @property
    def calls_off(self) -> bool:
        return self.kind in CALLS_OFF

    @property
    def local_reason(self) -> str:
        return in_language(self.reason, self.reason_en)

    @property
    def local_late_reason(self) -> str:
        return in_language(self.late_reason, self.late_reason_en)


def days_named(kept: Departure, now: Departure) -> list[str]:
    """Every other day that was ever announced for the session, oldest first."""
    field = Departure._meta.get_field("new_day")
    before, after = field.to_python(kept.new_day), field.to_python(now.new_day)
    named = [*kept.earlier_days, *([before.isoformat()] if before else [])]
    return [day for day in dict.fromkeys(named) if after is None or day != after.isoformat()]

"""The working calendar and the term rules as dated rows, so that an office can follow a new act without a release."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models

from search.text import sort_key

from .calendar import WorkCalendar
from .intervals import INTERVAL_WORDS, IntervalName, IntervalRule, Intervals
from .rules import Citation, Criterion, RuleBook, SuspensionRule, TermName, TermRule, Unit
from .words import UNIT_NAMES, WORDS

CONFIDENCE = [("V", "đã đọc văn bản"), ("S", "nguồn thứ cấp"), ("G", "cần kiểm tra")]


class DayKind(models.TextChoices):
    OFF = "off", "Nghỉ"
    WORKING = "working", "Làm việc bù"
    UNCONFIRMED = "unconfirmed", "Chưa xác nhận (không tính)"


class CalendarDay(models.Model):
    """One day that differs from the plain week, with the decision behind it and how sure we are of it."""

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=12, choices=DayKind.choices)
    name = models.CharField("tên", max_length=120)
    ground = models.CharField("căn cứ", max_length=200, blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)
    confidence = models.CharField("độ tin cậy", max_length=1, choices=CONFIDENCE, default="S")

    class Meta:
        verbose_name = "ngày trong lịch làm việc"
        verbose_name_plural = "lịch làm việc"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} – {self.name}"


def calendar_of(rows: list[CalendarDay]) -> WorkCalendar:
    return WorkCalendar(
        days_off={row.day: row.name for row in rows if row.kind == DayKind.OFF},
        working_days=frozenset(row.day for row in rows if row.kind == DayKind.WORKING),
    )


def current_calendar() -> WorkCalendar:
    """The calendar as the office keeps it today; one query."""
    return calendar_of(list(CalendarDay.objects.exclude(kind=DayKind.UNCONFIRMED)))


class Dated(models.Model):
    """What every piece of law here has: a code, the days it is in force, its ground, where it was read."""

    code = models.CharField("mã", max_length=40)
    kinds = models.JSONField("loại đơn", default=list)
    basis = models.JSONField("căn cứ", default=list)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    source = models.CharField("nguồn", max_length=200)
    confidence = models.CharField("độ tin cậy", max_length=1, choices=CONFIDENCE, default="V")

    class Meta:
        abstract = True

    def overlaps(self, other: Dated) -> bool:
        """Both in force on some day."""
        return self.valid_from <= (other.valid_to or dt.date.max) and other.valid_from <= (self.valid_to or dt.date.max)


class TermRuleRow(Dated):
    """One `TermRule` as kept by the office; field by field the same."""

    name = models.CharField("thời hạn", max_length=30, choices=[(name.value, WORDS[name].title) for name in TermName])
    instance = models.PositiveSmallIntegerField(
        "lần giải quyết", default=0, choices=[(0, "cả hai lần"), (1, "lần đầu"), (2, "lần hai")]
    )
    requires = models.JSONField("khi có dấu hiệu", default=list, blank=True)
    excludes = models.JSONField("khi không có dấu hiệu", default=list, blank=True)
    length = models.PositiveSmallIntegerField("số ngày")
    unit = models.CharField("đơn vị", max_length=2, choices=[(unit.value, name) for unit, name in UNIT_NAMES.items()])
    extensions = models.PositiveSmallIntegerField("số lần gia hạn", default=0)
    extension_days = models.PositiveSmallIntegerField("mỗi lần không quá (ngày)", default=0)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    is_local = models.BooleanField("cam kết của cơ quan, không phải thời hạn luật định", default=False)

    class Meta:
        verbose_name = "quy tắc thời hạn"
        verbose_name_plural = "quy tắc thời hạn"
        ordering = ["name", "code", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="one_term_rule_a_date")]

    def __str__(self) -> str:
        return f"{self.code}: {self.length} {self.get_unit_display()}"

    def rule(self) -> TermRule:
        return TermRule(
            code=self.code,
            name=TermName(self.name),
            kinds=frozenset(self.kinds),
            instance=self.instance,
            requires=frozenset(self.requires),
            excludes=frozenset(self.excludes),
            length=self.length,
            unit=Unit(self.unit),
            extensions=self.extensions,
            extension_days=self.extension_days,
            basis=citations(self.basis),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            note=self.note,
            confidence=self.confidence,
            is_local=self.is_local,
        )


class SuspensionRuleRow(Dated):
    """From when the settlement of these kinds may be suspended."""

    class Meta:
        verbose_name = "quy tắc tạm đình chỉ"
        verbose_name_plural = "quy tắc tạm đình chỉ"
        ordering = ["code", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="one_suspension_rule_a_date")]

    def __str__(self) -> str:
        return f"{self.code}: từ {self.valid_from:%d/%m/%Y}"

    def rule(self) -> SuspensionRule:
        return SuspensionRule(self.code, frozenset(self.kinds), citations(self.basis), self.valid_from, self.valid_to)


class CriterionRow(Dated):
    """A case in which the law calls a matter complex; to be recorded in writing in the file."""

    words = models.CharField("trường hợp", max_length=300)

    class Meta:
        verbose_name = "tiêu chí phức tạp"
        verbose_name_plural = "tiêu chí phức tạp"
        ordering = ["code", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="one_criterion_a_date")]

    def __str__(self) -> str:
        return f"{self.code}: {self.words}"

    def criterion(self) -> Criterion:
        return Criterion(
            self.code, self.words, frozenset(self.kinds), citations(self.basis), self.valid_from, self.valid_to
        )


class IntervalRow(Dated):
    """One `IntervalRule` as kept by the office: what a step must leave between itself and another day."""

    name = models.CharField(
        "khoảng thời gian", max_length=30, choices=[(name.value, INTERVAL_WORDS[name]) for name in IntervalName]
    )
    length = models.PositiveSmallIntegerField("số ngày")
    unit = models.CharField(
        "đơn vị", max_length=2, choices=[(unit.value, UNIT_NAMES[unit]) for unit in (Unit.DAYS, Unit.WORKING_DAYS)]
    )
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "khoảng thời gian của một bước"
        verbose_name_plural = "khoảng thời gian của các bước"
        ordering = ["name", "code", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="one_interval_a_date")]

    def __str__(self) -> str:
        return f"{self.code}: {self.length} {self.get_unit_display()}"

    def rule(self) -> IntervalRule:
        return IntervalRule(
            code=self.code,
            name=IntervalName(self.name),
            kinds=frozenset(self.kinds),
            length=self.length,
            unit=Unit(self.unit),
            basis=citations(self.basis),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )


class Recomputation(models.Model):
    """A change of law or calendar to be carried into the open cases; `done_to` is the last case seen, so that any
    worker can go on where another stopped."""

    class State(models.TextChoices):
        WAITING = "waiting", "đang chờ"
        DONE = "done", "đã xong"

    change = models.CharField("thay đổi", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người thay đổi"
    )
    asked_at = models.DateTimeField("lúc", auto_now_add=True)
    state = models.CharField("tình trạng", max_length=8, choices=State.choices, default=State.WAITING)
    claimed_at = models.DateTimeField(null=True, blank=True)
    done_to = models.PositiveBigIntegerField(default=0)
    seen = models.PositiveIntegerField("vụ việc đã xem", default=0)
    moved = models.PositiveIntegerField("vụ việc đổi hạn", default=0)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần tính lại thời hạn"
        verbose_name_plural = "tính lại thời hạn"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["id"], name="recomputation_waiting", condition=models.Q(state="waiting"))]

    def __str__(self) -> str:
        return self.change


class ReleaseRow(models.Model):
    """A row of law as the latest release shipped it, so that the next one can tell its own changes from the office's.

    Where the two differ the row waits: an administrator takes it over or keeps what the office has. `before` is what
    was replaced.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "chờ quyết định"
        SAME = "same", "như bản phát hành"
        APPLIED = "applied", "đã áp dụng"
        KEPT = "kept", "giữ dòng của cơ quan"

    table = models.CharField("bảng", max_length=12)
    key = models.CharField("mã", max_length=60)
    row = models.JSONField("dòng")
    before = models.JSONField("dòng cũ", null=True, blank=True)
    state = models.CharField("tình trạng", max_length=8, choices=State.choices, default=State.SAME)
    shipped_at = models.DateTimeField("bản phát hành đưa vào lúc", auto_now=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người quyết định"
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đề xuất của bản phát hành"
        verbose_name_plural = "đề xuất của bản phát hành"
        ordering = ["-state", "table", "key"]
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="one_release_row")]
        indexes = [models.Index(fields=["id"], name="release_row_waiting", condition=models.Q(state="waiting"))]

    def __str__(self) -> str:
        return self.key


def citations(rows: list[dict[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(row["document"], row["article"], row.get("clause", ""), row.get("point", "")) for row in rows)


def current_rules() -> RuleBook:
    """The rules as the office keeps them; two queries."""
    return RuleBook(
        terms=tuple(row.rule() for row in TermRuleRow.objects.all()),
        suspensions=tuple(row.rule() for row in SuspensionRuleRow.objects.all()),
    )


def current_intervals() -> Intervals:
    """What lies between one step and another, as the office keeps it today; two queries."""
    return Intervals(tuple(row.rule() for row in IntervalRow.objects.all()), current_calendar())


def settlement_rules() -> RuleBook:
    """How long a settlement may last under the law of any day; one query."""
    return RuleBook(tuple(row.rule() for row in TermRuleRow.objects.filter(name=TermName.SETTLEMENT.value)))


def criteria_for(kind: str, day: dt.date) -> list[Criterion]:
    """The statutory cases of complexity for petitions of this kind on that day, in the order of the law."""
    rows = [row.criterion() for row in CriterionRow.objects.filter(valid_from__lte=day)]
    held = [row for row in rows if kind in row.kinds and (row.valid_to is None or day <= row.valid_to)]
    return sorted(held, key=lambda row: sort_key(row.code))  # điểm đ stands behind điểm d

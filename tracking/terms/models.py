"""The working calendar and the term rules as dated rows, so that an office can follow a new act without a release."""

from __future__ import annotations

from typing import Any

from django.db import models

from .calendar import WorkCalendar
from .rules import Citation, RuleBook, SuspensionRule, TermName, TermRule, Unit

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
    confidence = models.CharField("độ tin cậy", max_length=1, choices=CONFIDENCE)

    class Meta:
        verbose_name = "ngày trong lịch làm việc"
        verbose_name_plural = "lịch làm việc"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} – {self.name}"


def current_calendar() -> WorkCalendar:
    """The calendar as the office keeps it today; one query."""
    rows = list(CalendarDay.objects.exclude(kind=DayKind.UNCONFIRMED))
    return WorkCalendar(
        days_off={row.day: row.name for row in rows if row.kind == DayKind.OFF},
        working_days=frozenset(row.day for row in rows if row.kind == DayKind.WORKING),
    )


class TermRuleRow(models.Model):
    """One `TermRule` as kept by the office; field by field the same."""

    code = models.CharField("mã", max_length=40)
    name = models.CharField("thời hạn", max_length=30, choices=[(name.value, name.value) for name in TermName])
    kinds = models.JSONField("loại đơn")
    instance = models.PositiveSmallIntegerField("lần giải quyết", default=0, help_text="0: cả hai lần")
    requires = models.JSONField("khi có dấu hiệu", default=list, blank=True)
    excludes = models.JSONField("khi không có dấu hiệu", default=list, blank=True)
    length = models.PositiveSmallIntegerField("số ngày")
    unit = models.CharField("đơn vị", max_length=2, choices=[("d", "ngày"), ("wd", "ngày làm việc")])
    extensions = models.PositiveSmallIntegerField("số lần gia hạn", default=0)
    extension_days = models.PositiveSmallIntegerField("mỗi lần không quá (ngày)", default=0)
    basis = models.JSONField("căn cứ")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    confidence = models.CharField("độ tin cậy", max_length=1, choices=CONFIDENCE, default="V")

    class Meta:
        verbose_name = "quy tắc thời hạn"
        verbose_name_plural = "quy tắc thời hạn"
        ordering = ["name", "code"]
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
        )


class SuspensionRuleRow(models.Model):
    """From when the settlement of these kinds may be suspended."""

    kinds = models.JSONField("loại đơn")
    basis = models.JSONField("căn cứ")
    valid_from = models.DateField("từ ngày", unique=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "quy tắc tạm đình chỉ"
        verbose_name_plural = "quy tắc tạm đình chỉ"

    def __str__(self) -> str:
        return f"{', '.join(self.kinds)}: {self.valid_from:%d/%m/%Y}"

    def rule(self) -> SuspensionRule:
        return SuspensionRule(frozenset(self.kinds), citations(self.basis), self.valid_from, self.valid_to)


def citations(rows: list[dict[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(row["document"], row["article"], row.get("clause", "")) for row in rows)


def current_rules() -> RuleBook:
    """The rules as the office keeps them; two queries."""
    return RuleBook(
        terms=tuple(row.rule() for row in TermRuleRow.objects.all()),
        suspensions=tuple(row.rule() for row in SuspensionRuleRow.objects.all()),
    )

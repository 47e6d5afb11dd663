"""The working calendar as dated rows an office can correct when the Government decides otherwise."""

from __future__ import annotations

from django.db import models

from .calendar import WorkCalendar


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
    confidence = models.CharField(
        "độ tin cậy", max_length=1, choices=[("V", "đã đọc văn bản"), ("S", "nguồn thứ cấp"), ("G", "cần kiểm tra")]
    )

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

"""What was published when: every state of a timetable, kept for good."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Record(models.Model):
    """One row of the timetable as it stood from `at` on; empty `facts` say that it was taken away then."""

    class What(models.TextChoices):
        PLACE = "place", "Nơi tiếp"
        RULE = "rule", "Lịch tiếp"
        DEPARTURE = "departure", "Thay đổi lịch"

    what = models.CharField("loại", max_length=10, choices=What.choices)
    row = models.PositiveBigIntegerField("hàng")
    at = models.DateTimeField("từ lúc", default=timezone.now, db_index=True)
    facts = models.JSONField("nội dung", null=True, blank=True)

    class Meta:
        verbose_name = "trạng thái đã công bố"
        verbose_name_plural = "các trạng thái đã công bố"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["what", "row", "at"], name="timetable_record")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.row} – {self.at:%d/%m/%Y %H:%M}"

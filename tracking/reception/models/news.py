"""Mail to those who booked: a session moved, called off or near, a turn that became free; it waits here."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from .booking import Booking


class BookingNews(models.Model):
    """One mail that is owed. It holds no address and no words: both are read from the booking when it is sent."""

    class What(models.TextChoices):
        CHANGED = "changed", "Buổi tiếp chuyển hoặc hủy"
        TURN = "turn", "Có lượt từ danh sách chờ"
        SOON = "soon", "Nhắc trước ngày tiếp"

    key = models.CharField(max_length=80, unique=True)
    what = models.CharField("việc", max_length=10, choices=What.choices)
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="news", verbose_name="đăng ký")
    created_at = models.DateTimeField("lúc", default=timezone.now)
    due_at = models.DateTimeField("gửi từ lúc", default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    settled_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thư cho người đăng ký"
        verbose_name_plural = "thư cho người đăng ký"
        ordering = ["due_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()} – {self.booking_id}"

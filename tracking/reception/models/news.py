"""Mail that waits: to those who booked (a session moved, called off or near), and to who follows a timetable."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from .booking import Booking
from .departure import Departure
from .follower import TimetableFollower


class BookingNews(models.Model):
    """One mail that is owed, without address or words: they are read from the booking or follower when it is sent."""

    class What(models.TextChoices):
        CHANGED = "changed", "Buổi tiếp chuyển hoặc hủy"
        TURN = "turn", "Có lượt từ danh sách chờ"
        SOON = "soon", "Nhắc trước ngày tiếp"
        ONLINE = "online", "Trả lời về tiếp trực tuyến"
        QUESTION = "question", "Hỏi người theo dõi lịch"
        FOLLOWED = "followed", "Tin cho người theo dõi lịch"

    key = models.CharField(max_length=80, unique=True)
    what = models.CharField("việc", max_length=10, choices=What.choices)
    booking = models.ForeignKey(
        Booking, models.CASCADE, null=True, blank=True, related_name="news", verbose_name="đăng ký"
    )
    follower = models.ForeignKey(
        TimetableFollower, models.CASCADE, null=True, blank=True, related_name="news", verbose_name="người theo dõi"
    )
    departure = models.ForeignKey(
        Departure, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="thay đổi lịch"
    )
    created_at = models.DateTimeField("lúc", default=timezone.now)
    due_at = models.DateTimeField("gửi từ lúc", default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    settled_at = models.DateTimeField("xong lúc", null=True, blank=True)
    # Settled without it: the mailbox refused, or nobody wanted it any more.
    sent_at = models.DateTimeField("gửi đi lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thư cho người đăng ký"
        verbose_name_plural = "thư cho người đăng ký"
        ordering = ["due_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()} – {self.booking_id or self.follower_id}"

"""A turn booked at a session. Who comes is encrypted; what is counted is plain."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracking.casework.sealing.encryption import EncryptedJSONField

from .timetable import Rule, Subject


class BookingState(models.TextChoices):
    BOOKED = "booked", _("Đã có chỗ")
    WAITING = "waiting", _("Trong danh sách chờ")
    CANCELLED = "cancelled", _("Đã hủy")


class Booking(models.Model):
    """One person's turn. `due` is the session's day by the timetable, which a moved session keeps.

    `turn` numbers the booked turns of a session from 0; a waiting or cancelled one has none.
    `data` holds name, phone and what was written; it is emptied 90 days after the session.
    """

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="bookings", verbose_name="lịch")
    due = models.DateField("ngày theo lịch")
    turn = models.PositiveSmallIntegerField("lượt", null=True, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=BookingState.choices)
    subject = models.CharField("lĩnh vực", max_length=12, choices=Subject.choices)
    has_priority = models.BooleanField("ưu tiên", default=False)
    data = EncryptedJSONField("thông tin người đăng ký", default=dict)
    token_mac = models.CharField(max_length=64, unique=True, editable=False)
    code_mac = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("đăng ký lúc", default=timezone.now)

    class Meta:
        verbose_name = "đăng ký tiếp"
        verbose_name_plural = "đăng ký tiếp"
        ordering = ["due", "turn", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "due", "turn"], condition=Q(turn__isnull=False), name="one_person_a_turn"
            )
        ]

    def __str__(self) -> str:
        return f"Đăng ký {self.pk} – {self.due:%d/%m/%Y}"

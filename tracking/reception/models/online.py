"""Received by video: who asked for it, on which ground, and what the office answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracking.casework.sealing.encryption import EncryptedJSONField

from .booking import Booking


class OnlineGround(models.TextChoices):
    """The matters of Đ.20 of decree 154/2026, one a clause, in their order."""

    COMPLEX = "complex", _("Việc khiếu nại, kiến nghị, phản ánh phức tạp, kéo dài, cần nhiều cơ quan cùng giải quyết")
    FAR = "far", _("Tôi ở vùng sâu, vùng xa, vùng đặc biệt khó khăn, là đối tượng chính sách, già yếu hoặc khuyết tật")
    DISASTER = "disaster", _("Đang có thiên tai, dịch bệnh hoặc lý do an ninh, khó đến tận nơi")
    DENUNCIATION = "denunciation", _("Tố cáo phức tạp và tôi không yêu cầu giữ kín danh tính")
    OTHER = "other", _("Lý do khác trong thực tế")

    @property
    def law(self) -> str:
        return f"154/2026/NĐ-CP#dieu-20.khoan-{list(OnlineGround).index(self) + 1}"


class OnlineState(models.TextChoices):
    ASKED = "asked", _("Chờ cơ quan trả lời")
    AGREED = "agreed", _("Được tiếp trực tuyến")
    REFUSED = "refused", _("Không tiếp trực tuyến")
    WITHDRAWN = "withdrawn", _("Đã hủy cùng lượt tiếp")


class OnlineReception(models.Model):
    """`access` holds the link and how to connect: for this person alone. `for_day` is the day the notice named."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="online", verbose_name="đăng ký")
    ground = models.CharField("lý do", max_length=12, choices=OnlineGround.choices)
    state = models.CharField("tình trạng", max_length=10, choices=OnlineState.choices, default=OnlineState.ASKED)
    asked_at = models.DateTimeField("đề nghị lúc", default=timezone.now)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="người trả lời"
    )
    reason = models.CharField("lý do không tiếp trực tuyến", max_length=300, blank=True)
    notice = models.CharField("số, ngày thông báo", max_length=120, blank=True)
    for_day = models.DateField("ngày tiếp đã báo", null=True, blank=True)
    test_at = models.DateTimeField("kết nối thử lúc", null=True, blank=True)
    access = EncryptedJSONField("cách vào phòng", default=dict)
    tested_on = models.DateField("đã thử được ngày", null=True, blank=True)
    recording = models.CharField("bản ghi âm, ghi hình lưu ở", max_length=300, blank=True)

    class Meta:
        verbose_name = "tiếp trực tuyến"
        verbose_name_plural = "tiếp trực tuyến"
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return f"Tiếp trực tuyến {self.booking_id} – {self.get_state_display()}"

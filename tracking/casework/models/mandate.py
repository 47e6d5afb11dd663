"""The paper by which somebody speaks for the petitioners, as an officer found it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..sealing.encryption import EncryptedTextField
from .case import Case


class MandatePaper(models.Model):
    """One look at the paper; of several on the same basis the last one counts. Who issued it, what part it covers and
    what it lacks may name people, so they are encrypted."""

    class State(models.TextChoices):
        GOOD = "good", "Hợp lệ"
        LACKING = "lacking", "Chưa đủ, đã đề nghị bổ sung"

    class Covers(models.TextChoices):
        WHOLE = "whole", "Toàn bộ việc trong đơn"
        PART = "part", "Một số nội dung"

    class Way(models.TextChoices):
        ORIGINAL = "original", "Xem bản chính"
        CERTIFIED = "certified", "Xem bản sao có chứng thực"
        SCAN = "scan", "Xem ảnh chụp, bản quét gửi qua cổng"

    case = models.ForeignKey(Case, models.PROTECT, related_name="mandate_papers")
    basis = models.CharField("đại diện với tư cách", max_length=24)
    paper = models.CharField("loại giấy tờ", max_length=24, blank=True)
    state = models.CharField("kết quả", max_length=8, choices=State.choices)
    issued_on = models.DateField("ngày của giấy tờ", null=True)
    issuer = EncryptedTextField("nơi cấp, nơi chứng thực, người ký", blank=True)
    covers = models.CharField("phạm vi", max_length=8, choices=Covers.choices, blank=True)
    part = EncryptedTextField("nội dung được ủy quyền", blank=True)
    way = models.CharField("đã xem", max_length=10, choices=Way.choices, blank=True)
    lacks = EncryptedTextField("còn thiếu gì", blank=True)
    recorded_at = models.DateTimeField("ghi lúc", default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "giấy tờ đại diện"
        verbose_name_plural = "giấy tờ đại diện"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_state_display()} – {self.case.reference}"

"""The signed form of a petition, however it came."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..sealing.encryption import EncryptedTextField
from .case import Case
from .correspondence import Attachment


class SignedForm(models.Model):
    """A form somebody signed. It counts once an officer has confirmed it; at the counter that is the same moment."""

    class Way(models.TextChoices):
        SCAN = "scan", "Ảnh chụp hoặc bản quét có chữ ký"
        COUNTER = "counter", "Ký tại nơi tiếp công dân"
        PAPER = "paper", "Bản giấy có chữ ký"
        DIGITAL = "digital", "PDF ký số"

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ cơ quan đối chiếu"
        CONFIRMED = "confirmed", "Đã xác nhận"
        REFUSED = "refused", "Không khớp"

    class Integrity(models.TextChoices):
        NOT_DIGITAL = "", "Không có chữ ký số"
        INTACT = "intact", "Nguyên vẹn từ lúc ký"
        ADDED = "added", "Có phần thêm vào sau khi ký"
        ALTERED = "altered", "Đã bị sửa sau khi ký"
        UNREADABLE = "unreadable", "Có chữ ký số nhưng không đọc được"
        UNCHECKED = "unchecked", "Cổng chưa kiểm tra được, xin kiểm tra bằng phần mềm ký số"

    case = models.ForeignKey(Case, models.PROTECT, related_name="signed_forms")
    way = models.CharField("cách ký", max_length=10, choices=Way.choices)
    state = models.CharField("tình trạng", max_length=10, choices=State.choices, default=State.WAITING)
    attachment = models.OneToOneField(Attachment, models.PROTECT, null=True, related_name="signed_form")
    integrity = models.CharField("chữ ký số", max_length=12, choices=Integrity.choices, blank=True)
    came_on = models.DateField("ngày đến cơ quan")
    recorded_at = models.DateTimeField("ghi lúc", default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField("đối chiếu lúc", null=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = EncryptedTextField("lý do không khớp", blank=True)

    class Meta:
        verbose_name = "đơn đã ký"
        verbose_name_plural = "đơn đã ký"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_way_display()} – {self.case.reference}"

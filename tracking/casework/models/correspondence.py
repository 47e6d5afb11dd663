"""Words and papers that go between the citizen and the office."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from tracking.organisation.models import Agency

from ..sealing.encryption import EncryptedTextField
from .case import Case


class Message(models.Model):
    """A word between the citizen and the office, inside the case. No author means the citizen."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người viết"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    body = EncryptedTextField("nội dung")
    created_at = models.DateTimeField("viết lúc", default=timezone.now)
    read_at = models.DateTimeField("bên kia đọc lúc", null=True, blank=True)
    # Of a form whose words went into a case that was there: the same form never makes a second message.
    token_mac = models.CharField(max_length=64, null=True, unique=True, editable=False)

    class Meta:
        verbose_name = "tin nhắn"
        verbose_name_plural = "tin nhắn"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"Tin nhắn của {self.case.reference}"

    @property
    def from_citizen(self) -> bool:
        return self.author_id is None


class ScanState(models.TextChoices):
    UNSCANNED = "unscanned", "Chưa quét vi-rút"
    CLEAN = "clean", "Đã quét, an toàn"
    INFECTED = "infected", "Có mã độc"


class Attachment(models.Model):
    """A paper of the case; its bytes lie encrypted in the file store under `stored_name`.

    `size` is the size shown (plain bytes). `sha256` is the hash of the stored, encrypted bytes, so a backup can be
    verified without a key and the database tells nobody which known document a petition holds. `sealed` papers open
    with a custodian's key only, the others with the portal's field key. `rendition_of` marks what the custodian
    released of a sealed paper: for the verifiers only, never for the citizen's page.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="attachments")
    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="attachments")
    stored_name = models.CharField(max_length=120, unique=True, editable=False)
    shown_name = EncryptedTextField("tên tệp")
    content_type = models.CharField("loại tệp", max_length=100)
    size = models.PositiveBigIntegerField("dung lượng")
    sha256 = models.CharField(max_length=64)
    sealed = models.BooleanField("đã niêm phong", default=False)
    scan_state = models.CharField("quét vi-rút", max_length=10, choices=ScanState.choices, default=ScanState.UNSCANNED)
    from_office = models.BooleanField("của cơ quan", default=False)
    created_at = models.DateTimeField("gửi lúc", default=timezone.now)
    rendition_of = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="renditions", verbose_name="lược bỏ từ"
    )

    class Meta:
        verbose_name = "tệp kèm theo"
        verbose_name_plural = "tệp kèm theo"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Tệp của {self.case.reference}"

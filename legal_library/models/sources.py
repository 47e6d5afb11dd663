"""The files texts were read from, and second texts of an act that wait for the librarian."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .acts import Act
from .amending import Step


class SourceFile(models.Model):
    """A file a text was read from, kept unchanged under its fingerprint outside the web root."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="source_files", verbose_name="văn bản")
    name = models.CharField("tên tệp", max_length=300)
    sha256 = models.CharField("dấu vân tay SHA-256", max_length=64)
    text_sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveIntegerField("dung lượng (byte)", default=0)
    kept = models.BooleanField("có giữ bản gốc", default=True)
    is_current = models.BooleanField("bản đang dùng", default=True)
    imported_at = models.DateTimeField("nhập lúc", default=timezone.now)

    class Meta:
        verbose_name = "tệp gốc"
        verbose_name_plural = "tệp gốc"
        ordering = ["act", "-imported_at"]
        constraints = [models.UniqueConstraint(fields=["act", "sha256"], name="one_file_an_act")]

    def __str__(self) -> str:
        return self.name


class RivalCopy(models.Model):
    """A second text of an act with other content. It waits for the librarian; nothing is overwritten unasked."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ chọn"
        ASKED = "asked", "Đã đề nghị làm văn bản chính, chờ người khác xác nhận"
        CHOSEN = "chosen", "Đã chọn làm văn bản chính"
        KEPT_APART = "kept", "Giữ riêng để đối chiếu"

    act = models.ForeignKey(Act, models.CASCADE, related_name="rival_copies", verbose_name="văn bản")
    source_file = models.OneToOneField(SourceFile, models.CASCADE, related_name="rival", verbose_name="tệp gốc")
    document = models.JSONField("nội dung đã đọc")
    difference = models.JSONField("khác biệt", default=dict)
    state = models.CharField("tình trạng", max_length=10, choices=State.choices, default=State.WAITING)
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người quyết định",
    )

    class Meta:
        verbose_name = "bản khác của văn bản"
        verbose_name_plural = "bản khác của văn bản"
        ordering = ["state", "act"]

    def __str__(self) -> str:
        return f"{self.act.symbol}: {self.source_file.name}"


class RivalStep(Step):
    """One step about a copy."""

    rival = models.ForeignKey(RivalCopy, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=RivalCopy.State.choices)

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.get_state_display()}"

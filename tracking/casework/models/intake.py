"""What comes before a case: half-filled forms, and how denunciations are taken."""

from __future__ import annotations

from django.db import models


class Draft(models.Model):
    """A half-filled form. Its key comes from the form's secret token, which is nowhere here: the row alone is noise.

    A form put by for later has a code of its own: `resume_mac` finds it, `sealed_token` opens with that code alone.
    """

    locator = models.CharField(max_length=64, unique=True)
    ciphertext = models.BinaryField()
    file_names = models.JSONField(default=list)
    size = models.PositiveBigIntegerField(default=0, editable=False)
    expires_at = models.DateTimeField(db_index=True)
    resume_mac = models.CharField(max_length=64, null=True, unique=True, editable=False)
    sealed_token = models.BinaryField(null=True, editable=False)

    class Meta:
        verbose_name = "bản nháp"
        verbose_name_plural = "bản nháp"

    def __str__(self) -> str:
        return f"Bản nháp đến {self.expires_at:%d/%m %H:%M}"


class IntakePolicy(models.Model):
    """How the portal takes denunciations: one row, edited by the office; without a row, sealed."""

    class Mode(models.TextChoices):
        SEALED = "sealed", "Nhận, danh tính được niêm phong"
        WITHOUT_IDENTITY = "without_identity", "Nhận, không nhận danh tính qua mạng"
        CLOSED = "closed", "Không nhận tố cáo qua cổng"

    denunciations = models.CharField(
        "cách nhận tố cáo",
        max_length=20,
        choices=Mode.choices,
        default=Mode.SEALED,
        help_text="Niêm phong cần ít nhất một khóa của người giữ danh tính (lệnh create_custodian_key). "
        "Chưa có khóa thì cổng chỉ nhận tố cáo không kèm danh tính.",
    )

    class Meta:
        verbose_name = "cách nhận đơn"
        verbose_name_plural = "cách nhận đơn"

    def __str__(self) -> str:
        return self.get_denunciations_display()

"""Who wants to learn by mail that a session of an office was moved, called off or added."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tracking.casework.sealing.encryption import EncryptedJSONField
from tracking.organisation.models import Agency


class TimetableFollower(models.Model):
    """An address is kept encrypted; `address_mac` finds the same one again. It is forgotten when it leaves."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", verbose_name="cơ quan")
    data = EncryptedJSONField("địa chỉ", default=dict)
    address_mac = models.CharField(max_length=64, editable=False)
    language = models.CharField("ngôn ngữ", max_length=5, default="vi")
    asked_at = models.DateTimeField("hỏi lúc", default=timezone.now)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)

    class Meta:
        verbose_name = "người theo dõi lịch"
        verbose_name_plural = "người theo dõi lịch"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agency", "address_mac"], name="one_follower_an_address")]

    def __str__(self) -> str:
        return f"Theo dõi {self.pk} – {self.agency}"


class AskedAddress(models.Model):
    """A mail that asked an address to confirm; each address has few places, so a stranger's is never flooded."""

    address_mac = models.CharField(max_length=64, editable=False)
    place = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address_mac", "place"], name="one_asked_address_a_place")]

    def __str__(self) -> str:
        return f"question {self.pk}"

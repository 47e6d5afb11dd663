"""Custodians' keys and the identities sealed to them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from .case import Case


class CustodianKeyQuerySet(models.QuerySet["CustodianKey"]):
    def active(self) -> CustodianKeyQuerySet:
        now = timezone.now()
        return self.filter(valid_from__lte=now).filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=now))


class CustodianKey(models.Model):
    """The public half of a custodian's key pair; the private half is with the custodian and nowhere here."""

    name = models.CharField("người giữ", max_length=120)
    public_key = models.BinaryField("khóa công khai", max_length=32)
    fingerprint = models.CharField("dấu vân tay", max_length=40, unique=True)
    valid_from = models.DateTimeField("từ", default=timezone.now)
    valid_to = models.DateTimeField("đến", null=True, blank=True)

    objects = CustodianKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "khóa của người giữ danh tính"
        verbose_name_plural = "khóa của người giữ danh tính"
        ordering = ["valid_from", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.fingerprint})"


class SealedIdentity(models.Model):
    """A denouncer's identity, sealed to one custodian; the same identity has a row for each custodian of that day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="sealed_identities")
    custodian_key = models.ForeignKey(CustodianKey, models.PROTECT, related_name="sealed_identities")
    ciphertext = models.BinaryField("bản niêm phong")

    class Meta:
        verbose_name = "danh tính niêm phong"
        verbose_name_plural = "danh tính niêm phong"
        constraints = [models.UniqueConstraint(fields=["case", "custodian_key"], name="one_seal_for_each_custodian")]

    def __str__(self) -> str:
        return f"Danh tính niêm phong của {self.case.reference}"

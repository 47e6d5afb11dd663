"""What editors have to look at again, and why."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class LawFlag(models.Model):
    """A provision a page rests on has changed. `translation_key` names the page in all its languages."""

    translation_key = models.UUIDField(db_index=True, default=uuid.uuid4)
    provision = models.CharField("điều đã thay đổi", max_length=200)
    what = models.CharField("thay đổi", max_length=80)
    ground = models.CharField("theo", max_length=300, blank=True)
    effective = models.DateField("hiệu lực từ", null=True, blank=True)
    noticed_at = models.DateTimeField("biết lúc", default=timezone.now)
    settled_at = models.DateTimeField("đã soát lúc", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="người soát"
    )

    class Meta:
        verbose_name = "trang cần soát vì luật đổi"
        verbose_name_plural = "trang cần soát vì luật đổi"
        ordering = ["noticed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "provision", "what", "ground"],
                condition=models.Q(settled_at__isnull=True),
                name="one_open_flag_a_change",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provision} {self.what}"

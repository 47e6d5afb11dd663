"""Addresses an act had under an earlier symbol; they lead to it until another act has them by right."""

from __future__ import annotations

from django.db import models

from .acts import Act


class FormerAddress(models.Model):
    act = models.ForeignKey(Act, models.CASCADE, related_name="former_addresses")
    slug = models.SlugField(max_length=200, unique=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.slug} → {self.act.slug}"

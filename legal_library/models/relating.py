"""How acts speak of one another: relations between them, and each citation with its place in the text."""

from __future__ import annotations

from django.db import models

from search.symbols import fold_symbol

from .acts import Act, Provision


class RelationKind(models.TextChoices):
    AMENDS = "amends", "Sửa đổi, bổ sung"
    REPEALS = "repeals", "Bãi bỏ"
    REPLACES = "replaces", "Thay thế"
    GUIDES = "guides", "Quy định chi tiết, hướng dẫn"
    BASED_ON = "based_on", "Căn cứ"
    CORRECTS = "corrects", "Đính chính"


class Relation(models.Model):
    """One act to another, or one place of it to a place of the other. `symbol_key` finds acts imported later."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="relations", verbose_name="văn bản")
    kind = models.CharField("quan hệ", max_length=10, choices=RelationKind.choices)
    place = models.CharField("điều khoản nêu", max_length=120, blank=True)
    symbol = models.CharField("số, ký hiệu kia", max_length=160)
    symbol_key = models.CharField(max_length=160, editable=False, db_index=True)
    target_key = models.CharField("điều khoản kia", max_length=120, blank=True)
    by_hand = models.BooleanField("nhập tay", default=False)

    class Meta:
        verbose_name = "quan hệ văn bản"
        verbose_name_plural = "quan hệ văn bản"
        ordering = ["act", "kind", "pk"]

    def __str__(self) -> str:
        return f"{self.act.symbol} {self.get_kind_display().lower()} {self.symbol}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.derive()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def derive(self) -> None:
        """Fill the column computed from another; bulk writers call it themselves."""
        self.symbol_key = fold_symbol(self.symbol)


class Citation(models.Model):
    """One place of a text that names another: characters `start` to `end` of a provision's own text.

    `symbol_key` is empty where the text cites itself; `target_key` is "" for a whole act.
    """

    act = models.ForeignKey(Act, models.CASCADE, related_name="citations")
    provision = models.ForeignKey(Provision, models.CASCADE, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    symbol = models.CharField(max_length=160, blank=True)
    symbol_key = models.CharField(max_length=160, blank=True)
    target_key = models.CharField(max_length=120, blank=True)
    doubt = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["provision", "start"]
        indexes = [models.Index(fields=["symbol_key", "target_key"], name="citations_of_a_place")]

    def __str__(self) -> str:
        return f"{self.symbol}#{self.target_key}"

"""What one act does to the text of another: an operation on a named place, from a day on, once a librarian confirms."""

from __future__ import annotations

import datetime as dt
import re

from django.conf import settings
from django.db import models
from django.utils import timezone

from search.text import place_number

from ..parsing.narrowed import split_key
from .acts import Act


class Op(models.TextChoices):
    """Values are the words of `read_amendments`."""

    REPLACE = "replace", "Sửa đổi, bổ sung"
    INSERT_AFTER = "insert_after", "Bổ sung vào sau"
    ADD = "add", "Bổ sung"
    REPEAL = "repeal", "Bãi bỏ"
    REPLACE_WORDS = "replace_words", "Thay thế, bỏ cụm từ"


class Amendment(models.Model):
    """One operation. Only confirmed ones shape the text; the versions are worked out anew from all of them.

    One person checks it against the amending act, another confirms it; every step stays in `steps`.

    `unit` is the article (or heading) whose text changes, `target_key` the exact place in it. `problem` says why it
    cannot be applied exactly; such an operation cannot be confirmed.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Chờ kiểm tra"
        CHECKED = "checked", "Đã kiểm tra, chờ xác nhận"
        CONFIRMED = "confirmed", "Đã xác nhận"
        WITHDRAWN = "withdrawn", "Đã rút xác nhận"
        REJECTED = "rejected", "Không áp dụng"

    act = models.ForeignKey(Act, models.CASCADE, related_name="amendments", verbose_name="văn bản sửa đổi")
    place = models.CharField("điều khoản sửa đổi", max_length=120, blank=True, help_text="Ví dụ: dieu-2.khoan-15")
    ordinal = models.PositiveIntegerField("thứ tự", default=0)
    op = models.CharField("thao tác", max_length=16, choices=Op.choices)
    target = models.ForeignKey(
        Act, models.CASCADE, related_name="changes", null=True, blank=True, verbose_name="văn bản được sửa"
    )
    target_symbol = models.CharField("số, ký hiệu được sửa", max_length=160, blank=True)
    target_key = models.CharField("điều khoản được sửa", max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True, editable=False)
    old_words = models.TextField("cụm từ cũ", blank=True)
    new_words = models.TextField("cụm từ mới", blank=True)
    new_text = models.TextField("nội dung mới", blank=True)
    effective = models.DateField("có hiệu lực từ", null=True, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=State.choices, default=State.PROPOSED)
    problem = models.TextField("chưa áp dụng được vì", blank=True)
    by_hand = models.BooleanField("nhập tay", default=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="người nhập"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="người duyệt"
    )
    decided_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "thao tác sửa đổi"
        verbose_name_plural = "thao tác sửa đổi"
        ordering = ["act", "ordinal", "pk"]
        indexes = [models.Index(fields=["target", "unit", "state"], name="amendments_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.told_op} {self.target_symbol}#{self.target_key}"

    @property
    def told_op(self) -> str:
        """The operation in words that fit its place, where that is the new words' own and not what they follow."""
        last = place_number(split_key(self.target_key)[0].rpartition(".")[2].rpartition("-")[2])
        own = re.match(rf"\W*(?:Điều\s+)?{re.escape(last)}\s?[.)]", self.new_text) if last else None
        return str(Op.ADD.label) if self.op == Op.INSERT_AFTER and own else self.get_op_display()

    @property
    def target_link(self) -> str:
        """The key of the changed provision; a heading or name leads to what it stands over."""
        name = self.target.symbol if self.target else self.target_symbol
        return f"{name}#{self.target_place}"

    @property
    def target_place(self) -> str:
        """The key without what narrows it: no page has an address for a name or a part of a clause."""
        return split_key(self.target_key)[0].removesuffix(".ten")

    @property
    def day_before(self) -> dt.date | None:
        return self.effective - dt.timedelta(days=1) if self.effective else None

    @property
    def ground(self) -> str:
        """The key of the amending provision: "136/2025/QH15#dieu-2.khoan-15.diem-b"."""
        return self.act.key(self.place)


class Step(models.Model):
    """One step of what two people make part of the library: who brought it into which state, and when.

    Never changed afterwards. `alone`: one person took both steps, as the office has no second librarian.
    `named`: who it was in the library an export came from, where that account is not one of ours.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    named = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)
    alone = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]


class AmendmentStep(Step):
    """One step of an operation."""

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=Amendment.State.choices)

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.get_state_display()}"


class LawChange(models.Model):
    """Something readers follow has changed: what feeds, digests and review flags are made of."""

    class Kind(models.TextChoices):
        TEXT = "text", "có toàn văn trong thư viện"
        AMENDED = "amended", "được sửa đổi, bổ sung"
        ADDED = "added", "được bổ sung"
        REPEALED = "repealed", "bị bãi bỏ"
        EXPIRED = "expired", "hết hiệu lực"
        UNDONE = "undone", "thư viện sửa lại bản ghi thay đổi"

    act = models.ForeignKey(Act, models.CASCADE, related_name="law_changes")
    key = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    effective = models.DateField(null=True)
    ground = models.TextField(blank=True)
    subjects = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.act.symbol}#{self.key} {self.get_kind_display()}"

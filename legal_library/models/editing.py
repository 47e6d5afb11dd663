"""What one librarian proposes about the facts, marks and summaries of an act, until a second one decides."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .acts import Act


class LibraryEdit(models.Model):
    """One proposal: what a row of the library shall say. The public sees it once another person has confirmed it.

    `changes` holds {field: [old, new]}; nothing is old in what is added, nothing new in what is removed. A decided
    row is never changed afterwards: together they are the history. `alone` as with the steps of an amendment.
    """

    class What(models.TextChoices):
        ACT = "act", "Thông tin văn bản"
        SUMMARY = "summary", "Tóm tắt điều luật"
        RELATION = "relation", "Quan hệ văn bản"
        DUTY = "duty", "Nhiệm vụ được giao"
        SUBJECT = "subject", "Lĩnh vực"

    class Action(models.TextChoices):
        ADD = "add", "thêm mới"
        CHANGE = "change", "sửa"
        REMOVE = "remove", "xóa"

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ duyệt"
        CONFIRMED = "confirmed", "Đã duyệt"
        REFUSED = "refused", "Không duyệt"
        WITHDRAWN = "withdrawn", "Đã rút"

    what = models.CharField("nội dung", max_length=10, choices=What.choices)
    action = models.CharField("việc", max_length=8, choices=Action.choices)
    row_id = models.PositiveBigIntegerField(null=True, editable=False)
    act = models.ForeignKey(Act, models.SET_NULL, null=True, related_name="edits", verbose_name="văn bản")
    # What it is about, in words that stay when the row is gone.
    name = models.CharField("về", max_length=500)
    changes = models.JSONField("thay đổi")
    reason = models.TextField("căn cứ, lý do")
    state = models.CharField("tình trạng", max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="người đề nghị"
    )
    made_at = models.DateTimeField("đề nghị lúc", default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="người duyệt"
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    answer = models.TextField("lý do không duyệt", blank=True)
    alone = models.BooleanField(default=False)

    class Meta:
        verbose_name = "đề nghị chờ duyệt"
        verbose_name_plural = "đề nghị chờ duyệt"
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["what", "row_id", "state"], name="edits_of_a_row")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} – {self.get_action_display()}: {self.name}"

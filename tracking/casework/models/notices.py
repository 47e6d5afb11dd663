"""What is to be sent, to whom by reference only, and how that went: no address, name or word of a petition is here."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from tracking.organisation.models import Agency

from .case import Case


class NoticeChoice(models.Model):
    """What the petitioner said last about notices of this case; without a row the form's answer holds."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="notice_choice")
    is_on = models.BooleanField("nhận thư báo")
    changed_at = models.DateTimeField("lúc", default=timezone.now)

    class Meta:
        verbose_name = "lựa chọn nhận thư báo"
        verbose_name_plural = "lựa chọn nhận thư báo"

    def __str__(self) -> str:
        return f"{self.case.reference}: {'nhận' if self.is_on else 'không nhận'} thư báo"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def waiting(self) -> NoticeQuerySet:
        return self.filter(state=Notice.State.WAITING)

    def failed(self) -> NoticeQuerySet:
        return self.filter(state=Notice.State.FAILED)


class Notice(models.Model):
    """One letter of the outbox, written in the transaction of what it tells of (row 11).

    `key` makes it one however often it is asked for. The address is looked up when it is sent, so that nobody is
    written to who has stopped it, and no second copy of an address lies here. `facts` holds machine facts only.
    """

    class Kind(models.TextChoices):
        STEP = "step", "Báo tin cho người gửi đơn"
        DIGEST = "digest", "Nhắc việc hằng ngày"
        ALARM = "alarm", "Báo động mở khẩn cấp"

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"
        DROPPED = "dropped", "Không cần gửi nữa"

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    channel = models.CharField("kênh", max_length=10, default="email")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="notices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    facts = models.JSONField(default=dict, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    created_at = models.DateTimeField("ghi lúc", default=timezone.now)
    due_at = models.DateTimeField("gửi từ", default=timezone.now)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    error = models.CharField("lỗi", max_length=60, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["due_at"], name="notice_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["state", "-created_at"], name="notice_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"


class ReminderSetting(models.Model):
    """How many working days before a term an agency's people are reminded; without a row, 3 and 1."""

    DEFAULT = (3, 1)

    agency = models.OneToOneField(Agency, models.CASCADE, related_name="reminder_setting", verbose_name="cơ quan")
    days_before = models.CharField(
        "nhắc trước (ngày làm việc)",
        max_length=40,
        default="3, 1",
        help_text="Các số cách nhau bằng dấu phẩy, ví dụ 5, 3, 1. Để trống thì không nhắc trước.",
        blank=True,
    )
    escalates = models.BooleanField("báo thủ trưởng khi quá hạn", default=True)

    class Meta:
        verbose_name = "cách nhắc hạn"
        verbose_name_plural = "cách nhắc hạn"
        ordering = ["agency__sort_name"]

    def __str__(self) -> str:
        return f"Nhắc hạn: {self.agency}"

    def clean(self) -> None:
        words = self.days_before.replace(",", " ").split()
        if not all(word.isdecimal() and 0 <= int(word) <= 30 for word in words):
            raise ValidationError({"days_before": "Xin ghi các số từ 0 đến 30, cách nhau bằng dấu phẩy."})


class Reminder(models.Model):
    """That a term's approach or passing was told, once for each threshold: rows of terms come and go, this stays."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reminders")
    term = models.CharField("thời hạn", max_length=30)
    due = models.DateField("hết hạn")
    threshold = models.SmallIntegerField("ngày làm việc còn lại")
    told_on = models.DateField("nhắc ngày", default=timezone.localdate)

    class Meta:
        verbose_name = "lần nhắc hạn"
        verbose_name_plural = "lần nhắc hạn"
        constraints = [
            models.UniqueConstraint(fields=["case", "term", "due", "threshold"], name="one_reminder_of_a_threshold")
        ]

    def __str__(self) -> str:
        return f"{self.case.reference} {self.term} {self.due}"

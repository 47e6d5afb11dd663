"""What readers ask of the library and what it owes them: followers and their mail, reported errors, duties."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from .acts import Act


class Subject(models.Model):
    """A field of the law people follow; an act belongs to it when its name holds one of the words."""

    slug = models.SlugField("địa chỉ", max_length=60, unique=True)
    name = models.CharField("lĩnh vực", max_length=120)
    words = models.JSONField("từ trong tên văn bản", default=list)
    ordinal = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "lĩnh vực"
        verbose_name_plural = "lĩnh vực"
        ordering = ["ordinal", "name"]

    def __str__(self) -> str:
        return self.name


class Follower(models.Model):
    """An address that wants news of one text, article or subject. Nothing else is known of the person."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", "Mỗi ngày"
        WEEKLY = "weekly", "Mỗi tuần"

    email = models.EmailField("thư điện tử", max_length=254)
    act = models.ForeignKey(Act, models.CASCADE, null=True, related_name="followers")
    key = models.CharField(max_length=120, blank=True)
    subject = models.ForeignKey(Subject, models.CASCADE, null=True, related_name="followers")
    rhythm = models.CharField("nhịp", max_length=8, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    language = models.CharField(max_length=2, default="vi")
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    next_digest = models.DateTimeField(null=True, db_index=True)
    seen_change = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                Coalesce("act", 0),
                "key",
                Coalesce("subject", 0),
                name="one_follower_a_text",
                violation_error_message="Địa chỉ này đã theo dõi văn bản ấy.",
            )
        ]

    def __str__(self) -> str:
        return f"follower {self.pk}"


class AskedAddress(models.Model):
    """A mail that asked an address to confirm; each address has few places, so a stranger's is never flooded.

    The address itself is not kept: a keyed hash finds it again, and goes a day later.
    """

    address_mac = models.CharField(max_length=64)
    place = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address_mac", "place"], name="one_question_a_place")]

    def __str__(self) -> str:
        return f"question {self.pk}"


class OutgoingMail(models.Model):
    """A mail that waits to be sent; the row goes when it is. A dead relay delays, it never loses."""

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    leave_url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"mail {self.pk}"


class ErrorReport(models.Model):
    """A reader's word that a text is wrong. No name, no address: only the place and what is wrong."""

    class State(models.TextChoices):
        OPEN = "open", "Chờ xem"
        MENDED = "mended", "Đã sửa"
        REFUSED = "refused", "Không phải lỗi"

    act = models.ForeignKey(Act, models.CASCADE, related_name="error_reports", verbose_name="văn bản")
    key = models.CharField("điều khoản", max_length=120, blank=True)
    message = models.TextField("nội dung báo")
    state = models.CharField("tình trạng", max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.TextField("ghi chú của thủ thư", blank=True)
    created_at = models.DateTimeField("lúc", default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="người xem"
    )

    class Meta:
        verbose_name = "báo lỗi trong văn bản"
        verbose_name_plural = "báo lỗi trong văn bản"
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        """The stable key of what is said to be wrong."""
        return self.act.key(self.key)


class Duty(models.Model):
    """One order of a directive: who must do what, by when, and how it is reported."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="duties", verbose_name="văn bản")
    key = models.CharField("nơi nêu trong văn bản", max_length=120, blank=True)
    ordinal = models.PositiveSmallIntegerField("thứ tự", default=0)
    who = models.TextField("ai làm")
    what = models.TextField("việc gì")
    by_when = models.CharField("khi nào", max_length=300, blank=True)
    reported = models.CharField("báo cáo thế nào", max_length=300, blank=True)
    note = models.TextField("ghi chú của cổng", blank=True)

    class Meta:
        verbose_name = "nhiệm vụ được giao"
        verbose_name_plural = "nhiệm vụ được giao"
        ordering = ["act", "ordinal", "pk"]
        constraints = [models.UniqueConstraint(fields=["act", "ordinal"], name="one_duty_a_number")]

    def __str__(self) -> str:
        return f"{self.act.symbol} – {self.ordinal}"

    @property
    def stable_key(self) -> str:
        """How other rooms name the duty: "6200/UBND-NCKTGS#nhiem-vu-3"."""
        return self.act.key(f"nhiem-vu-{self.ordinal}")


class ImportBatch(models.Model):
    """Files a librarian handed in together. The worker reads them; another person confirms what enters the library."""

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField("lúc", default=timezone.now)

    class Meta:
        verbose_name = "đợt nhập"
        verbose_name_plural = "đợt nhập"
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.made_at:%d/%m/%Y %H:%M}"


class ImportItem(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "Chờ đọc"
        READ = "read", "Đã đọc, chờ xác nhận"
        DONE = "done", "Đã nhập"
        SCAN = "scan", "Bản quét, chờ bản chữ"
        REFUSED = "refused", "Từ chối"
        DROPPED = "dropped", "Bỏ qua"

    # Their files are kept until somebody decides.
    OPEN = (State.WAITING, State.READ, State.SCAN)

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="items")
    name = models.CharField("tệp", max_length=300)
    sha256 = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    state = models.CharField("tình trạng", max_length=8, choices=State.choices, default=State.WAITING, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    symbol = models.CharField("số, ký hiệu", max_length=160, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    articles = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    doubts = models.JSONField(default=list)
    # Doubts that ask whether this is the right document at all; they stand among the others too.
    contradictions = models.JSONField(default=list)
    issued = models.DateField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    alone = models.BooleanField(default=False)
    # The picture this text was typed or read from.
    scan = models.ForeignKey("self", models.SET_NULL, null=True, related_name="texts")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

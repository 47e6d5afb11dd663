"""What happened, for good: the chained events."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone

from tracking.organisation.models import Agency

from ..sealing.encryption import EncryptedTextField
from ..workflow import ACTION_NAMES
from .case import STATE_CHOICES, Case

ACTION_CHOICES = [(action.value, name) for action, name in ACTION_NAMES.items()]


class EventKind(models.TextChoices):
    SUBMITTED = "submitted", "Gửi đơn"
    MOVED = "moved", "Chuyển bước"
    MESSAGE = "message", "Tin nhắn"
    PAPERS = "papers", "Bổ sung giấy tờ"
    WITHDRAWAL = "withdrawal", "Đề nghị rút đơn"
    WITHDRAWAL_SEEN = "withdrawal_seen", "Trả lời đề nghị rút"
    RATED = "rated", "Đánh giá việc giải quyết"
    REVIEWED = "reviewed", "Xem xét lại sau đánh giá"
    POLICY = "policy", "Thay đổi cách nhận tố cáo"
    CUSTODIAN_KEY = "custodian_key", "Khóa của người giữ danh tính"
    IDENTITY_READ = "identity_read", "Xem thông tin người gửi đơn"
    RECOMPUTED = "recomputed", "Tính lại thời hạn"
    LETTER = "letter", "Ban hành văn bản"
    LETTER_SCAN = "letter_scan", "Lưu bản đã ký của văn bản"
    CLEARANCE = "clearance", "Trình ký văn bản"
    WORDING = "wording", "Sửa mẫu văn bản"
    SIGNATURE = "signature", "Chữ ký của đơn"
    MANDATE = "mandate", "Kiểm tra giấy tờ đại diện"
    OPENING = "opening", "Đề nghị mở niêm phong"
    OPENING_BEGUN = "opening_begun", "Mở niêm phong"
    OPENED = "opened", "Xem thông tin đã niêm phong"
    IDENTITY_GIVEN = "identity_given", "Người tố cáo bổ sung danh tính"
    IDENTITY_CHECK = "identity_check", "Kiểm tra thông tin người tố cáo"
    RENDITION = "rendition", "Phát hành bản đã lược bỏ"
    LETTER_SENT = "letter_sent", "Gửi văn bản"
    SENT_CORRECTED = "sent_corrected", "Sửa ngày gửi văn bản"
    FORWARDER_NAMED = "forwarder_named", "Ghi nơi chuyển đơn"
    FORWARDER_TOLD = "forwarder_told", "Báo nơi chuyển đơn"
    TOLD_CORRECTED = "told_corrected", "Sửa ngày báo nơi chuyển đơn"
    RESEALED = "resealed", "Niêm phong lại cho khóa mới"


class Event(models.Model):
    """What happened, in order, for good: the database refuses to change or delete it (R36).

    `seq` numbers all events without a gap; `case_seq` those of one case (of the portal, where there is no case).
    `previous` and `mac` chain all events, `case_previous` and `case_mac` those of the case. Plain columns carry no
    personal data; `public_text` (words meant for the citizen) and `internal_note` are encrypted, and `texts_mac`
    binds them to the chain. `details` holds machine facts only.
    """

    seq = models.PositiveBigIntegerField(unique=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="events")
    case_seq = models.PositiveIntegerField()
    at = models.DateTimeField("lúc")
    kind = models.CharField("sự kiện", max_length=16, choices=EventKind.choices)
    action = models.CharField("bước", max_length=24, choices=ACTION_CHOICES, blank=True)
    from_state = models.CharField(max_length=16, choices=STATE_CHOICES, blank=True)
    to_state = models.CharField(max_length=16, choices=STATE_CHOICES, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người làm"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan")
    to_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan nhận"
    )
    ground = models.CharField("căn cứ", max_length=60, blank=True)
    public_text = EncryptedTextField("lời gửi người dân", blank=True)
    internal_note = EncryptedTextField("ghi chú nội bộ", blank=True)
    details = models.JSONField(default=dict, blank=True)
    texts_mac = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)
    case_previous = models.CharField(max_length=64)
    case_mac = models.CharField(max_length=64)

    class Meta:
        verbose_name = "sự kiện"
        verbose_name_plural = "sự kiện"
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["case", "case_seq"], name="one_event_for_each_place")]
        indexes = [models.Index(fields=["agency", "action"], name="event_by_agency")]

    def __str__(self) -> str:
        return f"#{self.seq} {self.get_kind_display()}"

    @property
    def day_told(self) -> dt.date | None:
        """The day its writer gave, where one was asked for; `at` is when it was written down."""
        written = self.details.get("on")
        return dt.date.fromisoformat(written) if written else None

    @property
    def paper_day(self) -> dt.date | None:
        """The day on the paper of a step, which may be another than that of its record."""
        return self.day_told if self.kind == EventKind.MOVED else None

    @property
    def days_late(self) -> int:
        """How long after the day on its paper a step was written down; 0 where both are one day."""
        return (timezone.localdate(self.at) - self.paper_day).days if self.paper_day else 0


class ChainHead(models.Model):
    """The last link of the chain of all events: one row, locked by every writer, so numbers have no gap."""

    seq = models.PositiveBigIntegerField(default=0)
    mac = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "đầu chuỗi nhật ký"
        verbose_name_plural = "đầu chuỗi nhật ký"

    def __str__(self) -> str:
        return f"#{self.seq}"

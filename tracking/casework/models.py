"""Petitions as the database keeps them. Rows change only through `casework`; staff read only through `visible_to`.

Plain models on purpose: no page, document, image, snippet with revisions or form submission, so that no generic
address of the admin ever reaches a petition (R24). What a citizen wrote, and who they are, is encrypted at rest.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from tracking.organisation.models import Agency

from .encryption import EncryptedJSONField, EncryptedTextField
from .petition import FIELD_NAMES, KIND_NAMES, Content, Kind, PetitionerData
from .scope import CaseQuerySet
from .workflow import ACTION_NAMES, END_STATES, STATE_NAMES, State

KIND_CHOICES = [(kind.value, name) for kind, name in KIND_NAMES.items()]
STATE_CHOICES = [(state.value, name) for state, name in STATE_NAMES.items()]
ACTION_CHOICES = [(action.value, name) for action, name in ACTION_NAMES.items()]
FIELD_CHOICES = [(field.value, name) for field, name in FIELD_NAMES.items()]


class Case(models.Model):
    """One petition from the click to the end. `version` grows with every change of state (compare-and-set)."""

    reference = models.CharField("số tham chiếu", max_length=11, unique=True, editable=False)
    code_mac = models.CharField(max_length=64, unique=True, editable=False)
    token_mac = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField("loại đơn", max_length=12, choices=KIND_CHOICES, editable=False)
    state = models.CharField("tình trạng", max_length=16, choices=STATE_CHOICES, default=State.SUBMITTED.value)
    version = models.PositiveIntegerField(default=1)
    language = models.CharField("ngôn ngữ", max_length=5, default="vi")
    field = models.CharField("lĩnh vực", max_length=24, choices=FIELD_CHOICES, default="other")
    received_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="received_cases", verbose_name="cơ quan nhận đơn"
    )
    handling_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="handled_cases", verbose_name="cơ quan đang xử lý"
    )
    submitted_at = models.DateTimeField("gửi lúc", default=timezone.now)
    received_at = models.DateTimeField("tiếp nhận lúc", null=True, blank=True)
    changed_at = models.DateTimeField("thay đổi lúc", default=timezone.now)
    consent_version = models.CharField("bản thông báo riêng tư", max_length=40)
    consent_at = models.DateTimeField("đồng ý lúc")
    content_subject = EncryptedTextField("về việc")
    content_data = EncryptedJSONField("nội dung")

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "vụ việc"
        verbose_name_plural = "vụ việc"
        ordering = ["-submitted_at", "-pk"]
        indexes = [
            models.Index(fields=["handling_agency", "state", "-submitted_at"], name="case_inbox"),
            models.Index(fields=["kind", "-submitted_at"], name="case_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in Kind])
                & models.Q(state__in=[state.value for state in State]),
                name="case_kind_and_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def content(self) -> Content:
        return Content.from_data({**self.content_data, "subject": self.content_subject, "field": self.field})

    @property
    def is_denunciation(self) -> bool:
        return self.kind == Kind.DENUNCIATION

    @property
    def is_over(self) -> bool:
        return self.state in END_STATES


class Petitioner(models.Model):
    """Who sent a complaint, proposal or feedback. A denunciation never has this row: see SealedIdentity."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="petitioner")
    data = EncryptedJSONField("thông tin người gửi đơn")
    person_hash = models.CharField(max_length=64, db_index=True, editable=False)

    class Meta:
        verbose_name = "người gửi đơn"
        verbose_name_plural = "người gửi đơn"

    def __str__(self) -> str:
        return f"Người gửi đơn {self.case.reference}"

    @property
    def details(self) -> PetitionerData:
        return PetitionerData.from_data(self.data)


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


class Message(models.Model):
    """A word between the citizen and the office, inside the case. No author means the citizen."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người viết"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    body = EncryptedTextField("nội dung")
    created_at = models.DateTimeField("viết lúc", default=timezone.now)
    read_at = models.DateTimeField("bên kia đọc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "tin nhắn"
        verbose_name_plural = "tin nhắn"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"Tin nhắn của {self.case.reference}"

    @property
    def from_citizen(self) -> bool:
        return self.author_id is None


class ScanState(models.TextChoices):
    UNSCANNED = "unscanned", "Chưa quét vi-rút"
    CLEAN = "clean", "Đã quét, an toàn"
    INFECTED = "infected", "Có mã độc"


class Attachment(models.Model):
    """A paper of the case; its bytes lie encrypted in the file store under `stored_name`.

    `size` is the size shown (plain bytes). `sha256` is the hash of the stored, encrypted bytes, so a backup can be
    verified without a key and the database tells nobody which known document a petition holds. `sealed` papers open
    with a custodian's key only, the others with the portal's field key.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="attachments")
    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="attachments")
    stored_name = models.CharField(max_length=120, unique=True, editable=False)
    shown_name = EncryptedTextField("tên tệp")
    content_type = models.CharField("loại tệp", max_length=100)
    size = models.PositiveBigIntegerField("dung lượng")
    sha256 = models.CharField(max_length=64)
    sealed = models.BooleanField("đã niêm phong", default=False)
    scan_state = models.CharField("quét vi-rút", max_length=10, choices=ScanState.choices, default=ScanState.UNSCANNED)
    from_office = models.BooleanField("của cơ quan", default=False)
    created_at = models.DateTimeField("gửi lúc", default=timezone.now)

    class Meta:
        verbose_name = "tệp kèm theo"
        verbose_name_plural = "tệp kèm theo"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Tệp của {self.case.reference}"


class EventKind(models.TextChoices):
    SUBMITTED = "submitted", "Gửi đơn"
    MOVED = "moved", "Chuyển bước"
    MESSAGE = "message", "Tin nhắn"
    PAPERS = "papers", "Bổ sung giấy tờ"
    POLICY = "policy", "Thay đổi cách nhận tố cáo"
    CUSTODIAN_KEY = "custodian_key", "Khóa của người giữ danh tính"
    IDENTITY_READ = "identity_read", "Xem thông tin người gửi đơn"


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
    action = models.CharField("bước", max_length=12, choices=ACTION_CHOICES, blank=True)
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


class ChainHead(models.Model):
    """The last link of the chain of all events: one row, locked by every writer, so numbers have no gap."""

    seq = models.PositiveBigIntegerField(default=0)
    mac = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "đầu chuỗi nhật ký"
        verbose_name_plural = "đầu chuỗi nhật ký"

    def __str__(self) -> str:
        return f"#{self.seq}"


class Draft(models.Model):
    """A half-filled form. Its key comes from the form's secret token, which is nowhere here: the row alone is noise."""

    locator = models.CharField(max_length=64, unique=True)
    ciphertext = models.BinaryField()
    file_names = models.JSONField(default=list)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "bản nháp"
        verbose_name_plural = "bản nháp"

    def __str__(self) -> str:
        return f"Bản nháp đến {self.expires_at:%d/%m %H:%M}"


class IntakePolicy(models.Model):
    """How the portal takes denunciations: one row, edited by the office; without a row, sealed."""

    class Mode(models.TextChoices):
        SEALED = "sealed", "Nhận, danh tính được niêm phong"
        WITHOUT_IDENTITY = "without_identity", "Nhận, không nhận danh tính qua mạng"
        CLOSED = "closed", "Không nhận tố cáo qua cổng"

    denunciations = models.CharField(
        "cách nhận tố cáo",
        max_length=20,
        choices=Mode.choices,
        default=Mode.SEALED,
        help_text="Niêm phong cần ít nhất một khóa của người giữ danh tính (lệnh create_custodian_key). "
        "Chưa có khóa thì cổng chỉ nhận tố cáo không kèm danh tính.",
    )

    class Meta:
        verbose_name = "cách nhận đơn"
        verbose_name_plural = "cách nhận đơn"

    def __str__(self) -> str:
        return self.get_denunciations_display()

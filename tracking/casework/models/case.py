"""The petition itself and who sent it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tracking.organisation.models import Agency

from ..petition import FIELD_NAMES, KIND_NAMES, Content, Kind, PetitionerData
from ..scope import CaseQuerySet
from ..sealing.encryption import EncryptedJSONField, EncryptedTextField
from ..workflow import END_STATES, STATE_NAMES, State

KIND_CHOICES = [(kind.value, name) for kind, name in KIND_NAMES.items()]
STATE_CHOICES = [(state.value, name) for state, name in STATE_NAMES.items()]
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
    # Facts the law's terms depend on: flags of `terms.engine`, and which settlement this is.
    flags = models.JSONField("dấu hiệu", default=list, blank=True)
    instance = models.PositiveSmallIntegerField("lần giải quyết", default=1, choices=[(1, "lần đầu"), (2, "lần hai")])
    # The first day by which the office still owes something; kept by `clock`, so that a list can be sorted by it.
    next_due = models.DateField("hạn gần nhất", null=True, blank=True, editable=False)
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
            models.Index(
                fields=["handling_agency", "next_due"], name="case_by_due", condition=models.Q(next_due__isnull=False)
            ),
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

"""Custodians' keys, the identities sealed to them, and every time one was opened."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..petition import Content
from ..sealing.encryption import EncryptedJSONField, EncryptedTextField
from .case import Case


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


class OpeningState(StrEnum):
    """Where an opening stands at a moment; computed, because time alone ends it."""

    ASKED = "asked"
    REFUSED = "refused"
    APPROVED = "approved"
    OPEN = "open"
    OVER = "over"


class Opening(models.Model):
    """One leave to open what one denunciation has sealed (R31): asked by one person, approved by another.

    The minutes run from the first key supplied; an approval nobody uses for a day is over too. In an emergency a
    custodian begins alone, and the inspectorate is told at once.
    """

    LONGEST_MINUTES = 60
    APPROVAL_LASTS = dt.timedelta(hours=24)
    EMERGENCY_LASTS = dt.timedelta(hours=1)
    MOST_FAILURES = 5

    case = models.ForeignKey(Case, models.CASCADE, related_name="openings")
    ground = models.CharField("căn cứ", max_length=60)
    reason = EncryptedTextField("lý do")
    minutes = models.PositiveSmallIntegerField("số phút")
    is_emergency = models.BooleanField("khẩn cấp", default=False)
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="đề nghị")
    asked_at = models.DateTimeField("đề nghị lúc", default=timezone.now)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chấp thuận"
    )
    approved_at = models.DateTimeField("chấp thuận lúc", null=True, blank=True)
    refused_at = models.DateTimeField("từ chối lúc", null=True, blank=True)
    begun_at = models.DateTimeField("đưa khóa lúc", null=True, blank=True)
    expires_at = models.DateTimeField("hết hạn lúc", null=True, blank=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    last_try_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    last_try_at = models.DateTimeField(null=True, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đã xem xét"
    )
    reviewed_at = models.DateTimeField("xem xét lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần mở niêm phong"
        verbose_name_plural = "lần mở niêm phong"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approver__isnull=True) | ~models.Q(approver=models.F("requester")),
                name="opening_takes_two_persons",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=60), name="opening_is_at_most_an_hour"
            ),
            models.CheckConstraint(
                condition=models.Q(begun_at__isnull=True)
                | models.Q(is_emergency=True)
                | models.Q(approved_at__isnull=False),
                name="opening_begins_approved_or_in_emergency",
            ),
        ]

    def __str__(self) -> str:
        return f"Mở niêm phong {self.case.reference}"

    def state_at(self, now: dt.datetime) -> OpeningState:
        if self.refused_at:
            return OpeningState.REFUSED
        if self.ended_at or self.failures >= self.MOST_FAILURES:
            return OpeningState.OVER
        if self.begun_at and self.expires_at:
            return OpeningState.OPEN if now < self.expires_at else OpeningState.OVER
        if self.is_emergency:
            return OpeningState.APPROVED if now < self.asked_at + self.EMERGENCY_LASTS else OpeningState.OVER
        if self.approved_at is None:
            return OpeningState.ASKED
        return OpeningState.APPROVED if now < self.approved_at + self.APPROVAL_LASTS else OpeningState.OVER

    @property
    def state(self) -> OpeningState:
        return self.state_at(timezone.now())

    @property
    def takes_a_key(self) -> bool:
        return self.state in {OpeningState.APPROVED, OpeningState.OPEN}


class IdentityCheck(models.Model):
    """What the custodian found about who denounces: an outcome from a list, never the identity."""

    class Outcome(models.TextChoices):
        VERIFIED = "verified", "Xác minh được người tố cáo"
        ANONYMOUS = "anonymous", "Không rõ họ tên, địa chỉ"
        FALSE_NAME = "false_name", "Dùng họ tên của người khác"
        NOT_FOUND = "not_found", "Không xác định được người tố cáo"

    case = models.OneToOneField(Case, models.CASCADE, related_name="identity_check")
    outcome = models.CharField("kết quả", max_length=12, choices=Outcome.choices)
    can_be_inspected = models.BooleanField("đủ căn cứ thanh tra, kiểm tra", default=False)
    checker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="kiểm tra")
    at = models.DateTimeField("lúc", default=timezone.now)

    class Meta:
        verbose_name = "kết quả kiểm tra người tố cáo"
        verbose_name_plural = "kết quả kiểm tra người tố cáo"

    def __str__(self) -> str:
        return f"{self.case.reference}: {self.get_outcome_display()}"

    @property
    def step_result(self) -> str:
        """How the table of steps names it: whether there is somebody the law can answer."""
        return self._STEP_RESULTS.get(self.outcome, "unknown")

    _STEP_RESULTS: ClassVar = {Outcome.VERIFIED.value: "identified", Outcome.FALSE_NAME.value: "false_name"}


class SuppliedIdentity(models.Model):
    """Who sent a denunciation without a name said later who they are: how and on which day, never what. The name stays
    with the custodian, outside the portal."""

    class Way(models.TextChoices):
        IN_PERSON = "in_person", "Đến cơ quan khai trực tiếp"
        PAPER = "paper", "Gửi bản giấy ghi rõ họ tên, địa chỉ"
        IN_PETITION = "in_petition", "Đã tự nêu trong nội dung hoặc giấy tờ kèm theo tố cáo"

    # Nghị định 154/2026 Đ.12 k.1: what whoever denounces is asked to show.
    class Paper(models.TextChoices):
        CARD = "card", "Căn cước hoặc căn cước công dân"
        CERTIFICATE = "certificate", "Giấy chứng nhận căn cước"
        NUMBER = "number", "Số định danh cá nhân"
        PASSPORT = "passport", "Hộ chiếu"

    case = models.ForeignKey(Case, models.CASCADE, related_name="supplied_identities")
    way = models.CharField("bằng cách nào", max_length=12, choices=Way.choices)
    # Compared only with somebody who came; "" where a letter or the petition itself told the name.
    paper = models.CharField("giấy tờ đã đối chiếu", max_length=12, choices=Paper.choices, blank=True)
    on = models.DateField("ngày")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ghi")
    recorded_at = models.DateTimeField("ghi lúc", default=timezone.now)

    class Meta:
        verbose_name = "danh tính bổ sung"
        verbose_name_plural = "danh tính bổ sung"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.case.reference}: {self.get_way_display()}"


class Rendition(models.Model):
    """A denunciation's text as its verifiers may read it (Luật Tố cáo Đ.56 k.2); a later one takes the place."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="renditions")
    number = models.PositiveSmallIntegerField("lần")
    content_data = EncryptedJSONField("nội dung đã lược bỏ")
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lược bỏ"
    )
    released_at = models.DateTimeField("phát hành lúc", default=timezone.now)

    class Meta:
        verbose_name = "bản đã lược bỏ"
        verbose_name_plural = "bản đã lược bỏ"
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_rendition_of_a_number")]

    def __str__(self) -> str:
        return f"Bản đã lược bỏ {self.number} của {self.case.reference}"

    @property
    def content(self) -> Content:
        return Content.from_data(self.content_data)

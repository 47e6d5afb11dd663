"""What a citizen adds to a case of their own: a tie to an earlier one, the wish to withdraw, a rating; and the keyed
fingerprints by which petitions of one person on one matter find each other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..sealing.encryption import EncryptedTextField
from .case import Case


class CaseLink(models.Model):
    """A petition that carries on an earlier one of the same person: written from that one's own page, split off by
    the office, or found to say the same. It may be several of these at once: a second complaint can be sent twice."""

    class Relation(models.TextChoices):
        SECOND_COMPLAINT = "second_complaint", "Khiếu nại lần hai"
        DENOUNCED_AGAIN = "denounced_again", "Tố cáo tiếp"
        DENOUNCED_LATE = "denounced_late", "Tố cáo tiếp vì quá thời hạn"
        ABOUT_DELAY = "about_delay", "Phản ánh việc chậm giải quyết"
        PART = "part", "Phần tách ra"
        SAME_CONTENT = "same_content", "Cùng nội dung, gửi lại"

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    earlier = models.ForeignKey(Case, models.CASCADE, related_name="later_links")
    relation = models.CharField("quan hệ", max_length=20, choices=Relation.choices)

    class Meta:
        verbose_name = "vụ việc tiếp theo"
        verbose_name_plural = "vụ việc tiếp theo"
        constraints = [models.UniqueConstraint(fields=["case", "relation"], name="one_earlier_case_in_a_relation")]

    def __str__(self) -> str:
        return f"{self.case.reference} – {self.get_relation_display()} – {self.earlier.reference}"


class Fingerprint(models.Model):
    """A keyed hash of a person and a matter together; equal ones are likely the same case handed in again (R32)."""

    class Aspect(models.TextChoices):
        WORDS = "words", "cùng người, cùng lời"
        SUBJECT = "subject", "cùng người, cùng việc"
        DECISION = "decision", "cùng người, cùng quyết định"

    case = models.ForeignKey(Case, models.CASCADE, related_name="fingerprints")
    aspect = models.CharField(max_length=10, choices=Aspect.choices)
    mac = models.CharField(max_length=64)

    class Meta:
        verbose_name = "dấu của đơn"
        verbose_name_plural = "dấu của đơn"
        indexes = [models.Index(fields=["mac"], name="fingerprint_mac")]
        constraints = [models.UniqueConstraint(fields=["case", "aspect", "mac"], name="one_fingerprint_of_an_aspect")]

    def __str__(self) -> str:
        return f"{self.get_aspect_display()} – {self.case.reference}"


class EndedVisit(models.Model):
    """A visit to a case page that its citizen ended: the mark inside the ticket, never case, code or address."""

    mark = models.CharField(max_length=24, primary_key=True)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "lần xem hồ sơ đã kết thúc"
        verbose_name_plural = "lần xem hồ sơ đã kết thúc"

    def __str__(self) -> str:
        return self.mark


class WithdrawalRequest(models.Model):
    """The citizen wishes to withdraw; the letter with a signature and the officer's step make it so."""

    class Scope(models.TextChoices):
        WHOLE = "whole", "Rút toàn bộ"
        PART = "part", "Rút một phần"

    class Answer(models.TextChoices):
        OPEN = "open", "Chờ cơ quan xử lý"
        TAKEN = "taken", "Đã ghi nhận rút"
        CONTINUED = "continued", "Vẫn tiếp tục giải quyết"
        OVERTAKEN = "overtaken", "Vụ việc kết thúc cách khác"

    case = models.ForeignKey(Case, models.CASCADE, related_name="withdrawals")
    scope = models.CharField("phạm vi", max_length=5, choices=Scope.choices)
    words = EncryptedTextField("phần rút và lý do", blank=True)
    forced = models.BooleanField("bị ép buộc, đe dọa, mua chuộc", default=False)
    asked_at = models.DateTimeField("gửi lúc", default=timezone.now)
    answer = models.CharField("trả lời", max_length=10, choices=Answer.choices, default=Answer.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "đề nghị rút đơn"
        verbose_name_plural = "đề nghị rút đơn"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(answer="open"), name="one_open_withdrawal_of_a_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()} – {self.case.reference}"


class Rating(models.Model):
    """How the citizen found the handling; for the office alone. A bad one asks its head for a review."""

    BAD = 2

    case = models.OneToOneField(Case, models.CASCADE, related_name="rating")
    score = models.PositiveSmallIntegerField("mức", choices=[(number, str(number)) for number in range(1, 6)])
    reason = EncryptedTextField("lý do", blank=True)
    asks_review = models.BooleanField("đề nghị xem xét lại", default=False)
    rated_at = models.DateTimeField("đánh giá lúc", default=timezone.now)
    reviewed_at = models.DateTimeField("đã xem xét lúc", null=True, blank=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "đánh giá"
        verbose_name_plural = "đánh giá"
        constraints = [
            models.CheckConstraint(condition=models.Q(score__gte=1, score__lte=5), name="rating_between_one_and_five")
        ]

    def __str__(self) -> str:
        return f"{self.score}/5 – {self.case.reference}"

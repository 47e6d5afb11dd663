"""The signed form comes in, is confirmed or not, and the case is signed: the only writer of `SignedForm`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Person, Role

from ..custodians.intake import denunciation_intake
from ..custodians.supplied import NOBODY, names_somebody
from ..denials import NotAllowed, NotTaken
from ..files import isolation, papers, pdf_integrity
from ..files.file_checks import StagedFile
from ..history import events
from ..hygiene import clean
from ..kind_guides import marked
from ..models import Attachment, Case, CustodianKey, EventKind, SignedForm
from ..petition import Kind
from ..scope import access
from .rules import SigningRule, rule_for
from .standing import signed_on

LONGEST_REASON = 2000
MOST_WAITING = 5
_PDF = "application/pdf"
# What could not be checked is not called digitally signed: the officer looks.
_DIGITAL = pdf_integrity.ANSWERS - {pdf_integrity.NONE}


class NoSuchDay(ValueError):
    """A signing before the petition was sent, or in the future."""


@dataclass(frozen=True)
class Status:
    """What a page says: the law, the forms that came, which one counts."""

    rule: SigningRule
    forms: tuple[SignedForm, ...]

    @property
    def confirmed(self) -> SignedForm | None:
        return next((form for form in self.forms if form.state == SignedForm.State.CONFIRMED), None)

    @property
    def waiting(self) -> SignedForm | None:
        return next((form for form in self.forms if form.state == SignedForm.State.WAITING), None)

    @property
    def is_wanted(self) -> bool:
        """Nothing signed has come, or what came does not match."""
        return self.confirmed is None and self.waiting is None

    @property
    def refused(self) -> SignedForm | None:
        """The latest form, when it was found not to match and nothing came since."""
        latest = self.forms[0] if self.forms else None
        return latest if latest and latest.state == SignedForm.State.REFUSED and not self.confirmed else None


def status(case: Case) -> Status | None:
    """None where the law asks no signature."""
    rule = rule_for(Kind(case.kind))
    return Status(rule, tuple(case.signed_forms.select_related("attachment", "judged_by"))) if rule else None


def is_signed(case: Case) -> bool:
    """True once a signed form was confirmed, and always where the law asks none."""
    if rule_for(Kind(case.kind)) is None:
        return True
    return signed_on(case) is not None


def may_judge(case: Case, person: Person) -> bool:
    """Whoever writes in the case; of a denunciation the custodian alone, who alone may see the signature."""
    if not access(case, person).write:
        return False
    return not case.is_denunciation or person.has_role(Role.CUSTODIAN)


def send_signed_form(*, case_id: int, file: StagedFile) -> SignedForm:
    """The citizen's photo, scan or digitally signed PDF. A denouncer's is sealed like every original.

    Raises Case.DoesNotExist, NotAllowed (none asked, signed already, too many waiting), NotTaken (cannot be sealed).
    """
    case = Case.objects.get(pk=case_id)
    _may_come(case)
    integrity = isolation.integrity_apart(file.data) if file.content_type == _PDF else pdf_integrity.NONE
    kept = papers.keep(case, [file], _seals(case))
    try:
        with transaction.atomic():
            case = Case.objects.locked(case_id)
            _may_come(case)
            papers.attach(kept, case, None, from_office=False)
            return _record(
                case,
                way=SignedForm.Way.DIGITAL if integrity in _DIGITAL else SignedForm.Way.SCAN,
                attachment=kept[0],
                integrity=integrity,
                came_on=timezone.localdate(),
            )
    except BaseException:
        papers.discard(kept)
        raise


BY_HAND = frozenset({SignedForm.Way.COUNTER, SignedForm.Way.PAPER})


def record_at_counter(
    *, case_id: int, actor: Person, signed_on: dt.date, way: str = SignedForm.Way.COUNTER
) -> SignedForm:
    """The petitioner signed the form before an officer on that day, or the signed paper came on it.

    Raises Case.DoesNotExist, NotAllowed, NoSuchDay, ValueError (no such way).
    """
    if way not in BY_HAND:
        raise ValueError("Xin chọn ký tại nơi tiếp công dân hay bản giấy gửi đến.")
    with transaction.atomic():
        Case.objects.locked(case_id)
        case = Case.objects.visible_to(actor).get(pk=case_id)
        if not may_judge(case, actor) or rule_for(Kind(case.kind)) is None:
            raise NotAllowed("Việc ghi chữ ký của hồ sơ này không thuộc ông/bà.")
        if not timezone.localdate(case.submitted_at) <= signed_on <= timezone.localdate():
            raise NoSuchDay("Ngày ký phải từ ngày gửi đơn đến hôm nay.")
        if case.is_denunciation and not names_somebody(case):
            raise NotAllowed(NOBODY)
        return _record(case, way=SignedForm.Way(way), came_on=signed_on, actor=actor)


def judge(*, form_id: int, actor: Person, matches: bool, reason: str = "") -> SignedForm:
    """An officer compared the signed form with the petition. A refusal says why, for the citizen.

    Raises SignedForm.DoesNotExist (also for whoever may not see the case), NotAllowed, ValueError (no reason).
    """
    why = clean(reason, most=LONGEST_REASON).text
    if not matches and not why:
        raise ValueError("Cần viết vì sao bản ký không khớp.")
    with transaction.atomic():
        case_id = SignedForm.objects.values_list("case_id", flat=True).get(pk=form_id)
        Case.objects.locked(case_id)
        case = Case.objects.visible_to(actor).filter(pk=case_id).first()
        if case is None:
            raise SignedForm.DoesNotExist
        if not may_judge(case, actor):
            raise NotAllowed("Việc đối chiếu chữ ký của hồ sơ này không thuộc ông/bà.")
        form = SignedForm.objects.select_for_update(no_key=True).get(pk=form_id)
        if form.state != SignedForm.State.WAITING:
            raise NotAllowed("Bản ký này đã được đối chiếu.")
        return _decide(case, form, actor, SignedForm.State.CONFIRMED if matches else SignedForm.State.REFUSED, why)


def _decide(case: Case, form: SignedForm, actor: Person, state: SignedForm.State, why: str) -> SignedForm:
    form.state, form.judged_at, form.judged_by = state.value, timezone.now(), actor
    form.reason = why if state is SignedForm.State.REFUSED else ""
    form.save(update_fields=["state", "judged_at", "judged_by", "reason"])
    # A denouncer reads stages and days alone: no words of the office enter the history of such a case.
    _tell(case, form, actor, "" if case.is_denunciation else form.reason)
    return form


def _record(
    case: Case,
    *,
    way: SignedForm.Way,
    came_on: dt.date,
    attachment: Attachment | None = None,
    integrity: str = "",
    actor: Person | None = None,
) -> SignedForm:
    by_hand_of_officer = actor is not None
    form = SignedForm.objects.create(
        case=case,
        way=way,
        attachment=attachment,
        integrity=integrity,
        came_on=came_on,
        recorded_by=actor,
        state=SignedForm.State.CONFIRMED if by_hand_of_officer else SignedForm.State.WAITING,
        judged_by=actor,
        judged_at=timezone.now() if by_hand_of_officer else None,
    )
    _tell(case, form, actor, "", [attachment] if attachment else [])
    return form


def _tell(
    case: Case, form: SignedForm, actor: Person | None, public_text: str, kept: Sequence[Attachment] = ()
) -> None:
    events.record(
        kind=EventKind.SIGNATURE,
        case=case,
        actor=actor,
        agency=case.handling_agency if actor else None,
        public_text=public_text,
        details={
            "signed_form": form.pk,
            "way": form.way,
            "state": form.state,
            "integrity": form.integrity,
            "came_on": form.came_on.isoformat(),
            "papers": papers.manifest(kept),
        },
    )


def _may_come(case: Case) -> None:
    if rule_for(Kind(case.kind)) is None:
        raise NotAllowed(marked("Loại đơn này không cần bản có chữ ký."))
    if is_signed(case):
        raise NotAllowed(marked("Đơn đã được xác nhận có chữ ký, không cần gửi thêm."))
    if case.is_over:
        raise NotAllowed(marked("Hồ sơ đã kết thúc, không nhận thêm bản ký."))
    if case.signed_forms.filter(state=SignedForm.State.WAITING).count() >= MOST_WAITING:
        raise NotAllowed(marked("Cơ quan chưa đối chiếu xong các bản ký đã gửi. Xin chờ cơ quan trả lời."))


def _seals(case: Case) -> list[bytes]:
    if not case.is_denunciation:
        return []
    custodians = [bytes(custodian.public_key) for custodian in CustodianKey.objects.active()]
    if not custodians:
        raise NotTaken(denunciation_intake().reason)
    return custodians

"""A letter is laid before the head of the agency, and signed or sent back; only signed it gets a number (trình ký).

What is laid before the head is what was filled in, not a file: the head sees the sheet as the case stands that day, and
signs exactly what was seen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from tracking.organisation.models import Person, Role

from ..history import events
from ..hygiene import clean
from ..models import Case, EventKind, Letter, LetterProposal
from ..scope import access
from ..writing.moves import NotAllowed
from . import issuing, one_number, reading
from .catalogue import LetterKey
from .issuing import Changed, Draft, Signature
from .nameless import refuse_names_in_letter, refuse_names_in_remark
from .sheet import Sheet

LONGEST_REMARK = 2_000
_State = LetterProposal.State
_DECIDED = "Văn bản này đã được ký duyệt hoặc trả lại."


def submit(
    *, case_id: int, key: LetterKey, actor: Person, answers: Mapping[str, str], signature: Signature, wording: int
) -> LetterProposal:
    """Lay a letter before the head. Raises like `issuing.issue`; NotAllowed also while one of its kind waits there."""
    try:
        with transaction.atomic():
            Case.objects.lock(case_id)
            case = Case.objects.visible_to(actor).select_related("handling_agency").get(pk=case_id)
            ready = issuing.draft(case, key, actor)
            if ready.wording.pk != wording:
                raise Changed("Mẫu văn bản vừa được sửa. Xin xem lại bản xem trước.")
            if issuing.may_sign(ready, actor):
                raise NotAllowed("Văn bản này không cần trình ký: ông/bà ban hành được ngay.")
            refuse_names_in_letter(case, key, actor, dict(answers))
            made = LetterProposal.objects.create(
                case=case,
                key=key.value,
                wording=ready.wording,
                agency=ready.head.agency,
                answers=issuing.as_kept(answers, signature),
                asked_by=actor,
            )
            _record(made, actor)
    except IntegrityError as waiting:
        raise NotAllowed("Văn bản này đang chờ thủ trưởng ký duyệt; chưa trình thêm.") from waiting
    return made


def waiting_for(person: Person) -> QuerySet[LetterProposal]:
    """What lies before this person as the head of an agency, oldest first."""
    own = person.current_memberships().filter(role=Role.HEAD).values("agency")
    waiting = LetterProposal.objects.filter(state=_State.WAITING, case__handling_agency__in=own)
    return waiting.select_related("case", "asked_by").order_by("asked_at")


def returned_to(person: Person) -> list[LetterProposal]:
    """What came back to this person and was neither laid before the head anew nor issued since, newest first."""
    own = LetterProposal.objects.filter(asked_by=person, case__in=Case.objects.visible_to(person))
    later = LetterProposal.objects.filter(case=OuterRef("case"), key=OuterRef("key"), pk__gt=OuterRef("pk"))
    issued = Letter.objects.filter(case=OuterRef("case"), key=OuterRef("key"), issued_at__gt=OuterRef("decided_at"))
    waiting = own.filter(~Exists(later), ~Exists(issued), state=_State.RETURNED)
    return list(waiting.select_related("case", "decided_by").order_by("-pk"))


def found(case: Case, person: Person, pk: int) -> LetterProposal:
    """One of this case's, for whoever reads its letters; LetterProposal.DoesNotExist for everybody else."""
    if not reading.may_read(case, person):
        raise LetterProposal.DoesNotExist
    return LetterProposal.objects.select_related("case__handling_agency", "asked_by", "decided_by").get(
        pk=pk, case=case
    )


def ready(proposal: LetterProposal, reader: Person) -> Draft:
    """The draft as it would be issued now. Raises NoTemplate, NoHead, NotAllowed."""
    return issuing.draft(proposal.case, LetterKey(proposal.key), reader)


def sheet(proposal: LetterProposal, draft: Draft) -> Sheet:
    return draft.sheet(proposal.answers["fields"], signature_of(proposal))


def signature_of(proposal: LetterProposal) -> Signature:
    return Signature(authority=tuple(proposal.answers["authority"]), signer=proposal.answers["signer"])


def seal_of(shown: Sheet) -> str:
    """Names what the head looked at, so that nothing else is signed."""
    return hashlib.sha256(json.dumps(shown.data(), sort_keys=True).encode()).hexdigest()


def may_decide(case: Case, person: Person) -> bool:
    return Role.HEAD in access(case, person).roles


def sign(
    *,
    proposal: LetterProposal,
    actor: Person,
    seen: str,
    given_number: one_number.Given = None,
    number_is_sure: bool = False,
) -> Letter:
    """The head signs what was `seen`; the letter gets its number. Raises like `issuing.issue`."""
    _check_head(proposal, actor)
    draft = ready(proposal, actor)
    if draft.wording.pk != proposal.wording_id:
        raise Changed("Mẫu văn bản đã được sửa sau khi trình. Xin trả lại để lập theo mẫu mới.")
    if seal_of(sheet(proposal, draft)) != seen:
        raise Changed("Hồ sơ vừa thay đổi nên văn bản không còn như bản ông/bà đã xem. Xin xem lại.")

    def signed(letter: Letter) -> None:
        _decide(proposal, actor, _State.SIGNED, letter=letter)

    return issuing.issue(
        case_id=proposal.case_id,
        key=LetterKey(proposal.key),
        actor=actor,
        answers=proposal.answers["fields"],
        signature=signature_of(proposal),
        given_number=given_number,
        number_is_sure=number_is_sure,
        expected_wording=proposal.wording_id,
        within=signed,
    )


def send_back(*, proposal: LetterProposal, actor: Person, remark: str) -> None:
    """The head sends it back and says why. Raises NotAllowed, ValueError (no remark, or too long)."""
    _check_head(proposal, actor)
    words = clean(remark, most=LONGEST_REMARK)
    if not words.text or words.too_long:
        raise ValueError(f"a remark has 1 to {LONGEST_REMARK} characters")
    refuse_names_in_remark(proposal.case, words.text)
    with transaction.atomic():
        _decide(proposal, actor, _State.RETURNED, remark=words.text)


def _check_head(proposal: LetterProposal, actor: Person) -> None:
    if not may_decide(proposal.case, actor):
        raise NotAllowed("Chỉ thủ trưởng cơ quan đang xử lý hồ sơ mới ký duyệt hoặc trả lại.")


def _decide(
    proposal: LetterProposal,
    actor: Person,
    state: LetterProposal.State,
    *,
    letter: Letter | None = None,
    remark: str = "",
) -> None:
    """Inside the caller's transaction, under the row's lock: of two clicks one decides."""
    row = LetterProposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state != _State.WAITING:
        raise NotAllowed(_DECIDED)
    row.state, row.decided_by, row.decided_at, row.letter, row.remark = state, actor, timezone.now(), letter, remark
    row.save(update_fields=["state", "decided_by", "decided_at", "letter", "remark"])
    _record(row, actor, remark)


def _record(proposal: LetterProposal, actor: Person, remark: str = "") -> None:
    events.record(
        kind=EventKind.CLEARANCE,
        case=proposal.case,
        actor=actor,
        agency=proposal.agency,
        internal_note=remark,
        details={"proposal": proposal.pk, "key": proposal.key, "state": proposal.state, "letter": proposal.letter_id},
    )

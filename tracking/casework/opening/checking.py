"""The custodian's check of who denounces ends in an outcome, and nothing of the identity leaves with it (T4, T7)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Person, Role

from ..custodians import supplied
from ..history import events
from ..hygiene import clean
from ..models import Case, EventKind, IdentityCheck
from ..naming import refuse_names
from ..workflow import Action, State
from ..writing.moves import LONGEST_TEXT, NotAllowed, Stale, changes_since, move
from .grounds import FOR_THE_CHECK

Outcome = IdentityCheck.Outcome
# Nobody known: then it is no denunciation to the law, yet clear facts are inspected all the same (Đ.25 k.1, k.2).
UNKNOWN = frozenset({Outcome.ANONYMOUS, Outcome.FALSE_NAME, Outcome.NOT_FOUND})
GROUNDS: dict[str, str] = {
    Outcome.VERIFIED: "25/2018/QH14#dieu-24.khoan-1",
    Outcome.ANONYMOUS: "25/2018/QH14#dieu-25.khoan-1",
    Outcome.FALSE_NAME: "25/2018/QH14#dieu-25.khoan-1",
    Outcome.NOT_FOUND: "25/2018/QH14#dieu-25.khoan-1",
}
# A name was given: of a denunciation that names nobody neither can be found.
OF_A_NAME = frozenset({Outcome.VERIFIED, Outcome.FALSE_NAME})
INSPECTION = "25/2018/QH14#dieu-25.khoan-2"


NOT_READ = (
    "Tố cáo này có danh tính niêm phong mà chưa ai mở để kiểm tra. Xin đề nghị mở với mục đích «Kiểm tra thông tin "
    "người tố cáo và điều kiện thụ lý», được người thứ hai chấp thuận, mở bằng khóa và xem, rồi mới ghi kết quả."
)


class NobodyNamed(NotAllowed):
    """Where no name was ever given, none is verified and none is false."""


class NotRead(NotAllowed):
    """What nobody has read cannot be judged: neither that the denouncer is known, nor that it is nobody."""


def was_read(case: Case) -> bool:
    """There is nothing sealed, or a key opened it for this check. Every outcome rests on it, "nobody known" too: it
    would end the denunciation (Đ.25 k.1) over a name that lies there."""
    if not case.sealed_identities.exists():
        return True
    return case.openings.filter(ground=FOR_THE_CHECK, begun_at__isnull=False).exists()


def may_check(case: Case, person: Person) -> bool:
    return case.is_denunciation and case.state == State.IDENTITY_CHECK and person.has_role(Role.CUSTODIAN)


def record_outcome(
    *,
    case_id: int,
    checker: Person,
    expected_version: int,
    outcome: str,
    can_be_inspected: bool = False,
    internal_note: str = "",
) -> IdentityCheck:
    """Say what was found; the case goes one step on with it, to those who decide on acceptance.

    Raises Case.DoesNotExist, Stale, NotAllowed (NotRead, NobodyNamed), NamesSomebody, ValueError (unknown outcome, note
    too long).
    """
    found = Outcome(outcome)
    note = clean(internal_note, most=LONGEST_TEXT)
    if note.too_long:
        raise ValueError(f"a note has at most {LONGEST_TEXT} characters")
    refuse_names(note.text)
    with transaction.atomic():
        case = _locked(case_id, checker)
        if case.version != expected_version:
            raise Stale(case, changes_since(case, expected_version))
        if not may_check(case, checker):
            raise NotAllowed("Chỉ người giữ danh tính kiểm tra được, khi tố cáo đang ở bước kiểm tra.")
        if not was_read(case):
            raise NotRead(NOT_READ)
        if found in OF_A_NAME and not supplied.names_somebody(case):
            raise NobodyNamed(supplied.NOBODY)
        inspected = can_be_inspected and found in UNKNOWN
        check, _new = IdentityCheck.objects.update_or_create(
            case=case,
            defaults={
                "outcome": found.value,
                "can_be_inspected": inspected,
                "checker": checker,
                "at": timezone.now(),
            },
        )
        events.record(
            kind=EventKind.IDENTITY_CHECK,
            case=case,
            actor=checker,
            agency=case.handling_agency,
            details={
                "outcome": found.value,
                "can_be_inspected": inspected,
                "citations": [GROUNDS[found], *([INSPECTION] if inspected else [])],
            },
        )
        move(
            case_id=case.pk,
            action=Action.IDENTITY_CHECKED,
            actor=checker,
            expected_version=expected_version,
            internal_note=note.text,
            given={"identity": check.step_result},
        )
    return check


def _locked(case_id: int, checker: Person) -> Case:
    Case.objects.lock(case_id)
    return Case.objects.visible_to(checker).select_related("handling_agency").get(pk=case_id)

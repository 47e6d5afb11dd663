"""An opening is asked for, approved or refused, ended, reviewed: the only writer of `Opening`, each act in the history.

Two persons are needed (R31): whoever asked cannot approve; the database refuses it too. In an emergency a custodian
begins alone, and that very act tells the inspectorate and the denouncer.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from tracking.organisation.models import Membership, Person, Role, valid_on

from ..history import events
from ..hygiene import clean
from ..models import Case, Event, EventKind, Opening, OpeningState
from ..naming import refuse_names
from ..notices import outbox
from ..petition import Kind
from ..scope import access
from ..writing.moves import NotAllowed
from . import grounds

LONGEST_REASON = 2_000
MINUTES = (15, 30, 60)
ROLE_WAITS = "Vai trò mới giao phải được một quản trị viên khác xác nhận trước."


def may_ask(case: Case, person: Person) -> bool:
    """A denunciation's handlers in their own agency, and the custodians."""
    return case.is_denunciation and (bool(access(case, person).roles) or person.has_role(Role.CUSTODIAN))


def is_sealed(case: Case) -> bool:
    """Whether there is anything to open: an identity, or a paper."""
    return case.is_denunciation and (
        case.sealed_identities.exists() or case.attachments.filter(sealed=True).exists() or case.openings.exists()
    )


def may_approve(opening: Opening, person: Person) -> bool:
    """The head of the handling agency or a custodian, whose role two administrators gave; never who asked."""
    if person.pk == opening.requester_id:
        return False
    heads = Role.HEAD in access(opening.case, person).roles
    is_head = heads and person.has_confirmed_role(Role.HEAD, opening.case.handling_agency_id)
    return is_head or person.has_confirmed_role(Role.CUSTODIAN)


def may_read_reason(opening: Opening, person: Person) -> bool:
    """Whoever asked or answered, or may answer what still waits, the custodians and the inspectorate; never somebody
    who merely handles the case, for a reason written in haste may tell who denounces."""
    if person.pk in {opening.requester_id, opening.approver_id}:
        return True
    if person.has_role(Role.CUSTODIAN) or person.has_role(Role.INSPECTOR):
        return True
    return opening.state is OpeningState.ASKED and may_approve(opening, person)


def ask(*, case_id: int, requester: Person, ground: str, reason: str, minutes: int) -> Opening:
    """Ask that a seal be opened. The same request still waiting is given back instead of a second one.

    Raises Case.DoesNotExist, NotAllowed, NamesSomebody, ValueError (unknown ground or minutes, no reason).
    """
    words = _reason(reason)
    if ground not in dict(grounds.choices()) or minutes not in MINUTES:
        raise ValueError("unknown ground or minutes")
    with transaction.atomic():
        case = _case(case_id, requester)
        if not may_ask(case, requester):
            raise NotAllowed("Vai trò của ông/bà không đề nghị mở niêm phong được.")
        for earlier in case.openings.filter(requester=requester, ground=ground, approved_at=None, refused_at=None):
            if earlier.state is OpeningState.ASKED:
                return earlier
        opening = Opening.objects.create(
            case=case, ground=ground, reason=words, minutes=minutes, requester=requester, asked_at=timezone.now()
        )
        record(opening, "asked", requester)
    return opening


def approve(*, opening_id: int, person: Person) -> Opening:
    """The second person agrees. Raises Opening.DoesNotExist, NotAllowed."""
    with transaction.atomic():
        opening = _asked(opening_id, person)
        opening.approver, opening.approved_at = person, timezone.now()
        opening.save(update_fields=["approver", "approved_at"])
        record(opening, "approved", person)
    return opening


def refuse(*, opening_id: int, person: Person) -> Opening:
    """The second person does not agree. Raises Opening.DoesNotExist, NotAllowed."""
    with transaction.atomic():
        opening = _asked(opening_id, person)
        opening.approver, opening.refused_at = person, timezone.now()
        opening.save(update_fields=["approver", "refused_at"])
        record(opening, "refused", person)
    return opening


def open_in_emergency(*, case_id: int, custodian: Person, reason: str) -> Opening:
    """A custodian alone, at once, and never in silence: history, denouncer and inspectorate learn of it here.

    Raises Case.DoesNotExist, NotAllowed, NamesSomebody, ValueError (no reason).
    """
    words = _reason(reason)
    with transaction.atomic():
        case = _case(case_id, custodian)
        if not custodian.has_confirmed_role(Role.CUSTODIAN) or not case.is_denunciation:
            raise NotAllowed(f"Chỉ người giữ danh tính mở được trong trường hợp khẩn cấp. {ROLE_WAITS}")
        opening = Opening.objects.create(
            case=case,
            ground=grounds.EMERGENCY,
            reason=words,
            minutes=min(MINUTES),
            is_emergency=True,
            requester=custodian,
            asked_at=timezone.now(),
        )
        record(opening, "emergency", custodian)
        outbox.queue_alarm(opening, _inspectors())
    return opening


def end(*, opening_id: int, person: Person) -> Opening:
    """Shut before the time: whoever asked, approved or opened may. Raises Opening.DoesNotExist, NotAllowed."""
    with transaction.atomic():
        opening = locked(opening_id, person)
        involved = {opening.requester_id, opening.approver_id}
        if person.pk not in involved and not person.has_role(Role.CUSTODIAN):
            raise NotAllowed("Ông/bà không kết thúc lần mở này được.")
        if opening.state not in {OpeningState.OVER, OpeningState.REFUSED}:
            opening.ended_at = timezone.now()
            opening.save(update_fields=["ended_at"])
            record(opening, "ended", person)
    return opening


def review(*, opening_id: int, inspector: Person) -> Opening:
    """The inspectorate has looked into an emergency. Raises Opening.DoesNotExist, NotAllowed."""
    if not inspector.has_role(Role.INSPECTOR):
        raise NotAllowed("Chỉ thanh tra xem xét được lần mở khẩn cấp.")
    with transaction.atomic():
        rows = Opening.objects.select_for_update(no_key=True).filter(is_emergency=True)
        opening = rows.get(pk=opening_id)
        if inspector.pk == opening.requester_id:
            raise NotAllowed("Người mở khẩn cấp không tự xem xét được.")
        if opening.reviewed_at is None:
            opening.reviewer, opening.reviewed_at = inspector, timezone.now()
            opening.save(update_fields=["reviewer", "reviewed_at"])
            record(opening, "reviewed", inspector)
    return opening


def locked(opening_id: int, person: Person) -> Opening:
    """The opening under lock, if its case is this person's to see. Raises Opening.DoesNotExist."""
    opening = Opening.objects.select_for_update(no_key=True).get(pk=opening_id)
    visible = Case.objects.visible_to(person).filter(kind=Kind.DENUNCIATION.value)
    if not visible.filter(pk=opening.case_id).exists():
        raise Opening.DoesNotExist
    return opening


def record(opening: Opening, step: str, actor: Person, *, kind: EventKind = EventKind.OPENING, **details: Any) -> Event:
    """What happened to an opening, with everybody it rests on: never what was read."""
    return events.record(
        kind=kind,
        case=opening.case,
        actor=actor,
        agency=opening.case.handling_agency,
        ground=opening.ground,
        internal_note=opening.reason if step in {"asked", "emergency"} else "",
        details={
            "opening": opening.pk,
            "step": step,
            "requester": opening.requester_id,
            "approver": opening.approver_id,
            **details,
        },
    )


def _inspectors() -> list[int]:
    """Everybody who holds the inspectorate's role today."""
    held = Membership.objects.filter(valid_on(timezone.localdate()), role=Role.INSPECTOR, person__is_active=True)
    return sorted(set(held.values_list("person_id", flat=True)))


def unreviewed() -> models.QuerySet[Opening]:
    """Emergencies nobody of the inspectorate has looked into; for inspectors alone."""
    found = Opening.objects.filter(is_emergency=True, reviewed_at=None)
    return found.select_related("case", "requester").order_by("asked_at")


def waiting_for(person: Person) -> list[Opening]:
    """Requests this person may answer as the second one."""
    visible = Case.objects.visible_to(person).filter(kind=Kind.DENUNCIATION.value)
    asked = Opening.objects.filter(case__in=visible, approved_at=None, refused_at=None, ended_at=None)
    asked = asked.filter(is_emergency=False).select_related("case", "requester")
    return [opening for opening in asked.order_by("asked_at") if may_approve(opening, person)]


def _asked(opening_id: int, approver: Person) -> Opening:
    opening = locked(opening_id, approver)
    if approver.pk == opening.requester_id:
        raise NotAllowed("Người đề nghị không tự chấp thuận được; cần người thứ hai.")
    if not may_approve(opening, approver):
        raise NotAllowed(
            f"Chỉ thủ trưởng cơ quan đang xử lý hoặc người giữ danh tính khác chấp thuận được. {ROLE_WAITS}"
        )
    if opening.state is not OpeningState.ASKED:
        raise NotAllowed("Đề nghị này đã có người trả lời.")
    return opening


def _case(case_id: int, person: Person) -> Case:
    return Case.objects.visible_to(person).select_related("handling_agency").get(pk=case_id)


def _reason(text: str) -> str:
    cleaned = clean(text, most=LONGEST_REASON)
    if not cleaned.text or cleaned.too_long:
        raise ValueError(f"a reason has 1 to {LONGEST_REASON} characters")
    refuse_names(cleaned.text)
    return cleaned.text

"""Cases that belong together: a part split off, which the citizen's one code opens too, and a petition sent again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone

from tracking.organisation.models import Person

from .. import codes
from ..history import events
from ..models import Case, CaseLink, EventKind, Petitioner
from ..petition import Content, Kind
from ..petitioners import joint_codes
from ..reference import new_reference
from ..sealing.keys import KeyName, current_key
from ..timing import clock
from ..workflow import Action, State

Relation = CaseLink.Relation


class NoSuchCase(ValueError):
    """The case named cannot be joined; the message says why, for the officer."""


def split_off(origin: Case, kind: Kind, content: Mapping[str, str], actor: Person) -> Case:
    """A part of a petition as a case of its own, inside the caller's transaction (Luật Tiếp công dân Đ.25 k.3).

    Its own code is known to nobody: the code of the petition opens it, also when the part came off a part. The office
    has had it since the day it received the whole, so its terms run from there. Raises clock.AgainstTheClock.
    """
    token = codes.new_token()
    case = _part(origin, kind, content, token)
    case.save(force_insert=True)
    named = _same_petitioner(origin, case)
    joint_codes.copy(origin, case, token)
    CaseLink.objects.create(earlier=_whole(origin), case=case, relation=Relation.PART)
    _record(origin, case, named, actor)
    clock.refresh(case)
    return case


def _record(origin: Case, case: Case, named: dict[str, Any] | None, actor: Person) -> None:
    """Two events, as of every petition: that it was sent, that the office has it; each on its day of the whole."""
    received = origin.events.filter(kind=EventKind.MOVED, action=Action.RECEIVE).latest("case_seq")
    events.record(
        kind=EventKind.SUBMITTED,
        case=case,
        to_state=State.SUBMITTED.value,
        agency=case.handling_agency,
        details={
            "on": _waiting_since(origin).isoformat(),
            "content_mac": events.content_mac(case, named, current_key(KeyName.AUDIT)),
            "identity": "named" if named else "none",
            "sealed_to": [],
            "papers": [],
            "follows": Relation.PART.value,
        },
    )
    events.record(
        kind=EventKind.MOVED,
        case=case,
        action=received.action,
        from_state=State.SUBMITTED.value,
        to_state=case.state,
        actor=actor,
        agency=case.handling_agency,
        ground=received.ground,
        details={**received.details, "version": case.version},
    )


def _waiting_since(origin: Case) -> dt.date:
    """The day the petition came to the office that has it now."""
    heard = clock.told(origin.events.order_by("case_seq"))
    return next(event.on for event in heard if event.type == "submitted")


def _whole(origin: Case) -> Case:
    tie = origin.links.filter(relation=Relation.PART).select_related("earlier").first()
    return tie.earlier if tie else origin


def join(case: Case, reference: str, actor: Person) -> CaseLink:
    """Record that the case says what an earlier one of the same kind said. Raises NoSuchCase."""
    earlier = Case.objects.visible_to(actor).filter(reference=reference.strip().upper(), kind=case.kind).first()
    if earlier is None or earlier.pk == case.pk or earlier.submitted_at > case.submitted_at:
        raise NoSuchCase("Không có đơn trước cùng loại mang số này trong phạm vi của ông/bà.")
    if case.links.filter(relation=Relation.SAME_CONTENT).exists():
        raise NoSuchCase("Vụ việc này đã nối với một đơn trước cùng nội dung.")
    return CaseLink.objects.create(case=case, earlier=earlier, relation=Relation.SAME_CONTENT)


def recount_first(case: Case) -> None:
    """Whether the first decision waits for a second settlement hangs on what this case is."""
    for tie in case.links.filter(relation=Relation.SECOND_COMPLAINT):
        Case.objects.lock(tie.earlier_id)
        clock.refresh(Case.objects.get(pk=tie.earlier_id))


def same_content(case: Case) -> set[int]:
    """The other cases found to say the same, however many links away, earlier and later ones. Each is met once, so
    links that lead in a circle end too; one query a step, and one alone for a case without links."""
    found, edge = {case.pk}, {case.pk}
    while edge:
        ties = CaseLink.objects.filter(Q(case__in=edge) | Q(earlier__in=edge), relation=Relation.SAME_CONTENT)
        edge = {pk for tie in ties.values_list("case", "earlier") for pk in tie} - found
        found |= edge
    return found - {case.pk}


def opened_together(case: Case) -> list[Case]:
    """The petition and the parts split off from it, which one code opens; alone when there are none. One query."""
    is_part, has_part = Q(links__relation=Relation.PART), Q(later_links__relation=Relation.PART)
    origin = has_part & Q(later_links__case=case)
    # A sibling hangs on the same petition by being its part, as this case does: one that merely says the same does not.
    siblings = Q(links__earlier__later_links__case=case, links__earlier__later_links__relation=Relation.PART)
    parts = is_part & (Q(links__earlier=case) | siblings)
    found = Case.objects.filter(Q(pk=case.pk) | origin | parts).defer("content_data", "content_subject")
    return list(found.order_by("pk").distinct())


def _part(origin: Case, kind: Kind, content: Mapping[str, str], token: str) -> Case:
    """Sent and received with the whole: only its number and its words are its own."""
    key, now = current_key(KeyName.CODE), timezone.now()
    data = Content.from_data({**origin.content.as_data(), "papers": "", **content}).as_data()
    return Case(
        reference=_free_reference(timezone.localdate(now)),
        code_mac=codes.mac(codes.code_from_token(token, key), key),
        token_mac=codes.token_mac(token, key),
        kind=kind.value,
        state=State.RECEIVED.value,
        version=2,
        instance=origin.instance,
        language=origin.language,
        received_agency=origin.handling_agency,
        handling_agency=origin.handling_agency,
        submitted_at=origin.submitted_at,
        received_at=origin.received_at,
        changed_at=now,
        consent_version=origin.consent_version,
        consent_at=origin.consent_at,
        content_subject=data.pop("subject"),
        field=data.pop("field"),
        content_data=data,
    )


def _free_reference(day: dt.date) -> str:
    while Case.objects.filter(reference=(reference := new_reference(day))).exists():
        pass
    return reference


def _same_petitioner(origin: Case, case: Case) -> dict[str, Any] | None:
    row = Petitioner.objects.filter(case=origin).first()
    if row is None:
        return None
    Petitioner.objects.create(case=case, data=row.data, person_hash=row.person_hash)
    return dict(row.data)

"""A case as the table of steps sees it: its events turned into facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from tracking.terms.models import criteria_for
from tracking.terms.rules import TermName

from ..models import Case, CaseLink, Event, EventKind, IdentityCheck
from ..offices.competence import CITY
from ..petition import Kind
from ..signature.standing import signed_on
from ..workflow import STATES, Action, Done, Facts, State
from . import withdrawal_requests
from .related import same_content

Relation = CaseLink.Relation


def facts_of(case: Case, today: dt.date | None = None) -> Facts:
    """What the present office did with the case, and what the law's clock says of it."""
    done = steps_in(case.events.filter(kind=EventKind.MOVED).order_by("case_seq"))
    return Facts(
        kind=Kind(case.kind),
        state=State(case.state),
        today=today or timezone.localdate(),
        received_on=timezone.localdate(case.received_at) if case.received_at else None,
        instance=case.instance,
        flags=frozenset(case.flags),
        done=done,
        before=_before(case),
        settlement_due=next((term.due for term in case.terms.all() if term.name == TermName.SETTLEMENT), None),
        chaired_by_city=case.handling_agency.slug == CITY,
        is_appealed=_is_appealed(case),
        wish_waits=withdrawal_requests.waiting(case) is not None,
        signed_on=signed_on(case),
        checked_as=_checked_as(case),
        criteria=_criteria(case, done),
    )


def steps_in(events: Iterable[Event]) -> tuple[Done, ...]:
    """The steps since the case came to the office that has it now; what another did with it binds nobody here."""
    steps: list[Done] = []
    for event in events:
        if event.kind == EventKind.MOVED:
            steps = [] if event.to_agency_id else [*steps, done_of(event)]
    return tuple(steps)


def done_of(event: Event) -> Done:
    """`on` is the day of the paper; steps of the time before papers were dated count on the day they were recorded."""
    written = event.details.get("on")
    on = dt.date.fromisoformat(written) if written else timezone.localdate(event.at)
    return Done(Action(event.action), on, event.details.get("given", {}))


def _before(case: Case) -> frozenset[Action]:
    """What was done with the same content in any other case: what the law allows once, it allows for all of them."""
    same = same_content(case)
    if not same:
        return frozenset()
    actions = Event.objects.filter(case__in=same, kind=EventKind.MOVED).values_list("action", flat=True)
    return frozenset(map(Action, actions))


def _criteria(case: Case, done: tuple[Done, ...]) -> tuple[tuple[str, str], ...]:
    """The rows of the law of the day of acceptance, from which a longer settlement runs; none before there is one."""
    accepted = next((step.on for step in done if step.action is Action.ACCEPT), None)
    if accepted is None or not STATES[State(case.state)].can_be_withdrawn:
        return ()
    return tuple((row.code, f"{row.words} ({row.basis[0].label})") for row in criteria_for(case.kind, accepted))


def _checked_as(case: Case) -> str:
    """What the custodian's own record says, of a check made since the present office received the case."""
    check = IdentityCheck.objects.filter(case=case).first() if case.is_denunciation else None
    if check is None or case.received_at is None or check.at < case.received_at:
        return ""
    return check.step_result


def _is_appealed(case: Case) -> bool:
    return case.later_links.filter(relation__in=[Relation.SECOND_COMPLAINT, Relation.DENOUNCED_AGAIN]).exists()

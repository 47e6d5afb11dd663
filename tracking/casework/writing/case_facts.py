"""A case as the table of steps sees it: its events turned into facts."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from contextlib import suppress

from django.db.models import Q
from django.utils import timezone

from tracking.terms.facts import CaseFacts
from tracking.terms.models import criteria_for, current_calendar, current_intervals, settlement_rules
from tracking.terms.rules import AmbiguousRules, TermName, TermRule

from ..models import Case, CaseLink, Event, EventKind, IdentityCheck
from ..offices.competence import CITY
from ..petition import Kind
from ..representing import Standing, standing
from ..signature.standing import signed_on
from ..workflow import STATES, Action, Done, Facts, State, steps_of
from ..workflow.asking import COMPLAINT_FLAGS
from ..workflow.facts import Extensions, Lengths
from . import withdrawal_requests
from .related import same_content

Relation = CaseLink.Relation
# A second complaint that was none, and was set right, stands against no first decision.
_APPEAL = Q(relation=Relation.DENOUNCED_AGAIN) | Q(relation=Relation.SECOND_COMPLAINT, case__instance=2)
_SETTABLE = frozenset(flag for flag, _label in COMPLAINT_FLAGS)


def facts_of(case: Case, today: dt.date | None = None) -> Facts:
    """What the present office did with the case, and what the law's clock says of it."""
    moves = list(case.events.filter(kind=EventKind.MOVED).order_by("case_seq"))
    done = steps_in(moves)
    due = {TermName(term.name): term.due for term in case.terms.all()}
    mandate = _mandate(case)
    return Facts(
        kind=Kind(case.kind),
        state=State(case.state),
        today=today or timezone.localdate(),
        received_on=timezone.localdate(case.received_at) if case.received_at else None,
        instance=case.instance,
        flags=frozenset(case.flags),
        done=done,
        before=_before(case),
        settlement_due=due.get(TermName.SETTLEMENT),
        effect_due=due.get(TermName.LEGAL_EFFECT),
        lengths=_lengths(case, done),
        chaired_by_city=case.handling_agency.slug == CITY,
        is_appealed=_is_appealed(case),
        wish_waits=withdrawal_requests.waiting(case) is not None,
        signed_on=signed_on(case),
        unproven=bool(mandate.unproven),
        proven_on=mandate.proven_on,
        checked_as=_checked_as(case),
        criteria=_criteria(case, done),
        intervals=current_intervals,
        papers=_papers(case, moves),
        why_off=_why_off,
    )


def _mandate(case: Case) -> Standing:
    """Asked only while the case waits to be accepted: no later step turns on it."""
    return standing(case) if case.state == State.RECEIVED else Standing()


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


def _why_off(day: dt.date) -> str:
    """The calendar is asked for only by a step that names a day to come."""
    work = current_calendar()
    return "" if work.is_working(day) else work.why_off(day)


def _papers(case: Case, moves: Iterable[Event]) -> frozenset[str]:
    """Of the letters a step here waits for, those issued since the step that calls for them was last taken."""
    rows = list(steps_of(Kind(case.kind)))
    waited_for = {need.letter for row in rows if row.source == case.state for need in row.needs if need.letter}
    since: dict[str, dt.datetime] = {}
    for event in moves:
        if event.to_agency_id:
            since = {}
        for row in rows if waited_for else ():
            since |= {key: event.at for key in row.letters if row.action == event.action and key in waited_for}
    if not since:
        return frozenset()
    issued = case.letters.filter(agency=case.handling_agency_id, key__in=since).values_list("key", "issued_at")
    return frozenset(key for key, at in issued if at >= since[key])


def _before(case: Case) -> frozenset[Action]:
    """What was done with the same content in any other case: what the law allows once, it allows for all of them."""
    same = same_content(case)
    if not same:
        return frozenset()
    actions = Event.objects.filter(case__in=same, kind=EventKind.MOVED).values_list("action", flat=True)
    return frozenset(map(Action, actions))


def _criteria(case: Case, done: tuple[Done, ...]) -> tuple[tuple[str, str], ...]:
    """The rows of the law of the day of acceptance, from which a longer settlement runs; none before there is one."""
    accepted = _accepted_on(case, done)
    if accepted is None:
        return ()
    return tuple((row.code, f"{row.words} ({row.basis[0].label})") for row in criteria_for(case.kind, accepted))


def _lengths(case: Case, done: tuple[Done, ...]) -> Lengths | None:
    """None without a settlement under way: nothing is lengthened then. Of rules that contradict each other the clock
    speaks."""
    accepted = _accepted_on(case, done)
    if accepted is None:
        return None
    with suppress(AmbiguousRules):
        return _lengths_on(case, accepted)
    return None


def _lengths_on(case: Case, accepted: dt.date) -> Lengths:
    book, others = settlement_rules(), frozenset(case.flags) - _SETTABLE

    def rule(flags: frozenset[str]) -> TermRule | None:
        in_law = CaseFacts(case.kind, (), accepted, case.instance, others | flags).flags_in_law
        return book.rule(TermName.SETTLEMENT, kind=case.kind, instance=case.instance, flags=in_law, day=accepted)

    def extensions(degree: str) -> Extensions:
        found = rule(frozenset({degree}))
        return Extensions(found.extensions, found.extension_days) if found else Extensions()

    lasting = {flags: found.length for flags in _flag_sets() if (found := rule(flags))}
    return Lengths(extensions("complex"), extensions("specially_complex"), lasting)


def _flag_sets() -> list[frozenset[str]]:
    flags = [flag for flag, _label in COMPLAINT_FLAGS]
    sizes = range(len(flags) + 1)
    return [frozenset(chosen) for size in sizes for chosen in itertools.combinations(flags, size)]


def _accepted_on(case: Case, done: tuple[Done, ...]) -> dt.date | None:
    accepted = next((step.on for step in done if step.action is Action.ACCEPT), None)
    return accepted if STATES[State(case.state)].can_be_withdrawn else None


def _checked_as(case: Case) -> str:
    """What the custodian's own record says, of a check made since the present office received the case."""
    check = IdentityCheck.objects.filter(case=case).first() if case.is_denunciation else None
    if check is None or case.received_at is None or check.at < case.received_at:
        return ""
    return check.step_result


def _is_appealed(case: Case) -> bool:
    return case.later_links.filter(_APPEAL).exists()

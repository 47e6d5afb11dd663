"""The clock of a case: its events told to the term engine, and the terms kept beside the case.

Called inside the writer's transaction, after the event was recorded. What of an event moves a term stands in
`details["terms"]`: `[{"type": "accepted", "on": "2026-11-26", "days": null}]`, types of `terms.engine`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tracking.terms import engine
from tracking.terms.calendar import WorkCalendar
from tracking.terms.engine import Answer, BadCase, CaseFacts
from tracking.terms.models import current_calendar, current_rules
from tracking.terms.rules import RuleBook
from tracking.terms.showing import Shown, shown

from .models import Case, CaseTerm, Event


class AgainstTheClock(ValueError):
    """An event the law's clock does not allow: the message says why, for the officer; nothing may be kept of it."""


@dataclass(frozen=True)
class Law:
    """The rules and the calendar as the office keeps them now."""

    book: RuleBook
    work: WorkCalendar

    @classmethod
    def current(cls) -> Law:
        return cls(current_rules(), current_calendar())


@dataclass(frozen=True)
class Moved:
    """A term whose due date became another one, came or went."""

    name: str
    old: dt.date | None
    new: dt.date | None


def refresh(case: Case, *, law: Law | None = None, today: dt.date | None = None) -> list[Moved]:
    """Compute the case's terms from its events and keep them; what moved. Raises AgainstTheClock."""
    answer = answer_for(case, law or Law.current(), today or timezone.localdate())
    new = [CaseTerm.of(case, term) for term in answer.terms]
    old = list(case.terms.all())
    if [term.facts() for term in old] != [term.facts() for term in new]:
        case.terms.all().delete()
        CaseTerm.objects.bulk_create(new)
    _keep_next_due(case, new)
    return _moved(old, new)


def answer_for(case: Case, law: Law, today: dt.date) -> Answer:
    """What the engine says of the case's events up to now."""
    try:
        answer = engine.compute(facts_of(case, today), law.book, law.work)
    except BadCase as bad:
        raise AgainstTheClock(str(bad)) from bad
    if answer.refused:
        raise AgainstTheClock(answer.refused[0].reason)
    return answer


def facts_of(case: Case, today: dt.date) -> CaseFacts:
    return CaseFacts(
        kind=case.kind,
        instance=case.instance,
        flags=frozenset(case.flags),
        events=tuple(told(case.events.order_by("case_seq"))),
        today=today,
    )


def told(events: Iterable[Event]) -> list[engine.Event]:
    """What the present office hears. A transfer inside the portal starts the clock anew: that office receives anew."""
    heard: list[engine.Event] = []
    for event in events:
        if event.to_agency_id is not None:
            heard.clear()
            continue
        heard += map(_read, event.details.get("terms", ()))
    return heard


def note(type_: str, on: dt.date, days: int | None = None) -> dict[str, Any]:
    """One entry of `details["terms"]`."""
    return {"type": type_, "on": on.isoformat(), "days": days}


def _read(row: dict[str, Any]) -> engine.Event:
    return engine.Event(row["type"], dt.date.fromisoformat(row["on"]), row.get("days"))


def shown_for(case: Case, today: dt.date | None = None) -> list[Shown]:
    """The case's terms as a page shows them today."""
    day, work = today or timezone.localdate(), current_calendar()
    return [shown(term.term(day), day, work) for term in case.terms.all()]


def _keep_next_due(case: Case, terms: Iterable[CaseTerm]) -> None:
    next_due = min((term.due for term in terms if term.is_owed and term.due), default=None)
    if next_due != case.next_due:
        case.next_due = next_due
        Case.objects.filter(pk=case.pk).update(next_due=next_due)


def _moved(old: Iterable[CaseTerm], new: Iterable[CaseTerm]) -> list[Moved]:
    before = {term.name: term.due for term in old}
    after = {term.name: term.due for term in new}
    names = dict.fromkeys([*before, *after])
    return [Moved(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]

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

from tracking.terms import engine, facts
from tracking.terms.engine import Answer
from tracking.terms.facts import BadCase, CaseFacts
from tracking.terms.law import Law
from tracking.terms.models import current_calendar
from tracking.terms.rules import CONTRACT, AmbiguousRules, TermName
from tracking.terms.showing import Shown, shown
from tracking.terms.words import WORDS

from ..models import Case, CaseLink, CaseTerm, Event, EventKind
from ..petition import Kind
from .sent_letters import LettersToSend, corrected_days, corrected_telling
from .told_acceptance import telling

# The terms a case keeps: those of the law with an event that ends them, the office's promise, the citizen's own.
_MORE = {
    TermName.ACKNOWLEDGEMENT,
    TermName.REPEAT_REVIEW,
    TermName.REPORT_DEMAND,
    TermName.SUSPENSION_DELIVERY,
    TermName.RESUMPTION_DELIVERY,
    TermName.TERMINATION_DELIVERY,
    TermName.FORWARDER_ANSWER,
    TermName.FORWARDER_NOTICE,
    TermName.FORWARDER_RELAY,
    TermName.CONCLUSION_ACTION,
    TermName.CONCLUSION_REPORT,
    TermName.LEGAL_EFFECT,
    TermName.ENFORCEMENT,
    TermName.COURT,
}
KEPT = tuple(name for name in TermName if name in CONTRACT or name in _MORE)

_OF_THE_FORWARDER = frozenset({TermName.FORWARDER_ANSWER, TermName.FORWARDER_NOTICE, TermName.FORWARDER_RELAY})


class AgainstTheClock(ValueError):
    """An event the law's clock does not allow: the message says why, for the officer; nothing may be kept of it."""


@dataclass(frozen=True)
class Moved:
    """A term whose due date became another one, came or went."""

    name: str
    old: dt.date | None
    new: dt.date | None

    @property
    def title(self) -> str:
        """A source string to translate."""
        return WORDS[TermName(self.name)].title

    def told(self) -> dict[str, str | None]:
        """As an event keeps it."""
        old, new = (day.isoformat() if day else None for day in (self.old, self.new))
        return {"name": self.name, "old": old, "new": new}

    @classmethod
    def read(cls, row: dict[str, str]) -> Moved:
        old, new = (row[key] and dt.date.fromisoformat(row[key]) for key in ("old", "new"))
        return cls(row["name"], old or None, new or None)


def refresh(case: Case, *, today: dt.date | None = None) -> list[Moved]:
    """Compute the case's terms after its newest event and keep them; what moved.

    Raises AgainstTheClock when the law refuses the newest event. An older one that a changed rule would refuse today
    was lawful in its day and hinders nobody.
    """
    events = list(case.events.order_by("case_seq"))
    answer = answer_for(case, events, Law.current(), today or timezone.localdate())
    newest = told(events[-1:])
    for item in answer.refused:
        if item.event in newest:
            raise AgainstTheClock(item.reason)
    return keep(case, answer)


def keep(case: Case, answer: Answer) -> list[Moved]:
    """Write the terms where they differ from those kept; what moved."""
    old = list(case.terms.all())
    new = rows_of(case, answer, old)
    changes = moved(old, new)
    _write(case, old, new)
    return changes


def keep_begun(case: Case, answer: Answer) -> None:
    """Write the terms that waited and have begun; every other stays as it was kept."""
    old = list(case.terms.all())
    begun = {term.name.value: CaseTerm.of(case, term) for term in answer.terms if term.start}
    new = [term if term.start else begun.get(term.name, term) for term in old]
    _write(case, old, new)


def _write(case: Case, old: list[CaseTerm], new: list[CaseTerm]) -> None:
    if [term.facts() for term in old] != [term.facts() for term in new]:
        case.terms.all().delete()
        for term in new:
            term.pk = None
        CaseTerm.objects.bulk_create(new)
    _keep_next_due(case, new)


def rows_of(case: Case, answer: Answer, old: Iterable[CaseTerm]) -> list[CaseTerm]:
    """The terms to keep. One that ended stays as it was: a law changed afterwards judges nobody anew."""
    over = {term.name: term for term in old if term.ended}
    new = [CaseTerm.of(case, term) for term in answer.terms]
    return [over[term.name] if _stays(over.get(term.name), term) else term for term in new]


def _stays(kept: CaseTerm | None, term: CaseTerm) -> bool:
    return _is_same(kept, term) or _was_met_by_accepting(kept, term)


def _was_met_by_accepting(kept: CaseTerm | None, term: CaseTerm) -> bool:
    """Kept as ended before the notice was counted: what was met then is not late now for want of its record."""
    if kept is None or term.name != TermName.ACCEPTANCE or term.ended is not None:
        return False
    return (kept.start, kept.rule) == (term.start, term.rule)


def _is_same(kept: CaseTerm | None, term: CaseTerm) -> bool:
    """The same run of the same rule, however long that rule is by now."""
    facts = ("start", "ended", "rule", "is_owed", "extensions", "suspensions")
    return kept is not None and all(getattr(kept, name) == getattr(term, name) for name in facts)


def answer_for(case: Case, events: Iterable[Event], law: Law, today: dt.date) -> Answer:
    """What the engine says of the case's events up to now."""
    events = list(events)
    notice = telling(case.kind, events)
    heard = [*told(events), *notice.heard]
    try:
        told_facts = CaseFacts(
            kind=case.kind,
            instance=case.instance,
            flags=frozenset(case.flags) | _appealed(case, heard) | notice.flags,
            events=tuple(heard),
            today=today,
        )
        return engine.compute(told_facts, law.book, law.work, KEPT)
    except BadCase as bad:
        raise AgainstTheClock(str(bad)) from bad
    except AmbiguousRules as double:
        raise AgainstTheClock(f"Hai quy tắc thời hạn cùng áp dụng: {double}. Xin báo quản trị hệ thống.") from double


def _appealed(case: Case, heard: Iterable[facts.Event]) -> frozenset[str]:
    """Asked only where a first decision could take effect."""
    is_decided = case.kind == Kind.COMPLAINT and case.instance == 1 and any(one.type == "decided" for one in heard)
    if not is_decided:
        return frozenset()
    # One that was no second complaint, and was set right, stands against no decision.
    second = case.later_links.filter(relation=CaseLink.Relation.SECOND_COMPLAINT, case__instance=2)
    return frozenset({"appealed"}) if second.exists() else frozenset()


def told(events: Iterable[Event]) -> list[facts.Event]:
    """What the present office hears. A transfer inside the portal starts the clock anew: that office receives anew."""
    events = list(events)
    heard: list[facts.Event] = []
    corrected, told_on = corrected_days(events), corrected_telling(events)
    letters = LettersToSend(corrected)
    for event in events:
        if event.kind == EventKind.SUBMITTED or event.to_agency_id is not None:
            heard, letters = [facts.Event("submitted", _waiting_since(event))], LettersToSend(corrected)
            continue
        steps = [_read(row, told_on.get(event.case_seq)) for row in event.details.get("terms", ())]
        if any(step.type == "served" for step in steps):  # recorded again, it takes the place of the day before
            heard = [one for one in heard if one.type != "served"]
        heard += [*steps, *letters.sent(event)]
        for step in steps:
            letters.turned(step.type)
    return heard


def _waiting_since(event: Event) -> dt.date:
    """The day from which it waits to be received here; a part split off waits with the whole it was sent in."""
    told = event.day_told if event.kind == EventKind.SUBMITTED else None
    return told or timezone.localdate(event.at)


def note(type_: str, on: dt.date, days: int | None = None) -> dict[str, Any]:
    """One entry of `details["terms"]`."""
    return {"type": type_, "on": on.isoformat(), "days": days}


def _read(row: dict[str, Any], corrected: dt.date | None = None) -> facts.Event:
    return facts.Event(row["type"], corrected or dt.date.fromisoformat(row["on"]), row.get("days"))


def moved_in(event: Event) -> list[Moved]:
    """What an event of recomputation moved."""
    return [Moved.read(row) for row in event.details.get("moved", ())]


def shown_for(case: Case, today: dt.date | None = None) -> list[Shown]:
    """The case's terms as a page shows them today."""
    day, work = today or timezone.localdate(), current_calendar()
    return [shown(term, day, work) for term in terms_today(case, day)]


def shown_to_citizen(case: Case) -> list[Shown]:
    """Of a denunciation not who sent it on: a glance at the page must not tell that there was a newspaper."""
    return [one for one in shown_for(case) if not (case.is_denunciation and one.term.name in _OF_THE_FORWARDER)]


def terms_today(case: Case, day: dt.date) -> list[engine.Term]:
    """The kept terms, and those that began since by a day passing: a settlement term missed opens the second complaint
    and the court (LKN Đ.33 k.1), and no event writes that down."""
    kept = [term.term(day) for term in case.terms.all()]
    waits = any(term.start is None for term in kept)
    if not waits or not any(term.state is engine.TermState.LATE and not term.ended for term in kept):
        return kept
    try:
        answer = answer_for(case, case.events.order_by("case_seq"), Law.current(), day)
    except AgainstTheClock:
        return kept
    begun = {term.name: term for term in answer.terms if term.start}
    return [term if term.start else begun.get(term.name, term) for term in kept]


def _keep_next_due(case: Case, terms: Iterable[CaseTerm]) -> None:
    next_due = min((term.due for term in terms if term.is_owed and term.due), default=None)
    if next_due != case.next_due:
        case.next_due = next_due
        Case.objects.filter(pk=case.pk).update(next_due=next_due)


def moved(old: Iterable[CaseTerm], new: Iterable[CaseTerm]) -> list[Moved]:
    before = {term.name: term.due for term in old}
    after = {term.name: term.due for term in new}
    names = dict.fromkeys([*before, *after])
    return [Moved(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]

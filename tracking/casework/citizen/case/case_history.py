"""What the citizen reads of a case's events: newest first, plain sentences, with the article each step rests on."""

import copy
import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from tracking.terms.engine import Answer, Term
from tracking.terms.law import Law
from tracking.terms.rules import TermName

from ... import published_pages
from ...case_words import EVENT_TITLES
from ...grounds import GROUNDS, Ground
from ...models import Case, Event, EventKind
from ...notices.outbox import is_lacking_mandate, is_refused_signature
from ...offices.recipients import agency_name
from ...timing import clock
from ...workflow import INTERNAL_ACTIONS, Action
from ...workflow.asking import OUTCOMES_TOLD, PAGE

_GROUNDS = {ground.key: ground for ground in GROUNDS}
_DEGREES = frozenset({"complex", "specially_complex"})
_SHOWN = (
    EventKind.SUBMITTED,
    EventKind.MOVED,
    EventKind.PAPERS,
    EventKind.WITHDRAWAL,
    EventKind.WITHDRAWAL_SEEN,
    EventKind.RATED,
    EventKind.REVIEWED,
    EventKind.RECOMPUTED,
    EventKind.OPENING_BEGUN,
)


@dataclass(frozen=True)
class Entry:
    """`title` is a source string to translate; `words` explain the step; `text` is what the office wrote;
    `number` and `on` are those of the paper, where there is one; `outcome` is a source string too."""

    at: dt.datetime
    title: str
    words: str = ""
    text: str = ""
    office: str = ""
    to_office: str = ""
    laws: tuple[str, ...] = ()
    moved: tuple[clock.Moved, ...] = ()
    number: str = ""
    on: dt.date | None = None
    days_late: int = 0
    outcome: str = ""
    page: str = ""
    page_is_live: bool = False
    days_more: int = 0


def history(case: Case, events: Sequence[Event]) -> list[Entry]:
    """Newest first. Of a denunciation the stages alone: no office, no words, so a glance tells nothing."""
    describe = _bare if case.is_denunciation else _full
    return [
        _lengthened(describe(event), case, events[: place + 1]) if event.action == Action.EXTEND else describe(event)
        for place, event in reversed(list(enumerate(events)))
        if _is_shown(event)
    ]


def _lengthened(entry: Entry, case: Case, events: Sequence[Event]) -> Entry:
    """By how many days the settlement was lengthened, and until when, as counted on the day it was recorded."""
    before, day = copy.copy(case), timezone.localdate(events[-1].at)
    if sum(event.action == Action.EXTEND for event in events) == 1:
        before.flags = [flag for flag in case.flags if flag not in _DEGREES]
    try:
        law = Law.current()
        old, new = (
            _settlement(clock.answer_for(as_it_was, told, law, day))
            for as_it_was, told in ((before, events[:-1]), (case, events))
        )
    except clock.AgainstTheClock:
        return entry
    if old is None or new is None or not old.due or not new.due:
        return entry
    moved = clock.Moved(TermName.SETTLEMENT, old.due, new.due)
    return dataclasses.replace(entry, moved=(*entry.moved, moved), days_more=new.length - old.length)


def _settlement(answer: Answer) -> Term | None:
    return next((term for term in answer.terms if term.name is TermName.SETTLEMENT and term.start), None)


def _is_shown(event: Event) -> bool:
    if event.kind == EventKind.SIGNATURE:
        return is_refused_signature(event)
    if event.kind == EventKind.MANDATE:
        return is_lacking_mandate(event)
    return event.kind in _SHOWN and event.action not in INTERNAL_ACTIONS


def _title(event: Event) -> str:
    if event.kind == EventKind.OPENING_BEGUN:
        return EVENT_TITLES[event.ground]
    return EVENT_TITLES[event.action or event.kind]


def _bare(event: Event) -> Entry:
    return Entry(event.at, _title(event), moved=tuple(clock.moved_in(event)))


def _words(ground: Ground | None, written: str) -> str:
    """The ground's own words, unless the office's already say them."""
    words = ground.citizen_words if ground else ""
    return "" if words.rstrip(".") in written else words


def _full(event: Event) -> Entry:
    ground = _GROUNDS.get(event.ground)
    page = event.details.get("given", {}).get(PAGE.name, "")
    return Entry(
        at=event.at,
        title=_title(event),
        words=_words(ground, event.public_text),
        # Why a signed form or a mandate was not enough stands beside the place where another one is sent.
        text="" if event.kind in (EventKind.SIGNATURE, EventKind.MANDATE) else event.public_text,
        office=agency_name(event.agency) if event.agency else "",
        to_office=agency_name(event.to_agency) if event.to_agency else "",
        laws=ground.citations if ground else (),
        moved=tuple(clock.moved_in(event)),
        number=event.details.get("given", {}).get("number", ""),
        on=event.paper_day,
        days_late=event.days_late,
        outcome=OUTCOMES_TOLD.get(event.details.get("given", {}).get("outcome", ""), ""),
        page=page,
        page_is_live=bool(page) and published_pages.at(page) is not None,
    )

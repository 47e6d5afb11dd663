"""The law's arithmetic: (rules, events, calendar) → terms. Pure: no Django, no clock, no database.

Counting follows BLDS 91/2015 Đ.147–148 by analogy, as the laws on complaints and denunciations have no rule of their
own: the starting day is not counted; a term in calendar days that ends on a day off ends with the next working day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from .calendar import ONE_DAY, WorkCalendar
from .rules import Citation, RuleBook, TermName, TermRule, Unit

COUNTING = (Citation("91/2015/QH13", "147", "2"), Citation("91/2015/QH13", "148", "5"))
KINDS = frozenset({"complaint", "denunciation", "proposal", "feedback"})
FLAGS = frozenset({"complex", "specially_complex", "remote", "disciplinary", "dismissal", "several_places"})
OUTCOMES = frozenset({"accepted", "refused", "guided", "returned", "filed", "transferred"})
EVENT_TYPES = OUTCOMES | {
    "received",
    "notified",
    "extended",
    "suspended",
    "resumed",
    "decided",
    "delivered",
    "published",
    "withdrawn",
}
SUSPENDED = "tạm đình chỉ"


class TermState(StrEnum):
    NOT_STARTED = "not_started"
    RUNNING = "running"
    SUSPENDED = "suspended"
    MET = "met"
    LATE = "late"


class BadCase(ValueError):
    """The facts given cannot be a case; the message says which, in Vietnamese."""


@dataclass(frozen=True)
class Event:
    type: str
    on: dt.date
    days: int | None = None


@dataclass(frozen=True)
class CaseFacts:
    """`instance` 1 or 2; events after `today` are not looked at."""

    kind: str
    events: tuple[Event, ...]
    today: dt.date
    instance: int = 1
    flags: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise BadCase(f"Không có loại đơn “{self.kind}”.")
        if self.instance not in (1, 2):
            raise BadCase("Lần giải quyết chỉ có thể là 1 hoặc 2.")
        if strange_flags := self.flags - FLAGS:
            raise BadCase(f"Không có dấu hiệu “{min(strange_flags)}”.")
        if strange_events := {event.type for event in self.events} - EVENT_TYPES:
            raise BadCase(f"Không có sự kiện “{min(strange_events)}”.")


@dataclass(frozen=True)
class Refused:
    """An event the law does not allow, left out of the count, and why."""

    event: Event
    reason: str


@dataclass(frozen=True)
class Term:
    """One term with its arithmetic. `length` in `unit`; `skipped` days in order, each with the reason."""

    name: TermName
    state: TermState
    length: int
    unit: Unit
    start: dt.date | None = None
    due: dt.date | None = None
    ended: dt.date | None = None
    skipped: tuple[tuple[dt.date, str], ...] = ()
    extensions: tuple[Event, ...] = ()
    suspensions: tuple[tuple[dt.date, dt.date | None], ...] = ()
    rule: str = ""
    basis: tuple[Citation, ...] = ()
    note: str = ""

    @property
    def is_open(self) -> bool:
        """It has begun, and what ends it has not happened."""
        return self.start is not None and self.ended is None


@dataclass(frozen=True)
class Answer:
    terms: tuple[Term, ...]
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True)
class _Span:
    """What stops or lengthens one term: days suspended, and days added by extension."""

    suspensions: tuple[tuple[dt.date, dt.date | None], ...] = ()
    extensions: tuple[Event, ...] = ()
    refused: tuple[Refused, ...] = field(default=())


def compute(facts: CaseFacts, book: RuleBook, work: WorkCalendar) -> Answer:
    """All terms of the case as of the end of `facts.today`, in the order of `TermName`."""
    clock = _Clock(facts, book, work)
    terms = [term for name in TermName if (term := clock.term(name)) is not None]
    return Answer(tuple(terms), clock.refused)


class _Clock:
    """One case against one rule book; the settlement term is kept, as the citizen's next step counts from it."""

    def __init__(self, facts: CaseFacts, book: RuleBook, work: WorkCalendar) -> None:
        self.facts = facts
        self.book = book
        self.work = work
        self.flags = _flags_in_law(facts)
        self.events = sorted((event for event in facts.events if event.on <= facts.today), key=lambda event: event.on)
        self.refused: tuple[Refused, ...] = ()
        self.settlement: Term | None = None

    # --- which term runs from when to when -------------------------------------------------

    def term(self, name: TermName) -> Term | None:
        start = self._start(name)
        if start is None:
            return self._waiting(name)
        rule = self._rule(name, start)
        if rule is None:
            return None
        ended = self._ended(name, start)
        span = self._span(rule, start, ended) if name is TermName.SETTLEMENT else _Span()
        self.refused += span.refused
        term = self._counted(name, rule, start, ended, span)
        if name is TermName.SETTLEMENT:
            self.settlement = term
        return term

    def _start(self, name: TermName) -> dt.date | None:
        if name in (TermName.CLASSIFICATION, TermName.ACCEPTANCE):
            return self._last("received")
        if name is TermName.TRANSFER:
            transferred = self._last("transferred")
            return self._last("received", until=transferred) if transferred else None
        if name in (TermName.ACCEPTANCE_NOTICE, TermName.SETTLEMENT):
            return self._last("accepted")
        if name is TermName.SECOND_COMPLAINT:
            return self._second_complaint_start()
        return self._last("decided")

    def _second_complaint_start(self) -> dt.date | None:
        """LKN 02/2011 Đ.33 k.1: from receiving the decision, or from the end of a settlement term that was missed."""
        if delivered := self._last("delivered"):
            return delivered
        settlement = self.settlement
        missed = settlement is not None and settlement.state is TermState.LATE
        return settlement.due if settlement and missed else None

    def _ended(self, name: TermName, start: dt.date) -> dt.date | None:
        ends: dict[TermName, frozenset[str]] = {
            TermName.CLASSIFICATION: OUTCOMES | {"withdrawn"},
            TermName.ACCEPTANCE: OUTCOMES | {"withdrawn"},
            TermName.TRANSFER: frozenset({"transferred"}),
            TermName.ACCEPTANCE_NOTICE: frozenset({"notified"}),
            TermName.SETTLEMENT: frozenset({"decided", "withdrawn"}),
            TermName.DECISION_DELIVERY: frozenset({"delivered"}),
            TermName.PUBLICATION: frozenset({"published"}),
            TermName.SECOND_COMPLAINT: frozenset(),
        }
        return next((event.on for event in self.events if event.type in ends[name] and event.on >= start), None)

    def _waiting(self, name: TermName) -> Term | None:
        """A term that may still begin is named without a due date; one that cannot begin any more is left out."""
        left_path = any(event.type in OUTCOMES - {"accepted"} or event.type == "withdrawn" for event in self.events)
        rule = self._rule(name, self.facts.today)
        if left_path or name is TermName.TRANSFER or rule is None:
            return None
        return Term(
            name, TermState.NOT_STARTED, rule.length, rule.unit, rule=rule.code, basis=rule.basis, note=rule.note
        )

    def _rule(self, name: TermName, day: dt.date) -> TermRule | None:
        facts = self.facts
        return self.book.rule(name, kind=facts.kind, instance=facts.instance, flags=self.flags, day=day)

    def _last(self, event_type: str, *, until: dt.date | None = None) -> dt.date | None:
        days = [event.on for event in self.events if event.type == event_type and (until is None or event.on <= until)]
        return days[-1] if days else None

    # --- extensions and suspensions ----------------------------------------------------------

    def _span(self, rule: TermRule, start: dt.date, ended: dt.date | None) -> _Span:
        events = [event for event in self.events if event.on >= start and (ended is None or event.on <= ended)]
        extensions, over = _extensions(rule, events)
        suspensions, unlawful = self._suspensions(events)
        return _Span(suspensions, extensions, (*over, *unlawful))

    def _suspensions(
        self, events: Iterable[Event]
    ) -> tuple[tuple[tuple[dt.date, dt.date | None], ...], tuple[Refused, ...]]:
        windows: list[tuple[dt.date, dt.date | None]] = []
        refused: list[Refused] = []
        since: dt.date | None = None
        for event in events:
            if event.type == "suspended" and not self.book.may_suspend(self.facts.kind, event.on):
                refused.append(Refused(event, "Luật tại ngày đó không cho tạm đình chỉ loại vụ việc này."))
            elif event.type == "suspended" and since is None:
                since = event.on
            elif event.type == "resumed" and since is not None:
                windows.append((since, event.on))
                since = None
        if since is not None:
            windows.append((since, None))
        return tuple(windows), tuple(refused)

    # --- counting ----------------------------------------------------------------------------

    def _counted(self, name: TermName, rule: TermRule, start: dt.date, ended: dt.date | None, span: _Span) -> Term:
        length = rule.length + sum(event.days or 0 for event in span.extensions)
        due, skipped = count(start, length, rule.unit, self.work, _closed(span.suspensions, ended))
        open_since = next((since for since, until in span.suspensions if until is None and since < due), None)
        due_shown: dt.date | None = due
        if ended is None and open_since is not None:
            due_shown = None
            skipped = tuple(pair for pair in skipped if pair[0] <= self.facts.today)
        return Term(
            name=name,
            state=state_on(start, due_shown, ended, self.facts.today),
            length=length,
            unit=rule.unit,
            start=start,
            due=due_shown,
            ended=ended,
            skipped=skipped,
            extensions=span.extensions,
            suspensions=span.suspensions,
            rule=rule.code,
            basis=rule.basis,
            note=rule.note,
        )


def count(
    start: dt.date,
    length: int,
    unit: Unit,
    work: WorkCalendar,
    suspensions: Iterable[tuple[dt.date, dt.date]] = (),
) -> tuple[dt.date, tuple[tuple[dt.date, str], ...]]:
    """The last day of a term of `length` `unit`s after `start`, and every day on the way that did not count.

    A suspension (S, R) takes out the days after S up to R: the clock runs again from the day after resumption,
    as it runs from the day after the start.
    """
    windows = list(suspensions)
    day, counted = start, 0
    skipped: list[tuple[dt.date, str]] = []
    while counted < length:
        day += ONE_DAY
        reason = _why_not_counted(day, unit, work, windows)
        if reason:
            skipped.append((day, reason))
        else:
            counted += 1
    while unit is Unit.DAYS and (reason := work.why_off(day)):
        skipped.append((day, reason))
        day += ONE_DAY
    return day, tuple(skipped)


def _why_not_counted(day: dt.date, unit: Unit, work: WorkCalendar, windows: list[tuple[dt.date, dt.date]]) -> str:
    if any(since < day <= until for since, until in windows):
        return SUSPENDED
    return work.why_off(day) if unit is Unit.WORKING_DAYS else ""


def _closed(
    suspensions: Iterable[tuple[dt.date, dt.date | None]], ended: dt.date | None
) -> list[tuple[dt.date, dt.date]]:
    """An open suspension lasts until the case ended, if it did; else its length is not known yet and adds nothing."""
    return [(since, until or ended or since) for since, until in suspensions]


def _extensions(rule: TermRule, events: Iterable[Event]) -> tuple[tuple[Event, ...], tuple[Refused, ...]]:
    taken: list[Event] = []
    refused: list[Refused] = []
    for event in events:
        if event.type != "extended":
            continue
        days = rule.extension_days if event.days is None else event.days
        if len(taken) >= rule.extensions:
            refused.append(Refused(event, "Đã hết số lần được gia hạn theo luật."))
        elif not 0 < days <= rule.extension_days:
            refused.append(Refused(event, f"Mỗi lần gia hạn không quá {rule.extension_days} ngày."))
        else:
            taken.append(Event(event.type, event.on, days))
    return tuple(taken), tuple(refused)


def state_on(start: dt.date | None, due: dt.date | None, ended: dt.date | None, today: dt.date) -> TermState:
    """How a term stands at the end of `today`: begun without a due date, it is suspended."""
    if start is None:
        return TermState.NOT_STARTED
    if due is None:
        return TermState.SUSPENDED
    if ended is not None:
        return TermState.MET if ended <= due else TermState.LATE
    return TermState.LATE if today > due else TermState.RUNNING


def _flags_in_law(facts: CaseFacts) -> frozenset[str]:
    """What a flag implies: a dismissal is disciplinary; of the two degrees of complexity the higher one counts."""
    flags = set(facts.flags)
    if "dismissal" in flags:
        flags.add("disciplinary")
    if "specially_complex" in flags:
        # The Law on Complaints knows one degree only.
        flags.discard("complex") if facts.kind == "denunciation" else flags.add("complex")
    return frozenset(flags)

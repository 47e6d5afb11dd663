"""The law's arithmetic: (rules, events, calendar) → terms. Pure: no Django, no clock, no database.

Which term runs from which event to which stands in `RUNS`; how long, under which article, in the rule book.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .calendar import ONE_DAY, WorkCalendar
from .counting import Skipped, Span, count
from .course import Course, Law, Refused, Round, Window
from .facts import CaseFacts, Event
from .rules import CONTRACT, ONCE_BEGUN, Citation, RuleBook, TermName, TermRule, Unit

HINDERED = "trở ngại khách quan"


class TermState(StrEnum):
    NOT_STARTED = "not_started"
    RUNNING = "running"
    SUSPENDED = "suspended"
    MET = "met"
    LATE = "late"


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
    skipped: Skipped = ()
    extensions: tuple[Event, ...] = ()
    suspensions: tuple[Window, ...] = ()
    rule: str = ""
    basis: tuple[Citation, ...] = ()
    note: str = ""
    is_local: bool = False

    @property
    def is_open(self) -> bool:
        """It has begun, and what ends it has not happened."""
        return self.start is not None and self.ended is None


@dataclass(frozen=True)
class Answer:
    terms: tuple[Term, ...]
    refused: tuple[Refused, ...] = ()


# name → the event it runs from, the events that end it: of those that happened, the one named first. So a decision
# after a withdrawal is judged by its own day: the case was settled all the same (LTC Đ.33 k.3), or the rest of one
# withdrawn in part was (LKN Đ.10), and the term went on running.
RUNS: dict[TermName, tuple[str, tuple[str, ...]]] = {
    TermName.FIRST_COMPLAINT: ("known", ("received",)),
    TermName.ACKNOWLEDGEMENT: ("submitted", ("received",)),
    TermName.CLASSIFICATION: ("received", ("outcome", "withdrawn")),
    TermName.ACCEPTANCE: ("received", ("outcome", "withdrawn")),
    TermName.REPEAT_REVIEW: ("received", ("outcome", "withdrawn")),
    TermName.REPORT_DEMAND: ("received", ("report_asked", "outcome", "withdrawn")),
    TermName.FORWARDER_ANSWER: ("received", ("forwarder_answered", "withdrawn")),
    TermName.ACCEPTANCE_NOTICE: ("accepted", ("notified",)),
    TermName.SETTLEMENT: ("accepted", ("decided", "left", "withdrawn")),
    TermName.SUSPENSION_DELIVERY: ("suspended", ("suspension_sent",)),
    TermName.RESUMPTION_DELIVERY: ("resumed", ("resumption_sent",)),
    TermName.TERMINATION_DELIVERY: ("withdrawn", ("termination_sent",)),
    TermName.DECISION_DELIVERY: ("decided", ("delivered",)),
    TermName.PUBLICATION: ("decided", ("published",)),
    TermName.FORWARDER_NOTICE: ("decided", ("forwarder_notified",)),
    TermName.FORWARDER_RELAY: ("forwarder_notified", ("citizen_told",)),
    TermName.CONCLUSION_ACTION: ("decided", ("enforcing",)),
    TermName.CONCLUSION_REPORT: ("handled", ("result_reported",)),
    TermName.LEGAL_EFFECT: ("decided", ()),
    TermName.ENFORCEMENT: ("in_force", ("enforcing",)),
}
_BY_EFFECT = frozenset({TermName.LEGAL_EFFECT, TermName.ENFORCEMENT})


def compute(facts: CaseFacts, book: RuleBook, work: WorkCalendar, names: Iterable[TermName] = CONTRACT) -> Answer:
    """The terms of the case as of the end of `facts.today`, in the order of `names`."""
    clock = _Clock(facts, book, work)
    terms = [term for name in names if (term := clock.term(name)) is not None]
    return Answer(tuple(terms), tuple(clock.course.refused))


def state_on(start: dt.date | None, due: dt.date | None, ended: dt.date | None, today: dt.date) -> TermState:
    """How a term stands at the end of `today`: begun without a due date, it is suspended."""
    if start is None:
        return TermState.NOT_STARTED
    if due is None:
        return TermState.SUSPENDED
    if ended is not None:
        return TermState.MET if ended <= due else TermState.LATE
    return TermState.LATE if today > due else TermState.RUNNING


class _Clock:
    """One case against one rule book."""

    def __init__(self, facts: CaseFacts, book: RuleBook, work: WorkCalendar) -> None:
        self.facts, self.book, self.work = facts, book, work
        self.flags = facts.flags_in_law
        self._settlement: Term | None = None
        law = Law(
            settlement=lambda day: self._rule(TermName.SETTLEMENT, day),
            ends=lambda rule, turn: self._count(rule, turn)[0],
            may_suspend=lambda day: book.may_suspend(facts.kind, day),
        )
        self.course = Course(facts, law)
        self.turn = self.course.round

    def term(self, name: TermName) -> Term | None:
        start = self._start(name)
        if start is None:
            return self._waiting(name)
        rule = self._rule(name, start)
        if rule is None:
            return None
        return self._settled(rule) if name is TermName.SETTLEMENT else self._plain(rule, start)

    # --- from when to when ----------------------------------------------------------------------

    def _start(self, name: TermName) -> dt.date | None:
        if name is TermName.TRANSFER:
            return self.course.transfer[0] if self.course.transfer else None
        if name is TermName.SECOND_COMPLAINT:
            return self._answered()
        if name is TermName.COURT:
            return self._answered() or self.turn.day("known")
        if name in _BY_EFFECT:
            return self._effect(name)
        if name is TermName.TERMINATION_DELIVERY and not self.turn.day("accepted"):
            return None  # withdrawn before there was a settlement to end by a decision
        return self.turn.day(RUNS[name][0])

    @property
    def _is_appealed(self) -> bool:
        """Of two decisions the second takes effect: LKN 02/2011 Đ.44 k.1 speaks of a first one nobody complained of."""
        return self.facts.instance == 1 and "appealed" in self.flags

    def _answered(self) -> dt.date | None:
        """LKN 02/2011 Đ.33 k.1: from receiving the decision (the day it was sent, while nobody recorded
        that of its receipt), or from the end of a settlement term that was missed."""
        if received := self.turn.day("served") or self.turn.last_delivered:
            return received
        settlement = self.settlement
        return settlement.due if settlement and settlement.state is TermState.LATE else None

    def _effect(self, name: TermName) -> dt.date | None:
        if self._is_appealed:
            return None
        return self.turn.day("decided") if name is TermName.LEGAL_EFFECT else self._in_force_since()

    def _in_force_since(self) -> dt.date | None:
        """LKN 02/2011 Đ.44: after the last of the thirty days, so from the day that follows it."""
        effect = self.term(TermName.LEGAL_EFFECT)
        since = effect.due + ONE_DAY if effect and effect.due else None
        return since if since and since <= self.facts.today else None

    @property
    def settlement(self) -> Term | None:
        if self._settlement is None:
            self._settlement = self.term(TermName.SETTLEMENT)
        return self._settlement

    def _ended(self, name: TermName) -> dt.date | None:
        if name is TermName.TRANSFER:
            return self.course.transfer[1] if self.course.transfer else None
        if name is TermName.ACCEPTANCE and self._is_untold:
            return None
        turn, ends = self.turn, RUNS[name][1] if name in RUNS else ()
        if name is TermName.ACCEPTANCE and self.facts.kind == "complaint" and turn.day("accepted"):
            ends = ("notified", *ends)
        days = {**turn.days, "outcome": turn.outcome, "left": turn.left}
        return next((day for end in ends if (day := days.get(end)) is not None), None)

    @property
    def _is_untold(self) -> bool:
        """LKN 02/2011 Đ.27 gives one term for accepting a complaint and for telling so in writing. What was decided or
        withdrawn meanwhile has been told by more than that."""
        over = any(self.turn.day(type_) for type_ in ("notified", "decided", "withdrawn"))
        return "untold" in self.flags and self.turn.day("accepted") is not None and not over

    def _waiting(self, name: TermName) -> Term | None:
        """A term that may still begin is named without a due date; one that cannot begin any more is left out."""
        over = self.turn.left or self.turn.day("withdrawn") or (name in _BY_EFFECT and self._is_appealed)
        rule = self._rule(name, self.facts.today)
        if over or name in ONCE_BEGUN or rule is None:
            return None
        return _term(rule, TermState.NOT_STARTED, length=rule.length)

    def _rule(self, name: TermName, day: dt.date) -> TermRule | None:
        facts = self.facts
        return self.book.rule(name, kind=facts.kind, instance=facts.instance, flags=self.flags, day=day)

    # --- counting -------------------------------------------------------------------------------

    def _plain(self, rule: TermRule, start: dt.date) -> Term:
        stops = _closed(self.turn.hindrances, self.facts.today) if rule.name is TermName.FIRST_COMPLAINT else []
        due, skipped = count(start, rule.length, rule.unit, self.work, stops, why=HINDERED)
        ended = self._ended(rule.name)
        state = state_on(start, due, ended, self.facts.today)
        return _term(rule, state, start=start, due=due, ended=ended, length=rule.length, skipped=skipped)

    def _settled(self, rule: TermRule) -> Term:
        turn, ended = self.turn, self._ended(TermName.SETTLEMENT)
        due: dt.date | None
        due, skipped = self._count(rule, turn, ended)
        since, until = turn.suspensions[-1] if turn.suspensions else (None, None)
        if ended is None and since is not None and until is None and since <= due:
            due, skipped = None, tuple(pair for pair in skipped if pair[0] < since)
        return _term(
            rule,
            state_on(turn.days["accepted"], due, ended, self.facts.today),
            start=turn.days["accepted"],
            due=due,
            ended=ended,
            length=rule.length + sum(event.days or 0 for event in turn.extensions),
            skipped=skipped,
            extensions=tuple(turn.extensions),
            suspensions=tuple(turn.suspensions),
        )

    def _count(self, rule: TermRule, turn: Round, ended: dt.date | None = None) -> tuple[dt.date, Skipped]:
        """An open suspension lasts until the case ended, if it did; else its length is not known and adds nothing."""
        length = rule.length + sum(event.days or 0 for event in turn.extensions)
        return count(turn.days["accepted"], length, rule.unit, self.work, _closed(turn.suspensions, ended))


def _closed(windows: Iterable[Window], ended: dt.date | None) -> list[Span]:
    return [(since, until or ended or since) for since, until in windows]


def _term(rule: TermRule, state: TermState, **computed: object) -> Term:
    return Term(
        name=rule.name,
        state=state,
        unit=rule.unit,
        rule=rule.code,
        basis=rule.basis,
        note=rule.note,
        is_local=rule.is_local,
        **computed,  # type: ignore[arg-type]
    )

"""A term as a page shows it: days left, days skipped gathered into runs, where the end moved. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .calendar import ONE_DAY, WorkCalendar
from .counting import SUSPENDED
from .engine import HINDERED, RUNS, Term, TermState
from .rules import CITIZENS_OWN, TermName, Unit
from .words import WORDS, TermWords

SOON = 3
TONES = {
    TermState.NOT_STARTED: "plain",
    TermState.RUNNING: "waiting",
    TermState.SUSPENDED: "suspended",
    TermState.MET: "met",
    TermState.LATE: "late",
}


@dataclass(frozen=True)
class Run:
    """Days in a row that did not count; the reasons once each, in order."""

    first: dt.date
    last: dt.date
    reasons: tuple[str, ...]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Stretch:
    """A part of the line of a term, in hundredths of its width, as SVG wants them."""

    x: str
    width: str
    run: Run | None = None


@dataclass(frozen=True)
class Shown:
    """`left` counts working days to the due date (below zero: since it); None where nothing is due or all is done."""

    term: Term
    today: dt.date
    left: int | None

    @property
    def words(self) -> TermWords:
        return WORDS[self.term.name]

    @property
    def tone(self) -> str:
        return TONES[self.term.state]

    @property
    def is_running(self) -> bool:
        return self.term.state is TermState.RUNNING

    @property
    def is_soon(self) -> bool:
        return self.term.state is TermState.RUNNING and self.left is not None and self.left <= SOON

    @property
    def late_by(self) -> int:
        """Working days past the due date."""
        return -self.left if self.left is not None and self.left < 0 else 0

    @property
    def laws(self) -> tuple[str, ...]:
        return tuple(cited.key for cited in self.term.basis)

    @property
    def past(self) -> Stretch | None:
        """How far it has come today, or came until it ended."""
        until = min(self.term.ended or self.today, self._end)
        return self._stretch(self.term.start, until) if self.term.start and until > self.term.start else None

    @property
    def gaps(self) -> list[Stretch]:
        """The days that did not count."""
        return [self._stretch(run.first - ONE_DAY, run.last, run) for run in runs(self.term.skipped)]

    @property
    def _end(self) -> dt.date:
        return self.term.due or max([self.today, *(day for day, _ in self.term.skipped)])

    def _stretch(self, first: dt.date, last: dt.date, run: Run | None = None) -> Stretch:
        """From the end of one day to the end of another."""
        start = self.term.start or first
        whole = max((self._end - start).days, 1)
        x, width = (first - start).days * 100 / whole, (last - first).days * 100 / whole
        return Stretch(f"{x:.2f}", f"{width:.2f}", run)

    @property
    def in_working_days(self) -> bool:
        return self.term.unit is Unit.WORKING_DAYS

    @property
    def is_citizens(self) -> bool:
        return self.term.name in CITIZENS_OWN

    @property
    def is_judged(self) -> bool:
        """Something ends it, so that it can be met or late; other terms only have a date."""
        name = self.term.name
        return self.is_citizens or name is TermName.TRANSFER or bool(RUNS.get(name, ("", ()))[1])

    @property
    def days_left(self) -> int:
        return (self.term.due - self.today).days if self.term.due else 0

    @property
    def not_counted(self) -> tuple[Run, ...]:
        """Days off skipped on the way of a term in working days."""
        return self._off() if self.in_working_days else ()

    @property
    def end_moved(self) -> tuple[Run, ...]:
        """A term in calendar days whose last day was a day off: the days it was moved over."""
        return () if self.in_working_days else self._off()

    @property
    def hindered(self) -> tuple[Run, ...]:
        return runs(pair for pair in self.term.skipped if pair[1] == HINDERED)

    def _off(self) -> tuple[Run, ...]:
        return runs(pair for pair in self.term.skipped if pair[1] not in (SUSPENDED, HINDERED))


def shown(term: Term, today: dt.date, work: WorkCalendar) -> Shown:
    ends = term.due if term.is_open else None
    return Shown(term, today, None if ends is None else work.working_days_left(today, ends))


def shown_all(terms: Iterable[Term], today: dt.date, work: WorkCalendar) -> list[Shown]:
    return [shown(term, today, work) for term in terms]


def runs(skipped: Iterable[tuple[dt.date, str]]) -> tuple[Run, ...]:
    """[(28/11, Thứ Bảy), (29/11, Chủ Nhật)] → one run of two days with both reasons."""
    found: list[list[tuple[dt.date, str]]] = []
    for day, why in skipped:
        if found and day - found[-1][-1][0] == ONE_DAY:
            found[-1].append((day, why))
        else:
            found.append([(day, why)])
    return tuple(map(_run, found))


def _run(pairs: Sequence[tuple[dt.date, str]]) -> Run:
    return Run(pairs[0][0], pairs[-1][0], tuple(dict.fromkeys(why for _, why in pairs)))

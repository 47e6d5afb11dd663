"""How days are counted: BLDS 91/2015 Đ.147–148 by analogy, as the laws on complaints and denunciations have no rule
of their own. The starting day is not counted; a term in days that ends on a day off ends with the next working day.
Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from .calendar import ONE_DAY, WorkCalendar
from .rules import Citation, Unit

COUNTING = (Citation("91/2015/QH13", "147", "2"), Citation("91/2015/QH13", "148", "5"))
SUSPENDED = "tạm đình chỉ"

Span = tuple[dt.date, dt.date]
Skipped = tuple[tuple[dt.date, str], ...]


def count(
    start: dt.date, length: int, unit: Unit, work: WorkCalendar, stops: Iterable[Span] = (), *, why: str = SUSPENDED
) -> tuple[dt.date, Skipped]:
    """The last day of a term of `length` `unit`s after `start`, and every day on the way that did not count.

    A stop (S, R) takes out the R − S days from S on: the clock stands from the decision and runs again from R. One
    that begins on the starting day, which is not counted anyway, takes out the days after it. What stops after the
    last day stops nothing.
    """
    spans = _after(start, stops)

    def why_off(day: dt.date) -> str:
        return _stopped(day, spans, why) or work.why_off(day)

    in_working_days = unit is Unit.WORKING_DAYS
    day, skipped = _step(start, length, unit, why_off if in_working_days else lambda day: _stopped(day, spans, why))
    while not in_working_days and (reason := why_off(day)):
        skipped.append((day, reason))
        day += ONE_DAY
    return day, tuple(skipped)


def step_forward(start: dt.date, length: int, unit: Unit, work: WorkCalendar) -> tuple[dt.date, Skipped]:
    """The day `length` `unit`s after `start`, wherever it falls: no term ends there, something may be done then."""
    day, skipped = _step(start, length, unit, work.why_off if unit is Unit.WORKING_DAYS else lambda day: "")
    return day, tuple(skipped)


def _step(
    start: dt.date, length: int, unit: Unit, why_not_counted: Callable[[dt.date], str]
) -> tuple[dt.date, list[tuple[dt.date, str]]]:
    skipped: list[tuple[dt.date, str]] = []
    if unit is Unit.YEARS:
        return years_later(start, length), skipped
    day, counted = start, 0
    while counted < length:
        day += ONE_DAY
        if reason := why_not_counted(day):
            skipped.append((day, reason))
        else:
            counted += 1
    return day, skipped


def years_later(start: dt.date, years: int) -> dt.date:
    """The same date; 29/02 ends with 28/02 where the year has no other (BLDS Đ.148 k.4 by analogy)."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def _after(start: dt.date, stops: Iterable[Span]) -> list[Span]:
    """Each stop takes out as many days as it lasted, none twice: what could not count is made up for after it."""
    spans, free = [], start + ONE_DAY
    for since, until in sorted(stops):
        begins = max(since, free)
        free = begins + (until - since)
        spans.append((begins, free))
    return spans


def _stopped(day: dt.date, spans: Sequence[Span], why: str) -> str:
    return why if any(since <= day < until for since, until in spans) else ""

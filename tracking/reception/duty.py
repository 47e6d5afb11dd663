"""How many days each head must receive, by tier and day, and what a month's timetable falls short of. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracking.terms.calendar import ONE_DAY, WorkCalendar


class Period(StrEnum):
    MONTH = "month"
    WEEK = "week"


@dataclass(frozen=True)
class Duty:
    """At least `days` of reception a `period` by the head of an agency of `tier` (a value of organisation.Tier)."""

    code: str
    tier: str
    days: int
    period: Period
    basis: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    confidence: str = "V"

    def in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


_SINCE = dt.date(2014, 7, 1)
DUTIES: tuple[Duty, ...] = (
    Duty("R1", "city", 1, Period.MONTH, "42/2013/QH13#dieu-12.khoan-5", _SINCE),
    Duty("R2", "district", 2, Period.MONTH, "42/2013/QH13#dieu-13.khoan-5", _SINCE, dt.date(2025, 6, 30)),
    Duty("R3", "commune", 1, Period.WEEK, "42/2013/QH13#dieu-15.khoan-2", _SINCE, dt.date(2026, 6, 30)),
    Duty("R3'", "commune", 2, Period.MONTH, "42/2013/QH13#dieu-15.khoan-2", dt.date(2026, 7, 1)),
    Duty("R4", "department", 1, Period.MONTH, "42/2013/QH13#dieu-18.khoan-2", _SINCE),
)


@dataclass(frozen=True)
class Fulfilment:
    """`held` of `wanted` in the span `first`..`last`."""

    duty: Duty
    first: dt.date
    last: dt.date
    held: int

    @property
    def wanted(self) -> int:
        return self.duty.days

    @property
    def missing(self) -> int:
        return max(0, self.wanted - self.held)


def fulfilment(tier: str, month: dt.date, days: Collection[dt.date], work: WorkCalendar) -> list[Fulfilment]:
    """What a head of this tier owes in the month of `month`, span by span; `days` are those with a session held.

    A week counts for the month its Monday lies in, and is owed only when it has a working day.
    """
    first = month.replace(day=1)
    return [
        Fulfilment(duty, start, end, sum(start <= day <= end for day in set(days)))
        for duty in DUTIES
        if duty.tier == tier and duty.in_force(first)
        for start, end in _spans(duty.period, first)
        if any(work.is_working(start + ONE_DAY * number) for number in range((end - start).days + 1))
    ]


def _spans(period: Period, first: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    if period is Period.MONTH:
        yield first, last
        return
    monday = first + ONE_DAY * (-first.weekday() % 7)
    while monday <= last:
        yield monday, monday + ONE_DAY * 6
        monday += ONE_DAY * 7

"""On which days a timetable rule calls for a session. Pure: no Django, no clock, no database."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracking.terms.calendar import WorkCalendar

LAST = -1
# A notice moves a session no farther than this, and whoever looks for sessions looks this far around.
LONGEST_MOVE = dt.timedelta(days=62)


class Pattern(StrEnum):
    WEEKLY = "weekly"
    MONTH_WEEKDAY = "month_weekday"
    MONTH_DAY = "month_day"
    DATES = "dates"


class OnDayOff(StrEnum):
    NEXT_WORKING_DAY = "next"
    SKIP = "skip"


@dataclass(frozen=True)
class Recurrence:
    """`weekdays` 0–6 from Monday; `positions` 1–5 in the month, -1 the last; `month_days` 1–31, 31 the last day.

    `dates` are the days themselves, as a yearly table names them.
    """

    pattern: Pattern
    weekdays: frozenset[int] = frozenset()
    positions: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    dates: frozenset[dt.date] = frozenset()
    on_day_off: OnDayOff = OnDayOff.NEXT_WORKING_DAY

    def calls_for(self, day: dt.date) -> bool:
        """Whether the rule names this day, before days off are looked at."""
        if self.pattern is Pattern.DATES:
            return day in self.dates
        length = calendar.monthrange(day.year, day.month)[1]
        if self.pattern is Pattern.MONTH_DAY:
            return any(min(wanted, length) == day.day for wanted in self.month_days)
        if day.weekday() not in self.weekdays:
            return False
        if self.pattern is Pattern.WEEKLY:
            return True
        position = (day.day - 1) // 7 + 1
        return position in self.positions or (LAST in self.positions and day.day + 7 > length)


@dataclass(frozen=True)
class Planned:
    """A session by the rule: the day it was due and the day it falls on, which differ only over a day off."""

    due: dt.date
    day: dt.date


def planned(rule: Recurrence, work: WorkCalendar, first: dt.date, last: dt.date) -> Iterator[Planned]:
    """Sessions falling on `first`..`last`. Looks back a fortnight, as a long holiday may push one into the span."""
    due = first - dt.timedelta(days=14)
    while due <= last:
        if rule.calls_for(due):
            day = due if work.is_working(due) else _moved(rule, work, due)
            if day is not None and first <= day <= last:
                yield Planned(due, day)
        due += dt.timedelta(days=1)


def _moved(rule: Recurrence, work: WorkCalendar, due: dt.date) -> dt.date | None:
    return work.next_working(due) if rule.on_day_off is OnDayOff.NEXT_WORKING_DAY else None

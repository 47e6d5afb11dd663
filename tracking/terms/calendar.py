"""Working days, pure: which days count as "ngày làm việc", and how to step over those that do not.

A calendar is data (rows of `CalendarDay`); weekends are days off unless a decision made one a working day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """`days_off` maps a weekday off to its name; `working_days` are weekend days worked in exchange."""

    days_off: dict[dt.date, str] = field(default_factory=dict)
    working_days: frozenset[dt.date] = frozenset()

    def is_working(self, day: dt.date) -> bool:
        return self.why_off(day) == ""

    def why_off(self, day: dt.date) -> str:
        """The reason a day does not count, "" for a working day."""
        if day in self.working_days:
            return ""
        if day in self.days_off:
            return self.days_off[day]
        return {5: "Thứ Bảy", 6: "Chủ Nhật"}.get(day.weekday(), "")

    def next_working(self, day: dt.date) -> dt.date:
        """The day itself when worked, else the first working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add_working_days(self, start: dt.date, count: int) -> dt.date:
        """The last of `count` working days after `start`, which is itself not counted (BLDS 91/2015 Đ.147)."""
        day = start
        for _ in range(count):
            day = self.next_working(day + ONE_DAY)
        return day

    def working_days_back(self, end: dt.date, count: int) -> dt.date:
        """The latest day with `count` full working days between it and `end`, neither of the two counted."""
        day = end
        for _ in range(count + 1):
            day -= ONE_DAY
            while not self.is_working(day):
                day -= ONE_DAY
        return day

    def working_days_left(self, today: dt.date, due: dt.date) -> int:
        """Working days after `today` up to `due`; below zero when `due` has passed, by the working days since."""
        first, last, sign = (today, due, 1) if due >= today else (due, today, -1)
        between = (first + dt.timedelta(days=number) for number in range(1, (last - first).days + 1))
        return sign * sum(map(self.is_working, between))

    def skipped(self, start: dt.date, end: dt.date) -> Iterator[tuple[dt.date, str]]:
        """Days off strictly after `start`, up to `end`, each with its reason."""
        day = start + ONE_DAY
        while day <= end:
            if reason := self.why_off(day):
                yield day, reason
            day += ONE_DAY

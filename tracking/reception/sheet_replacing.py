"""What a new yearly table takes away: far-off sessions of earlier tables which it does not name and nobody counts on.

A session that is promised (`promises.py`) stays and is changed by a notice alone, whatever a table says.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from tracking.organisation.models import Agency
from tracking.terms.calendar import WorkCalendar

from . import promises
from .models import Rule, RuleKind
from .recurrence import Pattern
from .schedule import Session, SessionState, sessions_under
from .sheet import Row, falls_on, same


@dataclass(frozen=True)
class Earlier:
    """Sessions of earlier tables, of the heads in the sheet and between its first and last day."""

    replaceable: list[Session]
    promised: list[Session]

    def not_in(self, rows: Iterable[Row]) -> Earlier:
        """Those no row repeats."""
        named = {row.repeats for row in rows}
        return Earlier(_without(self.replaceable, named), _without(self.promised, named))

    @property
    def uids(self) -> frozenset[str]:
        return frozenset(one.uid for one in self.replaceable)


def earlier(rows: list[Row], agency: Agency, work: WorkCalendar, today: dt.date, *, lock: bool = False) -> Earlier:
    """`lock` holds the rows that give out turns, so that nobody books between the look and the change."""
    days = [falls_on(row.day, work) for row in rows if row.day]
    if not days or max(days) < today:
        return Earlier([], [])
    heads = {same(row.host) for row in rows}
    first, last = max(today, min(days)), max(days)
    replaceable, kept = [], []
    for rule in _tables(agency, lock=lock):
        if same(rule.host) not in heads:
            continue
        promised = {one.uid for one in promises.promised(rule)}
        for one in sessions_under([rule], first, last):
            if one.uid in promised:
                kept.append(one)
            elif one.state is SessionState.ON:
                replaceable.append(one)
    return Earlier(replaceable, [one for one in kept if one.state is not SessionState.CANCELLED])


def take_off(sessions: Iterable[Session]) -> None:
    """Each table loses the days; one that has none left goes, unless an added session or a turn hangs on it."""
    days: dict[int, set[str]] = defaultdict(set)
    for one in sessions:
        days[one.rule.pk].add(one.due.isoformat())
    for rule in Rule.objects.filter(pk__in=days):
        rule.dates = [day for day in rule.dates if day not in days[rule.pk]]
        if rule.dates or promises.why_kept(rule):
            rule.save()
        else:
            rule.delete()


def _tables(agency: Agency, *, lock: bool) -> QuerySet[Rule]:
    tables = Rule.objects.filter(
        agency=agency, kind=RuleKind.LEADER, pattern=Pattern.DATES.value, is_sample=False
    ).select_related("agency", "place")
    return tables.select_for_update(of=("self",)) if lock else tables


def _without(sessions: list[Session], named: Collection[str]) -> list[Session]:
    return [one for one in sessions if one.uid not in named]

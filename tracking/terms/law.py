"""The law as the office keeps it, and as it would be with one row changed: what a preview compares."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .calendar import WorkCalendar
from .facts import FLAGS, MORE_FLAGS
from .models import CalendarDay, DayKind, IntervalRow, SuspensionRuleRow, TermRuleRow, calendar_of
from .rules import AmbiguousRules, RuleBook


@dataclass(frozen=True)
class Law:
    book: RuleBook
    work: WorkCalendar

    @classmethod
    def current(cls) -> Law:
        """Three queries."""
        return cls.with_row(None)

    @classmethod
    def with_row(cls, row: Any) -> Law:
        """As it would be if this row, not saved yet, were kept."""
        days = _with(CalendarDay.objects.all(), row)
        book = RuleBook(
            terms=tuple(one.rule() for one in _with(TermRuleRow.objects.all(), row)),
            suspensions=tuple(one.rule() for one in _with(SuspensionRuleRow.objects.all(), row)),
        )
        return cls(book, calendar_of([day for day in days if day.kind != DayKind.UNCONFIRMED]))


def _with(rows: Any, row: Any) -> list[Any]:
    found = list(rows)
    if isinstance(row, rows.model):
        found = [one for one in found if one.pk != row.pk or row.pk is None] + [row]
    return found


def clash(book: RuleBook, row: TermRuleRow) -> str:
    """The codes of two rules that would both claim a case on some day this row is in force; "" when none do."""
    first, last = row.valid_from, row.valid_to or dt.date.max
    others = [rule for rule in book.terms if rule.name == row.name]
    days = {first} | {rule.valid_from for rule in others if first <= rule.valid_from <= last}
    for kind, instance, flags, day in itertools.product(row.kinds, (1, 2), _flag_sets(others), days):
        try:
            book.rule(row.rule().name, kind=kind, instance=instance, flags=flags, day=day)
        except AmbiguousRules as double:
            return str(double)
    return ""


def double_interval(row: IntervalRow) -> str:
    """The code of another row that sets the same interval for a same kind on a same day; "" when none does."""
    others = IntervalRow.objects.filter(name=row.name).exclude(pk=row.pk)
    return next((one.code for one in others if set(one.kinds) & set(row.kinds) and row.overlaps(one)), "")


def _flag_sets(rules: Iterable[Any]) -> list[frozenset[str]]:
    """Every combination of the flags these rules speak of; the others make no difference."""
    spoken = set().union(*(rule.requires | rule.excludes for rule in rules)) & (FLAGS | MORE_FLAGS)
    sizes = range(len(spoken) + 1)
    return [frozenset(chosen) for size in sizes for chosen in itertools.combinations(sorted(spoken), size)]

"""The law as this release ships it against the law as the office keeps it.

What the office has nothing of is added. What the release changed is never written over what stands: it waits in the
admin for a person who sees both, and what would move.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from . import carrying
from .law import Law, clash, double_interval
from .models import CalendarDay, CriterionRow, Dated, IntervalRow, ReleaseRow, SuspensionRuleRow, TermRuleRow

State = ReleaseRow.State
# Keys of the shipped data → the table they fill.
DATED: dict[str, type[Dated]] = {
    "terms": TermRuleRow,
    "suspensions": SuspensionRuleRow,
    "criteria": CriterionRow,
    "intervals": IntervalRow,
}
CALENDAR = "calendar"
TABLES: dict[str, type[models.Model]] = {**DATED, CALENDAR: CalendarDay}
COUNTED = frozenset({"terms", "suspensions", CALENDAR})


@dataclass
class Told:
    """What one load did, by the keys of the rows; `is_first` where there was no law before."""

    is_first: bool
    added: list[str] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)

    def sentences(self) -> list[str]:
        """For who started the server; of a fresh installation there is nothing to tell."""
        if self.is_first:
            return []
        added, waiting = [
            ", ".join(rows[:12]) + (" …" if len(rows) > 12 else "") for rows in (self.added, self.waiting)
        ]
        told = [f"law: {len(self.added)} rows added ({added})"] if added else []
        if waiting:
            told.append(
                f"law: {len(self.waiting)} rows differ from this release and were left alone ({waiting}); "
                "decide in the admin under Thời hạn → Đề xuất của bản phát hành"
            )
        return told


def key_of(row: Any) -> str:
    """What stays when a row is corrected: its code and first day, or the day of the calendar."""
    if isinstance(row, CalendarDay):
        return row.day.isoformat()
    return f"{row.code} {row.valid_from.isoformat()}"


def facts_of(row: models.Model) -> dict[str, Any]:
    """Every value of a row as JSON keeps it, to tell two apart."""
    values = {each.name: getattr(row, each.attname) for each in row._meta.concrete_fields if not each.primary_key}
    facts: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return facts


def row_from(table: str, facts: dict[str, Any]) -> Any:
    days = {name: dt.date.fromisoformat(facts[name]) for name in ("day", "valid_from", "valid_to") if facts.get(name)}
    return TABLES[table](**{**facts, **days})


def standing(table: str, key: str) -> Any:
    """The office's own row of that key, None where it has none."""
    return next((row for row in TABLES[table]._default_manager.all() if key_of(row) == key), None)


@transaction.atomic
def load(shipped: dict[str, list[models.Model]]) -> Told:
    """Add, propose, and queue one recomputation where terms are counted by what was added."""
    told = Told(is_first=not TermRuleRow.objects.exists())
    known = {(one.table, one.key): one for one in ReleaseRow.objects.all()}
    for table, rows in shipped.items():
        _load_table(table, rows, known, told)
    if told.counted and not told.is_first:
        carrying.ask(f"Bản phát hành mới thêm {len(told.counted)} dòng: {', '.join(told.counted)}", by=None)
    return told


def _load_table(table: str, rows: list[models.Model], known: dict[tuple[str, str], ReleaseRow], told: Told) -> None:
    own = {key_of(row): row for row in TABLES[table]._default_manager.all()}
    new: list[models.Model] = []
    seen = []
    for row in rows:
        key, facts = key_of(row), facts_of(row)
        kept, last = own.get(key), known.get((table, key))
        if kept is None and _fits(row, [*own.values(), *new], is_first=told.is_first):
            new.append(row)
        elif last is not None and last.row == facts:
            continue
        is_same = row in new or (kept is not None and facts_of(kept) == facts)
        seen.append(ReleaseRow(table=table, key=key, row=facts, state=State.SAME if is_same else State.WAITING))
        if not is_same:
            told.waiting.append(key)
    TABLES[table]._default_manager.bulk_create(new)
    told.added += [key_of(row) for row in new]
    told.counted += [key_of(row) for row in new if table in COUNTED]
    ReleaseRow.objects.bulk_create(
        seen,
        update_conflicts=True,
        unique_fields=["table", "key"],
        update_fields=["row", "state", "shipped_at", "decided_by", "decided_at"],
    )


def _fits(row: models.Model, others: Iterable[models.Model], *, is_first: bool) -> bool:
    """No other row would hold for the same case on the same day. The shipped rows among themselves are tested."""
    if is_first or not isinstance(row, Dated):
        return True
    if any(isinstance(one, Dated) and one.code == row.code and row.overlaps(one) for one in others):
        return False
    if isinstance(row, TermRuleRow):
        return not clash(Law.with_row(row).book, row)
    return not (isinstance(row, IntervalRow) and double_interval(row))

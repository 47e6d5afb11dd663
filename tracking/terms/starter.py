"""Starter content of this room: the working calendar 2022–2027 and the dated term rules, each with its source."""

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

from .models import CalendarDay, CriterionRow, Dated, IntervalRow, SuspensionRuleRow, TermRuleRow

_DATA = Path(__file__).parent / "data"
# Keys of the data file → the table they fill.
TABLES: dict[str, type[Dated]] = {
    "terms": TermRuleRow,
    "suspensions": SuspensionRuleRow,
    "criteria": CriterionRow,
    "intervals": IntervalRow,
}


def load() -> None:
    """Adds what the office does not have yet; a row an administrator corrected stays as corrected."""
    _load_calendar()
    book = shipped()
    for name, table in TABLES.items():
        _load_rows(table, book[name])


def shipped() -> dict[str, list[dict[str, Any]]]:
    """The law as this release knows it: rows of each table."""
    found: dict[str, list[dict[str, Any]]] = json.loads((_DATA / "term_rules.json").read_text(encoding="utf-8"))
    for rows in found.values():
        for row in rows:
            for name in ("valid_from", "valid_to"):
                row[name] = row[name] and dt.date.fromisoformat(row[name])
    return found


def _load_calendar() -> None:
    known = {day.isoformat() for day in CalendarDay.objects.values_list("day", flat=True)}
    with (_DATA / "calendar.csv").open(encoding="utf-8", newline="") as rows:
        CalendarDay.objects.bulk_create(CalendarDay(**row) for row in csv.DictReader(rows) if row["day"] not in known)


def _load_rows(table: type[Dated], rows: list[dict[str, Any]]) -> None:
    """Only what the office has nothing of the same code for on those days: two rules of one day would contradict."""
    own: dict[str, list[Dated]] = {}
    for kept in table._default_manager.all():
        own.setdefault(kept.code, []).append(kept)
    new = [table(**row) for row in rows]
    table._default_manager.bulk_create(
        row for row in new if not any(row.overlaps(kept) for kept in own.get(row.code, []))
    )

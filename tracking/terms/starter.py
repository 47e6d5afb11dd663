"""Starter content of this room: the working calendar 2022–2027 and the dated term rules, each with its source."""

import csv
import json
from pathlib import Path

from .models import CalendarDay, SuspensionRuleRow, TermRuleRow

_DATA = Path(__file__).parent / "data"


def load() -> None:
    """Adds what the office does not have yet; a row an administrator corrected stays as corrected."""
    _load_calendar()
    _load_rules()


def _load_calendar() -> None:
    known = {day.isoformat() for day in CalendarDay.objects.values_list("day", flat=True)}
    with (_DATA / "calendar.csv").open(encoding="utf-8", newline="") as rows:
        CalendarDay.objects.bulk_create(CalendarDay(**row) for row in csv.DictReader(rows) if row["day"] not in known)


def _load_rules() -> None:
    book = json.loads((_DATA / "term_rules.json").read_text(encoding="utf-8"))
    known = {(code, day.isoformat()) for code, day in TermRuleRow.objects.values_list("code", "valid_from")}
    TermRuleRow.objects.bulk_create(
        TermRuleRow(**row) for row in book["terms"] if (row["code"], row["valid_from"]) not in known
    )
    suspensions = {day.isoformat() for day in SuspensionRuleRow.objects.values_list("valid_from", flat=True)}
    SuspensionRuleRow.objects.bulk_create(
        SuspensionRuleRow(**row) for row in book["suspensions"] if row["valid_from"] not in suspensions
    )

"""Starter content of this room: the working calendar 2022–2027 and the dated term rules, each with its source."""

import csv
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import models

from . import release
from .models import CalendarDay

_DATA = Path(__file__).parent / "data"


def load() -> list[str]:
    """Adds what the office does not have yet, proposes what this release changed, and says so; a row an administrator
    corrected stays as corrected."""
    book = shipped()
    rows: dict[str, list[models.Model]] = {
        name: [table(**row) for row in book[name]] for name, table in release.DATED.items()
    }
    rows[release.CALENDAR] = list(_calendar())
    return release.load(rows).sentences()


def shipped() -> dict[str, list[dict[str, Any]]]:
    """The law as this release knows it: rows of each table."""
    found: dict[str, list[dict[str, Any]]] = json.loads((_DATA / "term_rules.json").read_text(encoding="utf-8"))
    for rows in found.values():
        for row in rows:
            for name in ("valid_from", "valid_to"):
                row[name] = row[name] and dt.date.fromisoformat(row[name])
    return found


def _calendar() -> Iterator[CalendarDay]:
    with (_DATA / "calendar.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield CalendarDay(**{**row, "day": dt.date.fromisoformat(row["day"])})

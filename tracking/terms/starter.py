"""Starter content of this room: the working calendar 2022–2027 with its sources."""

import csv
from pathlib import Path

from .models import CalendarDay

_CALENDAR = Path(__file__).parent / "data" / "calendar.csv"


def load() -> None:
    """Adds the days the office does not have yet; a day an administrator corrected stays as corrected."""
    known = set(CalendarDay.objects.values_list("day", flat=True))
    with _CALENDAR.open(encoding="utf-8", newline="") as rows:
        days = [CalendarDay(**row) for row in csv.DictReader(rows)]
    for day in days:
        day.day = CalendarDay._meta.get_field("day").to_python(day.day)
    CalendarDay.objects.bulk_create(day for day in days if day.day not in known)

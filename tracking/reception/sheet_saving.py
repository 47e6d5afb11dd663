"""A sheet that was looked at becomes timetables: one for each head, place and hours, with the days as they are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from tracking.organisation.models import Agency

from .models import Place, Rule, RuleKind
from .recurrence import Pattern
from .sheet import MINUTES_EACH, Row


def save(*, agency: Agency, rows: Iterable[Row], ground: str, late_reason: str = "") -> tuple[int, int]:
    """Write the rows, all or none; the same sheet again adds nothing. Returns sessions added and already there."""
    grouped: dict[tuple[str, str, dt.time, dt.time, str, str, int], set[dt.date]] = defaultdict(set)
    for row in rows:
        if row.errors or row.day is None or row.starts is None or row.ends is None:
            raise ValueError(f"row {row.number} was not mended")
        key = (row.host, row.place, row.starts, row.ends, row.participants, row.content, row.places)
        grouped[key].add(row.day)
    added = there = 0
    with transaction.atomic():
        known = _known(agency)
        for (host, place, starts, ends, participants, content, places), days in grouped.items():
            new = sorted(day for day in days if (host, day, starts) not in known)
            there += len(days) - len(new)
            added += len(new)
            if new:
                Rule.objects.create(
                    agency=agency,
                    kind=RuleKind.LEADER,
                    host=host,
                    place=_place(agency, place),
                    pattern=Pattern.DATES.value,
                    dates=[day.isoformat() for day in new],
                    starts=starts,
                    ends=ends,
                    valid_from=new[0],
                    # A day off may push the last session past its day.
                    valid_to=new[-1] + dt.timedelta(days=14),
                    participants=participants,
                    content=content,
                    places_a_session=places,
                    minutes_each=MINUTES_EACH,
                    ground=ground,
                    late_reason=late_reason,
                )
    return added, there


def _known(agency: Agency) -> set[tuple[str, dt.date, dt.time]]:
    rules = Rule.objects.filter(agency=agency, pattern=Pattern.DATES.value)
    return {(rule.host, dt.date.fromisoformat(day), rule.starts) for rule in rules for day in rule.dates}


def _place(agency: Agency, name: str) -> Place:
    place = Place.objects.filter(agency=agency, name=name).first()
    return place or Place.objects.create(agency=agency, name=name[:200], address=agency.address or agency.name)

"""A sheet that was looked at becomes timetables: one for each head, place and hours, with the days as they are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Agency
from tracking.terms.models import current_calendar

from . import sheet_beside, sheet_replacing
from .models import Place, Rule, RuleKind
from .recurrence import Pattern
from .sheet import MINUTES_EACH, Row

# A sheet has no English; what rooms are usually called has.
_USUAL_NAMES = {
    "phòng tiếp": "Reception room",
    "phòng tiếp công dân": "Citizen reception room",
    "phòng tiếp dân": "Citizen reception room",
    "nơi tiếp công dân": "Citizen reception room",
    "trụ sở tiếp công dân": "Citizen reception office",
    "trụ sở tiếp công dân thành phố": "City Citizen Reception Office",
    "hội trường": "Hall",
    "bộ phận một cửa": "One-stop service desk",
}


class Changed(ValueError):
    """The published timetable changed after the preview: a row would now change or double a session."""


def save(
    *,
    agency: Agency,
    rows: list[Row],
    ground: str,
    late_reason: str = "",
    going: Collection[str] | None = None,
) -> tuple[int, int]:
    """Write the rows, all or none; the same sheet again adds nothing. Returns sessions added and already there.

    `going` are the earlier sessions (`uid`) the editor saw leaving in the preview, None when the sheet replaces none.
    Raises Changed when the rows, or what would go, are no longer what the editor saw.
    """
    with transaction.atomic():
        work, today = current_calendar(), timezone.localdate()
        if going is None:
            sheet_beside.look(rows, agency, work, today)
        else:
            before = sheet_replacing.earlier(rows, agency, work, today, lock=True)
            sheet_beside.look(rows, agency, work, today, before.uids)
            left = before.not_in(rows)
            if left.uids != frozenset(going):
                raise Changed
            sheet_replacing.take_off(left.replaceable)
        if any(row.errors for row in rows):
            raise Changed
        new = [row for row in rows if not row.is_known]
        _write(agency, new, ground, late_reason)
    return len(new), len(rows) - len(new)


def _write(agency: Agency, rows: Iterable[Row], ground: str, late_reason: str) -> None:
    grouped: dict[tuple[str, str, dt.time, dt.time, str, str, int], set[dt.date]] = defaultdict(set)
    for row in rows:
        if row.day is None or row.starts is None or row.ends is None:
            raise ValueError(f"row {row.number} was not mended")
        key = (row.host, row.place, row.starts, row.ends, row.participants, row.content, row.places)
        grouped[key].add(row.day)
    for (host, place, starts, ends, participants, content, places), group in grouped.items():
        days = sorted(group)
        Rule.objects.create(
            agency=agency,
            kind=RuleKind.LEADER,
            host=host,
            place=_place(agency, place),
            pattern=Pattern.DATES.value,
            dates=[day.isoformat() for day in days],
            starts=starts,
            ends=ends,
            valid_from=days[0],
            # A day off may push the last session past its day.
            valid_to=days[-1] + dt.timedelta(days=14),
            participants=participants,
            content=content,
            places_a_session=places,
            minutes_each=MINUTES_EACH,
            ground=ground,
            late_reason=late_reason,
        )


def _place(agency: Agency, name: str) -> Place:
    place = Place.objects.filter(agency=agency, name=name[:200]).first()
    return place or Place.objects.create(
        agency=agency,
        name=name[:200],
        name_en=_USUAL_NAMES.get(" ".join(name.casefold().split()), ""),
        address=agency.address or agency.name,
    )

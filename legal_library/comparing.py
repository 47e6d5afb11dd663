"""An act on two days, article beside article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from .cautions import waiting_amenders
from .comparing_summaries import ComparedSummary, amenders, compared_summaries, dated_summaries, turning_days
from .days import AskedDay, asked_day
from .models import Act, Provision, Summary, article_label, in_force_on
from .parsing.document import Node
from .versions.differing import Stretch, lines, side_by_side, stretches
from .versions.tree import tree_of


@dataclass(frozen=True, slots=True)
class ComparedUnit:
    """One article (or heading) that differs. `grounds` are the keys of what changed it."""

    key: str
    label: str
    heading: str
    stretches: tuple[Stretch, ...]
    grounds: tuple[str, ...]
    is_new: bool
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    earlier: AskedDay
    later: AskedDay
    units: tuple[ComparedUnit, ...]
    summaries: tuple[ComparedSummary, ...]
    only: str
    days: tuple[dt.date, ...]
    waiting: tuple[Act, ...]
    has_only: bool
    amenders: tuple[Act, ...] = ()

    @property
    def found(self) -> int:
        return len(self.units) + len(self.summaries)

    @property
    def only_label(self) -> str:
        return article_label(self.only)


def comparison(act: Act, query: Mapping[str, str]) -> Comparison:
    """`tu` and `den` are the days, `dieu` one article; without days: before and after its last change."""
    only = query.get("dieu", "")[:120]
    told = dated_summaries(act, only)
    days = change_days(act, only, told) or change_days(act, "", dated_summaries(act) if only else told)
    turning = max((day for day in days if day <= timezone.localdate()), default=max(days, default=None))
    earlier, later = asked_day(query, "tu"), asked_day(query, "den")
    if turning and not earlier.given:
        earlier = AskedDay(turning - dt.timedelta(days=1), earlier.today)
    if turning and not later.given:
        later = AskedDay(max(turning, earlier.today), later.today)
    if earlier.day > later.day:
        earlier, later = later, earlier
    units = tuple(_units(act, earlier.day, later.day, only))
    beside = compared_summaries(told, earlier.day, later.day, frozenset(unit.key for unit in units))
    return Comparison(
        earlier,
        later,
        units,
        tuple(beside),
        only,
        tuple(days),
        tuple(waiting_amenders(act, later.day, only)),
        has_only=bool(told) or not only or act.provisions.filter(key=only).exists(),
        amenders=() if act.has_full_text else tuple(amenders(act, told)),
    )


def change_days(act: Act, article: str = "", told: Iterable[Summary] = ()) -> list[dt.date]:
    """The days on which any of the act's words change, or those of one article, in the text or as we tell it."""
    rows = act.provisions.filter(valid_from__isnull=False, **({"key": article} if article else {}))
    found = rows.values_list("valid_from", flat=True).distinct()
    return sorted({day for day in found if day} | turning_days(told))


def _units(act: Act, earlier: dt.date, later: dt.date, only: str) -> Iterable[ComparedUnit]:
    changed = act.provisions.filter(valid_from__gt=earlier, valid_from__lte=later).values_list("key", flat=True)
    wanted = {_unit_of(key) for key in changed}
    if only:
        wanted &= {only}
    before, after = _trees(act, earlier, wanted), _trees(act, later, wanted)
    for key in sorted(wanted, key=lambda key: _place(after.get(key) or before.get(key))):
        (old, _), (new, row) = before.get(key, (None, None)), after.get(key, (None, None))
        pairs = side_by_side(lines(old), lines(new))
        if any(pair.changed for pair in pairs):
            grounds = tuple(row.changed_by.split("\n")) if row and row.changed_by else ()
            named = new or old
            label = row.label if row else ""
            heading = named.heading if named else ""
            # Its name stands above already, unless the name itself changed.
            below = pairs if pairs[0].changed else pairs[1:]
            yield ComparedUnit(key, label, heading, tuple(stretches(below)), grounds, old is None, new is None)


def _unit_of(key: str) -> str:
    """The article a place stands in, or the heading itself."""
    parts = key.split(".")
    for index, part in enumerate(parts):
        if part.startswith("dieu-"):
            return ".".join(parts[: index + 1])
    return key


def _place(found: tuple[Node | None, Provision | None] | None) -> tuple[int, int]:
    row = found[1] if found else None
    return (row.ordinal, row.position) if row else (0, 0)


def _trees(act: Act, day: dt.date, wanted: set[str]) -> dict[str, tuple[Node | None, Provision | None]]:
    rows: dict[str, list[Provision]] = {}
    for row in act.provisions.filter(in_force_on(day)).order_by("ordinal", "position"):
        unit = _unit_of(row.key)
        if unit in wanted:
            rows.setdefault(unit, []).append(row)
    return {unit: (tree_of(found), found[0]) for unit, found in rows.items()}

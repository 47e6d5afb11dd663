"""What can be compared where the library has no text of its own for two days: our dated summaries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.symbols import fold_symbol

from .models import Act, Relation, RelationKind, Summary
from .versions.differing import Pair, side_by_side

_CHANGES = (RelationKind.AMENDS, RelationKind.REPEALS, RelationKind.REPLACES, RelationKind.CORRECTS)


@dataclass(frozen=True, slots=True)
class ComparedSummary:
    """One article whose summary of the later day is another; `ground` is the key of what changed it."""

    key: str
    label: str
    heading: str
    pairs: tuple[Pair, ...]
    ground: str
    is_new: bool
    is_gone: bool


def dated_summaries(act: Act, article: str = "") -> list[Summary]:
    """The published summaries of an act, or of one article of it, in the order of articles and days; one query."""
    return list(act.summaries.filter(published=True, **({"key": article} if article else {})))


def turning_days(summaries: Iterable[Summary]) -> set[dt.date]:
    """The days from which a summary holds, and those from which one holds no more."""
    found = set()
    for summary in summaries:
        if summary.valid_from:
            found.add(summary.valid_from)
        if summary.valid_to:
            found.add(summary.valid_to + dt.timedelta(days=1))
    return found


def compared_summaries(
    summaries: Iterable[Summary], earlier: dt.date, later: dt.date, but: frozenset[str]
) -> Iterator[ComparedSummary]:
    """The articles told in other words on the two days; not those whose text shows the difference itself (`but`)."""
    by_key: dict[str, list[Summary]] = {}
    for summary in summaries:
        by_key.setdefault(summary.key, []).append(summary)
    for key, group in by_key.items():
        old = next((each for each in group if each.holds_on(earlier)), None)
        new = next((each for each in group if each.holds_on(later)), None)
        named = new or old
        if key in but or named is None or _lines(old) == _lines(new):
            continue
        ground = named.ground or (old.ground if old else "")
        pairs = tuple(side_by_side(_lines(old), _lines(new)))
        yield ComparedSummary(key, named.label, named.heading, pairs, ground, old is None, new is None)


def _lines(summary: Summary | None) -> list[str]:
    return [summary.heading, *summary.body.splitlines()] if summary else []


def amenders(act: Act, summaries: Iterable[Summary]) -> list[Act]:
    """The acts known to have changed this one: by a relation, or as the ground of a summary."""
    grounds = {fold_symbol(summary.ground.split("#")[0]) for summary in summaries if summary.ground}
    into = Relation.objects.filter(symbol_key=act.symbol_key, kind__in=_CHANGES).values("act")
    found = Act.objects.filter(pk__in=into) | Act.objects.filter(symbol_key__in=grounds)
    return list(found.exclude(pk=act.pk).order_by("issued", "pk").distinct()[:20])

"""Two whole first texts beside one another: the articles that differ, with the words marked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.text import place_number

from ..parsing.rows import Row
from .differing import Pair, side_by_side
from .tree import TextRow

_REST = "Ngoài các điều"


@dataclass(frozen=True, slots=True)
class DifferingUnit:
    """One article, or all that stands outside of articles; only lines around a change are in `pairs`."""

    label: str
    pairs: tuple[Pair, ...]
    is_gone: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class Differences:
    """The first units that differ in full, the labels of the others."""

    units: tuple[DifferingUnit, ...]
    others: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.units) + len(self.others)


def differences(before: Sequence[Row], after: Sequence[Row], *, most: int) -> Differences:
    """What differs, in the order of the older text, new articles last; `most` units are compared word by word."""
    old, new = _units(before), _units(after)
    changed = [key for key in dict.fromkeys([*old, *new]) if old.get(key) != new.get(key)]
    shown = tuple(_unit(key, old.get(key), new.get(key)) for key in changed[:most])
    return Differences(shown, tuple(_label(key) for key in changed[most:]))


def _unit(key: str, old: list[str] | None, new: list[str] | None) -> DifferingUnit:
    return DifferingUnit(_label(key), near_changes(side_by_side(old or [], new or [])), new is None, old is None)


def near_changes(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Changed lines with one line before and after each."""
    near = {place + step for place, pair in enumerate(pairs) if pair.changed for step in (-1, 0, 1)}
    return tuple(pair for place, pair in enumerate(pairs) if place in near)


def _units(rows: Iterable[Row]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(_unit_of(row.key), []).append(words(row))
    return found


def words(row: Row | TextRow) -> str:
    """One place in a line, with the mark that stands before its words in the text itself."""
    return " ".join(f"{_mark(row)}{row.heading} {row.text}".split())


def _mark(row: Row | TextRow) -> str:
    marks = {"article": f"Điều {row.number}. ", "clause": f"{row.number}. ", "point": f"{row.number}) "}
    return marks.get(row.kind, "")


def _unit_of(key: str) -> str:
    """The key of the article a place stands in; empty outside of articles."""
    parts = key.split(".")
    place = next((place for place, part in enumerate(parts) if part.startswith("dieu-")), None)
    return "" if place is None else ".".join(parts[: place + 1])


def _label(key: str) -> str:
    if not key:
        return _REST
    scope, _, article = key.rpartition(".")
    name = f"Điều {place_number(article.removeprefix('dieu-'))}"
    return f"{name} của {scope.replace('phu-luc-', 'Phụ lục ')}" if scope else name

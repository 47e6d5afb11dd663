"""The numbers Word sets before paragraphs by itself, as it shows them: "Điều 3.", "2.", "c)".

A paragraph names a list and a level; the levels of one abstract list count on together through the whole file,
whichever of its lists a paragraph names, and a list may begin anew where it is first used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .package import W

_PART = re.compile(r"%([1-9])")
_LEVELS = 9
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_DASHES = "-–—+•"
NO_LIST = "0"


class Unknown(Exception):
    """Word shows something here that cannot be told from the file."""


@dataclass(slots=True)
class Level:
    """How one level of a list counts and looks."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    used: bool = False


def value(parent: Element | None, name: str) -> str | None:
    """The w:val of a child."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return child.get(f"{W}val") if child is not None else None


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else default


class Numbering:
    """The lists of a file and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self.abstracts: dict[str, dict[int, Level]] = {}
        self.by_style: dict[tuple[str, str], int] = {}
        self.lists: dict[str, _List] = {}
        self.counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        links: dict[str, str] = {}
        holders: dict[str, str] = {}
        for abstract in root.iter(f"{W}abstractNum"):
            identity = abstract.get(f"{W}abstractNumId") or ""
            self.abstracts[identity] = dict(self._levels(abstract, identity))
            if link := value(abstract, "numStyleLink"):
                links[identity] = link
            if holder := value(abstract, "styleLink"):
                holders[holder] = identity
        for each in root.iter(f"{W}num"):
            named = value(each, "abstractNumId") or ""
            linked = holders.get(links.get(named, ""), named)
            self.lists[each.get(f"{W}numId") or ""] = self._list(each, linked)

    def _levels(self, holder: Element, abstract: str) -> list[tuple[int, Level]]:
        found = []
        for element in holder.findall(f"{W}lvl"):
            at = _number(element.get(f"{W}ilvl"), -1)
            legal = element.find(f"{W}isLgl")
            restart = value(element, "lvlRestart")
            found.append((at, Level(
                start=_number(value(element, "start"), 0 if element.find(f"{W}start") is None else 1),
                form=value(element, "numFmt") or "decimal",
                text=value(element, "lvlText") or "",
                restart=None if restart is None else _number(restart, 0),
                legal=legal is not None and legal.get(f"{W}val") not in ("0", "false"),
            )))  # fmt: skip
            if style := value(element, "pStyle"):
                self.by_style[abstract, style] = at
        return found

    def _list(self, element: Element, abstract: str) -> _List:
        made = _List(abstract)
        for override in element.findall(f"{W}lvlOverride"):
            at = _number(override.get(f"{W}ilvl"), -1)
            for _, level in self._levels(override, abstract):
                made.levels[at] = level
            start = value(override, "startOverride")
            if start is not None:
                made.starts[at] = _number(start, 1)
        return made

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list that a style stands for."""
        held = self.lists.get(number)
        return self.by_style.get((held.abstract, style), 0) if held else 0

    def label(self, number: str, at: int) -> str:
        """Count on, and what Word shows before this paragraph ("" for nothing). Raises Unknown."""
        held = self.lists.get(number)
        if held is None or not 0 <= at < _LEVELS:
            raise Unknown
        level = self._level(held, at)
        if level is None:
            raise Unknown
        counts = self.counts.setdefault(held.abstract, [None] * _LEVELS)
        if not held.used:
            held.used = True
            for place, start in held.starts.items():
                if 0 <= place < _LEVELS:
                    counts[place] = start - 1
        self._count(held, counts, at)
        return self._shown(held, counts, level)

    def _level(self, held: _List, at: int) -> Level | None:
        return held.levels.get(at) or self.abstracts.get(held.abstract, {}).get(at)

    def _count(self, held: _List, counts: list[int | None], at: int) -> None:
        for place in range(at + 1):
            level = self._level(held, place) or Level()
            before = counts[place]
            if place == at:
                counts[place] = level.start if before is None else before + 1
            elif before is None or (place in held.starts and before < held.starts[place]):
                counts[place] = held.starts.get(place, level.start)
        for place in range(at + 1, _LEVELS):
            below = self._level(held, place)
            if below is None or below.restart is None or at < below.restart:
                counts[place] = None if place not in held.starts else held.starts[place] - 1

    def _shown(self, held: _List, counts: list[int | None], level: Level) -> str:
        if level.form == "bullet":
            return level.text if level.text in _DASHES else "•"

        def part(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            other = self._level(held, place) or Level()
            return written(counts[place] or 0, "decimal" if level.legal and other.form != "none" else other.form)

        return _PART.sub(part, level.text).strip()


def written(number: int, form: str) -> str:
    """A count in one of Word's forms. Raises Unknown for forms no law is numbered in."""
    if form == "none":
        return ""
    if form == "decimal":
        return str(number)
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 780:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 1 <= number < 4000:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    raise Unknown


def _roman(number: int) -> str:
    parts = []
    for worth, mark in _ROMAN:
        parts.append(mark * (number // worth))
        number %= worth
    return "".join(parts)

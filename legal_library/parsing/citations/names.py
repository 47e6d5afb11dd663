"""Acts cited by name: "Luật Khiếu nại năm 2011", "LKN". A table of names with the days they took effect, and a reader.

The table holds facts only. A name with several acts behind it is resolved by its year, else by the citing day.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.text import Word, fold, words

from ..dates import year_of

_TABLE = Path(__file__).with_name("act_names.tsv")
_AMENDING_TABLE = Path(__file__).with_name("amending_names.tsv")
_ABBREVIATED = {
    "LKN": "luật khiếu nại", "LTC": "luật tố cáo", "LTCD": "luật tiếp công dân",
    "BLDS": "bộ luật dân sự", "BLHS": "bộ luật hình sự", "BLTTDS": "bộ luật tố tụng dân sự",
    "BLTTHS": "bộ luật tố tụng hình sự", "BLLĐ": "bộ luật lao động", "LTTHC": "luật tố tụng hành chính",
}  # fmt: skip
ABBREVIATION = re.compile(rf"(?<![\w/.-])(?:{'|'.join(sorted(_ABBREVIATED, key=len, reverse=True))})(?![\w/-])")
_MOST_WORDS = 24
_MOST_LETTERS = 16  # of two syllables
_SEPARATOR = re.compile(r"[ ,]{1,3}$")
_GLUED = re.compile(r"[A-ZĐ]{2,8}(?=ngày$)")


@dataclass(frozen=True, slots=True)
class Act:
    """One act under a name: `since` the day it took effect, `until` the first day it no longer did, if known."""

    symbol: str
    since: dt.date
    until: dt.date | None = None

    @property
    def year(self) -> int:
        """The year of its symbol, by which it is cited; old symbols carry none."""
        return year_of(self.symbol) or self.since.year - 1


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a text: the acts behind it, oldest first, and where it ends."""

    key: str
    acts: tuple[Act, ...]
    end: int

    def of_year(self, year: int) -> Act | None:
        return next((act for act in self.acts if act.year == year), None)

    def of_day(self, day: dt.date) -> Act | None:
        """The act given on a day: the first of that year's that took effect then or later."""
        return next((act for act in self.acts if act.year == day.year and act.since >= day), None)

    def is_over(self, symbol: str, day: dt.date) -> bool:
        """Whether a later act of this name had taken this one's place by the day."""
        since = next((act.since for act in self.acts if act.symbol == symbol), None)
        return since is not None and any(since < act.since <= day for act in self.acts)

    def on(self, day: dt.date | None) -> Act | None:
        """The act meant on a day: the last that had taken effect; without a day the newest."""
        if not self.acts:
            return None
        if day is None:
            return None if self.acts[-1].until else self.acts[-1]
        before = [act for act in self.acts if act.since <= day]
        if before:
            return before[-1] if before[-1].until is None or day < before[-1].until else None
        # An act is guided by decrees before it takes effect itself.
        return self.acts[0] if self.acts[0].year <= day.year else None


@cache
def _table() -> dict[str, tuple[Act, ...]]:
    found: dict[str, list[Act]] = {}
    for symbol, kind, names, since, *until in _rows(_TABLE):
        act = Act(symbol, dt.date.fromisoformat(since), dt.date.fromisoformat(until[0]) if until else None)
        for name in names.split(";"):
            found.setdefault(_folded(f"{kind} {name}"), []).append(act)
    return _oldest_first(found)


def _rows(table: Path) -> Iterator[list[str]]:
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _folded(name: str) -> str:
    return " ".join(word.folded for word in words(name))


def _oldest_first(found: dict[str, list[Act]]) -> dict[str, tuple[Act, ...]]:
    return {key: tuple(sorted(acts, key=lambda act: act.since)) for key, acts in found.items()}


@cache
def _beginnings() -> frozenset[str]:
    """Every beginning of a name, so that a reader knows when no longer name can come."""
    keys = [key.split(" ") for key in _table()]
    return frozenset(" ".join(key[:count]) for key in keys for count in range(1, len(key) + 1))


@cache
def _spelt() -> dict[str, str]:
    """Names of a single word, with their marks: "Luật Giá" is an act, "Luật gia" is not."""
    found = {}
    for _, kind, names, *_ in _rows(_TABLE):
        for name in names.split(";"):
            if " " not in name:
                found[fold(f"{kind} {name}")] = spelling(name)
    return found


def spelling(word: str) -> str:
    """A word with its letters and its tone apart: "hoá" and "hóa" are the same, "giá" and "gia" are not."""
    parts = unicodedata.normalize("NFD", word.lower())
    tone = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tone)) + tone


def name_at(text: str, position: int) -> Named | None:
    """The longest known name that begins here with its kind ("Luật Khiếu nại"), or an abbreviation."""
    short = ABBREVIATION.match(text, position)
    if short:
        key = fold(_ABBREVIATED[short[0]])
        return Named(key, _table()[key], short.end())
    best: Named | None = None
    key = ""
    last: Word | None = None
    for read in _words_from(text, position):
        if last is not None and not _SEPARATOR.match(text[last.end : read.start]):
            break
        for word in _parted(read, key, text):
            key = f"{key} {word.folded}".strip()
            acts = _table().get(key)
            if acts and _spelt().get(key, "") in ("", spelling(text[word.start : word.end])):
                best = Named(key, acts, word.end)
            last = word
        if key not in _beginnings():
            break
    return best


def amending_name(laws: list[str], end: int) -> Named:
    """The name of "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B", which lives by the laws it amends."""
    key = _key_of(laws)
    return Named(f"sửa đổi {key}", _amending().get(key, ()), end)


@cache
def _amending() -> dict[str, tuple[Act, ...]]:
    found: dict[str, list[Act]] = {}
    for symbol, laws, since in _rows(_AMENDING_TABLE):
        found.setdefault(_key_of(laws.split(";")), []).append(Act(symbol, dt.date.fromisoformat(since)))
    return _oldest_first(found)


def _key_of(laws: list[str]) -> str:
    return "; ".join(sorted(map(_folded, laws)))


def _words_from(text: str, position: int) -> list[Word]:
    """The next few words, with places in the whole text."""
    piece = text[position : position + 160]
    return [_cut(Word(w.folded, w.start + position, w.end + position), text) for w in words(piece)][:_MOST_WORDS]


def _parted(word: Word, key: str, text: str) -> list[Word]:
    """ "đồngnhân" of a scan as the two words with which the name begun (`key`) goes on; "nướcngày" without the day."""
    glued = text[word.start : word.end]
    if f"{key} {word.folded}".strip() in _beginnings() or not 4 <= len(glued) <= _MOST_LETTERS:
        return [word]
    for cut in range(2, len(glued) - 1):
        first, second = fold(glued[:cut]), fold(glued[cut:])
        begun = f"{key} {first}"
        middle = word.start + cut
        if begun in _table() and glued[cut:] == "ngày":
            return [Word(first, word.start, middle)]
        if f"{begun} {second}" in _beginnings():
            return [Word(first, word.start, middle), Word(second, middle, word.end)]
    return [word]


def _cut(word: Word, text: str) -> Word:
    """ "UBNDngày" of a scan without the word glued to it."""
    glued = _GLUED.match(text, word.start, word.end)
    return Word(fold(glued[0]), word.start, glued.end()) if glued else word


def names_of(symbol: str) -> tuple[str, ...]:
    """Every name under which the table knows a symbol, folded."""
    return _by_symbol().get(symbol, ())


@cache
def _by_symbol() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, acts in _table().items():
        for act in acts:
            found.setdefault(act.symbol, []).append(key)
    return {symbol: tuple(keys) for symbol, keys in found.items()}

"""The grammar of Vietnamese document symbols ("02/2011/QH13", "6200/UBND-NCKTGS", "35-CT/TW"). Pure.

One place for reading, finding, comparing and addressing symbols; follows Decree 30/2020 and the forms older
documents really carry. All patterns are linear: every part is bounded and no part can match in two ways.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Family = Literal["law", "normative", "admin", "letter", "party", "merged", "old"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document symbol. `text` is the clean spelling, `number` as written ("02", "66.2"), `letters` what follows.

    `year` is None for forms that carry none; such a symbol needs its date and issuer to be unique.
    """

    text: str
    number: str
    year: int | None
    letters: str
    family: Family


@dataclass(frozen=True, slots=True)
class FoundSymbol:
    """A symbol in running text; `start` and `end` are character offsets into that text."""

    symbol: Symbol
    start: int
    end: int


def fold_symbol(text: str) -> str:
    """The key under which all spellings of a symbol are equal: "6200 / UBND–NCKTGS" is "6200-ubnd-ncktgs"."""
    composed = unicodedata.normalize("NFC", text).replace("Đ", "D").replace("đ", "d")
    plain = "".join(char for char in unicodedata.normalize("NFD", composed) if not unicodedata.combining(char))
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


def slug(symbol: Symbol | str) -> str:
    """The address of a document: "6200/UBND-NCKTGS" is "6200-ubnd-ncktgs"."""
    return fold_symbol(symbol if isinstance(symbol, str) else symbol.text)


_LETTER = r"[A-ZĐƯ][A-Za-zĐđƯưâÂ0-9]{0,24}"
_GROUP = rf"{_LETTER}(?:&{_LETTER}){{0,3}}"
_TAIL = rf"{_GROUP}(?:[-/.]{_GROUP}){{0,6}}"
_SYMBOL = re.compile(
    rf"(?<![\w./-])(?P<number>\d{{1,5}}(?:\.\d{{1,2}}|[a-z])?)"
    rf"(?:\s?/\s?(?P<year>(?:19|20)\d\d))?(?P<join>\s?[/-]\s?)(?P<letters>{_TAIL})"
)
_PARTY = re.compile(r"/(?:TW|TU|HU|ĐU|BCĐ|BTV|ĐUK)$")
# Form numbers inside circulars look like symbols; they name no document.
_FORMS = re.compile(r"^(?:TCD|XLD|GQKN|GQTC|TB-BSTT.*)$")


def _clean(text: str) -> str:
    joined = re.sub(r"\s*([/-])\s*", r"\1", re.sub("[\u2010-\u2015]", "-", text))
    return unicodedata.normalize("NFC", joined).strip()


def _family(number: str, year: int | None, join: str, letters: str) -> Family:
    if letters.startswith("VBHN-"):
        return "merged"
    if join == "-":
        return "party" if _PARTY.search(letters) else "old"
    if re.match(r"(?:QH|UBTVQH)(?:\d|[IVX])", letters):
        return "law"
    if year is not None:
        return "normative"
    first = letters.split("-", maxsplit=1)[0]
    return "letter" if first in _BODIES else "admin"


_BODIES = frozenset({"UBND", "VPCP", "TTCP", "VPQH", "HĐND", "BTP", "BCA", "BTC", "BNV", "TP", "TC"})


def _build(match: re.Match[str]) -> Symbol | None:
    letters = match["letters"]
    join = match["join"].strip()
    if _FORMS.match(letters):
        return None
    year = int(match["year"]) if match["year"] else None
    middle = f"/{match['year']}" if match["year"] else ""
    text = f"{match['number']}{middle}{join}{letters}"
    return Symbol(text, match["number"], year, letters, _family(match["number"], year, join, letters))


def parse_symbol(text: str) -> Symbol | None:
    """The symbol this text is, with nothing around it but blanks; None when it is none (or a form's number)."""
    match = _SYMBOL.fullmatch(_clean(text))
    return _build(match) if match else None


def find_symbols(text: str) -> Iterator[FoundSymbol]:
    """Every symbol in running text, in order."""
    level = re.sub("[\u2010-\u2015]", "-", text)
    for match in _SYMBOL.finditer(level):
        symbol = _build(match)
        if symbol:
            yield FoundSymbol(symbol, match.start(), match.end())

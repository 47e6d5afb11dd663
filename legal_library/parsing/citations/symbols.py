"""The symbols of one text by place, with the forms only a citing text makes certain.

"01/1999/QĐ.UB", "Công văn 285/CCTTHC" and "Nghị định s20/2008/NĐ-CP" (a scan that lost a letter) are documents, the
number of a form ("Biểu mẫu số 02/TKLN-THADS") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.symbols import FoundSymbol, Symbol, find_symbols, parse_symbol

_OF_A_FORM = re.compile(r"(?:[Bb]iểu|[Mm]ẫu)(?:\s(?:biểu|mẫu))?(?:\s[Ss]ố)?\s?:?\s$")
_DOTTED = re.compile(
    r"(?<![\w/.-])\d{1,5}/(?:19|20)\d\d/(?:QĐ|CT|NQ|TT|NĐ)\.[A-ZĐ]{2,6}(?:-[A-ZĐ]{1,6})?(?![\w/-]|\.[A-ZĐ])"
)
_LETTER = re.compile(r"[Cc]ông văn\s(?:số\s)?(?P<number>\d{1,5})/(?P<letters>[A-ZĐ]{2,10})(?![\w/&-]|\s[-–]\s?[A-ZĐ])")
_LOST_LETTER = re.compile(r"(?:Nghị định|Nghị quyết|Thông tư|Quyết định)\ss(?=\d{1,5}/)")
_LONGEST = 60  # no symbol comes near it


def symbols_of(text: str) -> dict[int, FoundSymbol]:
    """Each symbol under the offset it begins at."""
    found = {each.start: each for each in find_symbols(text) if not _is_a_form(each, text)}
    for each in _further(text):
        found.setdefault(each.start, each)
    return found


def _is_a_form(found: FoundSymbol, text: str) -> bool:
    return found.symbol.year is None and _OF_A_FORM.search(text, max(0, found.start - 20), found.start) is not None


def _further(text: str) -> Iterator[FoundSymbol]:
    for dotted in _DOTTED.finditer(text):
        symbol = parse_symbol(dotted[0].replace(".", "-"))
        if symbol:
            yield FoundSymbol(symbol, dotted.start(), dotted.end())
    for letter in _LETTER.finditer(text):
        number, letters = letter["number"], letter["letters"]
        symbol = Symbol(f"{number}/{letters}", number, None, letters, "letter")
        yield FoundSymbol(symbol, letter.start("number"), letter.end())
    for lost in _LOST_LETTER.finditer(text):
        at = lost.end()
        first = next(find_symbols(text[at : at + _LONGEST]), None)
        if first and first.start == 0:
            yield FoundSymbol(first.symbol, at, at + first.end)

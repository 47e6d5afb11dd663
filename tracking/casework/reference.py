"""The public reference of a case, for letters and the counter: says nothing of order, day or secret."""

import datetime as dt
import re
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .codes import ALPHABET
from .typed_codes import keys_pressed

RANDOM_SYMBOLS = 6
PATTERN = re.compile(rf"HP\d\d-[{ALPHABET}]{{{RANDOM_SYMBOLS}}}")
_LONGEST_INPUT = 64
# A reference as its symbols alone, "HP267K2M94" or with the whole year; a receipt's check letters may follow.
_TYPED = re.compile(rf"HP(?:20)?(\d\d)([{ALPHABET}]{{{RANDOM_SYMBOLS}}})(?:[{ALPHABET}]{{5}})?", re.ASCII)
_NAMED = re.compile(rf"(?=HP(?:20)?\d\d([{ALPHABET}]{{{RANDOM_SYMBOLS}}}))", re.ASCII)
_LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V", "Đ": "D"})


@dataclass(frozen=True)
class Mention:
    """What may be a reference inside a text: its place there, and the symbols after the year."""

    start: int
    end: int
    symbols: str


def new_reference(day: dt.date) -> str:
    """`HP26-7K2M94` for a petition of 2026. Uniqueness is the database's to judge; ask again when it objects."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_SYMBOLS))
    return f"HP{day.year % 100:02d}-{symbols}"


def read(text: str) -> str | None:
    """The reference as we write it, whatever case, separators, look-alikes or input method it was typed with."""
    typed = unicodedata.normalize("NFKC", text).upper()
    if len(typed) > _LONGEST_INPUT:
        return None
    plain = ("".join(symbol for symbol, _place in _symbols(keys)) for keys in (typed, *keys_pressed(typed)))
    found = {f"HP{match[1]}-{match[2]}" for match in map(_TYPED.fullmatch, plain) if match}
    return found.pop() if len(found) == 1 else None


def mentions(text: str) -> Iterator[Mention]:
    """Everything in a free text that reads like a reference, with "HP" and the year or without, in any spelling.

    Words of six letters are among them when a digit is: only the database knows which of them are references.
    """
    kept = list(_symbols(text))
    line = "".join(symbol for symbol, _place in kept)
    for match in _NAMED.finditer(line):
        yield _mention(kept, match.start(), match.end(1), match[1])
    for first in range(len(kept)):
        if not _begins(text, kept[first][1]):
            continue
        for length in (RANDOM_SYMBOLS, RANDOM_SYMBOLS + 2):
            run = line[first : first + length]
            whole = len(run) == length and _ends(text, kept[first + length - 1][1])
            year, symbols = run[:-RANDOM_SYMBOLS], run[-RANDOM_SYMBOLS:]
            if whole and (not year or year.isdecimal()) and any(symbol.isdecimal() for symbol in symbols):
                yield _mention(kept, first, first + length, symbols)


def _symbols(text: str) -> Iterator[tuple[str, int]]:
    """Letters and digits in plain capitals, look-alikes put right, each with its place; all else is skipped."""
    for place, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", char).upper():
            symbol = part.translate(_LOOK_ALIKES)
            if symbol in ALPHABET:
                yield symbol, place


def _mention(kept: list[tuple[str, int]], first: int, end: int, symbols: str) -> Mention:
    return Mention(kept[first][1], kept[end - 1][1] + 1, symbols)


def _begins(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()


def _ends(text: str, place: int) -> bool:
    return place + 1 == len(text) or not text[place + 1].isalnum()

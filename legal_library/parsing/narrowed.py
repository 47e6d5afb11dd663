"""Places smaller than a number says: the opening words of a clause, its second paragraph, its third dash, its end.

Said in words ("đoạn 2"), and as the last segment of a key ("dieu-5.khoan-1.doan-2").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .numbers import ORDINALS

OPENING, FIRST, LAST = "đoạn mở đầu", "đầu", "cuối"
_COUNT = (
    rf"(?:thứ\s(?P<word>{'|'.join(ORDINALS)})|(?:thứ\s|số\s)?(?P<figure>\d{{1,2}})(?![\w.])"
    r"|(?P<end>đầu tiên|cuối cùng|cuối|đầu))"
)
_PART = re.compile(
    r"\b(?:(?P<opening>(?:đoạn|phần|câu|lời)\s(?:mở đầu|dẫn))(?!\w)"
    rf"|(?P<kind>đoạn(?:\svăn)?|gạch đầu dòng|câu)\s{_COUNT}(?!\w))",
    re.IGNORECASE,
)
_WHOLE = {OPENING: "doan-mo-dau", FIRST: "dau", LAST: "cuoi"}
_KINDS = {"đoạn": "doan", "gạch đầu dòng": "gach-dau-dong", "câu": "cau"}
_KEY = re.compile(r"\.(?:doan-mo-dau|(?P<kind>doan|gach-dau-dong|cau)-(?P<count>\d{1,2}|cuoi)|dau|cuoi)$")
_WORDS = {key: words for words, key in (_WHOLE | _KINDS).items()}


@dataclass(frozen=True, slots=True)
class Part:
    """A part named in running words, in its one wording."""

    words: str
    start: int
    end: int


def parts_in(text: str) -> list[Part]:
    """ "đoạn thứ hai" is "đoạn 2", "câu dẫn" the "đoạn mở đầu"."""
    return [Part(_said(match), match.start(), match.end()) for match in _PART.finditer(text)]


def _said(match: re.Match[str]) -> str:
    if match["opening"]:
        return OPENING
    kind = match["kind"].lower().removesuffix(" văn")
    if match["word"]:
        return f"{kind} {ORDINALS.index(match['word'].lower()) + 1}"
    if match["figure"]:
        return f"{kind} {int(match['figure'])}"
    return f"{kind} {1 if match['end'].lower().startswith('đầu') else LAST}"


def segment(words: str) -> str:
    """The last segment of the key of such a place: "doan-2" of "đoạn 2"."""
    if words in _WHOLE:
        return _WHOLE[words]
    kind, _, count = words.rpartition(" ")
    return f"{_KINDS[kind]}-{'cuoi' if count == LAST else count}"


def split_key(key: str) -> tuple[str, str]:
    """A key without its part, and the part in words ("" when the key names a whole place)."""
    found = _KEY.search(key)
    if found is None:
        return key, ""
    bare = key[: found.start()]
    if found["kind"]:
        count = LAST if found["count"] == "cuoi" else found["count"]
        return bare, f"{_WORDS[found['kind']]} {count}"
    return bare, _WORDS[found[0].removeprefix(".")]

"""Text from strangers made safe to keep and show (R12): NFC, no controls, no bidirectional tricks, bounded. Pure."""

import re
import unicodedata
from dataclasses import dataclass

# Kept controls: newline and tab; carriage returns become newlines first.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
_STRIPPED = (_CONTROLS, _BIDI, _INVISIBLE, _SURROGATES, _NONCHARACTERS)
# A letter of Vietnamese needs two combining marks at most; towers of marks only hide or break a page.
_MARK_TOWER = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_BYTES_A_CHARACTER = 4


@dataclass(frozen=True)
class Clean:
    """`removed` counts characters taken out with no visible trace; say so to the writer when it is not zero."""

    text: str
    removed: int
    too_long: bool


def clean(text: str, *, most: int, most_bytes: int | None = None, one_line: bool = False) -> Clean:
    """`text` fit to keep. `most` in characters and `most_bytes` (UTF-8, default four a character) are judged after
    cleaning; a longer text comes back whole with `too_long`, for nothing a citizen wrote is cut silently.

    Input beyond eight times the limit is cut before any work: it can only be refused, and must not cost.
    """
    bounded = text[: most * 8 + 64]
    lines = _LINE_ENDS.sub("\n", bounded)
    kept = lines
    for pattern in _STRIPPED:
        kept = pattern.sub("", kept)
    removed = len(lines) - len(kept)
    composed = _MARK_TOWER.sub(r"\1", unicodedata.normalize("NFC", kept))
    if one_line:
        composed = " ".join(composed.split())
    result = composed.strip()
    limit = most * _BYTES_A_CHARACTER if most_bytes is None else most_bytes
    return Clean(result, removed, len(result) > most or len(result.encode()) > limit or len(bounded) < len(text))

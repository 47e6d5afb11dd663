"""Does a text typed into the search hold the look-up code of a case? The room that makes codes knows how they come."""

from __future__ import annotations

import re
import unicodedata

from tracking.casework import codes

# What people write between the signs of a code; any other sign ends it, as the strokes of "01/2021/TT-BTC" do.
_SEPARATORS = re.compile(r"[\s\-‐-―−_.·]+")
_ENDS = re.compile(r"[^\w\s\-‐-―−.·]+")
# A Vietnamese input method makes sixteen keys a few letters fewer.
_SHORTEST = codes.LENGTH - 4
# One run of words in thirty-two passes the check of a code by chance, with marks more: words hold few figures, a code
# five at the mean and none once in three hundred.
_FIGURES, _FIGURES_WITH_MARKS = 1, 3


def holds_a_code(text: str) -> bool:
    """Whether any run of neighbouring pieces of the text, joined, is a well-formed code."""
    parts = _ENDS.split(unicodedata.normalize("NFKC", text))
    return any(codes.normalise(run) is not None for part in parts for run in _runs(_SEPARATORS.split(part)))


def _runs(pieces: list[str]) -> list[str]:
    """Neighbouring pieces joined to about the length of a code, with figures in them."""
    runs = []
    for first in range(len(pieces)):
        joined = ""
        for piece in filter(None, pieces[first:]):
            joined += piece
            if len(joined) > codes.LENGTH:
                break
            least = _FIGURES if joined.isascii() else _FIGURES_WITH_MARKS
            if len(joined) >= _SHORTEST and sum(map(str.isdigit, joined)) >= least:
                runs.append(joined)
    return runs

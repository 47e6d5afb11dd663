"""New words of an amendment that look like a scan's slip: no words at all, or an old word with another mark. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from ..parsing.noise import EDGES, bare, parted, spoilt
from .differing import Pair, Piece

_MOST = 5


def slips(new_words: str, pairs: Iterable[Pair]) -> list[str]:
    """Sentences for the librarian, who compares with the signed act before anything is confirmed."""
    found = [f"“{words}” có thể sai chữ" for words in spoilt(new_words)]
    found += [f"“{old}” thành “{new}”: chỉ khác dấu" for pair in pairs for old, new in _marks_only(pair)]
    told = list(dict.fromkeys(found))
    return told if len(told) <= _MOST else [*told[:_MOST], f"và {len(told) - _MOST} chỗ khác"]


def _marks_only(pair: Pair) -> list[tuple[str, str]]:
    """Words that stand in each other's place in two lines and differ by the mark of one vowel or its tone."""
    gone, new = _changed(pair.before), _changed(pair.after)
    return [
        (old, now)
        for olds, news in zip(gone, new, strict=False)
        if len(olds) == len(news)
        for old, now in zip(olds, news, strict=True)
        if old != now and bare(old.lower()) == bare(now.lower()) and parted(old.lower()) != parted(now.lower())
    ]


def _changed(pieces: tuple[Piece, ...]) -> list[list[str]]:
    """The changed words behind each unchanged piece, which both lines have in the same order."""
    stretches: list[list[str]] = [[]]
    for piece in pieces:
        if piece.kind == "same":
            stretches.append([])
        else:
            stretches[-1].extend(word.strip(EDGES) for word in piece.text.split())
    return stretches

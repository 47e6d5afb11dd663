"""Mends slips of a query. Pure: how often words and pairs occur comes in as functions.

Silently only what cannot be a word of the texts: keys of an input method, glued or split syllables, one slip in
something that is no syllable. A slip that made another real word is only offered: "Có phải ông/bà tìm …".
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .syllables import is_syllable, keyboard_residue, one_slip_away, partings
from .wording import ABBREVIATIONS

_ACCEPTED = 2.0
_SURE = 2.5
_VERY_SURE = 5.0
_FEW = 6
_LONGEST = 40


@dataclass(frozen=True)
class Counts:
    """In how many entries a folded word or pair ("khieu_nai") stands, and how many entries there are."""

    word: Callable[[str], int]
    pair: Callable[[str], int]
    entries: int

    def known(self, word: str) -> bool:
        """Whether the texts really use this word; a few stray places in a large library are slips themselves."""
        least = 1 if is_syllable(word) else max(2, self.entries // 5000)
        return self.word(word) >= least

    def beside(self, before: str, word: str, after: str) -> float:
        """How well a word stands between its neighbours."""
        together = sum(math.log1p(self.pair(pair)) for pair in _pairs(before, word, after))
        return together + 0.1 * math.log1p(self.word(word))


def mend(words: Sequence[str], counts: Counts) -> list[str]:
    """The words with everything mended that cannot be a word."""
    joined = _join(list(words), counts)
    mended: list[str] = []
    for at, word in enumerate(joined):
        after = joined[at + 1] if at + 1 < len(joined) else ""
        mended += _mend_one(mended[-1] if mended else "", word, after, counts)
    return mended


def _join(words: list[str], counts: Counts) -> list[str]:
    """A syllable torn in two ("k hieu nai") is put together again when its pieces are none."""
    joined: list[str] = []
    for word in words:
        torn = joined and joined[-1].isalpha() and word.isalpha() and not is_syllable(joined[-1])
        both = joined[-1] + word if torn else ""
        if both and is_syllable(both) and not counts.known(joined[-1]) and joined[-1] not in ABBREVIATIONS:
            joined[-1] = both
        else:
            joined.append(word)
    return joined


def _mend_one(before: str, word: str, after: str, counts: Counts) -> Sequence[str]:
    if len(word) < 3 or len(word) > _LONGEST or word in ABBREVIATIONS or word.isdigit():
        return (word,)
    if is_syllable(word) or counts.known(word):
        return (word,)
    plain = keyboard_residue(word)
    if plain and counts.known(plain):
        return (plain,)
    if not word.isalpha():
        return (word,)
    parted = max(partings(word), key=lambda parts: _together(parts, counts), default=())
    slipped = _best(before, word, after, counts)
    if parted and _together(parted, counts) > _ACCEPTED and (len(word) > 7 or not slipped):
        return parted
    return (slipped or word,)


def _together(parts: Sequence[str], counts: Counts) -> float:
    """How well syllables stand side by side: the weakest pair decides."""
    return min(math.log1p(counts.pair(f"{a}_{b}")) for a, b in pairwise(parts))


def _best(before: str, word: str, after: str, counts: Counts, least: float = _ACCEPTED) -> str:
    known = [slip for slip in sorted(one_slip_away(word)) if counts.known(slip)]
    scored = [(counts.beside(before, slip, after), slip) for slip in known]
    score, best = max(scored, default=(0.0, ""))
    return best if score > least else ""


def offer(words: Sequence[str], counts: Counts) -> list[str]:
    """Another reading of the words, to be asked for: a real word that stands nowhere beside its neighbours.

    Of a few words only: whole sentences of everyday speech stand nowhere in the law, and are no slips.
    """
    offered = list(words)
    if len(words) > _FEW:
        return []
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        after = words[at + 1] if at + 1 < len(words) else ""
        if _stands_alone(before, word, after, counts):
            offered[at] = _surely(before, word, after, counts) or word
    return offered if offered != list(words) else []


def _stands_alone(before: str, word: str, after: str, counts: Counts) -> bool:
    if len(word) < 3 or not word.isalpha() or word in ABBREVIATIONS or not (before or after):
        return False
    return all(counts.pair(pair) <= 1 for pair in _pairs(before, word, after))


def _surely(before: str, word: str, after: str, counts: Counts) -> str:
    """A slip away there must be a word that stands well beside both neighbours, very well beside an only one."""
    best = _best(before, word, after, counts)
    least = _SURE if before and after else _VERY_SURE
    return best if best and all(math.log1p(counts.pair(pair)) > least for pair in _pairs(before, best, after)) else ""


def _pairs(before: str, word: str, after: str) -> list[str]:
    return [f"{before}_{word}"] * bool(before) + [f"{word}_{after}"] * bool(after)

"""A code typed while a Vietnamese input method was on: "4DDA" came out as "4ĐA". What keys were pressed? Pure.

Telex and VNI turn some pairs of keys into one marked letter. Each marked letter is taken apart into its base and the
keys that could have marked it, pressed right after it or later in the same run of letters. The caller's check symbol
says which of the few spellings is a code.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator

# Mark → key under Telex, key under VNI. The circumflex of Telex is its own letter again.
_KEYS = {
    "\u0302": ("", "6"),
    "\u0306": ("W", "8"),
    "\u031b": ("W", "7"),
    "\u0301": ("S", "1"),
    "\u0300": ("F", "2"),
    "\u0309": ("R", "3"),
    "\u0303": ("X", "4"),
    "\u0323": ("J", "5"),
}
_STROKE = {"Đ": ("D", "9")}
# Under Telex a lone W is ư; no code holds a U that it could have marked.
_LONE_W = str.maketrans({"Ư": "W"})
_RUN = re.compile(r"[^\W\d_]+|.", re.DOTALL)
# Marked letters beyond these come from no code typed by hand; the bounds keep any input cheap.
_MOST_KEYS = 3
_MOST_SPELLINGS = 400


def keys_pressed(text: str) -> Iterator[str]:
    """The spellings in plain keys that an input method could have made this short upper-case text of."""
    if text.isascii():
        return
    composed = unicodedata.normalize("NFC", text)
    yield from _spellings(composed.translate(_LONE_W), method=0)
    yield from _spellings(composed, method=1)


def _spellings(text: str, method: int) -> Iterator[str]:
    runs = [_taken_apart(run, method) for run in _RUN.findall(text)]
    if sum(len(keys) for _, keys in runs) <= _MOST_KEYS:
        choices = [list(itertools.islice(_placed(letters, keys), _MOST_SPELLINGS)) for letters, keys in runs]
        for spelled in itertools.islice(itertools.product(*choices), _MOST_SPELLINGS):
            yield "".join(spelled)


def _taken_apart(run: str, method: int) -> tuple[list[str], list[tuple[int, str]]]:
    """Base letters, and the keys that marked them: (place of the letter, key)."""
    letters: list[str] = []
    keys: list[tuple[int, str]] = []
    for place, char in enumerate(run):
        base, *marks = list(unicodedata.normalize("NFD", char))
        if char in _STROKE:
            base, pressed = "D", [_STROKE[char][method]]
        else:
            pressed = [_KEYS[mark][method] or base for mark in marks if mark in _KEYS]
        letters.append(base)
        keys += [(place, key) for key in pressed]
    return letters, keys


def _placed(letters: list[str], keys: list[tuple[int, str]]) -> Iterator[str]:
    """Every word that pressing each key at or after its letter spells."""
    for places in itertools.product(*(range(place, len(letters)) for place, _ in keys)):
        after = [[letter] for letter in letters]
        for at, (_, key) in zip(places, keys, strict=True):
            after[at].append(key)
        yield "".join(itertools.chain.from_iterable(after))

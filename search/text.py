"""Vietnamese text for machines: folding, tokens, sorting. Pure; both engines and every room use the same."""

import re
import unicodedata

_WORD = re.compile(r"\w+")
# Vietnamese dictionary order: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y, then tone.
_LETTERS = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def fold(text: str) -> str:
    """Lower case without marks: "Khiếu nại" and "khieu nai" are the same; đ is d."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).replace("đ", "d").replace("Đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def tokens(text: str) -> list[str]:
    """Folded words in order."""
    return _WORD.findall(fold(text))


def sort_key(name: str) -> str:
    """A plain string whose byte order is Vietnamese dictionary order, the same on every database."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", name).lower():
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), "")
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        letters.append(_LETTERS.get(base, base + "0" if base.isalpha() else base))
        tones.append(tone or "0")
    return "".join(letters) + " " + "".join(tones)

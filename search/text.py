"""Vietnamese text for machines: folding, tokens, marks, sorting. Pure; index, query and every room use the same."""

import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape

# Marks over letters, and characters nobody sees: soft hyphen, zero-width and direction marks, byte-order mark.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_DROP = re.compile(f"[\u0300-\u036f{_UNSEEN}]+")
_WORD = re.compile(r"[^\W_]+")
# A word as it stands in the original text, marks typed apart from their letters included.
_SPAN = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f{_UNSEEN}])*")
_SENTENCE_END = re.compile(r"[.;:!?…]\s|\n")
# Line ends of other programs (Word's soft break is U+000B), and what XML and calendars have no place for.
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Vietnamese dictionary order: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y, then tone.
_LETTERS = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def writable(text: str, *, soft_break: str = "\n") -> str:
    """Without the characters that break a feed or a calendar. Other programs' line ends become `soft_break`."""
    return _UNWRITABLE.sub("", _BREAKS.sub(soft_break, text))


def fold(text: str) -> str:
    """Lower case without marks: "Khiếu nại" and "khieu nai" are the same; đ is d. However the marks were typed."""
    return _DROP.sub("", unicodedata.normalize("NFD", text.lower())).replace("đ", "d")


def place_number(number: str) -> str:
    """The number or letter of a place as people write it: addresses are plain ASCII, "dieu-11dd" is Điều 11đ."""
    return number.replace("dd", "đ")


def tokens(text: str) -> list[str]:
    """Folded words in order."""
    return _WORD.findall(fold(text))


def pairs(words: list[str]) -> list[str]:
    """Neighbouring words joined: ["khieu", "nai", "lan"] gives ["khieu_nai", "nai_lan"]."""
    return [f"{first}_{second}" for first, second in itertools.pairwise(words)]


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


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the original text."""

    folded: str
    start: int
    end: int


def _fold_word(word: str) -> str:
    return "".join(_WORD.findall(fold(word)))


# Vietnamese is written with a few thousand different syllables, so nearly every word was folded before.
_LONGEST_CACHED = 24
_folded_word = lru_cache(maxsize=16_384)(_fold_word)


def words(text: str) -> Iterator[Word]:
    """Every word with its place; the folded words are exactly `tokens(text)` for text as people write it."""
    for match in _SPAN.finditer(text):
        folded = _folded_word(match[0]) if len(match[0]) <= _LONGEST_CACHED else _fold_word(match[0])
        if folded:
            yield Word(folded, match.start(), match.end())


# Words too common to be worth a mark of their own; inside a pair of the query they are marked.
FUNCTION_WORDS = frozenset(
    {
        "va", "la", "cua", "co", "duoc", "cac", "cho", "trong", "tai", "theo", "voi", "den", "tu", "thi", "ma",
        "khi", "nhung", "mot", "nay", "do", "de", "bi", "khong", "ve", "o", "ra", "vao", "hay", "hoac", "nao",
        "gi", "nhu", "the", "phai", "bao", "nhieu", "sau", "truoc", "boi", "dung",
    }
)  # fmt: skip


def _marked(found: list[Word], wanted: Collection[str], wanted_pairs: Collection[str]) -> set[int]:
    """Positions of the words to mark: words of a pair of the query, and rarer words by themselves."""
    marked = {at for at, word in enumerate(found) if word.folded in wanted and word.folded not in FUNCTION_WORDS}
    for at in range(len(found) - 1):
        if f"{found[at].folded}_{found[at + 1].folded}" in wanted_pairs:
            marked.update((at, at + 1))
    return marked


def highlight(text: str, query: list[str]) -> str:
    """The whole text, escaped, with <mark> round the words of the folded query; the marks keep their accents."""
    found = list(words(text))
    return _render(text, 0, len(text), found, _marked(found, set(query), set(pairs(query))))


def fragment(text: str, query: list[str], length: int = 45) -> str:
    """The passage of about `length` words that holds most of the query, escaped and marked like `highlight`."""
    found = list(words(text))
    marked = _marked(found, set(query), set(pairs(query)))
    first = _best_window(found, marked, length)
    if first > 0:
        first = _sentence_start(text, found, first)
    last = min(first + length, len(found)) - 1
    start = found[first].start if first else 0
    end = found[last].end if 0 <= last < len(found) - 1 else len(text)
    body = _render(text, start, end, found[first : last + 1], {at - first for at in marked if first <= at <= last})
    return ("… " if start else "") + body.strip() + (" …" if end < len(text) else "")


def _best_window(found: list[Word], marked: set[int], length: int) -> int:
    """Start of the window with the most different marked words; among equals the most marks, then the first."""
    places = sorted(marked)
    best, best_score = 0, (0, 0)
    for index, first in enumerate(places):
        inside = [at for at in places[index : index + length] if at < first + length - 5]
        score = (len({found[at].folded for at in inside}), len(inside))
        if score > best_score:
            best, best_score = first, score
    return best


def _sentence_start(text: str, found: list[Word], first: int) -> int:
    """A few words back to where the sentence begins, when it begins near; a reader wants the beginning."""
    for back in range(first, max(first - 12, 0), -1):
        if _SENTENCE_END.search(text, found[back - 1].end, found[back].start + 1):
            return back
    return 0 if first <= 12 else first - 4


def _render(text: str, start: int, end: int, found: list[Word], marked: set[int]) -> str:
    """Every piece is escaped by itself, so no text can open a tag; neighbouring marks grow together over blanks."""
    out: list[str] = []
    at = start
    for first, last in _runs(text, found, marked):
        out.append(escape(text[at : found[first].start]))
        out.append(f"<mark>{escape(text[found[first].start : found[last].end])}</mark>")
        at = found[last].end
    out.append(escape(text[at:end]))
    return "".join(out)


def _runs(text: str, found: list[Word], marked: set[int]) -> Iterator[tuple[int, int]]:
    first = last = -1
    for at in sorted(marked):
        if first >= 0 and at == last + 1 and text[found[last].end : found[at].start].isspace():
            last = at
            continue
        if first >= 0:
            yield first, last
        first = last = at
    if first >= 0:
        yield first, last

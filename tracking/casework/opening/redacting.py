"""Which words of a text point to the denouncer, and the text without them (Luật Tố cáo Đ.56 k.2). Pure.

Found are the sealed name, address, numbers and mail wherever they stand: with and without marks, in any case, run
together or apart; and whatever looks like a telephone, paper's number, mail address or date of birth. A machine only
proposes: style, places and facts betray too, so a custodian reads every line before it is released.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.text import fold

from ..naming import ADDRESS, MAIL, NAME, NUMBER, PATTERNS, STRUCK, Folded, Strike, joined

MARK = STRUCK

_NAME_FIELDS = ("name", "representative_name", "helper_name")
_ADDRESS_FIELDS = ("address", "representative_address")
_NUMBER_FIELDS = ("phone", "representative_phone", "helper_phone", "id_number", "representative_id_number")
_MAIL_FIELDS = ("email", "representative_email", "helper_email")

_ADDED = "từ thêm"
# A given name alone is a common word; after one of these it is a person.
_TITLES = "ong|ba|anh|chi|em|co|chu|bac|cau|di|toi la|toi ten|ten la|ten toi la|ho ten|ky ten"
# Between the parts of a name or number: blanks, dots, hyphens, nothing; bounded, so that time stays linear.
_GAP = r"[\W_]{0,3}"
# Parts of an address that thousands share tell nothing, and striking them would take the place of the act away.
_SHARED_PLACES = frozenset({"hai phong", "tp hai phong", "thanh pho hai phong", "viet nam"})


@dataclass(frozen=True)
class Needle:
    """What to look for in folded text."""

    pattern: re.Pattern[str]
    why: str


@dataclass(frozen=True)
class Piece:
    """A stretch of the text as the custodian sees it: kept, or struck for a reason."""

    text: str
    why: str = ""


def needles_of(facts: Mapping[str, Any], added: Iterable[str] = ()) -> list[Needle]:
    """Everything of a sealed identity that may stand in a text; `added` are words the custodian names."""
    return list(_needles(facts, added))


def strikes(text: str, needles: Sequence[Needle]) -> list[Strike]:
    """What to take out of the text, in order, overlaps joined."""
    found: list[Strike] = []
    folded = Folded(text)
    for needle in needles:
        found += folded.find(needle.pattern, needle.why)
    for why, pattern in PATTERNS:
        found += folded.find(pattern, why)
    return joined(found)


def told_in(texts: Iterable[str], facts: Mapping[str, Any]) -> list[str]:
    """What of these facts stands in the texts (`NAME`, `ADDRESS`, …): each once. Of an address only what leads to the
    door, because the ward is where most of what people write about happened."""
    doors = {name: str(facts.get(name) or "").split(",")[0] for name in _ADDRESS_FIELDS}
    needles, folded = needles_of({**facts, **doors}), [Folded(text) for text in texts]
    found = (needle.why for needle in needles for text in folded if needle.pattern.search(text.text))
    return list(dict.fromkeys(found))


def pieces(text: str, found: Sequence[Strike]) -> list[Piece]:
    """The text cut at its strikes: what a page marks."""
    cut, at = [], 0
    for strike in found:
        cut += [Piece(text[at : strike.start]), Piece(text[strike.start : strike.end], strike.why)]
        at = strike.end
    return [piece for piece in [*cut, Piece(text[at:])] if piece.text]


def struck(text: str, found: Sequence[Strike]) -> str:
    """The text with a mark of one length in place of everything struck."""
    return "".join(MARK if piece.why else piece.text for piece in pieces(text, found))


def proposal(text: str, needles: Sequence[Needle]) -> str:
    plain = unicodedata.normalize("NFC", text)
    return struck(plain, strikes(plain, needles))


def _needles(facts: Mapping[str, Any], added: Iterable[str]) -> Iterator[Needle]:
    for name in _texts(facts, _NAME_FIELDS):
        yield from _name_needles(name)
    for address in _texts(facts, _ADDRESS_FIELDS):
        yield from _address_needles(address)
    for number in _texts(facts, _NUMBER_FIELDS):
        yield from _number_needles(number)
    for mail in _texts(facts, _MAIL_FIELDS):
        yield Needle(re.compile(re.escape(fold(mail))), MAIL)
        yield from _word_needles(mail.partition("@")[0], MAIL)
    for words in added:
        yield from _word_needles(words, _ADDED)


def _texts(facts: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
    """The values of these fields, of the people beside the first one too."""
    for name in names:
        if isinstance(value := facts.get(name), str) and value.strip():
            yield value
    for other in facts.get("others") or ():
        if isinstance(other, Mapping):
            yield from _texts(other, names)


def _name_needles(name: str) -> Iterator[Needle]:
    words = fold(name).split()
    if not words:
        return
    given = re.escape(words[-1])
    yield Needle(re.compile(rf"\b(?:{_TITLES})\s{{1,3}}(?:{_run(words)}|{given})\b"), NAME)
    if len(words) == 1:
        return
    orders = [words, [words[-1], *words[:-1]], [words[0], words[-1]], words[-2:]]
    for order in orders:
        yield Needle(re.compile(rf"(?<![^\W_]){_run(order)}(?![^\W_])"), NAME)
    initials = r"\.\s?".join(re.escape(word[0]) for word in words)
    yield Needle(re.compile(rf"(?<!\w){initials}\.?(?!\w)"), NAME)


def _address_needles(address: str) -> Iterator[Needle]:
    parts = [" ".join(part.split()) for part in re.split(r"[,;\n]", fold(address))]
    word = re.compile(r"\w+")
    for part in dict.fromkeys([" ".join(fold(address).split()), *parts]):
        # One short word ("to 5", "an") would strike half of any text; whole parts are places.
        if part not in _SHARED_PLACES and (len(part.split()) > 1 or len(part) > 6):
            yield Needle(re.compile(rf"(?<!\w){_run(word.findall(part))}(?!\w)"), ADDRESS)


def _number_needles(number: str) -> Iterator[Needle]:
    signs = "".join(char for char in fold(number) if char.isalnum())
    if len(signs) < 4:
        return
    yield Needle(re.compile(_run(list(signs))), NUMBER)
    national = signs.removeprefix("84").removeprefix("0")
    if national != signs and len(national) >= 8:
        yield Needle(re.compile(rf"(?:\+?84|0)?{_GAP}{_run(list(national))}"), NUMBER)


def _word_needles(words: str, why: str) -> Iterator[Needle]:
    parts = re.findall(r"\w+", fold(words))
    if parts and len("".join(parts)) > 1:
        yield Needle(re.compile(rf"(?<!\w){_run(parts)}(?!\w)"), why)


def _run(words: Sequence[str]) -> str:
    return _GAP.join(re.escape(word) for word in words)

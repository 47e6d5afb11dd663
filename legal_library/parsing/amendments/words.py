"""Instructions on words: "thay thế cụm từ “A” bằng cụm từ “B” tại …", "bỏ cụm từ “A” trước cụm từ “B” tại …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = r"(?:(?:các\s)?(?:cụm\s)?từ(?:\sngữ)?|dòng chữ|số|cụm số|dấu)"
_SAID = r"[“\"„](?P<{name}>[^“”\"„]{{1,900}})[”\"]"
_VERB = r"(?:[Tt]hay thế|[Tt]hay|[Ss]ửa đổi|[Ss]ửa|[Bb]ãi bỏ|[Hh]ủy bỏ|[Bb]ỏ|[Bb]ổ sung|[Tt]hêm)"
BEGINS = re.compile(rf"{_VERB}\s(?:các\s)?{_WORD}\s{{0,2}}[“\"„]")
# What the act speaks of, but not words that only say where ("trước cụm từ “B”") or by what ("bằng cụm từ “B”").
_HEAD = re.compile(
    rf"(?:(?P<verb>{_VERB})\s)?(?<!trước )(?<!sau )(?<!bằng )(?<!thành )(?<!cụm )(?<!\w)(?:các\s)?{_WORD}\s{{0,2}}"
    + _SAID.format(name="said")
)
_BY = re.compile(rf"\s{{0,2}}(?:được thay (?:thế )?)?(?:bằng|thành)\s(?:{_WORD}\s{{0,2}})?" + _SAID.format(name="new"))
_BESIDE = re.compile(rf"\s{{0,2}}(?:vào\s)?(?P<side>trước|sau)\s(?:{_WORD}\s{{0,2}})?" + _SAID.format(name="anchor"))
_BY_AT_LAST = re.compile(
    rf"(?P<places>[^“”\"„]{{1,600}}?)\s(?:bằng|thành)\s(?:{_WORD}\s{{0,2}})?" + _SAID.format(name="new")
)
_QUOTE = re.compile(r"[“”\"„]")
_TAIL = re.compile(r"[\s,;]*(?:\bvà)?\s*$")
_REPLACES, _REMOVES, _INSERTS = "ts", "bỏ", "thêm"


@dataclass(frozen=True, slots=True)
class Pair:
    """Words to be replaced by others ("" when they are struck), and what is said of where."""

    old: str
    new: str
    places: str


def pairs(text: str) -> Iterator[Pair | str]:
    """Every pair of an instruction in order; a stretch that cannot be read comes as the words themselves."""
    heads = list(_HEAD.finditer(text))
    if not heads or heads[0].start() != 0:
        yield text
        return
    verb = ""
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        verb = head["verb"] or verb
        stretch = text[head.start() : after.start() if after else len(text)]
        yield _pair(_kind(verb), head["said"], stretch[head.end() - head.start() :]) or stretch


def _kind(verb: str) -> str:
    first = verb.lower()
    if first.startswith(("thêm", "bổ")):
        return _INSERTS
    return _REMOVES if first.endswith("bỏ") else _REPLACES


def _pair(kind: str, said: str, rest: str) -> Pair | None:
    """The pair that begins with the words said; None when what follows is not understood to the last mark."""
    new: str | None = None
    if kind == _REPLACES:
        by = _BY.match(rest)
        if by:
            new, rest = by["new"], rest[by.end() :]
        elif at_last := _BY_AT_LAST.match(rest):
            new, rest = at_last["new"], at_last["places"] + rest[at_last.end() :]
        else:
            return None
    beside = _BESIDE.match(rest)
    if beside:
        rest = rest[beside.end() :]
    if _QUOTE.search(rest) or (kind == _INSERTS and beside is None):
        return None
    old = "" if kind == _INSERTS else said
    added = said if kind == _INSERTS else new or ""
    if beside:
        old, added = _joined(old, beside), _joined(added, beside)
    return Pair(old, added, _TAIL.sub("", rest))


def _joined(words: str, beside: re.Match[str]) -> str:
    """The words with those they stand before or after, the blank between them as the marks ask for it."""
    anchor = beside["anchor"]
    first, last = (anchor, words) if beside["side"] == "sau" else (words, anchor)
    if not first or not last:
        return first or last
    glue = "" if last[:1] in ",.;: " or first.endswith(" ") else " "
    return f"{first}{glue}{last}"

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
_ALSO = re.compile(r"\s{0,2}(?:,\svà|,|và|hoặc)\s{0,2}" + _SAID.format(name="also"))
_QUOTE = re.compile(r"[“”\"„]")
_TAIL = re.compile(r"[\s,;]*(?:\bvà)?\s*$")
_REPLACES, _REMOVES, _INSERTS = "ts", "bỏ", "thêm"


@dataclass(frozen=True, slots=True)
class Pair:
    """Words to be replaced by others ("" when they are struck), and what is said of where."""

    old: str
    new: str
    places: str


@dataclass(frozen=True, slots=True)
class _Parts:
    """By what, beside what and where; `last`: by what was said behind the places."""

    new: str | None
    beside: re.Match[str] | None
    places: str
    last: bool


def pairs(text: str) -> Iterator[Pair | str]:
    """Every pair of an instruction in order; a stretch that cannot be read comes as the words themselves."""
    heads = list(_HEAD.finditer(text))
    if not heads or heads[0].start() != 0:
        yield text
        return
    found: list[list[Pair] | str] = []
    behind: _Parts | None = None
    verbs = list(_verbs(heads))
    for place in range(len(heads) - 1, -1, -1):
        head, stop = heads[place], heads[place + 1].start() if place + 1 < len(heads) else len(text)
        said, rest = _said(head, text[head.end() : stop])
        behind = _parts(_kind(verbs[place]), rest, behind)
        found.append([_pair(_kind(verbs[place]), old, behind) for old in said] if behind else text[head.start() : stop])
    for each in reversed(found):
        yield from [each] if isinstance(each, str) else each


def _verbs(heads: list[re.Match[str]]) -> Iterator[str]:
    verb = ""
    for head in heads:
        verb = head["verb"] or verb
        yield verb


def _said(head: re.Match[str], rest: str) -> tuple[list[str], str]:
    """ "các cụm từ “A”, “B” và “C” …": all that is said, and what follows."""
    said = [head["said"]]
    while more := _ALSO.match(rest):
        said.append(more["also"])
        rest = rest[more.end() :]
    return said, rest


def _kind(verb: str) -> str:
    first = verb.lower()
    if first.startswith(("thêm", "bổ")):
        return _INSERTS
    return _REMOVES if first.endswith("bỏ") else _REPLACES


def _parts(kind: str, rest: str, behind: _Parts | None) -> _Parts | None:
    """What follows the words said: by what, beside what, where; None when it is not understood to the last mark."""
    new: str | None = None
    last = False
    if kind == _REPLACES:
        by = _BY.match(rest)
        if by:
            new, rest = by["new"], rest[by.end() :]
        elif at_last := _BY_AT_LAST.match(rest):
            new, rest, last = at_last["new"], at_last["places"] + rest[at_last.end() :], True
        elif behind and not _QUOTE.search(rest) and (behind.last or not _TAIL.sub("", rest)):
            # "cụm từ “A” tại Điều 3 và cụm từ “B” tại Điều 4 bằng cụm từ “C”", "cụm từ “A”, cụm từ “B” bằng …"
            return _Parts(behind.new, None, _TAIL.sub("", rest) or behind.places, behind.last)
        else:
            return None
    beside = _BESIDE.match(rest)
    if beside:
        rest = rest[beside.end() :]
    if _QUOTE.search(rest) or (kind == _INSERTS and beside is None):
        return None
    return _Parts(new, beside, _TAIL.sub("", rest), last)


def _pair(kind: str, said: str, parts: _Parts) -> Pair:
    old = "" if kind == _INSERTS else said
    added = said if kind == _INSERTS else parts.new or ""
    if parts.beside:
        old, added = _joined(old, parts.beside), _joined(added, parts.beside)
    return Pair(old, added, parts.places)


def _joined(words: str, beside: re.Match[str]) -> str:
    """The words with those they stand before or after, the blank between them as the marks ask for it."""
    anchor = beside["anchor"]
    first, last = (anchor, words) if beside["side"] == "sau" else (words, anchor)
    if not first or not last:
        return first or last
    glue = "" if last[:1] in ",.;: " or first.endswith(" ") else " "
    return f"{first}{glue}{last}"

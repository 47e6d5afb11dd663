"""Instructions on words: "thay thế cụm từ “A” bằng cụm từ “B” tại …", "bỏ cụm từ “A” trước cụm từ “B” tại …".

Words set "vào đầu", "vào cuối" of a place stand beside no others: `edge` says where they go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORD = r"(?:(?:các\s)?(?:cụm\s)?từ(?:\sngữ)?|dòng chữ|số|cụm số|dấu)"
_SAID = r"[“\"„](?P<{name}>[^“”\"„]{{1,900}})[”\"]"
WORK = (
    r"(?:[Tt]hay thế|[Tt]hay|[Ss]ửa đổi, bổ sung|[Ss]ửa đổi|[Ss]ửa|[Đđ]ính chính|[Bb]ãi bỏ|[Hh]ủy bỏ|[Ll]oại bỏ|[Bb]ỏ"
    r"|[Bb]ổ sung|[Tt]hêm)"
)
BEGINS = re.compile(rf"{WORK}\s(?:thêm\s)?(?:các\s)?{WORD}\s{{0,2}}[“\"„]")
# What the act speaks of, but not words that only say where ("trước cụm từ “B”") or by what ("bằng cụm từ “B”").
_HEAD = re.compile(
    rf"(?:(?P<verb>{WORK})\s(?:thêm\s)?)?(?<!trước )(?<!sau )(?<!bằng )(?<!thành )(?<!cụm )(?<!\w)(?:các\s)?{WORD}"
    r"\s{0,2}" + _SAID.format(name="said")
)
_BY = re.compile(rf"\s{{0,2}}(?:được thay (?:thế )?)?(?:bằng|thành)\s(?:{WORD}\s{{0,2}})?" + _SAID.format(name="new"))
_WHERE = r"(?:vào\s)?(?:ngay\s|liền\s|phía\s|đứng\s)?"
_BESIDE = re.compile(
    rf"\s{{0,2}}{_WHERE}(?P<side>trước|sau)\s(?:các\s)?(?:{WORD}\s{{0,2}})?" + _SAID.format(name="anchor")
)
_EDGE = re.compile(r"\s{0,2}(?:vào|ở|tại)\s(?P<edge>đầu|cuối)\s(?:của\s)?(?=\w)")
# "bỏ từ “từ” trước cụm từ “A” tại khoản 3 và trước cụm từ “B” tại điểm a khoản 4": the same words in a second place.
_NEXT_BESIDE = re.compile(
    rf"(?:,\svà|,|;|\svà)\s(?={_WHERE}(?:trước|sau)\s(?:{WORD}\s{{0,2}})?[“\"„]|(?:vào|ở)\s(?:đầu|cuối)\s)"
)
_BY_AT_LAST = re.compile(
    rf"(?P<places>[^“”\"„]{{1,600}}?)\s(?:bằng|thành)\s(?:{WORD}\s{{0,2}})?" + _SAID.format(name="new")
)
_ALSO = re.compile(r"\s{0,2}(?:,\svà|,|và|hoặc)\s{0,2}" + _SAID.format(name="also"))
QUOTE = re.compile(r"[“”\"„]")
_TAIL = re.compile(r"[\s,;]*(?:\bvà)?\s*$")
_REPLACES, _REMOVES, _INSERTS = "ts", "bỏ", "thêm"


@dataclass(frozen=True, slots=True)
class Pair:
    """Words to be replaced by others ("" when they are struck), and what is said of where.

    `edge`: the new words stand at the beginning or the end ("đầu", "cuối") of the places.
    """

    old: str
    new: str
    places: str
    edge: str = ""


@dataclass(frozen=True, slots=True)
class _Parts:
    """By what, beside what or at which edge, and where; `last`: by what was said behind the places."""

    new: str | None
    beside: re.Match[str] | None
    places: str
    last: bool
    edge: str = ""


def pairs(text: str) -> Iterator[Pair | str]:
    """Every pair of an instruction in order; a stretch that cannot be read comes as the words themselves."""
    heads = list(_HEAD.finditer(text))
    if not heads or heads[0].start() != 0:
        yield text
        return
    found: list[list[Pair] | str] = []
    behind: list[_Parts] = []
    verbs = list(_verbs(heads))
    for place in range(len(heads) - 1, -1, -1):
        head, stop = heads[place], heads[place + 1].start() if place + 1 < len(heads) else len(text)
        said, rest = _said(head, text[head.end() : stop])
        kind = _kind(verbs[place])
        behind = _parts(kind, rest, behind[0] if behind else None)
        found.append([_pair(kind, old, each) for old in said for each in behind] or text[head.start() : stop])
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


def _parts(kind: str, rest: str, behind: _Parts | None) -> list[_Parts]:
    """What follows the words said: by what, beside what, where; nothing when it is not understood to the last mark."""
    new: str | None = None
    last = False
    if kind == _REPLACES:
        by = _BY.match(rest)
        if by:
            new, rest = by["new"], rest[by.end() :]
        elif at_last := _BY_AT_LAST.match(rest):
            new, rest, last = at_last["new"], at_last["places"] + rest[at_last.end() :], True
        elif behind and not QUOTE.search(rest) and (behind.last or not _TAIL.sub("", rest)):
            # "cụm từ “A” tại Điều 3 và cụm từ “B” tại Điều 4 bằng cụm từ “C”", "cụm từ “A”, cụm từ “B” bằng …"
            return [_Parts(behind.new, None, _TAIL.sub("", rest) or behind.places, behind.last)]
        else:
            return []
    found = [_part(kind, piece, new, last=last) for piece in _NEXT_BESIDE.split(rest)]
    read = [each for each in found if each is not None]
    return read if len(read) == len(found) else []


def _part(kind: str, rest: str, new: str | None, *, last: bool) -> _Parts | None:
    beside = _BESIDE.match(rest)
    edge = _EDGE.match(rest) if kind == _INSERTS and not beside else None
    said = beside or edge
    if said:
        rest = rest[said.end() :]
    if QUOTE.search(rest) or (kind == _INSERTS and not said):
        return None
    return _Parts(new, beside, _TAIL.sub("", rest), last, edge["edge"] if edge else "")


def _pair(kind: str, said: str, parts: _Parts) -> Pair:
    old = "" if kind == _INSERTS else said
    added = said if kind == _INSERTS else parts.new or ""
    if parts.beside:
        old, added = _joined(old, parts.beside), _joined(added, parts.beside)
    return Pair(old, added, parts.places, parts.edge)


def _joined(words: str, beside: re.Match[str]) -> str:
    """The words with those they stand before or after, the blank between them as the marks ask for it."""
    anchor = beside["anchor"]
    first, last = (anchor, words) if beside["side"] == "sau" else (words, anchor)
    if not first or not last:
        return first or last
    glue = "" if last[:1] in ",.;: " or first.endswith(" ") else " "
    return f"{first}{glue}{last}"

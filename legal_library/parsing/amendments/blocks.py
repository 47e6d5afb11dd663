"""The quoted new words after an instruction, and their parts where one instruction replaces several places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..quotes import INSTRUCTION, balance, closes_quote, starts_with_quote

_OUTER_END = re.compile(r"[”»\"]\s?[.;,]{0,2}\s?$")
_ARTICLE = r"[ĐD]i[êeểềếễ]u\s{1,2}"


@dataclass(frozen=True, slots=True)
class Block:
    """New words: `lines` without the outer quotation marks; how many paragraphs they took; whether marks bound them."""

    lines: list[str]
    taken: int
    marked: bool

    @property
    def doubtful(self) -> bool:
        """Whether marks of quotation inside it do not pair: then it may begin or end elsewhere than it seems."""
        opened = closed = 0
        for line in self.lines:
            opened += sum(map(line.count, "“„«"))
            closed += sum(map(line.count, "”»"))
        return opened != closed or self.lines[0][:1] in ":.;,"


def block_of(texts: list[str], places: int = 1) -> Block | None:
    """The new words that begin with the first of these paragraphs; the paragraphs end with the instruction's place.

    New words of several places may stand between marks of their own each.
    """
    if not texts:
        return None
    if starts_with_quote(texts[0]):
        block = _quoted(texts)
        for _ in range(places - 1):
            if block.taken >= len(texts) or not starts_with_quote(texts[block.taken]):
                break
            further = _quoted(texts[block.taken :])
            block = Block(block.lines + further.lines, block.taken + further.taken, True)
        return block
    end = next((index for index, text in enumerate(texts) if closes_quote(text)), None)
    if end is not None and not any(starts_with_quote(text) for text in texts[:end]):
        return Block(_bare(texts[: end + 1]), end + 1, True)
    if any(starts_with_quote(text) for text in texts):
        return None
    return Block(list(texts), len(texts), False)


def _quoted(texts: list[str]) -> Block:
    depth = 0
    for index, text in enumerate(texts):
        depth += balance(text)
        if depth <= 0 and _OUTER_END.search(text):
            end = _resumed(texts, index)
            return Block(_bare(texts[: end + 1]), end + 1, True)
    return Block(_bare(texts), len(texts), True)


def _resumed(texts: list[str], end: int) -> int:
    """A mark that closes too early: the words go on to a further closing mark that none opens."""
    for index in range(end + 1, len(texts)):
        if starts_with_quote(texts[index]) or INSTRUCTION.match(texts[index]):
            return end
        if closes_quote(texts[index]):
            return index
    return end


def _bare(lines: list[str]) -> list[str]:
    """Lines without the first opening and the last closing mark."""
    bare = [line.strip() for line in lines]
    if starts_with_quote(bare[0]):
        bare[0] = bare[0][1:].strip()
    bare[-1] = _OUTER_END.sub("", bare[-1]).strip()
    return [line for line in bare if line]


def head_of(kind: str, number: str) -> re.Pattern[str]:
    """What the first line of a place looks like: "Điều 5.", "3.", "đ)"."""
    escaped = re.escape(number)
    if kind == "article":
        return re.compile(rf"{_ARTICLE}{escaped}(?!\w)")
    if kind == "clause":
        return re.compile(rf"{escaped}\s?[.,]\s{{0,3}}(?=\D)")
    return re.compile(rf"{escaped}\s?\)")


_NUMBERED = re.compile(rf"(?:{_ARTICLE}\d|\d{{1,3}}[a-zđ]?\s?[.)]|[a-zđ]\d?\s?\)|(?:Chương|Mục|Phần)\s)")


def begins_numbered(line: str) -> bool:
    """Whether a line begins with the number of an article, clause or point."""
    return _NUMBERED.match(line) is not None


def parts(lines: list[str], places: list[tuple[str, str]]) -> list[str] | None:
    """The lines parted at these places (kind, number) in this order.

    None unless they begin with the first, hold every one, and no part holds the beginning of a place not announced.
    """
    cuts: list[int] = []
    for index, line in enumerate(lines):
        if len(cuts) < len(places) and head_of(*places[len(cuts)]).match(line):
            cuts.append(index)
    if len(cuts) != len(places) or not cuts or cuts[0] != 0:
        return None
    found = [lines[a:b] for a, b in zip(cuts, [*cuts[1:], len(lines)], strict=True)]
    if any(_holds_more(part, kind) for part, (kind, _) in zip(found, places, strict=True)):
        return None
    return ["\n".join(part) for part in found]


_OTHER_ARTICLE = re.compile(rf"{_ARTICLE}\d{{1,4}}[a-zđ]?\s?\.\s")
_OTHER_CLAUSE = re.compile(rf"\d{{1,3}}[a-zđ]?\s?\.\s{{0,3}}(?=[A-ZÀ-ỸĐ])|{_ARTICLE}\d{{1,4}}[a-zđ]?\s?\.\s")
_OTHER_POINT = re.compile(rf"[a-zđ]\s?\)\s|{_OTHER_CLAUSE.pattern}")


def _holds_more(part: list[str], kind: str) -> bool:
    """Whether new words of one place go on with another of its kind or a larger one."""
    other = {"article": _OTHER_ARTICLE, "clause": _OTHER_CLAUSE}.get(kind, _OTHER_POINT)
    return any(other.match(line) for line in part[1:])

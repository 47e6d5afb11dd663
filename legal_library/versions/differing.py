"""Two texts word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from ..parsing.document import Node

Kind = Literal["same", "gone", "new"]
# Above this two texts are shown as a whole beside one another: comparing words costs the product of their lengths.
MOST_WORDS = 6_000
_CLAUSE, _POINT = re.compile(r"\d+\w?\. "), re.compile(r"[a-zđ]\d?\) ")


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the older text beside the line that stands in its place; either may be missing."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.kind != "same" for piece in (*self.before, *self.after))


def words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces: what is the same, gone from the older, new in the newer."""
    old, new = _tokens(before), _tokens(after)
    if before == after:
        return _all("same", before), _all("same", after)
    if len(old) + len(new) > MOST_WORDS:
        return _all("gone", before), _all("new", after)
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.3:
        return _all("gone", before), _all("new", after)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            left.append(Piece("same", "".join(old[a:b])))
            right.append(Piece("same", "".join(new[c:d])))
            continue
        if b > a:
            left.append(Piece("gone", "".join(old[a:b])))
        if d > c:
            right.append(Piece("new", "".join(new[c:d])))
    return tuple(left), tuple(right)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\S+\s*", text)


def _all(kind: Kind, text: str) -> tuple[Piece, ...]:
    return (Piece(kind, text),) if text else ()


def lines(node: Node | None) -> list[str]:
    """An article as the lines a reader sees, its name first."""
    if node is None:
        return []
    return list(_lines(node, top=True))


def _lines(node: Node, *, top: bool = False) -> Iterator[str]:
    mark = {"clause": f"{node.number}. ", "point": f"{node.number}) "}.get(node.kind, "")
    if top:
        name = f"Điều {node.number}. " if node.kind == "article" else ""
        yield f"{name}{node.heading}".strip()
        if node.text:
            yield node.text
    else:
        yield mark + (node.text or node.heading)
    for child in node.children:
        yield from _lines(child)


def side_by_side(before: list[str], after: list[str]) -> list[Pair]:
    """Lines of both texts paired; lines that changed are compared word by word."""
    pairs: list[Pair] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs.extend(Pair(_all("same", line), _all("same", line)) for line in before[a:b])
            continue
        for old, new in _aligned(before[a:b], after[c:d]):
            left, right = words(old, new) if old and new else (_all("gone", old), _all("new", new))
            pairs.append(Pair(left, right))
    return pairs


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring lines that changed, or that did not: `clauses` begin in it, `points` before the first of them."""

    pairs: tuple[Pair, ...]
    is_same: bool
    clauses: int = 0
    points: int = 0


def stretches(pairs: Sequence[Pair]) -> list[Stretch]:
    """Lines in turns of changed and unchanged; the clause a changed line stands in stays with it."""
    shown = {place for place, pair in enumerate(pairs) if pair.changed}
    for place in sorted(shown):
        if not _CLAUSE.match(_line(pairs[place])):
            above = next((at for at in range(place - 1, -1, -1) if _CLAUSE.match(_line(pairs[at]))), None)
            shown |= set() if above is None else {above}
    found = []
    for is_same, group in groupby(range(len(pairs)), key=lambda place: place not in shown):
        part = tuple(pairs[place] for place in group)
        marks = [_line(pair) for pair in part]
        clauses = [place for place, line in enumerate(marks) if _CLAUSE.match(line)]
        points = sum(bool(_POINT.match(line)) for line in marks[: clauses[0] if clauses else None])
        found.append(Stretch(part, is_same, len(clauses), points))
    return found


def _line(pair: Pair) -> str:
    return "".join(piece.text for piece in pair.after or pair.before)


def _aligned(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Lines of a changed stretch: those with the same mark ("1.", "a)") stand beside one another."""
    waiting = list(after)
    for old in before:
        match = next((i for i, new in enumerate(waiting) if _mark(new) == _mark(old)), None)
        if match is None:
            yield old, ""
            continue
        for new in waiting[:match]:
            yield "", new
        yield old, waiting[match]
        waiting = waiting[match + 1 :]
    for new in waiting:
        yield "", new


def _mark(line: str) -> str:
    found = re.match(r"(?:Điều\s\w+\.|\d+\w?\.|[a-zđ]\d?\))", line)
    return found[0] if found else ""

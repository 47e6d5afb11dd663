"""Orders that a lost or stray quotation mark hid from the reader: none may vanish, each is told as a doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..document import Document
from ..quotes import numbered, orders, quoted_flags
from .shapes import Location
from .stream import Item

_MARKS = str.maketrans("", "", '“”„«»"')
_LOOKED_AT = 1200  # an order says what it wants before that


def lost_orders(items: Sequence[Item], heard: set[int]) -> Iterator[Item]:
    """The numbered orders of an article nothing was heard in, each at the place its own number says."""
    place = items[0].location if items else Location()
    for item in items:
        if item.own:
            place = item.location
        number = numbered(item.text)
        if number and item.at not in heard and _orders(item.text):
            yield replace(item, location=_within(place, number), words=item.text)


def outside_articles(document: Document) -> Iterator[Item]:
    """The orders of an act of which no article is to be seen: which article of it speaks, nobody can say."""
    if document.addressees:
        return
    lines = [
        f"{node.number}{'.' if node.number.isdigit() else ')'} {node.text}" if node.kind == "point" else node.text
        for root in document.nodes
        for node in root.walk()
    ]
    place = Location()
    for line, quoted in zip(lines, quoted_flags(lines), strict=True):
        number = numbered(line)
        if quoted or not number:
            continue
        place = Location(clause=number) if number[0].isdigit() else replace(place, point=number)
        if _orders(line):
            yield Item(place, line, line, True, 1)


def empty_announcements(items: Sequence[Item], announced: set[int], heard: set[int]) -> list[Item]:
    """Clauses and points understood as "what follows changes …", below which nothing was heard."""
    below = [False] * 4  # for each depth: whether anything was heard before the next paragraph of that depth or above
    found: list[Item] = []
    for item in reversed(items):
        if not item.own:
            continue
        if item.at in announced and item.at not in heard and item.depth in (1, 2) and not below[item.depth]:
            found.append(item)
        for depth in range(4):
            below[depth] = False if depth >= item.depth else below[depth] or item.at in heard
    return found[::-1]


def _orders(text: str) -> bool:
    head = text[:_LOOKED_AT]
    return orders(head) or orders(head[:24].translate(_MARKS) + head[24:]) or orders(head.translate(_MARKS))


def _within(place: Location, number: str) -> Location:
    if number[0].isdigit():
        return Location(place.article, number)
    return Location(place.article, place.clause, number)

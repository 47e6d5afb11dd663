"""Orders that a lost or stray quotation mark hid from the reader: none may vanish, each is told as a doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..quotes import numbered, orders
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


def empty_announcements(items: Sequence[Item], announced: set[int], heard: set[int]) -> Iterator[Item]:
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
    yield from reversed(found)


def _orders(text: str) -> bool:
    head = text[:_LOOKED_AT]
    return orders(head) or orders(head[:24].translate(_MARKS) + head[24:]) or orders(head.translate(_MARKS))


def _within(place: Location, number: str) -> Location:
    if number[0].isdigit():
        return Location(place.article, number)
    return Location(place.article, place.clause, number)

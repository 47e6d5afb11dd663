"""An act's articles as a stream of paragraphs in reading order, each with its place in the amending act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Node
from ..quotes import quoted_flags
from .shapes import Location


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph: `text` as it stands with its mark, `words` without it, `own` false where another act speaks."""

    location: Location
    text: str
    words: str
    own: bool
    depth: int  # 0 heading of the article, 1 clause, 2 point, 3 anything else
    at: int = -1


def items_of(article: Node) -> list[Item]:
    """The paragraphs of an article, its heading first."""
    found = list(_items(article))
    quoted = quoted_flags(item.text for item in found)
    return [
        Item(item.location, item.text, item.words, item.own and not flag, item.depth, item.at)
        for item, flag in zip(found, quoted, strict=True)
    ]


def _items(article: Node) -> Iterator[Item]:
    place = Location(article.number)
    yield Item(place, f"Điều {article.number}. {article.heading}", article.heading, True, 0, article.at)
    if article.text:
        yield Item(place, article.text, article.text, not article.quoted, 3, article.text_at)
    for child in article.children:
        yield from _inside(child, place)


def _inside(node: Node, place: Location) -> Iterator[Item]:
    if node.kind == "clause":
        place = Location(place.article, node.number)
        yield Item(place, f"{node.number}. {node.text}", node.text, True, 1, node.at)
    elif node.kind == "point":
        place = Location(place.article, place.clause, node.number)
        yield Item(place, f"{node.number}) {node.text}", node.text, True, 2, node.at)
    else:
        yield Item(place, node.text, node.text, not node.quoted, 3, node.at)
    for child in node.children:
        yield from _inside(child, place)

"""An act's articles as a stream of paragraphs in reading order, each with its place in the amending act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..document import Node
from ..quotes import AMENDING, quoted_flags
from .shapes import Location
from .verbs import VERB


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
    found = [part for item in _items(article) for part in _parted(_in_one_spelling(item))]
    quoted = quoted_flags(item.text for item in found)
    return [
        Item(item.location, item.text, item.words, item.own and not flag, item.depth, item.at)
        for item, flag in zip(found, quoted, strict=True)
    ]


# "Sửa đổi khoản 1 Điều 5 như sau: “1. …”": the new words in the paragraph of the instruction.
_INLINE = re.compile(
    r"(?P<order>[^“”„\":]{5,900}?(?:(?:như|nhu) sau\s?:?|(?:[Đđ]iều|khoản|điểm)\s[^“”\":]{1,160}:))\s{0,3}"
    r"(?P<new>[“\"„].*)$",
    re.DOTALL,
)
_HEADS = re.compile(rf"{VERB.pattern}một số\s(?:điều|khoản|điểm|nội dung|quy định|cụm từ|từ ngữ|từ)")
_OF_WORDS = re.compile(r"(?:từ|từ ngữ|số|dấu|dòng chữ)\s?:?\s?$")


def _in_one_spelling(item: Item) -> Item:
    """ "Huỷ bỏ" is "Hủy bỏ" where the act itself speaks, a closing mark is one mark; quoted words stay as they are."""
    words = item.words.replace("”’", "”")
    return replace(item, words=words.replace("uỷ bỏ", "ủy bỏ") if "uỷ bỏ" in words[:400] else words)


def _parted(item: Item) -> list[Item]:
    """The instruction and its new words, each a paragraph."""
    quotes = item.own and ("“" in item.words or '"' in item.words or "„" in item.words)
    inline = _INLINE.match(item.words) if quotes and AMENDING.search(item.words[:200]) else None
    if inline is None or _OF_WORDS.search(inline["order"]):
        return [item]
    order, new = inline["order"], inline["new"]
    head = item.text[: len(item.text) - len(new)].rstrip()
    return [
        Item(item.location, head, order, True, item.depth, item.at),
        Item(item.location, new, new, True, 3, item.at),
    ]


def _items(article: Node) -> Iterator[Item]:
    place = Location(article.number)
    yield Item(place, f"Điều {article.number}. {article.heading}", article.heading, True, 0, article.at)
    if article.text:
        # "Điều 1." alone, and on the next line what its heading says elsewhere.
        depth = 0 if not article.heading and not article.quoted and _HEADS.match(article.text) else 3
        yield Item(place, article.text, article.text, not article.quoted, depth, article.text_at)
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

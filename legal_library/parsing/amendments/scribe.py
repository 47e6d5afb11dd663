"""What the readers of one article share: its paragraphs, and the book in which every instruction is entered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..citations.resolving import Place, Resolver
from .blocks import Block, block_of
from .completing import inside
from .phrasing import instructions_in
from .shapes import Instruction, Op, Reading, Target, Unread
from .stream import Item
from .verbs import VERB


@dataclass(slots=True)
class Scribe:
    """Every paragraph heard from enters here, as an instruction or as a doubt."""

    items: list[Item]
    resolver: Resolver
    reading: Reading
    day: dt.date | None = None  # since when the paragraph now read says that it holds

    def unread(self, item: Item, reason: str) -> None:
        self.reading.heard.add(item.at)
        self.reading.unread.append(Unread(item.location, item.words, reason))

    def add(self, item: Item, op: Op, target: Target, **words: str) -> None:
        self.reading.heard.add(item.at)
        self.reading.instructions.append(Instruction(item.location, op, target, effective=self.day, **words))

    def told(self) -> int:
        return len(self.reading.instructions) + len(self.reading.unread)

    def block(self, index: int, places: int) -> Block | None:
        """The new words below a paragraph."""
        block = block_of([item.text for item in self._following(index)], places)
        return block if block and block.lines else None

    def goes_on(self, index: int) -> bool:
        """ "Điều 6 được sửa đổi như sau:" – and below: "a) Khoản 1 được sửa đổi như sau:"."""
        below = self.items[index + 1 : index + 2]
        own = [item for item in below if item.own and item.depth > self.items[index].depth]
        return any(VERB.match(instructions_in(item.words)[0]) for item in own)

    def orders_below(self, index: int) -> int:
        """How many orders of its own the act gives below this paragraph: "a) Sửa đổi khoản 2 như sau:"."""
        depth, found = self.items[index].depth, 0
        for item in self.items[index + 1 :]:
            if item.own and item.depth <= depth:
                break
            found += item.own and VERB.match(item.words) is not None
        return found

    def means(self, index: int, block: Block, target: Target) -> None:
        """In the new words "this article" is the one they become part of."""
        place = Place(target.article, target.clause, None, target.document)
        for item in self.items[index + 1 : index + 1 + block.taken]:
            place = inside(place, item.text.lstrip('“"„« '))
            self.reading.meant[item.at] = place

    def _following(self, index: int) -> list[Item]:
        """The paragraphs up to where the amending act speaks again."""
        found: list[Item] = []
        for item in self.items[index + 1 :]:
            if item.own and (item.depth < 3 or VERB.match(item.words)) and not self._is_new_text(index, item):
                break
            found.append(item)
        return found

    def _is_new_text(self, index: int, item: Item) -> bool:
        """Below an article-level instruction without quotation marks every paragraph is new text."""
        return self.items[index].depth == 0 and not VERB.match(item.words)

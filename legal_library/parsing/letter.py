"""The body of a text without articles: an official letter's numbered points and dashes, each a place of its own."""

from __future__ import annotations

import re

from .document import Node
from .numbers import follows, next_letter, split_number
from .paragraphs import Paragraph

_POINT = re.compile(r"(\d{1,3})\s?[.)]\s{0,3}(?=[^\d\s])")
_ROMAN = re.compile(r"([IVX]{1,5})\s?\.\s{1,3}(?=\S)")
_LETTER = re.compile(r"([a-zđ])\)\s{0,3}(?=\S)")
_DASH = re.compile(r"[-–—+•]\s{0,3}(?=\S)")


class _LetterReader:
    """Hangs paragraphs on the numbered point, letter or dash they belong to."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.section: Node | None = None
        self.point: Node | None = None
        self.letter: Node | None = None
        self.intro: Node | None = None

    def take(self, text: str) -> None:
        if not (self._section(text) or self._point(text) or self._letter(text) or self._dash(text)):
            self._paragraph(text)

    def _section(self, text: str) -> bool:
        match = _ROMAN.match(text)
        if match is None:
            return False
        self.section = Node("section", match[1], heading=text[match.end() :])
        self.nodes.append(self.section)
        self.point = self.letter = self.intro = None
        return True

    def _point(self, text: str) -> bool:
        match = _POINT.match(text)
        last = self.point.number if self.point else "0"
        if match is None or not (follows(last, match[1]) or (self.point is None and split_number(match[1])[0] == 1)):
            return False
        self.point = Node("point", match[1], text=text[match.end() :])
        (self.section.children if self.section else self.nodes).append(self.point)
        self.letter = self.intro = None
        return True

    def _letter(self, text: str) -> bool:
        match = _LETTER.match(text)
        letter = next_letter(self.letter.number if self.letter else "", match[1]) if match else None
        if match is None or letter is None or self.point is None:
            return False
        self.letter = Node("point", letter, text=text[match.end() :])
        self.point.children.append(self.letter)
        self.intro = None
        return True

    def _dash(self, text: str) -> bool:
        match = _DASH.match(text)
        holder = self.letter or self.point or self.section
        if match is None or holder is None:
            return False
        before = next((child for child in reversed(holder.children) if child.kind == "dash"), None)
        number = int(before.number) + 1 if before else 1
        holder.children.append(Node("dash", str(number), text=text[match.end() :]))
        return True

    def _paragraph(self, text: str) -> None:
        holder = self.letter or self.point or self.section
        (holder.children if holder else self.nodes).append(Node("paragraph", text=text))


def read_letter_body(paragraphs: list[Paragraph]) -> list[Node]:
    """Points ("1."), letters ("a)") and dashes of a letter; a closing paragraph that orders all ends the list."""
    reader = _LetterReader()
    for paragraph in paragraphs:
        reader.take(paragraph.text)
    _free_last_paragraph(reader.nodes)
    return reader.nodes


def _free_last_paragraph(nodes: list[Node]) -> None:
    """The last paragraph after a list of dashes concludes the letter, not the last point."""
    last = nodes[-1] if nodes else None
    if last is None or last.kind != "point" or len(last.children) < 2:
        return
    if last.children[-1].kind == "paragraph" and last.children[-2].kind == "dash":
        nodes.append(last.children.pop())

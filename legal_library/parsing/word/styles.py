"""What a paragraph or a run gets from its style: a place in a numbered list, and whether its words are hidden."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .numbering import value
from .package import W

_LONGEST_CHAIN = 20


class Styles:
    """The styles of a file; each may rest on another."""

    def __init__(self, root: Element | None) -> None:
        self.styles: dict[str, Element] = {}
        self.default = ""
        for style in root.iter(f"{W}style") if root is not None else ():
            identity = style.get(f"{W}styleId") or ""
            self.styles.setdefault(identity, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.default = identity
        self._hidden: dict[str, bool | None] = {}

    def _chain(self, identity: str) -> Iterator[tuple[str, Element]]:
        for _ in range(_LONGEST_CHAIN):
            style = self.styles.get(identity)
            if style is None:
                return
            yield identity, style
            identity = value(style, "basedOn") or ""

    def numbered(self, identity: str) -> tuple[str, str | None, str] | None:
        """The list a style puts its paragraphs in: its number, the level if stated, and the style that says so."""
        for name, style in self._chain(identity or self.default):
            place = style.find(f"{W}pPr/{W}numPr")
            number = value(place, "numId")
            if number is not None:
                return number, value(place, "ilvl"), name
        return None

    def hidden(self, identity: str) -> bool | None:
        """Whether the style hides words; None when it says nothing."""
        if identity not in self._hidden:
            stated = (switched(style.find(f"{W}rPr")) for _, style in self._chain(identity))
            self._hidden[identity] = next((each for each in stated if each is not None), None)
        return self._hidden[identity]


def switched(properties: Element | None) -> bool | None:
    """Whether run properties switch hidden text on or off; None when they say nothing."""
    mark = properties.find(f"{W}vanish") if properties is not None else None
    return None if mark is None else mark.get(f"{W}val") not in ("0", "false", "off")

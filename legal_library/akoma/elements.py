"""Building XML: an element with its children, and words without what XML cannot hold. Pure."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """A new last child."""
    made = SubElement(parent, tag, {key: clean(value) for key, value in attributes.items()})
    made.text = clean(text) or None
    return made


def add_words(parent: Element, pieces: list[tuple[str, str]]) -> None:
    """Words in order, those with an address as references."""
    last: Element | None = None
    for words, address in pieces:
        if address:
            last = add(parent, "ref", words, href=address)
        elif last is not None:
            last.tail = (last.tail or "") + clean(words)
        else:
            parent.text = (parent.text or "") + clean(words)

"""Offers for what has been typed so far, from the catalogue of the serving index."""

from dataclasses import dataclass

from . import engines
from .finding import MOST_CHARACTERS
from .interface import EngineAway
from .offers import CLASSES
from .text import tokens

MOST = 8
_LEAST_CHARACTERS = 2
_EACH = 4
_NAMES = 3
_KINDS = ("document", "page", "question", "term", "heading")


@dataclass(frozen=True, slots=True)
class Offer:
    """`url` opens a document or page directly; without it the text is a query to search for."""

    kind: str
    text: str
    url: str = ""


def suggest(typed: str, most: int = MOST) -> list[Offer]:
    """At most `most` offers; nothing while too little is typed or no index stands. Raises nothing."""
    prefix = " ".join(tokens(typed[:MOST_CHARACTERS]))
    if len(prefix) < _LEAST_CHARACTERS:
        return []
    try:
        catalogue = engines.local().serving().catalogue
    except EngineAway:
        return []
    offers: dict[str, Offer] = {}
    for kind in CLASSES:
        for offer in _of_kind(kind, list(catalogue.suggestions(kind, prefix, _EACH * _NAMES))):
            offers.setdefault(offer.text.lower(), offer)
    return list(offers.values())[:most]


def _of_kind(kind: int, rows: list[tuple[str, str]]) -> list[Offer]:
    """The first few, one for each address: a law has several names."""
    once = {url or text.lower(): Offer(_KINDS[kind], text, url) for text, url in reversed(rows)}
    return list(once.values())[::-1][:_EACH]

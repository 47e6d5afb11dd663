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
    rows = [(kind, *found) for kind in CLASSES for found in catalogue.suggestions(kind, prefix, _EACH)]
    once = list({text.lower(): (kind, text, url) for kind, text, url in reversed(rows)}.values())[::-1]
    return [Offer(_KINDS[kind], text, url) for kind, text, url in once[:most]]

"""Offers for what has been typed so far, from the catalogue of the serving index."""

from dataclasses import dataclass

from . import engines
from .finding import MOST_CHARACTERS, entries_of
from .interface import EngineAway
from .offers import CLASSES, DOCUMENT, PAGE
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
    rows = [(kind, text, uid) for kind in CLASSES for text, uid in catalogue.suggestions(kind, prefix, _EACH)]
    rows = list({text.lower(): (kind, text, uid) for kind, text, uid in reversed(rows)}.values())[::-1][:most]
    pages = entries_of(uid for kind, _, uid in rows if kind in (DOCUMENT, PAGE))
    return [Offer(_KINDS[kind], text, pages[uid].url if uid in pages else "") for kind, text, uid in rows]

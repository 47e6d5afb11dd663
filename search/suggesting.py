"""Offers for what has been typed so far in the reader's languages, from the catalogue of the serving index."""

from collections.abc import Sequence
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
    """`url` opens a document or page directly, without its language's prefix; without it the text is a query."""

    kind: str
    text: str
    url: str = ""
    language: str = "vi"


def suggest(typed: str, most: int = MOST, languages: Sequence[str] = ("vi",)) -> list[Offer]:
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
        for offer in _of_kind(kind, list(catalogue.suggestions(kind, prefix, _EACH * _NAMES, languages))):
            offers.setdefault(offer.text.lower(), offer)
    return list(offers.values())[:most]


def _of_kind(kind: int, rows: list[tuple[str, str, str]]) -> list[Offer]:
    """The first few, one for each address: a law has several names."""
    offers = (Offer(_KINDS[kind], text, url, language) for text, url, language in reversed(rows))
    once = {(offer.url or offer.text.lower(), offer.language): offer for offer in offers}
    return list(once.values())[::-1][:_EACH]

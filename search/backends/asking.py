"""What every engine is asked, said once: the weighed terms, the filters, the days. Spelling is the engine's."""

from collections.abc import Iterator

from search.catalogue import day_number
from search.interface import MORE_WEIGHT, Query, Terms

HEADING_WEIGHT = 0.1
# Counted for the reader to choose from; "kind" is counted besides. Of each the most frequent values.
FACETS = ("topic", "issuer", "doc_kind", "year", "status", "source")
MOST_COUNTED = 60


def scored(terms: Terms) -> Iterator[tuple[str, str, float]]:
    """(field, term, weight): words and pairs anywhere and, lightly, in the heading; then the law's own words."""
    for words, pairs, weight in (
        (terms.words, terms.pairs, 1.0),
        (terms.more_words, terms.more_pairs, MORE_WEIGHT),
    ):
        yield from (("words", word, weight) for word in words)
        yield from (("heading_words", word, weight * HEADING_WEIGHT) for word in words)
        yield from (("pairs", pair, weight) for pair in pairs)
        yield from (("heading_pairs", pair, weight * HEADING_WEIGHT) for pair in pairs)


def chosen(query: Query) -> dict[str, tuple[str, ...]]:
    """Field → values of which an entry must have one; empty means any."""
    return {
        "kind": query.kinds,
        "source": query.sources,
        "language": query.languages,
        "issuer": query.issuers,
        "doc_kind": query.doc_kinds,
        "year": query.years,
        "status": query.statuses,
        "topic": query.topics,
    }


def unwanted(query: Query) -> dict[str, str]:
    """Field → value an entry must not have: an earlier wording is only found when its day is asked for."""
    return {} if query.day else {"wording": "past"}


def days_of(query: Query) -> dict[str, tuple[int, int]]:
    """Field → first and last allowed day, for a query that asks for the law of a day."""
    day = day_number(query.day)
    return {"holds_from": (0, day), "holds_to": (day, 99_991_231)} if day else {}

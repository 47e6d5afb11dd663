"""When nothing was found: the nearest there is, by looser steps, and by which step it was reached.

First the filters are taken off; then words are let differ by a letter or two from those of the texts. Only the index
on this machine is asked: it is a help in an empty answer, not another ranking.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .backends.embedded import EmbeddedBackend
from .interface import Candidate, Query, Terms

Step = Literal["filters", "letters"]
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Nearest:
    """`step` says what was let go of."""

    step: Step
    candidates: tuple[Candidate, ...]


def nearest(backend: EmbeddedBackend, terms: Terms, query: Query) -> Nearest | None:
    """The first looser step that finds something; None when even the last one finds nothing."""
    open_ = unfiltered(query)
    if open_ != query:
        found = backend.search(terms, open_, SHOWN).candidates
        if found:
            return Nearest("filters", found)
    found = backend.search_alike(_words(terms.words), open_, SHOWN)
    return Nearest("letters", found) if found else None


def unfiltered(query: Query) -> Query:
    """The same question of everything there is in the reader's languages, on any day."""
    return replace(
        query, kinds=(), sources=(), issuers=(), doc_kinds=(), years=(), statuses=(), topics=(), day=None, counted=False
    )


def _words(words: Sequence[str]) -> dict[str, int]:
    """Each word long enough to be recognised, and by how many letters it may differ."""
    return {word: 1 if len(word) < 6 else 2 for word in words if len(word) > 3 and word.isalpha()}

"""From a typed question to ranked entries: the one path every page, command and interface takes."""

from dataclasses import dataclass

from .backends.embedded import EmbeddedBackend
from .interface import Answer, Query, SearchBackend, Terms
from .ranking import DEPTH, Question, Ranked, rank
from .text import pairs, tokens
from .wording import expand

MOST_CHARACTERS = 200
MOST_WORDS = 40


def read(text: str) -> list[str]:
    """Folded words of a query, bounded before anything looks at them; abbreviations written out."""
    return expand(tokens(text[:MOST_CHARACTERS])[:MOST_WORDS])[:MOST_WORDS]


@dataclass(frozen=True, slots=True)
class Found:
    words: tuple[str, ...]
    ranked: list[Ranked]
    answer: Answer


def find(query: Query, backend: SearchBackend, local: EmbeddedBackend, depth: int = DEPTH) -> Found:
    """Candidates of the engine, the best `depth` of them ordered anew; deeper ones keep the engine's order."""
    words = tuple(read(query.text))
    terms = Terms(words=tuple(dict.fromkeys(words)), pairs=tuple(dict.fromkeys(pairs(list(words)))))
    answer = backend.search(terms, query, max(depth, query.page * query.size))
    serving = local.serving()
    question = Question(words, serving.statistics)
    records = serving.catalogue.records([candidate.uid for candidate in answer.candidates[:depth]])
    known = [(records[found.uid], found.score) for found in answer.candidates[:depth] if found.uid in records]
    ranked = rank(question, known)
    ranked += [Ranked(found.uid, 0.0, {"engine": found.score}) for found in answer.candidates[depth:]]
    return Found(words, ranked, answer)

"""The second stage: orders the engine's candidates by what can be said to a reader. Pure, the same for both engines.

    score = 1.0 * engine score / best engine score
          + 0.5 * BM25 of single words / their idf        words match
          + 1.5 * best passage of 60 words                neighbouring words stand together
          + 0.6 * share of the heading in the query       the heading matches
          + 1.0 * the asked term is defined here          "X là gì"
          + 0.6 * a definition is asked, and the article explains words

Weights were learned on judged questions, cross-validated by document, and rounded.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from .catalogue import Record, token_id
from .text import pairs
from .wording import asked_term, question_words

WEIGHTS = {"engine": 1.0, "words": 0.5, "passage": 1.5, "heading": 0.6, "defines": 1.0, "explains": 0.6}
DEPTH = 50
PASSAGE = 60
QUESTION_WEIGHT = 0.15
_K1, _B = 1.2, 0.75


@dataclass(frozen=True)
class Statistics:
    """What is known of the whole index: idf of a folded word, idf of a pair ("khieu_nai"), mean length in words."""

    word_idf: Callable[[str], float]
    pair_idf: Callable[[str], float]
    mean_length: float


@dataclass(frozen=True)
class Question:
    """A folded query, weighed once for all its candidates."""

    words: tuple[str, ...]
    statistics: Statistics

    @cached_property
    def idf(self) -> dict[int, float]:
        return {token_id(word): self.statistics.word_idf(word) for word in dict.fromkeys(self.words)}

    @cached_property
    def pair_weights(self) -> dict[tuple[int, int], float]:
        """Weight of each pair of neighbours; pairs inside question phrases ("như thế nào") count little."""
        asked = question_words(list(self.words))
        weights: dict[tuple[int, int], float] = {}
        for at, ((first, second), pair) in enumerate(zip(pairwise(self.words), pairs(list(self.words)), strict=True)):
            share = QUESTION_WEIGHT if asked[at] or asked[at + 1] else 1.0
            weights[token_id(first), token_id(second)] = share * self.statistics.pair_idf(pair)
        return weights

    @cached_property
    def term(self) -> str:
        return asked_term(list(self.words))


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score and the parts of the sum, by name, unweighted."""

    uid: str
    score: float
    parts: Mapping[str, float]


def rank(question: Question, candidates: Sequence[tuple[Record, float]]) -> list[Ranked]:
    """Candidates with their engine scores, best first; equal scores are ordered by uid so both engines agree."""
    best = max((score for _, score in candidates), default=0.0) or 1.0
    ranked = [_weigh(question, record, score / best) for record, score in candidates]
    return sorted(ranked, key=lambda item: (-item.score, item.uid))


def _weigh(question: Question, record: Record, engine: float) -> Ranked:
    asks = bool(question.term)
    found = spots(question, record.words)
    parts = {
        "engine": engine,
        "words": word_score(question, found, len(record.words)),
        "passage": passage_share(question, found),
        "heading": heading_share(question, record.heading),
        "defines": float(asks and question.term in record.terms),
        "explains": float(asks and record.explains),
    }
    return Ranked(record.uid, round(sum(WEIGHTS[name] * value for name, value in parts.items()), 6), parts)


def spots(question: Question, words: Sequence[int]) -> list[tuple[int, int]]:
    """Where in the text words of the query stand: (position, word id). The one pass over a whole text."""
    wanted = question.idf
    return [(at, word) for at, word in enumerate(words) if word in wanted]


def word_score(question: Question, found: Sequence[tuple[int, int]], length: int) -> float:
    """BM25 of the query's single words over the sum of their idf."""
    idf = question.idf
    counts = Counter(word for _, word in found)
    norm = _K1 * (1 - _B + _B * length / (question.statistics.mean_length or 1))
    total = sum(idf.values())
    return sum(idf[word] * count / (count + norm) for word, count in counts.items()) / total if total else 0.0


def passage_share(question: Question, found: Sequence[tuple[int, int]]) -> float:
    """The largest share of the query's pairs, by weight, that stand together within PASSAGE words."""
    weights = question.pair_weights
    total = sum(weights.values())
    if not total:
        return 0.0
    places = list(_pair_places(weights, found))
    inside: dict[tuple[int, int], int] = {}
    best = current = 0.0
    left = 0
    for at, pair in places:
        if not inside.get(pair):
            current += weights[pair]
        inside[pair] = inside.get(pair, 0) + 1
        while places[left][0] <= at + 1 - PASSAGE:
            gone = places[left][1]
            inside[gone] -= 1
            current -= 0 if inside[gone] else weights[gone]
            left += 1
        best = max(best, current)
    return best / total


def _pair_places(
    weights: Mapping[tuple[int, int], float], found: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, tuple[int, int]]]:
    for (at, word), (after, following) in pairwise(found):
        if after == at + 1 and (word, following) in weights:
            yield at, (word, following)


def heading_share(question: Question, heading: Sequence[str]) -> float:
    """How much of the heading, by idf, the query covers."""
    asked = set(question.words)
    weights = {word: question.statistics.word_idf(word) for word in set(heading)}
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in asked) / total if total else 0.0

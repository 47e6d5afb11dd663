"""The second stage: orders the engine's candidates by what can be said to a reader. The same for both engines.

It asks no clock and no database, only records that were read from the catalogue before.

    score = engine score / best engine score
          + words      BM25 of single words / their idf
          + passage    best passage of 60 words: neighbouring words stand together
          + heading    share of the heading in the query; an amending text has the headings it rewrites as well
          + defines    the asked term is defined here ("X là gì")
          + explains   a definition is asked, and the article explains words
          + everyday   best passage for the law's own words for what was typed
          + in_heading share of the heading in the law's own words
          + asked      likeness to the best of the questions people ask of this article
          + …          small priors: height of the act, amending, closing and annexed texts, not in force that day,
                   sessions unless a timetable is asked for, news and plain pages behind the law

Weights were learned on judged questions, cross-validated by document, and rounded.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from .catalogue import Record, token_id
from .everyday import Phrase
from .text import pairs
from .wording import asked_term, asks_for_timetable, question_words

WEIGHTS = {
    "engine": 1.0, "words": 0.8, "passage": 1.5, "heading": 0.6, "defines": 1.0, "explains": 0.6, "everyday": 0.45,
    "in_heading": 0.1, "asked": 1.0, "length": 0.3, "law": 0.1, "circular": -0.15, "amending": 0.1, "closing": -0.1,
    "annex": -0.3, "lapsed": -0.7, "session": -0.8, "news": -0.1, "page": -0.2,
}  # fmt: skip
DEPTH = 50
PASSAGE = 60
QUESTION_WEIGHT = 0.15
_K1, _B = 1.2, 0.75
_LEAST_EVERYDAY = 25.0
_LONG = 8.0
_FORM_WORDS = frozenset({"mau", "bieu", "phu"})

IdPair = tuple[int, int]


@dataclass(frozen=True)
class Statistics:
    """What is known of the whole index: idf of a folded word, idf of a pair ("khieu_nai"), mean length in words."""

    word_idf: Callable[[str], float]
    pair_idf: Callable[[str], float]
    mean_length: float


@dataclass(frozen=True)
class Question:
    """A folded query, weighed once for all its candidates. `more` are the law's phrases for it, `day` its day."""

    words: tuple[str, ...]
    statistics: Statistics
    more: tuple[Phrase, ...] = ()
    day: int = 0

    @cached_property
    def idf(self) -> dict[int, float]:
        return {token_id(word): self.statistics.word_idf(word) for word in dict.fromkeys(self.words)}

    @cached_property
    def weights(self) -> dict[str, float]:
        """Weight of each word for likeness: its idf, little for the words of a question phrase."""
        asked = question_words(list(self.words))
        found: dict[str, float] = {}
        for word, inside in zip(self.words, asked, strict=True):
            weight = self.statistics.word_idf(word) * (QUESTION_WEIGHT if inside else 1.0)
            found[word] = max(found.get(word, 0.0), weight)
        return found

    @cached_property
    def pair_weights(self) -> dict[IdPair, float]:
        """Weight of each pair of neighbours; pairs inside question phrases ("như thế nào") count little."""
        asked = question_words(list(self.words))
        weights: dict[IdPair, float] = {}
        for at, ((first, second), pair) in enumerate(zip(pairwise(self.words), pairs(list(self.words)), strict=True)):
            share = QUESTION_WEIGHT if asked[at] or asked[at + 1] else 1.0
            weights[token_id(first), token_id(second)] = share * self.statistics.pair_idf(pair)
        return weights

    @cached_property
    def more_weights(self) -> dict[IdPair, float]:
        """Weight of each pair of the law's own words that was not typed."""
        found = {
            (token_id(first), token_id(second)): self.statistics.pair_idf(f"{first}_{second}")
            for phrase in self.more
            for first, second in pairwise(phrase)
        }
        return {pair: weight for pair, weight in found.items() if pair not in self.pair_weights}

    @cached_property
    def wanted(self) -> frozenset[int]:
        """Ids of every word whose place matters."""
        return frozenset(self.idf).union(*self.more_weights) if self.more_weights else frozenset(self.idf)

    @cached_property
    def all_words(self) -> frozenset[str]:
        return frozenset(self.words).union(*self.more)

    @cached_property
    def term(self) -> str:
        return asked_term(list(self.words))

    @cached_property
    def asks_for_timetable(self) -> bool:
        return asks_for_timetable(self.words)


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
    headings = (record.heading, *record.also)
    parts = {
        "engine": engine,
        "words": word_score(question, found, len(record.words)),
        "passage": passage_share(question.pair_weights, found),
        "heading": max(heading_share(question, question.words, heading) for heading in headings),
        "defines": float(asks and question.term in record.terms),
        "explains": float(asks and record.explains),
        "asked": max((likeness(question, line) for line in record.asked), default=0.0),
        "length": math.log(len(record.words) + 1) / _LONG,
        "lapsed": float(bool(question.day) and not record.holds[0] <= question.day <= record.holds[1]),
        **_natures(question, record),
    }
    if question.more:
        parts["everyday"] = everyday_share(question, found)
        parts["in_heading"] = max(heading_share(question, question.all_words, heading) for heading in headings)
    return Ranked(record.uid, round(sum(WEIGHTS[name] * value for name, value in parts.items()), 6), parts)


def _natures(question: Question, record: Record) -> dict[str, float]:
    """The priors that hold for this record; an annex is no fault when a form is asked for, nor a session when a
    timetable is."""
    held = record.nature - {"annex"} if _FORM_WORDS.intersection(question.words) else record.nature
    held = held - {"session"} if question.asks_for_timetable else held
    return {name: 1.0 for name in sorted(held) if name in WEIGHTS}


def spots(question: Question, words: Sequence[int]) -> list[tuple[int, int]]:
    """Where in the text words of the query stand: (position, word id). The one pass over a whole text."""
    wanted = question.wanted
    return [(at, word) for at, word in enumerate(words) if word in wanted]


def word_score(question: Question, found: Sequence[tuple[int, int]], length: int) -> float:
    """BM25 of the query's single words over the sum of their idf."""
    idf = question.idf
    counts = Counter(word for _, word in found if word in idf)
    norm = _K1 * (1 - _B + _B * length / (question.statistics.mean_length or 1))
    total = sum(idf.values())
    return sum(idf[word] * count / (count + norm) for word, count in counts.items()) / total if total else 0.0


def passage_share(weights: Mapping[IdPair, float], found: Sequence[tuple[int, int]]) -> float:
    """The largest share of these pairs, by weight, that stand together within PASSAGE words."""
    total = sum(weights.values())
    return best_passage(weights, found) / total if total else 0.0


def everyday_share(question: Question, found: Sequence[tuple[int, int]]) -> float:
    """The best passage for the law's own words; not all of them need stand there, so the query bounds it."""
    weights = question.more_weights
    total = min(sum(weights.values()), max(sum(question.pair_weights.values()), _LEAST_EVERYDAY))
    return min(1.0, best_passage(weights, found) / total) if total else 0.0


def best_passage(weights: Mapping[IdPair, float], found: Sequence[tuple[int, int]]) -> float:
    """The largest weight of different pairs within PASSAGE words."""
    places = list(_pair_places(weights, found))
    inside: dict[IdPair, int] = {}
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
    return best


def _pair_places(weights: Mapping[IdPair, float], found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, IdPair]]:
    for (at, word), (after, following) in pairwise(found):
        if after == at + 1 and (word, following) in weights:
            yield at, (word, following)


def heading_share(question: Question, words: Collection[str], heading: Sequence[str]) -> float:
    """How much of the heading, by idf, these words cover."""
    asked = set(words)
    weights = {word: question.statistics.word_idf(word) for word in set(heading)}
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in asked) / total if total else 0.0


def likeness(question: Question, line: Sequence[str]) -> float:
    """How alike query and a line are: twice the shared weight over both weights; 1 when they say the same words."""
    weights = question.weights
    other = {word: weights.get(word) or question.statistics.word_idf(word) for word in line}
    both = sum(weights.values()) + sum(other.values())
    return 2 * sum(weight for word, weight in other.items() if word in weights) / both if both else 0.0

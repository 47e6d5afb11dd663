"""How good the ranking is on judged questions, however they are typed.

The engines to ask are given; typings and `ndcg` are pure, the rest asks through `finding` as a page does.
"""

import json
import math
import random
import time
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from .backends.embedded import EmbeddedBackend
from .everyday import Everyday
from .finding import Asked, ask, order
from .interface import Query, SearchBackend
from .ranking import DEPTH
from .symbols import fold_symbol
from .text import fold

RANKED = 20


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and the grade (2 answers, 1 helps) of each relevant article, by (folded symbol, number).

    `day` asks for the law of that day; `held_out` questions are for proof, not for tuning.
    """

    question: str
    grades: dict[tuple[str, str], int]
    day: date | None = None
    held_out: bool = False


def read_judged(lines: Iterable[str]) -> Iterator[Judged]:
    """Lines `{"question", "date"?, "relevant": [{"symbol", "article", "grade"?: 1|2}]}`; blank ones are skipped."""
    return (judged_of(json.loads(line)) for line in lines if line.strip())


def judged_of(row: dict[str, Any]) -> Judged:
    return Judged(
        question=row["question"],
        grades={_article(item): int(item.get("grade", 2)) for item in row["relevant"]},
        day=date.fromisoformat(row["date"]) if row.get("date") else None,
        held_out=bool(row.get("held_out")),
    )


def _article(item: dict[str, Any]) -> tuple[str, str]:
    return fold_symbol(item["symbol"]), fold(str(item["article"]))


# Typing variants: what people's keyboards and habits do to the same question.

_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"


def no_marks(text: str) -> str:
    plain = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return plain.replace("đ", "d").replace("Đ", "D")


def half_marks(text: str) -> str:
    """Every second word without its marks."""
    return " ".join(no_marks(word) if at % 2 else word for at, word in enumerate(text.split()))


def old_tones(text: str) -> str:
    """Tone marks moved to the other vowel of oa, oe, uy: "hòa" is "hoà" and the other way round."""
    return " ".join(_moved(word) for word in text.split())


def _moved(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    for first, second in (("o", "a"), ("o", "e"), ("u", "y")):
        for tone in _TONE_MARKS:
            if f"{first}{tone}{second}" in letters:
                return unicodedata.normalize("NFC", letters.replace(f"{first}{tone}{second}", f"{first}{second}{tone}"))
            if f"{first}{second}{tone}" in letters:
                return unicodedata.normalize("NFC", letters.replace(f"{first}{second}{tone}", f"{first}{tone}{second}"))
    return word


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def typo(text: str) -> str:
    """One slip in a syllable of four letters or more: two neighbours swapped, or a letter left out. Repeatable."""
    chance = random.Random(zlib.crc32(text.encode()))  # noqa: S311 - a repeatable slip, not a secret
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    if not long:
        return text
    at = chance.choice(long)
    word = words[at]
    place = chance.randrange(len(word) - 1)
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    words[at] = swapped if chance.random() < 0.5 and swapped != word else word[:place] + word[place + 1 :]
    return " ".join(words)


TYPINGS: dict[str, Callable[[str], str]] = {
    "marks": lambda text: text,
    "no_marks": no_marks,
    "half_marks": half_marks,
    "old_tones": old_tones,
    "nfd": nfd,
    "typo": typo,
}


# Measures


def ndcg(ranked: list[tuple[str, str]], grades: dict[tuple[str, str], int], depth: int = 10) -> float:
    """Normalised discounted gain of the first `depth`, gain 2^grade - 1."""
    gains = [2 ** grades.get(article, 0) - 1 for article in ranked[:depth]]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:depth]
    ideal = _discounted(best)
    return _discounted(gains) / ideal if ideal else 0.0


def _discounted(gains: list[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


@dataclass(frozen=True, slots=True)
class Measured:
    """What `evaluate_search` prints. Times in milliseconds, one query after the other, without the page."""

    questions: int
    ndcg_at_10: float
    p_at_1: float
    recall_at_20: float
    median_ms: float
    p95_ms: float


def measure(
    judged: Iterable[Judged], backend: SearchBackend, local: EmbeddedBackend, typing: str = "marks"
) -> Measured:
    gains: list[float] = []
    firsts: list[bool] = []
    recalls: list[float] = []
    times: list[float] = []
    for item in judged:
        started = time.perf_counter()
        ranked = ranked_articles(TYPINGS[typing](item.question), backend, local, item.day)
        times.append((time.perf_counter() - started) * 1000)
        gains.append(ndcg(ranked, item.grades))
        firsts.append(bool(ranked) and ranked[0] in item.grades)
        recalls.append(len(item.grades.keys() & set(ranked[:RANKED])) / (len(item.grades) or 1))
    return _measured(gains, firsts, recalls, sorted(times))


def _measured(gains: list[float], firsts: list[bool], recalls: list[float], times: list[float]) -> Measured:
    count = len(gains)
    if not count:
        return Measured(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    return Measured(
        questions=count,
        ndcg_at_10=round(sum(gains) / count, 4),
        p_at_1=round(sum(firsts) / count, 4),
        recall_at_20=round(sum(recalls) / count, 4),
        median_ms=round(median(times), 2),
        p95_ms=round(times[min(count - 1, math.ceil(count * 0.95) - 1)], 2),
    )


def ranked_articles(
    text: str,
    backend: SearchBackend,
    local: EmbeddedBackend,
    day: date | None = None,
    phrases: Everyday | None = None,
) -> list[tuple[str, str]]:
    """(folded symbol, number) of the articles found, best first; entries that are no articles are passed over."""
    return articles_for(ask(text, day, local.serving().counts, phrases), backend, local, day)


def articles_for(
    asked: Asked, backend: SearchBackend, local: EmbeddedBackend, day: date | None = None
) -> list[tuple[str, str]]:
    """The same for a question that was read already."""
    serving = local.serving()
    query = Query(text="", kinds=("article",), day=day, counted=False)
    answer = backend.search(asked.terms, query, DEPTH)
    ranked = order(asked, answer, serving.catalogue, serving.statistics)
    return serving.catalogue.articles_of([item.uid for item in ranked])

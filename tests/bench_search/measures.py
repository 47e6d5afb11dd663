"""What every row of the measurement is made of: times, memory, quality."""

import math
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from statistics import mean, median
from typing import Any

from search.evaluate import Judged, ndcg, no_marks, read_judged
from tests.search.corpus import shared

Article = tuple[str, str]
Ask = Callable[[str], Sequence[Article]]
ROUNDS = 3


def questions(most: int = 300) -> list[Judged]:
    with shared("questions", "dev.jsonl").open(encoding="utf-8") as lines:
        return list(read_judged(lines))[:most]


def asked(ask: Ask, judged: Sequence[Judged], rounds: int = ROUNDS) -> dict[str, Any]:
    """Times of one question after the other, median over the rounds of each percentile; quality as it is typed.

    `cpu_…` is this process's own time: the whole cost of an engine inside it, the client's share of one that is not.
    """
    figures = timed(ask, [item.question for item in judged], rounds)
    figures["ndcg_at_10"] = quality(ask, ((item.question, item) for item in judged))
    figures["ndcg_at_10_no_marks"] = quality(ask, ((no_marks(item.question), item) for item in judged))
    return figures


def timed(ask: Callable[[str], object], texts: Sequence[str], rounds: int = ROUNDS) -> dict[str, Any]:
    ask(texts[0])
    taken = [_one_round(ask, texts) for _ in range(rounds)]
    return {
        f"{clock}p{share}_ms": round(median(percentile(times[at], share) for times in taken), 2)
        for at, clock in enumerate(("", "cpu_"))
        for share in (50, 95, 99)
    }


def _one_round(ask: Callable[[str], object], texts: Sequence[str]) -> tuple[list[float], list[float]]:
    """Sorted milliseconds by the wall's clock and by the processor's."""
    wall, cpu = [], []
    for text in texts:
        started, worked = time.perf_counter(), time.process_time()
        ask(text)
        cpu.append((time.process_time() - worked) * 1000)
        wall.append((time.perf_counter() - started) * 1000)
    return sorted(wall), sorted(cpu)


def percentile(times: Sequence[float], share: int) -> float:
    return times[min(len(times) - 1, math.ceil(len(times) * share / 100) - 1)]


def quality(ask: Ask, typed: Iterable[tuple[str, Judged]]) -> float:
    return round(mean(ndcg(list(ask(text)), item.grades) for text, item in typed), 4)


def peak_mb() -> float:
    """The most memory this process ever held."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def built(count: int, started: float, cpu: float, before: float) -> dict[str, Any]:
    """A build: how many a second by the wall and by the processor, and what the process held before and at most."""
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    return {
        "entries": count,
        "per_second": round(count / wall),
        "per_cpu_second": round(count / cpu),
        "mb_before": before,
        "mb_most": peak_mb(),
    }

"""What every row of the measurement is made of: times, memory, quality."""

import math
import resource
import time
from collections.abc import Callable, Sequence
from statistics import mean, median
from typing import Any

from search.evaluate import Judged, ndcg, read_judged
from tests.search.corpus import shared

Article = tuple[str, str]
Ask = Callable[[str], Sequence[Article]]
ROUNDS = 3
# No further round begins after this; what is slow is asked once.
_ENOUGH_SECONDS = 20.0


def questions(most: int = 300) -> list[Judged]:
    """So many of the judged questions, evenly spaced, always the same."""
    with shared("questions", "dev.jsonl").open(encoding="utf-8") as lines:
        judged = list(read_judged(lines))
    return judged[:: max(1, len(judged) // most)][:most]


def asked(ask: Ask, judged: Sequence[Judged]) -> dict[str, Any]:
    """Times of one question after the other, and quality: `gains` holds it question by question."""
    texts = [item.question for item in judged]
    figures = timed(ask, texts)
    answers: list[Sequence[Article]] = figures.pop("answers")
    gains = [round(ndcg(list(found), item.grades), 4) for found, item in zip(answers, judged, strict=True)]
    return {**figures, "ndcg_at_10": round(mean(gains), 4), "gains": dict(zip(texts, gains, strict=True))}


def timed(ask: Callable[[str], Any], texts: Sequence[str]) -> dict[str, Any]:
    """The median over the rounds of each percentile, and the answers of the last round.

    `cpu_…` is this process's own time: the whole cost of an engine inside it, the client's share of one that is not.
    """
    ask(texts[0])
    started, taken = time.perf_counter(), [_one_round(ask, texts)]
    while len(taken) < ROUNDS and time.perf_counter() - started < _ENOUGH_SECONDS:
        taken.append(_one_round(ask, texts))
    shares = {
        f"{clock}p{share}_ms": round(median(percentile(times[at], share) for *times, _ in taken), 2)
        for at, clock in enumerate(("", "cpu_"))
        for share in (50, 95, 99)
    }
    return {"questions": len(texts), "rounds": len(taken), **shares, "answers": taken[-1][2]}


def _one_round(ask: Callable[[str], Any], texts: Sequence[str]) -> tuple[list[float], list[float], list[Any]]:
    """Sorted milliseconds by the wall's clock and by the processor's; the answers in the order asked."""
    wall, cpu, answers = [], [], []
    for text in texts:
        started, worked = time.perf_counter(), time.process_time()
        answers.append(ask(text))
        cpu.append((time.process_time() - worked) * 1000)
        wall.append((time.perf_counter() - started) * 1000)
    return sorted(wall), sorted(cpu), answers


def percentile(times: Sequence[float], share: int) -> float:
    return times[min(len(times) - 1, math.ceil(len(times) * share / 100) - 1)]


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

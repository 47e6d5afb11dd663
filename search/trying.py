"""What a change of the everyday words would do to the judged questions, before anybody else sees it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from . import engines, everyday
from .evaluate import Judged, judged_of, ndcg, ranked_articles
from .everyday import Everyday
from .finding import read
from .models import JudgedQuestion, Wording

_LEAST_CHANGE = 0.001


@dataclass(frozen=True, slots=True)
class Changed:
    question: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Trial:
    """Mean gain before and after over all judged questions, and the questions whose gain moved, worst first."""

    questions: int
    before: float
    after: float
    changed: tuple[Changed, ...]


def judged_in(group: str) -> list[Judged]:
    """The questions of a group as the measures read them."""
    return [
        judged_of(
            {
                "question": row.question,
                "relevant": row.relevant,
                "date": row.day.isoformat() if row.day else None,
                "held_out": row.held_out,
            }
        )
        for row in JudgedQuestion.objects.filter(group=group)
    ]


def with_rows(rows: Iterable[tuple[str, str]]) -> Everyday:
    """The list in force with these rows in place of those of the same words."""
    known = dict(Wording.objects.filter(active=True).values_list("said", "legal"))
    return everyday.of((known | dict(rows)).items())


def attempt(judged: Sequence[Judged], phrases: Everyday) -> Trial:
    """Ask only the questions the change touches twice; the others stay as they are by construction."""
    present = with_rows(())
    gains = [(item, _gain(item, present)) for item in judged]
    changed = []
    for item, before in gains:
        words = read(item.question)
        if present.further(words) != phrases.further(words):
            after = _gain(item, phrases)
            if abs(after - before) >= _LEAST_CHANGE:
                changed.append(Changed(item.question, before, after))
    count = len(judged) or 1
    total = sum(before for _, before in gains)
    moved = sum(item.after - item.before for item in changed)
    ordered = tuple(sorted(changed, key=lambda item: item.after - item.before))
    return Trial(len(judged), total / count, (total + moved) / count, ordered)


def _gain(item: Judged, phrases: Everyday) -> float:
    local = engines.local()
    return ndcg(ranked_articles(item.question, local, local, item.day, phrases), item.grades)

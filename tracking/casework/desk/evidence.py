"""The requests for evidence that still wait, with whom and until when: the citizen's page shows its own alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tracking.casework.workflow import Facts
from tracking.casework.workflow.asking import EVIDENCE_FROM
from tracking.terms.intervals import IntervalName

_NAMES = dict(EVIDENCE_FROM)


@dataclass(frozen=True)
class Waiting:
    """One request: who was asked, on which day, and the last day to answer (LKN Đ.14, Đ.15), if the law sets one."""

    source: str
    asked_on: dt.date
    due: dt.date | None
    is_late: bool


def waiting_evidence(facts: Facts) -> list[Waiting]:
    """Oldest first; the rules are asked for only where something waits."""
    return list(_waiting(facts))


def _waiting(facts: Facts) -> Iterator[Waiting]:
    for step in facts.open_evidence:
        last = facts.interval(IntervalName.EVIDENCE, step.on)
        due = last.day if last else None
        source = _NAMES.get(str(step.given.get("evidence_from", "")), "Không ghi")
        yield Waiting(source, step.on, due, due is not None and due < facts.today)

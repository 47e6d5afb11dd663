"""The requests for evidence that still wait, with whom and until when: the citizen's page shows its own alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracking.casework.timing.duties import evidence_due
from tracking.casework.workflow import Done, Facts
from tracking.casework.workflow.asking import EVIDENCE_FROM
from tracking.terms.models import current_calendar

_NAMES = dict(EVIDENCE_FROM)


@dataclass(frozen=True)
class Waiting:
    """One request: who was asked, on which day, and the last day to answer (LKN Đ.12, Đ.14, Đ.15)."""

    source: str
    asked_on: dt.date
    due: dt.date
    is_late: bool


def waiting_evidence(facts: Facts) -> list[Waiting]:
    """Oldest first; the calendar is asked for only where something waits."""
    if not facts.open_evidence:
        return []
    work = current_calendar()
    days = [(step, evidence_due(step.on, work)) for step in facts.open_evidence]
    return [Waiting(_NAMES.get(_source(step), "Không ghi"), step.on, due, due < facts.today) for step, due in days]


def _source(step: Done) -> str:
    return str(step.given.get("evidence_from", ""))

"""Which letter a step of the workflow produces, and whether it is still to be written."""

from __future__ import annotations

from ..models import Case, Event
from ..petition import Kind
from ..workflow import TABLE, Transition
from .catalogue import LetterKey
from .filling import last_step

_OPINION = {Kind.PROPOSAL, Kind.FEEDBACK}


def awaited(case: Case) -> LetterKey | None:
    """The letter of the latest step, until it has been issued."""
    step = last_step(case)
    key = letter_of(case, step) if step else None
    if step is None or key is None or case.letters.filter(key=key.value, issued_at__gte=step.at).exists():
        return None
    return key


def letter_of(case: Case, step: Event) -> LetterKey | None:
    """What the table says of this step; a name that is no letter's is no letter."""
    transition = next((row for row in TABLE if _is(row, case, step)), None)
    named = (transition.letter_for(case.instance) if transition else "") or _usual(
        Kind(case.kind), step.action, case.instance
    )
    return LetterKey(named) if named in set(LetterKey) else None


def _is(row: Transition, case: Case, step: Event) -> bool:
    return (
        Kind(case.kind) in row.kinds
        and row.action == step.action
        and row.source == step.from_state
        and row.target == step.to_state
        and row.names_agency == (step.to_agency_id is not None)
    )


def _usual(kind: Kind, action: str, instance: int) -> str:
    """For rows of the table that name no letter."""
    if action == "accept":
        return LetterKey.ACCEPTANCE_DECISION if kind is Kind.DENUNCIATION else LetterKey.NOTICE_OF_ACCEPTANCE
    if action == "transfer":
        return LetterKey.TRANSFER_DENUNCIATION if kind is Kind.DENUNCIATION else LetterKey.TRANSFER_OPINION
    if action == "decide":
        return _outcome(kind, instance)
    return {"refuse": LetterKey.REFUSAL, "guide": LetterKey.GUIDANCE}.get(action, "")


def _outcome(kind: Kind, instance: int) -> LetterKey:
    if kind in _OPINION:
        return LetterKey.REPLY
    if kind is Kind.DENUNCIATION:
        return LetterKey.CONCLUSION
    return LetterKey.DECISION_SECOND if instance == 2 else LetterKey.DECISION_FIRST

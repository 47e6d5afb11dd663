"""What becomes of a citizen's wish to withdraw: taken by a step of the table, or answered that the case goes on."""

from __future__ import annotations

from django.utils import timezone

from tracking.organisation.models import Person

from ..history import events
from ..models import Case, EventKind, WithdrawalRequest
from ..workflow import STATES, Action, State

Scope, Answer = WithdrawalRequest.Scope, WithdrawalRequest.Answer
STEPS = {Scope.WHOLE: Action.WITHDRAW, Scope.PART: Action.WITHDRAW_PART}
# Which wishes a step of the table fulfils: who withdraws the whole has withdrawn the part too.
_FULFILS = {Action.WITHDRAW: (Scope.WHOLE, Scope.PART), Action.WITHDRAW_PART: (Scope.PART,)}


def waiting(case: Case) -> WithdrawalRequest | None:
    return case.withdrawals.filter(answer=Answer.OPEN).first()


def take(case: Case, action: Action, actor: Person) -> None:
    """The step just taken is what the citizen asked for; nothing where nothing was asked."""
    request = waiting(case)
    if request is not None and request.scope in _FULFILS[action]:
        close(request, actor, Answer.TAKEN)


def overtake(case: Case, action: Action, actor: Person) -> None:
    """The step just taken leaves nothing to withdraw from: the wish ends with it, and the citizen is told so."""
    request = None if STATES[State(case.state)].can_be_withdrawn else waiting(case)
    if request is not None:
        close(request, actor, Answer.OVERTAKEN, step=action.value)


def close(request: WithdrawalRequest, actor: Person, answer: WithdrawalRequest.Answer, **details: str) -> None:
    """Inside the caller's transaction."""
    request.answer, request.answered_at = answer.value, timezone.now()
    request.save(update_fields=["answer", "answered_at"])
    events.record(
        kind=EventKind.WITHDRAWAL_SEEN,
        case=request.case,
        actor=actor,
        agency=request.case.handling_agency,
        details={"withdrawal": request.pk, "answer": answer.value, **details},
    )

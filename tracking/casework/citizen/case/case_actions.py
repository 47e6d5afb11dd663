"""What the citizen can do with their own case now, for the page: remedies, withdrawal, rating."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from tracking.terms.showing import Shown

from ...kind_guides import marked
from ...models import Case, WithdrawalRequest
from ...petition import Kind
from ...workflow import STATES, State
from ...writing import withdrawal
from .follow_up import late_terms, open_ways

ANSWERS = {
    WithdrawalRequest.Answer.OPEN: marked("Cơ quan đang xử lý đề nghị."),
    WithdrawalRequest.Answer.TAKEN: marked("Cơ quan đã ghi nhận việc rút đơn."),
    WithdrawalRequest.Answer.CONTINUED: marked("Cơ quan vẫn tiếp tục giải quyết; lý do ở phần tin nhắn."),
    WithdrawalRequest.Answer.OVERTAKEN: marked("Vụ việc đã kết thúc vì lý do khác; xem phần diễn biến."),
}


def actions(case: Case, terms: Sequence[Shown], *, may_act: bool) -> dict[str, Any]:
    """Everybody who opens the case sees what is late and what was asked; the buttons are for those who may act."""
    late = late_terms(case, terms)
    asked = case.withdrawals.first()
    rating = getattr(case, "rating", None)
    return {
        "late": late,
        "open_ways": open_ways(case, late),
        "asked_withdrawal": asked,
        "withdrawal_answer": ANSWERS[WithdrawalRequest.Answer(asked.answer)] if asked else "",
        "withdrawal_is_open": _is_open(asked),
        "can_withdraw": may_act and withdrawal.may_withdraw(State(case.state)) and not _is_open(asked),
        "rating": rating,
        "can_rate": may_act and rating is None and STATES[State(case.state)].is_rated,
        "scores": range(5, 0, -1),
    }


def _is_open(asked: WithdrawalRequest | None) -> bool:
    return asked is not None and asked.answer == WithdrawalRequest.Answer.OPEN


def withdrawal_page(case: Case) -> dict[str, Any]:
    """What withdrawing means for this case today."""
    kind, day = Kind(case.kind), timezone.localdate()
    is_group = case.joint_petitioners.exists()
    return {
        "case": case,
        "notes": withdrawal.notes_on(kind, day, is_group=is_group),
        "may_part": withdrawal.may_withdraw_part(kind, day),
        "needs_signature": withdrawal.needs_signature(kind),
        "may_withdraw": withdrawal.may_withdraw(State(case.state)),
        "asked": case.withdrawals.filter(answer=WithdrawalRequest.Answer.OPEN).first(),
    }

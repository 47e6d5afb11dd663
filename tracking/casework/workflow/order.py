"""Which steps a step follows: its paper may be recorded late, but is never dated before theirs. Pure."""

from __future__ import annotations

from .facts import Done, Facts
from .states import Action

# These lead from state to state; a step of the state they led to comes after them.
_LEADING = frozenset({
    Action.RECEIVE, Action.IDENTITY_CHECKED, Action.ACCEPT, Action.SETTLE, Action.SUSPEND, Action.RESUME, Action.DECIDE,
})  # fmt: skip
# Possible since acceptance already: that the settlement had begun when they were written down says nothing of them.
_SINCE_ACCEPTANCE = frozenset({
    Action.CLASSIFY, Action.NOTIFY, Action.EXTEND, Action.SUSPEND, Action.WITHDRAW, Action.WITHDRAW_PART,
    Action.TERMINATE,
})  # fmt: skip
# What a step rests on beside the state.
_RESTS_ON: dict[Action, frozenset[Action]] = {
    Action.VERIFIED: frozenset({Action.ORDER_CHECK}),
    Action.DIALOGUE: frozenset({Action.INVITE}),
    Action.TERMINATE: frozenset({Action.WITHDRAW}),
    Action.DECIDE: frozenset({Action.ORDER_CHECK, Action.VERIFIED, Action.INVITE, Action.DIALOGUE, Action.EXTEND}),
    Action.SERVED: frozenset({Action.DELIVER}),
    Action.UNPUBLISH: frozenset({Action.PUBLISH}),
    Action.ENFORCED: frozenset({Action.ENFORCE}),
    Action.RESULT_REPORTED: frozenset({Action.ENFORCED}),
    Action.CLOSE: frozenset({
        Action.DELIVER, Action.PUBLISH, Action.UNPUBLISH, Action.ENFORCE, Action.ENFORCED
    }),
}  # fmt: skip


def predecessor(action: Action, facts: Facts) -> Done | None:
    """The latest of the steps this one follows."""
    leading = _LEADING - {Action.SETTLE} if action in _SINCE_ACCEPTANCE else _LEADING
    followed = leading | _RESTS_ON.get(action, frozenset())
    return max((step for step in facts.done if step.action in followed), key=lambda step: step.on, default=None)

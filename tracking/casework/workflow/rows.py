"""How the rows of a table are written: one line a fact, the same step from several states at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..petition import Kind
from .states import Action, State
from .transition import HANDLERS, Transition

Step = Callable[..., Transition]


def steps_for(kinds: frozenset[Kind]) -> Step:
    """`step(action, source, target, words, **facts)` for these kinds; handlers take it unless another role is named."""

    def step(action: Action, source: State, target: State, words: str, **facts: Any) -> Transition:
        given = {"roles": HANDLERS, **facts}
        return Transition(kinds=kinds, action=action, source=source, target=target, officer_words=words, **given)

    return step


def facts_in(step: Step, action: Action, states: tuple[State, ...], words: str, **facts: Any) -> list[Transition]:
    """A fact added in each of these states, which stays."""
    return [step(action, state, state, words, **facts) for state in states]


def into(
    step: Step, action: Action, states: tuple[State, ...], target: State, words: str, **facts: Any
) -> list[Transition]:
    return [step(action, state, target, words, **facts) for state in states]

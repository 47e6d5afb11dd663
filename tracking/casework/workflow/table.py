"""The whole table, and what of it is open now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..grounds import Ground
from ..petition import Kind
from . import complaint, denunciation, opinion
from .facts import Facts
from .states import Action, State
from .transition import Transition

TABLE: tuple[Transition, ...] = (*complaint.TABLE, *denunciation.TABLE, *opinion.TABLE)
# Steps of the office among itself, in no row of the table public.
INTERNAL_ACTIONS = {step.action for step in TABLE if not step.is_public} - {
    step.action for step in TABLE if step.is_public
}

# NĐ 155/2026 Đ.22 k.1: for a complaint accepted before 1/7/2026 these already follow the new decree. NĐ 156/2026 Đ.10
# says the same of every denunciation under way; only its withdrawal differs.
BY_DAY_OF_STEP = frozenset({
    Action.WITHDRAW,
    Action.WITHDRAW_PART,
    Action.SUSPEND,
    Action.RESUME,
    Action.TERMINATE,
    Action.INVITE,
    Action.DIALOGUE,
})  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """A step of the table as it stands now: its grounds today, and what the law still wants first, papers among it."""

    step: Transition
    grounds: tuple[Ground, ...]
    hindrances: tuple[str, ...] = ()
    missing_letters: tuple[str, ...] = ()


def law_day(action: Action, facts: Facts, on: dt.date) -> dt.date:
    """The day whose law a step follows: of receipt (Luật 136/2025 Đ.4 has no transition clause), of acceptance for the
    length of a settlement, which runs from there, or of the step itself where a decree says so."""
    if action in BY_DAY_OF_STEP or facts.received_on is None:
        return on
    if action is Action.EXTEND and (accepted := facts.last(Action.ACCEPT)):
        return accepted.on
    return facts.received_on


def steps_of(kind: Kind) -> Iterable[Transition]:
    return (step for step in TABLE if kind in step.kinds)


def allowed(kind: Kind, state: State, roles: Collection[str], day: dt.date | None = None) -> list[Transition]:
    """The steps a person of these roles in the handling agency may take now, in the order of the table.

    With the day the petition was received, also only those the law of that day gives a ground for.
    """
    held = frozenset(roles)
    steps = [step for step in steps_of(kind) if step.source == state and step.roles & held]
    return steps if day is None else [step for step in steps if step.grounds(kind, day)]


def offers(facts: Facts, roles: Collection[str], on: dt.date | None = None) -> list[Offer]:
    """The steps the table and the law of their day know for these roles, hindered ones with the reason."""
    day = on or facts.today
    found = []
    for step in allowed(facts.kind, facts.state, roles):
        grounds = step.grounds(facts.kind, law_day(step.action, facts, day), facts.instance, facts.flags)
        if grounds:
            missing = tuple(step.missing_letters(facts))
            found.append(Offer(step, grounds, tuple(step.hindrances(facts)), missing))
    return found


def find(steps: Iterable[Transition], action: Action, *, inside: bool = False) -> Transition | None:
    """The one step an action means among those allowed; `inside` says that another agency of the portal was named."""
    return next((step for step in steps if step.action == action and step.names_agency == inside), None)

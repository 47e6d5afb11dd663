"""Which steps a person may take with a case now, with the grounds the law of that case's day offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracking.casework.grounds import Ground
from tracking.casework.models import Case
from tracking.casework.moves import law_day
from tracking.casework.petition import Kind
from tracking.casework.scope import Access
from tracking.casework.workflow import Action, State, Transition, allowed

INSIDE = "-trong-cong"


@dataclass(frozen=True)
class Step:
    """One row of the table as this person meets it; `slug` is its part of the address."""

    slug: str
    transition: Transition
    grounds: tuple[Ground, ...]

    @property
    def title(self) -> str:
        title = self.transition.title
        if self.transition.action == Action.TRANSFER:
            return f"{title} trong cổng" if self.transition.names_agency else f"{title} ra ngoài cổng"
        return title


def steps_for(case: Case, access: Access) -> list[Step]:
    """The steps open to this person now, in the order of the table; none without the right to write."""
    if not access.write:
        return []
    kind, day = Kind(case.kind), law_day(case)
    found = allowed(kind, State(case.state), access.roles, day)
    return [Step(slug_of(step), step, step.grounds(kind, day)) for step in found]


def step_named(case: Case, access: Access, slug: str) -> Step | None:
    return next((step for step in steps_for(case, access) if step.slug == slug), None)


def slug_of(transition: Transition) -> str:
    return transition.action.value + (INSIDE if transition.names_agency else "")


def all_slugs() -> Iterator[str]:
    """Every slug an address may carry: the rest is no address at all."""
    for action in Action:
        yield action.value
    yield Action.TRANSFER.value + INSIDE

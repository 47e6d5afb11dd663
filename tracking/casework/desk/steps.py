"""Which steps a person may take with a case now, with the grounds the law of that case's day offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracking.casework.grounds import Ground
from tracking.casework.models import Case
from tracking.casework.scope import Access
from tracking.casework.workflow import Action, Facts, Transition, offers
from tracking.casework.workflow.asking import ON, Field
from tracking.casework.writing.case_facts import facts_of
from tracking.organisation.models import Role

_EVERY_ROLE = frozenset(role.value for role in Role)
INSIDE = "-trong-cong"
USUAL = frozenset({
    Action.RECEIVE, Action.IDENTITY_CHECKED, Action.ACCEPT, Action.SETTLE, Action.RESUME, Action.DECIDE, Action.CLOSE,
})  # fmt: skip


@dataclass(frozen=True)
class DeskStep:
    """One row of the table as this person meets it; `slug` is its part of the address. `hindrances` say why it must
    still wait, `missing_letters` for which papers."""

    slug: str
    transition: Transition
    grounds: tuple[Ground, ...]
    facts: Facts
    hindrances: tuple[str, ...] = ()
    missing_letters: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        title = self.transition.title
        if self.transition.action == Action.TRANSFER:
            return f"{title} trong cổng" if self.transition.names_agency else f"{title} ra ngoài cổng"
        return title

    @property
    def is_usual(self) -> bool:
        """On the straight way to a result; what stops or turns a case aside stands behind it."""
        return self.transition.action in USUAL

    @property
    def asks(self) -> tuple[Field, ...]:
        """Receipt is the moment of the click; every other step has a paper with a day of its own."""
        asked = tuple(field for field in self.transition.asks if self._has_answers(field))
        return asked if self.transition.action is Action.RECEIVE else (ON, *asked)

    def _has_answers(self, field: Field) -> bool:
        """A list that is empty for this settlement, or under this law, is not asked."""
        is_list = field.is_dated or bool(field.second_choices)
        return not is_list or bool(field.choices_in(self.facts.instance, self.facts.criteria))


def steps_for(case: Case, access: Access) -> list[DeskStep]:
    """The steps of this person's roles in the order of the table; none without the right to write."""
    if not access.write:
        return []
    facts = facts_of(case)
    found = offers(facts, access.roles)
    return [
        DeskStep(slug_of(offer.step), offer.step, offer.grounds, facts, offer.hindrances, offer.missing_letters)
        for offer in found
    ]


def step_named(case: Case, access: Access, slug: str) -> DeskStep | None:
    """The step of that address, if nothing hinders it."""
    return next((step for step in steps_for(case, access) if step.slug == slug and not step.hindrances), None)


def why_not(case: Case, access: Access, slug: str) -> str:
    """Why the step of that address cannot be taken now."""
    waiting = next((step for step in steps_for(case, access) if step.slug == slug), None)
    if waiting:
        return f"{waiting.title}: {' '.join(waiting.hindrances)}"
    others = next((offer.step for offer in offers(facts_of(case), _EVERY_ROLE) if slug_of(offer.step) == slug), None)
    if others and access.write:
        return f"Bước «{others.title}» do {_whose(others)} thực hiện."
    return f"Vụ việc đang ở tình trạng «{case.get_state_display()}», không có bước này."


def _whose(step: Transition) -> str:
    return " hoặc ".join(str(role.label).lower() for role in Role if role.value in step.roles)


@dataclass(frozen=True)
class Choice:
    """The steps as the case page shows them: what leads on, what adds a fact, and what must wait."""

    leading: list[DeskStep]
    adding: list[DeskStep]
    waiting: list[DeskStep]

    def __iter__(self) -> Iterator[DeskStep]:
        """Those that can be taken now."""
        yield from (*self.leading, *self.adding)

    @property
    def waits_for_letters(self) -> bool:
        return any(step.missing_letters for step in self.waiting)

    def __bool__(self) -> bool:
        return bool(self.leading or self.adding or self.waiting)


def choice_of(steps: list[DeskStep]) -> Choice:
    ready = [step for step in steps if not step.hindrances]
    leading = [step for step in ready if not step.transition.stays]
    return Choice(
        leading=sorted(leading, key=lambda step: not step.is_usual),
        adding=[step for step in ready if step.transition.stays],
        waiting=[step for step in steps if step.hindrances and not step.transition.is_done(step.facts)],
    )


def slug_of(transition: Transition) -> str:
    return transition.action.value + (INSIDE if transition.names_agency else "")


def all_slugs() -> Iterator[str]:
    """Every slug an address may carry: the rest is no address at all."""
    yield from (action.value for action in Action)
    yield Action.TRANSFER.value + INSIDE

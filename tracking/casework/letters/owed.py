"""Letters the steps of a case call for that somebody else than its handlers has to issue: the custodians' list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracking.organisation.models import Person, Role

from ..models import Case, Event, EventKind, LetterTemplate
from ..petition import Kind
from ..workflow import steps_of
from .by_step import Course, Owed
from .catalogue import Audience, LetterKey

_LOOKED_AT = 200


@dataclass(frozen=True)
class OwedByCustodian:
    """A letter to the denouncer or the denounced, of one case, and the step that calls for it."""

    case: Case
    owed: Owed

    @property
    def title(self) -> str:
        return self.owed.name


def owed_by(person: Person) -> list[OwedByCustodian]:
    """Oldest step first; nothing for whoever is no custodian."""
    if not person.has_role(Role.CUSTODIAN):
        return []
    return sorted(_found(person), key=lambda one: (one.owed.on, one.case.pk))


def _found(person: Person) -> Iterator[OwedByCustodian]:
    keys = _theirs()
    for case in _calling_for(person, keys):
        for owed in Course.of(case).owed(case.letters.all()):
            if owed.key in keys:
                yield OwedByCustodian(case, owed)


def _theirs() -> frozenset[LetterKey]:
    """Of the letters that steps of a denunciation call for, those a custodian alone issues."""
    called = {key for row in steps_of(Kind.DENUNCIATION) for key in row.letters}
    kept = LetterTemplate.objects.filter(
        kind=Kind.DENUNCIATION.value, audience=Audience.CUSTODIAN.value, key__in=called
    )
    return frozenset(LetterKey(key) for key in kept.values_list("key", flat=True))


def _calling_for(person: Person, keys: frozenset[LetterKey]) -> list[Case]:
    """The newest denunciations in which such a step was taken; whether its letter is there the course tells."""
    actions = {row.action.value for row in steps_of(Kind.DENUNCIATION) if row.letters & keys}
    steps = Event.objects.filter(kind=EventKind.MOVED, action__in=actions, case__kind=Kind.DENUNCIATION.value)
    cases = Case.objects.visible_to(person).filter(pk__in=steps.values("case")).select_related("handling_agency")
    return list(cases.prefetch_related("letters").order_by("-pk")[:_LOOKED_AT])

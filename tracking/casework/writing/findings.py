"""What an officer finds of law at a step (why a case is complex, which marks it has): kept in words in the office's own
note, and read back from there for the letter that has to give it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..models import Event
from ..workflow import Facts, Transition

_KEY = "noted"


@dataclass(frozen=True)
class Findings:
    """Each finding by the name of its field, label before it."""

    lines: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, step: Transition, facts: Facts, given: Mapping[str, Any]) -> Findings:
        asked = [field for field in step.asks if field.is_noted and given.get(field.name)]
        words = ((field, field.choices_in(facts.instance, facts.criteria)) for field in asked)
        return cls(tuple((field.name, field.in_words(given[field.name], choices)) for field, choices in words))

    def before(self, note: str) -> str:
        """The office's note, with the findings on top."""
        return "\n".join(filter(None, [*(line for _, line in self.lines), note]))

    def details(self) -> dict[str, Any]:
        """How long each is, so that it can be cut out of the note again; its words stay encrypted there."""
        return {_KEY: [[name, len(line)] for name, line in self.lines]} if self.lines else {}


def found_in(step: Event, name: str) -> str:
    """What was found under that name, without its label; nothing for a step of the time before this was kept."""
    start = 0
    for known, length in step.details.get(_KEY, ()):
        if known == name:
            written: str = step.internal_note[start : start + length]
            return written.partition(": ")[2].strip()
        start += length + 1
    return ""

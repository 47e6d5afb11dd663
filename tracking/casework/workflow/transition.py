"""One row of the table: who may take which step from where to where, what it asks, and what the law wants first."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

from ..grounds import GROUNDS, Ground
from ..grounds.ground import BEGINNING
from ..petition import Kind
from .asking import ON, Field, Shape
from .facts import Facts, Given
from .order import predecessor
from .states import ACTION_NAMES, Action, State

# Reception board and committee office act as officers of their own agency; deciding is the head's own
# (Luật Khiếu nại Đ.17-21 gives competence to the head by name).
HANDLERS = frozenset({"officer", "head", "reception_board", "committee_office"})
HEAD = frozenset({"head"})
CUSTODIAN = frozenset({"custodian"})


@dataclasses.dataclass(frozen=True)
class Problem:
    """Why a step cannot be taken; `field` is the part of the form to mend, "" for the whole."""

    field: str
    words: str


@dataclasses.dataclass(frozen=True)
class Need:
    """What must be so before the step is offered; `law` is where it stands, `letter` the paper that is missing,
    `until` what the case itself adds to the words: from which day it will be so. What `is_once` fails because the step
    was taken already."""

    name: str
    holds: Callable[[Facts], bool]
    words: str
    law: str = ""
    letter: str = ""
    is_once: bool = False
    until: Callable[[Facts], str] | None = None

    def said_of(self, facts: Facts) -> str:
        return " ".join(filter(None, (self.words, self.until(facts) if self.until else "")))


@dataclasses.dataclass(frozen=True)
class Check:
    """What must be true of the form; `fault` gives the words, "" when all is well. In force like a ground."""

    name: str
    field: str
    fault: Callable[[Facts, Given], str]
    law: str = ""
    valid_from: dt.date = BEGINNING


@dataclasses.dataclass(frozen=True, kw_only=True)
class Transition:
    """One step. `says_why` asks for words to the citizen; `names_agency` asks for another agency of the portal;
    `term_event` is what the step is to the law's clock, an event type of `terms.engine`, "" for none; `letter` is the
    key of the paper it produces (`second_letter` in the second settlement), `further_letters` what else the law wants
    written because of it; a step that is not `is_public` is left out of the citizen's history."""

    kinds: frozenset[Kind]
    source: State
    action: Action
    target: State
    roles: frozenset[str]
    officer_words: str
    says_why: bool = False
    names_agency: bool = False
    term_event: str = ""
    letter: str = ""
    second_letter: str = ""
    further_letters: tuple[str, ...] = ()
    asks: tuple[Field, ...] = ()
    needs: tuple[Need, ...] = ()
    checks: tuple[Check, ...] = ()
    is_public: bool = True

    @property
    def title(self) -> str:
        return ACTION_NAMES[self.action]

    @property
    def stays(self) -> bool:
        """The state remains: a fact is added."""
        return self.source == self.target

    def letter_for(self, instance: int) -> str:
        return self.second_letter if instance == 2 and self.second_letter else self.letter

    def letters_for(self, instance: int) -> tuple[str, ...]:
        """Every paper this step calls for, its own first."""
        own = self.letter_for(instance)
        return (*((own,) if own else ()), *self.further_letters)

    @property
    def letters(self) -> frozenset[str]:
        """Every paper it may call for, in either settlement."""
        return frozenset({*self.letters_for(1), *self.letters_for(2)})

    def grounds(
        self, kind: Kind, day: dt.date, instance: int = 1, flags: frozenset[str] = frozenset()
    ) -> tuple[Ground, ...]:
        """The grounds in force for a petition of this kind on that day (`law_day`), in the order of the law."""
        return tuple(ground for ground in GROUNDS if ground.serves(self.action.value, kind, day, instance, flags))

    def needs_choice(self, kind: Kind, day: dt.date, instance: int = 1) -> bool:
        """True when the law offers several grounds and the officer must name one."""
        return len(self.grounds(kind, day, instance)) > 1

    def ground(
        self, key: str, kind: Kind, day: dt.date, instance: int = 1, flags: frozenset[str] = frozenset()
    ) -> Ground | None:
        """The ground of that key; without a key, the only one there is. None when missing or not in force."""
        choices = self.grounds(kind, day, instance, flags)
        if not key:
            return choices[0] if len(choices) == 1 else None
        return next((ground for ground in choices if ground.key == key), None)

    def hindrances(self, facts: Facts) -> list[str]:
        """Why the step cannot be taken yet, whatever the form says."""
        return [need.said_of(facts) for need in self.needs if not need.holds(facts)]

    def is_done(self, facts: Facts) -> bool:
        """It was taken, and is taken once."""
        return any(need.is_once and not need.holds(facts) for need in self.needs)

    def missing_letters(self, facts: Facts) -> list[str]:
        """The papers it waits for."""
        return [need.letter for need in self.needs if need.letter and not need.holds(facts)]

    def untimely(self, facts: Facts, given: Given) -> list[Problem]:
        """Why the step cannot be taken on the day given; empty when that day will do."""
        return _wrong_day(self.action, facts, given)

    def problems(self, facts: Facts, given: Given, day: dt.date) -> list[Problem]:
        """Everything against taking the step with this form under the law of `day`; empty when it may be taken."""
        asked = (_unanswered(field, given.get(field.name), facts) for field in self.asks)
        found = [
            *(Problem("", words) for words in self.hindrances(facts)),
            *self.untimely(facts, given),
            *filter(None, asked),
        ]
        if found:
            return found
        checks = (check for check in self.checks if check.valid_from <= day)
        return [Problem(check.field, words) for check in checks if (words := check.fault(facts, given))]


def _wrong_day(action: Action, facts: Facts, given: Given) -> list[Problem]:
    """No step lies in the future, before the receipt, or before a step it follows."""
    on = given.get(ON.name)
    if not isinstance(on, dt.date):
        return [Problem(ON.name, "Xin ghi ngày của bước này.")]
    if on > facts.today:
        return [Problem(ON.name, f"Ngày {vn(on)} ở sau hôm nay.")]
    if facts.received_on and on < facts.received_on:
        return [Problem(ON.name, f"Ngày {vn(on)} ở trước ngày tiếp nhận ({vn(facts.received_on)}).")]
    if (earlier := predecessor(action, facts)) and on < earlier.on:
        return [Problem(ON.name, f"Ngày {vn(on)} ở trước bước «{ACTION_NAMES[earlier.action]}» ({vn(earlier.on)}).")]
    return []


def _unanswered(field: Field, value: Any, facts: Facts) -> Problem | None:
    choices = field.choices_in(facts.instance, facts.criteria)
    if value in (None, "", [], (), False):
        needed = field.required and not (field.is_dated and not choices)
        return Problem(field.name, f"Xin điền «{field.label}».") if needed else None
    allowed = {key for key, _label in choices}
    chosen = value if isinstance(value, list | tuple) else [value]
    if (field.choices or field.second_choices or field.is_dated) and not set(chosen) <= allowed:
        return Problem(field.name, f"«{field.label}» không có lựa chọn này.")
    if field.shape is Shape.DATE and not isinstance(value, dt.date):
        return Problem(field.name, f"«{field.label}» phải là một ngày.")
    if field.shape is Shape.DAYS and not (isinstance(value, int) and value > 0):
        return Problem(field.name, f"«{field.label}» phải là số ngày lớn hơn 0.")
    return None


def vn(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"

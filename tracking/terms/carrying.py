"""A change of law is carried into the open cases. This room knows no cases: whoever keeps them registers here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from tracking.organisation.models import Person

from .law import Law
from .models import Recomputation
from .rules import TermName
from .words import WORDS


@dataclass(frozen=True)
class Move:
    """A due date that would become another one. `reference` is empty where the reader may not know of the case,
    office and days too where even they would tell too much; `case` only tells the cases apart.
    """

    case: int
    reference: str
    agency: str
    name: TermName
    old: dt.date | None
    new: dt.date | None

    @property
    def title(self) -> str:
        return WORDS[self.name].title


class Keeper(Protocol):
    """What the room of the cases answers."""

    def would_move(self, law: Law, reader: Person) -> list[Move]:
        """The due dates of open cases that would move under that law."""
        ...


_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    if keeper not in _keepers:
        _keepers.append(keeper)


def would_move(law: Law, reader: Person) -> list[Move]:
    return [move for keeper in _keepers for move in keeper.would_move(law, reader)]


def cases_in(moves: Iterable[Move]) -> int:
    return len({move.case for move in moves})


def ask(change: str, by: Person | None) -> Recomputation:
    """Queue the recomputation; inside the transaction that changes the law. By nobody: a release brought it."""
    return Recomputation.objects.create(change=change[:300], by=by)

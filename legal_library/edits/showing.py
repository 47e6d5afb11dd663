"""A proposal as people read it: each field with what stands in the library beside what is asked for."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

from ..facts_doubted import doubts_about
from ..models import Act, LibraryEdit
from ..versions.differing import Pair, side_by_side
from .deciding import changed_meanwhile
from .rows import Row, label, packed, put, told

Action, State = LibraryEdit.Action, LibraryEdit.State
_NOTHING = "(trống)"


@dataclass(frozen=True, slots=True)
class Shown:
    """One field; `now` is what the library says meanwhile, where that is neither the old nor the new."""

    label: str
    pairs: tuple[Pair, ...]
    now: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The side that says something, of what is added or removed."""
        sides = (pair.after or pair.before for pair in self.pairs)
        return ["".join(piece.text for piece in side) for side in sides]


def shown(edit: LibraryEdit, row: Row | None) -> list[Shown]:
    """Every field that says something on either side, in the order of the form; `row` is what it is about."""
    waits = edit.state == State.WAITING
    moved = set(changed_meanwhile(edit, row)) if waits and row is not None else set()
    now = packed(row) if moved and row is not None else {}
    found = []
    for name, (old, new) in edit.changes.items():
        before, after = told(edit.what, name, old), told(edit.what, name, new)
        if not before and not after:
            continue
        if edit.action == Action.CHANGE:
            before, after = before or [_NOTHING], after or [_NOTHING]
        meanwhile = (tuple(told(edit.what, name, now[name])) or (_NOTHING,)) if name in moved else ()
        found.append(Shown(label(edit.what, name), tuple(side_by_side(before, after)), meanwhile))
    return found


def fields_of(edit: LibraryEdit) -> str:
    """What a change is about, by the names of its fields; nothing of what is added or removed whole."""
    if edit.action != Action.CHANGE:
        return ""
    return ", ".join(label(edit.what, name).lower() for name in edit.changes)


def doubts_of(edit: LibraryEdit, row: Row | None) -> list[str]:
    """What speaks against the facts of an act as a waiting proposal would leave them."""
    if edit.state != State.WAITING or edit.what != LibraryEdit.What.ACT or edit.action == Action.REMOVE:
        return []
    act = copy(row) if row is not None else Act()
    put(act, {name: value for name, (_, value) in edit.changes.items()})
    return doubts_about(act) if isinstance(act, Act) else []


def is_lost(edit: LibraryEdit, row: Row | None) -> bool:
    """Whether what a waiting proposal is about has gone from the library."""
    gone = edit.action != Action.ADD or edit.what == LibraryEdit.What.SUMMARY
    return edit.state == State.WAITING and gone and row is None

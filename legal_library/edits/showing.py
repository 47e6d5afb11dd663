"""A proposal as people read it: each field with what stands in the library beside what is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import LibraryEdit
from ..versions.differing import Pair, side_by_side
from .deciding import changed_meanwhile
from .rows import MODELS, Row, label, packed, told

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


def row_of(edit: LibraryEdit) -> Row | None:
    return MODELS[edit.what].objects.filter(pk=edit.row_id).first() if edit.row_id else None


def shown(edit: LibraryEdit) -> list[Shown]:
    """Every field that says something on either side, in the order of the form."""
    row = row_of(edit) if edit.state == State.WAITING else None
    moved = set(changed_meanwhile(edit, row)) if row is not None else set()
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


def is_lost(edit: LibraryEdit) -> bool:
    """Whether what a waiting proposal is about has gone from the library."""
    gone = edit.action != Action.ADD or edit.what == LibraryEdit.What.SUMMARY
    return edit.state == State.WAITING and gone and row_of(edit) is None

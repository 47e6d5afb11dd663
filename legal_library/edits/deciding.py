"""The second step: another person makes a proposal public, or says why not. Each is one transaction."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from .. import curating, renaming, second_person
from ..deleting import InUse, delete_act
from ..models import Act, LibraryEdit, Summary
from . import journal
from .journal import lock
from .rows import MODELS, Row, act_of, packed, put, says_now

State, Action = LibraryEdit.State, LibraryEdit.Action
RIGHT = "change_libraryedit"
_TWIN = "Thư viện đã có văn bản cùng số, ký hiệu, ngày và cơ quan ban hành này."


class CannotConfirm(Exception):
    """The library has changed since, so the proposal does not fit as it stands; the words say where."""


def confirm(*, edit_id: int, actor_id: int | None, alone: bool = False) -> LibraryEdit:
    """Carry a proposal out. Raises AlreadyDecided, NotYours, CannotConfirm. `alone` as with amendments."""
    with transaction.atomic():
        edit = lock(edit_id, State.WAITING)
        own = second_person.require(first=[edit.made_by_id], second=actor_id, right=RIGHT, alone=alone)
        try:
            row = _carried_out(edit)
        except ValidationError as misfit:
            raise CannotConfirm(" ".join(misfit.messages)) from misfit
        except curating.SameIdentity as twin:
            raise CannotConfirm(_TWIN) from twin
        except (InUse, renaming.StillNamed) as used:
            raise CannotConfirm(str(used)) from used
        if row is not None and edit.row_id is None:
            edit.row_id, edit.act = row.pk, act_of(row)
            if isinstance(row, Act):
                journal.proposed_before(edit)
        journal.decide(edit, State.CONFIRMED, actor_id, alone=own)
        return edit


def refuse(*, edit_id: int, actor_id: int | None, answer: str) -> LibraryEdit:
    """Leave the library as it is, and say why. Raises AlreadyDecided."""
    with transaction.atomic():
        edit = lock(edit_id, State.WAITING)
        journal.decide(edit, State.REFUSED, actor_id, answer=answer)
        return edit


def is_own(edit: LibraryEdit, person_id: int | None) -> bool:
    return person_id is not None and edit.made_by_id == person_id


def _carried_out(edit: LibraryEdit) -> Row | None:
    """The row as the proposal leaves it; None where it is gone."""
    new = {name: value for name, (_, value) in edit.changes.items()}
    if edit.action == Action.ADD and edit.row_id is None:
        added = MODELS[edit.what]()
        put(added, new)
        if "act" in new and not Act.objects.filter(pk=new["act"]).exists():
            raise CannotConfirm("Văn bản mà mục này thuộc về không còn trong thư viện.")
        return _stored(added)
    row = MODELS[edit.what].objects.select_for_update(of=("self",)).filter(pk=edit.row_id or 0).first()
    if row is None:
        raise CannotConfirm("Mục này không còn trong thư viện.")
    _refuse_what_changed(edit, row)
    if edit.action == Action.REMOVE:
        _remove(row, edit)
        return None
    put(row, new)
    return _stored(row)


def changed_meanwhile(edit: LibraryEdit, row: Row) -> list[str]:
    """Fields of a proposal that say something else now than when it was made, and not what it asks for either."""
    now = packed(row)
    side = 1 if edit.action == Action.ADD else 0
    return [name for name, sides in edit.changes.items() if now[name] not in (sides[side], sides[1])]


def _refuse_what_changed(edit: LibraryEdit, row: Row) -> None:
    changed = changed_meanwhile(edit, row)
    if changed:
        raise CannotConfirm(f"Từ khi đề nghị, thư viện đã đổi: {says_now(edit.what, changed, packed(row))}.")


def _stored(row: Row) -> Row:
    row.clean()
    row.validate_constraints()
    if isinstance(row, Act):
        return curating.save_act(row)
    if isinstance(row, Summary):
        row.published = True
        return curating.save_summary(row)
    row.validate_unique()
    curating.save_mark(row)
    return row


def _remove(row: Row, edit: LibraryEdit) -> None:
    if isinstance(row, Act):
        for other in row.edits.filter(state=State.WAITING).exclude(pk=edit.pk):
            journal.decide(other, State.WITHDRAWN, None, answer="Văn bản đã được xóa khỏi thư viện.")
        delete_act(row, seen=True)
        edit.act = None
    elif isinstance(row, Summary):
        curating.delete_summary(row)
    else:
        curating.delete_mark(row)

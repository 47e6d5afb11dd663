"""Each step of a proposal is written down twice: in its row, and in the history of the act it belongs to."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.log_actions import LogFormatter, log

from ..models import Act, LibraryEdit
from .rows import label

State = LibraryEdit.State
PROPOSED, SETTLED = "legal_library.propose", "legal_library.settle_doubts"
_ACTIONS: dict[str, tuple[str, str]] = {
    State.CONFIRMED: ("legal_library.confirm", "Duyệt"),
    State.REFUSED: ("legal_library.refuse", "Không duyệt"),
    State.WITHDRAWN: ("legal_library.withdraw", "Rút đề nghị"),
}


class AlreadyDecided(Exception):
    """Somebody decided about this proposal first."""


def lock(edit_id: int, *states: LibraryEdit.State) -> LibraryEdit:
    """The act before what belongs to it, as whoever deletes it does: two who wait for each other would both fail.

    Raises AlreadyDecided where the proposal is in none of these states.
    """
    list(Act.objects.select_for_update(of=("self",)).filter(edits=edit_id).values_list("pk", flat=True))
    edit = LibraryEdit.objects.select_for_update(of=("self",)).select_related("act").get(pk=edit_id)
    if edit.state not in states:
        raise AlreadyDecided
    return edit


def proposed(edit: LibraryEdit) -> None:
    if edit.act_id:
        _log(edit, PROPOSED, edit.made_by_id)


def proposed_before(edit: LibraryEdit) -> None:
    """An act that is only now in the library begins its history with the proposal."""
    _log(edit, PROPOSED, edit.made_by_id, at=edit.made_at)


def decide(
    edit: LibraryEdit, state: LibraryEdit.State, person_id: int | None, *, answer: str = "", alone: bool = False
) -> None:
    edit.state, edit.decided_by_id, edit.decided_at = state, person_id, timezone.now()
    edit.answer, edit.alone = answer, alone
    edit.save()
    if edit.act_id:
        _log(edit, _ACTIONS[state][0], person_id)


def settled(act: Act, doubts: list[str], person_id: int | None) -> None:
    """Every doubt of an act's file was looked at; the history keeps the doubts."""
    log(instance=act, action=SETTLED, user=_person(person_id), data={"doubts": doubts})


def _log(edit: LibraryEdit, action: str, person_id: int | None, at: dt.datetime | None = None) -> None:
    data = {
        "edit": edit.pk,
        "told": f"{edit.get_what_display()} – {edit.get_action_display()}",
        "name": edit.name,
        "fields": [label(edit.what, name) for name in edit.changes] if edit.action == LibraryEdit.Action.CHANGE else [],
        "reason": edit.answer or edit.reason,
        "alone": edit.alone,
    }
    log(instance=edit.act, action=action, user=_person(person_id), data=data, timestamp=at or timezone.now())


def _person(person_id: int | None) -> Any:
    return get_user_model().objects.filter(pk=person_id or 0).first()


class _StepFormatter(LogFormatter):
    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        fields = f" ({', '.join(data['fields'])})" if data["fields"] else ""
        alone = " (một người, đã đối chiếu lại)" if data["alone"] else ""
        return f"{self.label}: {data['told']} “{data['name']}”{fields}{alone}. {data['reason']}"


class _SettledFormatter(LogFormatter):
    label = "Đối chiếu chỗ cần xem lại"

    def format_message(self, log_entry: Any) -> str:
        doubts = log_entry.data["doubts"]
        return f"Đã xem xong {len(doubts)} chỗ cần xem lại: {'; '.join(doubts)[:500]}"


def register(actions: Any) -> None:
    """The steps as Wagtail's history tells them."""
    for action, words in ((PROPOSED, "Đề nghị"), *_ACTIONS.values()):
        actions.register_action(action)(type("_Formatter", (_StepFormatter,), {"label": words}))
    actions.register_action(SETTLED)(_SettledFormatter)

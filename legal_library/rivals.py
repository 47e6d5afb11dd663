"""Two texts of one act: one librarian asks for the other copy, a second makes it the text; none is ever lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from . import second_person, storing
from .models import Act, Amendment, RivalCopy, RivalStep, SourceFile
from .parsing.rows import document_rows, pack, unpack
from .versions.deciding import after_new_text, misfits

State = RivalCopy.State
RIGHT = "change_rivalcopy"


class AlreadyDecided(Exception):
    """Somebody else decided about this copy first."""


@dataclass(frozen=True, slots=True)
class Swapped:
    """The act with its other text, and the confirmed operations that do not fit it and wait again."""

    act: Act
    fallen: tuple[Amendment, ...]


def _lock(rival_id: int, states: tuple[str, ...]) -> RivalCopy:
    rival = RivalCopy.objects.select_for_update(of=("self",)).get(pk=rival_id)
    if rival.state not in states:
        raise AlreadyDecided
    return rival


def ask(*, rival_id: int, actor_id: int | None) -> None:
    """The first step: this copy, new or kept apart, should be the act's text. Raises AlreadyDecided."""
    with transaction.atomic():
        _decide(_lock(rival_id, (State.WAITING, State.KEPT_APART)), State.ASKED, actor_id)


def choose(*, rival_id: int, actor_id: int | None, alone: bool = False) -> Swapped:
    """The second step: the copy becomes the text; the present text is kept apart, to be chosen back when need be.

    Raises AlreadyDecided, NotYours. `alone` as with amendments.
    """
    with transaction.atomic():
        # The act before its copies, as whoever deletes it does: two who wait for each other would both fail.
        act = Act.objects.select_for_update(of=("self",)).get(rival_copies=rival_id)
        rival = _lock(rival_id, (State.ASKED,))
        own = second_person.require(first=[rival.decided_by_id], second=actor_id, right=RIGHT, alone=alone)
        _set_present_text_aside(act, actor_id)
        document = unpack(rival.document)
        act.doubts = document.warnings
        storing.write_text(act, document_rows(document))
        SourceFile.objects.filter(pk=rival.source_file_id).update(is_current=True)
        _decide(rival, State.CHOSEN, actor_id, alone=own)
        _compare_anew(act)
        return Swapped(act, tuple(after_new_text(act, actor_id)))


def keep_apart(*, rival_id: int, actor_id: int | None) -> None:
    """Leave the text as it is and keep the copy for comparison. Raises AlreadyDecided."""
    with transaction.atomic():
        _decide(_lock(rival_id, (State.WAITING, State.ASKED)), State.KEPT_APART, actor_id)


def would_fall(rival: RivalCopy) -> list[tuple[Amendment, str]]:
    """Confirmed operations on the act that do not fit this copy, each with the reason."""
    return misfits(rival.act, document_rows(unpack(rival.document)))


def is_own(rival: RivalCopy, person_id: int | None) -> bool:
    """Whether this person asked for the copy, so that another has to confirm."""
    return rival.state == State.ASKED and person_id is not None and rival.decided_by_id == person_id


def _set_present_text_aside(act: Act, actor_id: int | None) -> None:
    document = storing.document_of(act)
    document.warnings = list(act.doubts)
    file = act.source_files.filter(is_current=True).first() or _file_of_nothing(act)
    act.source_files.filter(is_current=True).update(is_current=False)
    aside, _ = RivalCopy.objects.get_or_create(source_file=file, defaults={"act": act, "document": {}})
    aside.document = pack(document)
    _decide(aside, State.KEPT_APART, actor_id)


def _compare_anew(act: Act) -> None:
    """The other copies differ from another text now."""
    for copy in act.rival_copies.exclude(state=State.CHOSEN):
        copy.difference = storing.difference(act, unpack(copy.document))
        copy.save(update_fields=["difference"])


def _file_of_nothing(act: Act) -> SourceFile:
    """A text that came without its file (an old export) still needs a name to be kept under."""
    name = f"văn bản đang dùng đến {timezone.localdate():%d/%m/%Y}"
    file, _ = SourceFile.objects.get_or_create(
        act=act, sha256=act.text_sha256, defaults={"name": name, "text_sha256": act.text_sha256, "kept": False}
    )
    return file


def _decide(rival: RivalCopy, state: RivalCopy.State, actor_id: int | None, *, alone: bool = False) -> None:
    rival.state = state
    rival.decided_at = timezone.now()
    rival.decided_by_id = actor_id
    rival.save()
    RivalStep.objects.create(rival=rival, state=state, person_id=actor_id, at=rival.decided_at, alone=alone)

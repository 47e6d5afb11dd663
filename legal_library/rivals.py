"""Two texts of one act: the librarian chooses, and the one that steps back is kept."""

from django.db import transaction
from django.utils import timezone

from . import storing
from .models import Act, RivalCopy, SourceFile
from .parsing.rows import document_rows, pack, unpack
from .versions.deciding import after_new_text


class AlreadyDecided(Exception):
    """Somebody else decided about this copy first."""


def _lock(rival_id: int) -> RivalCopy:
    rival = RivalCopy.objects.select_for_update().get(pk=rival_id)
    if rival.state != RivalCopy.State.WAITING:
        raise AlreadyDecided
    return rival


def choose(*, rival_id: int, actor_id: int | None) -> Act:
    """Make a rival copy the act's text; the present text becomes a rival copy, kept apart. Raises AlreadyDecided."""
    with transaction.atomic():
        rival = _lock(rival_id)
        act = Act.objects.select_for_update().get(pk=rival.act_id)
        _set_present_text_aside(act, actor_id)
        storing.write_text(act, document_rows(unpack(rival.document)))
        after_new_text(act)
        SourceFile.objects.filter(pk=rival.source_file_id).update(is_current=True)
        _decide(rival, RivalCopy.State.CHOSEN, actor_id)
    return act


def keep_apart(*, rival_id: int, actor_id: int | None) -> None:
    """Leave the text as it is and keep the copy for comparison. Raises AlreadyDecided."""
    with transaction.atomic():
        _decide(_lock(rival_id), RivalCopy.State.KEPT_APART, actor_id)


def _set_present_text_aside(act: Act, actor_id: int | None) -> None:
    file = act.source_files.filter(is_current=True).first()
    if file is None:
        return
    file.is_current = False
    file.save(update_fields=["is_current"])
    aside, _ = RivalCopy.objects.get_or_create(source_file=file, defaults={"act": act, "document": {}})
    aside.document = pack(storing.document_of(act))
    _decide(aside, RivalCopy.State.KEPT_APART, actor_id)


def _decide(rival: RivalCopy, state: RivalCopy.State, actor_id: int | None) -> None:
    rival.state = state
    rival.decided_at = timezone.now()
    rival.decided_by_id = actor_id
    rival.save()

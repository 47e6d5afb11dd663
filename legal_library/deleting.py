"""What stands against deleting an act, and what would go or be left hanging with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from search.interface import announce_change

from . import renaming, storing
from .models import Act, Amendment, LibraryEdit

State = Amendment.State


class InUse(Exception):
    """Confirmed operations rest on this act; the sentences say which have to be withdrawn first."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class NotSeen(Exception):
    """Other things point to this act, and nobody has said that they may be left hanging."""


def obstacles(act: Act) -> list[str]:
    """Why the act cannot go: the law of other texts would lose its ground, or their record its target."""
    made = act.amendments.filter(state=State.CONFIRMED).exclude(target=act).select_related("target")
    borne = act.changes.filter(state=State.CONFIRMED).exclude(act=act).select_related("act")
    shaping = _counted(each.target.full_name for each in made if each.target)
    shaped = _counted(each.act.full_name for each in borne)
    return [
        *(
            f"{count} thao tác đã xác nhận của văn bản này đang làm nên lời của {name}; xin rút xác nhận trước."
            for name, count in shaping
        ),
        *(
            f"{count} thao tác đã xác nhận của {name} sửa đổi văn bản này; xin rút xác nhận trước."
            for name, count in shaped
        ),
    ]


def _counted(names: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items())


def pointing_to(act: Act) -> list[str]:
    """What rests on the act without being law: it stays, but points to nothing, or goes with the act."""
    counts = (
        (act.followers.count(), "người đang theo dõi văn bản này"),
        (act.summaries.count(), "tóm tắt điều luật sẽ bị xóa theo"),
        (_proposals(act), "đề nghị đang chờ duyệt về văn bản này sẽ được rút"),
        (act.duties.count(), "nhiệm vụ được giao sẽ bị xóa theo"),
        (act.rival_copies.count(), "bản khác đang giữ riêng sẽ bị xóa theo"),
        (act.amendments.exclude(state=State.CONFIRMED).count(), "thao tác sửa đổi chưa xác nhận sẽ bị xóa theo"),
        (act.changes.exclude(state=State.CONFIRMED).exclude(act=act).count(), "thao tác của văn bản khác sẽ mất theo"),
    )
    return [*renaming.pointing_to(act), *(f"{count} {what}" for count, what in counts if count)]


def _proposals(act: Act) -> int:
    """What waits for a second person, beside the deletion itself."""
    waiting = act.edits.filter(state=LibraryEdit.State.WAITING)
    return waiting.exclude(what=LibraryEdit.What.ACT, action=LibraryEdit.Action.REMOVE).count()


def _hold_operations(act: Act) -> None:
    """Nobody confirms an operation of or on the act between the look at them and the deletion."""
    held = Amendment.objects.select_for_update(of=("self",)).filter(Q(act=act) | Q(target=act))
    list(held.order_by("pk").values_list("pk", flat=True))


def delete_act(act: Act, *, seen: bool = False) -> None:
    """Remove an act with its text, summaries and copies, and take it out of search.

    Raises InUse, NotSeen. `seen`: the librarian has read what points to it. Reading and deleting are one transaction.
    """
    with transaction.atomic():
        Act.objects.select_for_update().get(pk=act.pk)
        _hold_operations(act)
        reasons = obstacles(act)
        if reasons:
            raise InUse(reasons)
        if not seen and pointing_to(act):
            raise NotSeen
        keys = storing.entry_keys(act)
        log(instance=act, action="wagtail.delete")
        act.delete()
        announce_change(storing.SOURCE, keys)

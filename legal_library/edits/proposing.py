"""The first step: a librarian proposes. Nothing the public sees changes yet."""

from __future__ import annotations

from collections.abc import Iterable

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet

from ..deleting import InUse, obstacles
from ..models import Act, LibraryEdit, Summary, identity_of
from . import journal
from .journal import lock
from .rows import MODELS, Row, Values, act_of, packed, put, row_of, says_now, what_of

State, Action = LibraryEdit.State, LibraryEdit.Action
Changes = dict[str, list[object]]
_SALT = "legal_library.seen"


class Outdated(Exception):
    """The form was opened on something else than what the library says; `seal` is of what it says, if anything."""

    def __init__(self, words: str, seal: str = "") -> None:
        super().__init__(words)
        self.seal = seal


def seal(row: Row) -> str:
    """What a person sees of a row when a form is opened, to be held against what they send."""
    return signing.dumps(packed(row), salt=_SALT, compress=True)


def unseal(token: str) -> Values | None:
    """The values behind a seal; None where it is not ours."""
    try:
        values: Values = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return values


def propose_new(row: Row, *, person_id: int | None, reason: str) -> LibraryEdit:
    """A row to be added. A summary is kept at once, unpublished, so that its place is taken and no word is lost."""
    with transaction.atomic():
        if isinstance(row, Summary):
            row.published, row.written_by_id = False, person_id
            row.save()
        return _made(row, Action.ADD, _added(row), person_id, reason)


def offer_draft(row: Summary, *, reason: str) -> LibraryEdit:
    """A draft that came with an export: whoever wrote it is elsewhere, so one librarian here decides."""
    return _made(row, Action.ADD, _added(row), None, reason)


def propose_change(row: Row, *, seen: Values, person_id: int | None, reason: str) -> LibraryEdit | None:
    """What a person changed of what they saw; None where that is nothing.

    A field somebody else changed while the form was open stays as it is now, unless this person changed it too: then
    the second person sees all three values. A draft nobody has published is rewritten and proposed anew; whoever did
    not see its present words is told them first. Raises Outdated.
    """
    with transaction.atomic():
        kept = _kept(row)
        typed, now = packed(row), packed(kept)
        _refuse_unseen(kept, typed, seen)
        saw = {**now, **seen}
        changes = {name: [saw[name], value] for name, value in typed.items() if value != saw[name]}
        if isinstance(row, Summary) and isinstance(kept, Summary):
            row.published = kept.published
            if not kept.published:
                return _redrafted(row, person_id, reason)
        return _made(row, Action.CHANGE, changes, person_id, reason) if changes else None


def propose_removal(row: Row, *, person_id: int | None, reason: str) -> LibraryEdit | None:
    """A row to be taken away. Raises InUse, Outdated. What was never public goes at once: None."""
    if isinstance(row, Act) and (reasons := obstacles(row)):
        raise InUse(reasons)
    with transaction.atomic():
        kept = _kept(row)
        if isinstance(kept, Summary) and not kept.published:
            _take_back(_waiting_for(kept), person_id)
            kept.delete()
            return None
        return _made(kept, Action.REMOVE, _removed(kept), person_id, reason)


def propose_again(*, edit_id: int, person_id: int | None) -> LibraryEdit | None:
    """The same words over what the library says now, in this person's name; None where nothing of it is left to do.

    What waited before is taken back; it stays in the history. Raises AlreadyDecided.
    """
    with transaction.atomic():
        edit = lock(edit_id, State.WAITING, State.REFUSED, State.WITHDRAWN)
        changes = _over_present(edit)
        if not changes:
            return None
        _take_back([edit, *_others_for_draft(edit)], person_id)
        fresh = LibraryEdit.objects.create(
            what=edit.what, action=edit.action, row_id=edit.row_id, act_id=edit.act_id, name=edit.name,
            changes=changes, reason=edit.reason, made_by_id=person_id,
        )  # fmt: skip
        journal.proposed(fresh)
        return fresh


def may_ask_again(edit: LibraryEdit) -> bool:
    """Whether something of a decided proposal is left to do; a draft that waits under newer words is none of it."""
    return bool(_over_present(edit)) and not _others_for_draft(edit)


def draft_now(edit: LibraryEdit) -> Summary | None:
    """The draft a decided proposal was about, where it says something else by now: asking again is about its words."""
    if edit.action != Action.ADD or edit.state == State.WAITING:
        return None
    row = row_of(edit)
    return row if isinstance(row, Summary) and not row.published and _added(row) != edit.changes else None


def withdraw(*, edit_id: int, person_id: int | None) -> None:
    """Who proposed takes it back. Raises AlreadyDecided."""
    with transaction.atomic():
        _take_back([lock(edit_id, State.WAITING)], person_id)


def give_way(row: Summary, *, why: str) -> None:
    """A draft has become public by other means: what waited about it is taken back, its words stay in the history."""
    _take_back(_waiting_for(row), None, answer=why)


def _kept(row: Row) -> Row:
    """The row as it stands, locked until the end: between a request and its writing another person may have decided.

    Its act first, then what waits about it, as `journal.lock` does. Raises Outdated where it is gone.
    """
    if isinstance(row, Summary):
        list(Act.objects.select_for_update(of=("self",)).filter(summaries=row.pk).only("pk"))
        _waiting_for(row)
    kept = MODELS[what_of(row)].objects.select_for_update(of=("self",)).filter(pk=row.pk or 0).first()
    if kept is None:
        raise Outdated("Mục này không còn trong thư viện; người khác vừa xóa. Chưa lưu gì.")
    return kept


def _refuse_unseen(kept: Row, typed: Values, seen: Values) -> None:
    """Nobody writes over what their page did not show: a field it did not have, in a draft also newer words."""
    now = packed(kept)
    is_draft = isinstance(kept, Summary) and not kept.published
    missing = [name for name in now if name not in seen and typed[name] != now[name]]
    newer = [name for name in now if name in seen and now[name] not in (seen[name], typed[name])] if is_draft else []
    if missing or newer:
        first = "Trang này mở từ trước lần cập nhật phần mềm" if missing else "Người khác vừa sửa bản nháp này"
        words = says_now(what_of(kept), [*missing, *newer], now)
        raise Outdated(
            f"{first}: {words}. Lời ông/bà viết còn trong mẫu, chưa lưu; xin xem lại rồi gửi lần nữa.", seal(kept)
        )


def _others_for_draft(edit: LibraryEdit) -> list[LibraryEdit]:
    """A draft has one proposal at a time: it is proposed whole."""
    if edit.action != Action.ADD or edit.row_id is None:
        return []
    same = LibraryEdit.objects.filter(what=edit.what, row_id=edit.row_id, state=State.WAITING)
    return list(same.exclude(pk=edit.pk))


def _over_present(edit: LibraryEdit) -> Changes:
    """The changes of a proposal with what stands in the library now as the old words."""
    if edit.action == Action.ADD and edit.row_id is None:
        return dict(edit.changes) if _may_be_added(edit) else {}
    row = row_of(edit)
    if row is None:
        return {}
    if edit.action == Action.ADD:
        return _added(row) if isinstance(row, Summary) and not row.published else {}
    if edit.action == Action.REMOVE:
        return _removed(row)
    now = packed(row)
    return {name: [now[name], new] for name, (_, new) in edit.changes.items() if now[name] != new}


def _may_be_added(edit: LibraryEdit) -> bool:
    """Not what has come in meanwhile, nor what belongs to an act that has gone."""
    row = MODELS[edit.what]()
    put(row, {name: value for name, (_, value) in edit.changes.items()})
    if isinstance(row, Act):
        return not Act.objects.filter(identity=identity_of(row.symbol, row.issued, row.issuer)).exists()
    return "act" not in edit.changes or Act.objects.filter(pk=edit.changes["act"][1]).exists()


def _added(row: Row) -> Changes:
    return {name: [None, value] for name, value in packed(row).items()}


def _removed(row: Row) -> Changes:
    return {name: [value, None] for name, value in packed(row).items()}


def _take_back(edits: Iterable[LibraryEdit], person_id: int | None, *, answer: str = "") -> None:
    """Waiting proposals that are withdrawn or replaced."""
    for edit in edits:
        if edit.state == State.WAITING:
            journal.decide(edit, State.WITHDRAWN, person_id, answer=answer)


def _redrafted(row: Summary, person_id: int | None, reason: str) -> LibraryEdit:
    _take_back(_waiting_for(row), person_id)
    return propose_new(row, person_id=person_id, reason=reason)


def waiting_about(row: Row) -> QuerySet[LibraryEdit]:
    return LibraryEdit.objects.filter(what=what_of(row), row_id=row.pk, state=State.WAITING)


def _waiting_for(row: Row) -> list[LibraryEdit]:
    return list(waiting_about(row).select_for_update(of=("self",)))


def _made(row: Row, action: str, changes: Changes, person_id: int | None, reason: str) -> LibraryEdit:
    act = act_of(row)
    edit = LibraryEdit.objects.create(
        what=what_of(row), action=action, row_id=row.pk, act=act if act and act.pk else None, name=_name(row)[:500],
        changes=changes, reason=reason, made_by_id=person_id,
    )  # fmt: skip
    journal.proposed(edit)
    return edit


def _name(row: Row) -> str:
    """The row as it is called now, not as it may be called after the change."""
    if row.pk is None or (isinstance(row, Summary) and not row.published):
        return str(row)
    return str(MODELS[what_of(row)].objects.get(pk=row.pk))

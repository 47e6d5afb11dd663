"""What a librarian decides about operations: confirm, withdraw, reject. Each is one transaction and can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from search.interface import announce_change

from .. import storing
from ..changes import record
from ..models import Act, Amendment, LawChange, Op
from ..parsing.document import Node
from . import units
from .applying import CannotApply, apply

State = Amendment.State


@dataclass(frozen=True, slots=True)
class Trial:
    """What an operation would do: the unit before and after it on its day, or why it cannot be applied."""

    before: Node | None
    after: Node | None
    problem: str = ""


class NotYours(Exception):
    """Who entered an amendment by hand does not confirm it: a second person does."""


def try_out(amendment: Amendment) -> Trial:
    """Before and after on the day of effect, with everything else that is confirmed. Writes nothing."""
    obstacle = obstacle_to(amendment)
    target = amendment.target
    if obstacle or target is None or amendment.effective is None:
        return Trial(None, None, obstacle)
    node = units.first_text(units.rows_of(target, amendment.unit))
    others = [other for other in units.confirmed(target, amendment.unit) if other.pk != amendment.pk]
    before: Node | None = node
    try:
        for each in sorted([*others, amendment], key=units.in_order):
            if each is amendment:
                before = node
            node = apply(node, units.operation_of(each))
            if each is amendment:
                after = node
    except CannotApply as refused:
        return Trial(before, None, str(refused))
    return Trial(before, after)


def obstacle_to(amendment: Amendment) -> str:
    """Why an operation cannot even be tried; empty when it can."""
    target, act = amendment.target, amendment.act
    if target is None:
        if not amendment.target_symbol:
            return amendment.problem or "Máy chưa đọc chắc lời sửa đổi này; xin nhập tay."
        if Act.objects.with_symbol(amendment.target_symbol).exists():
            return f"Thư viện có nhiều văn bản cùng số {amendment.target_symbol}; xin chọn văn bản được sửa."
        return f"Thư viện chưa có văn bản được sửa: {amendment.target_symbol}."
    checks = (
        (target.pk == act.pk, "Văn bản tự sửa chính mình: vòng tròn."),
        (
            bool(target.issued and act.issued and target.issued > act.issued),
            "Văn bản được sửa ban hành sau văn bản sửa: vòng tròn hoặc nhầm số, ký hiệu.",
        ),
        (not target.has_full_text, f"Thư viện chưa có toàn văn {target.full_name}."),
        (not amendment.unit, "Không rõ điều nào được sửa."),
        (amendment.effective is None, "Chưa rõ ngày có hiệu lực của việc sửa đổi."),
    )
    return next((reason for holds, reason in checks if holds), "")


def refresh_problem(amendment: Amendment) -> str:
    """Try the operation and keep the reason it cannot be applied, if any."""
    amendment.problem = try_out(amendment).problem
    Amendment.objects.filter(pk=amendment.pk).update(problem=amendment.problem)
    return amendment.problem


def confirm(*, amendments: Sequence[Amendment], actor_id: int | None) -> list[LawChange]:
    """Make these operations part of the law: all or none. Raises CannotApply, NotYours."""
    with transaction.atomic():
        locked = _lock(amendments, (State.PROPOSED, State.WITHDRAWN))
        for amendment in locked:
            if amendment.by_hand and actor_id is not None and amendment.entered_by_id == actor_id:
                raise NotYours
            problem = obstacle_to(amendment)
            if problem:
                raise CannotApply(f"{amendment}: {problem}")
        _decide(locked, State.CONFIRMED, actor_id)
        return _rewritten(locked)


def withdraw(*, amendments: Sequence[Amendment], actor_id: int | None) -> list[LawChange]:
    """Take confirmed operations back: the text is again as if they had never been. Raises CannotApply."""
    with transaction.atomic():
        locked = _lock(amendments, (State.CONFIRMED,))
        _decide(locked, State.WITHDRAWN, actor_id)
        return _rewritten(locked, undone=True)


def reject(*, amendment: Amendment, actor_id: int | None) -> None:
    """Set an operation aside: the machine read it wrongly, or it changes no text."""
    with transaction.atomic():
        _decide(_lock([amendment], (State.PROPOSED, State.WITHDRAWN)), State.REJECTED, actor_id)


def reopen(*, amendment: Amendment) -> None:
    with transaction.atomic():
        _decide(_lock([amendment], (State.REJECTED,)), State.PROPOSED, None)


def _lock(amendments: Iterable[Amendment], states: tuple[str, ...]) -> list[Amendment]:
    wanted = [amendment.pk for amendment in amendments]
    found = Amendment.objects.select_for_update(of=("self",)).select_related("act", "target")
    return list(found.filter(pk__in=wanted, state__in=states).order_by("act_id", "ordinal", "pk"))


def _decide(amendments: list[Amendment], state: str, actor_id: int | None) -> None:
    decided_at = timezone.now() if state != State.PROPOSED else None
    Amendment.objects.filter(pk__in=[amendment.pk for amendment in amendments]).update(
        state=state, decided_by_id=actor_id, decided_at=decided_at
    )


def _rewritten(amendments: list[Amendment], *, undone: bool = False) -> list[LawChange]:
    """Versions of every unit these operations touch, articles before the headings that stand over them."""
    touched = {(a.target_id, a.unit): a for a in amendments}
    changes: list[LawChange] = []
    for (_, unit), amendment in sorted(touched.items(), key=lambda item: not units.is_article(item[0][1])):
        target = amendment.target
        assert target is not None  # noqa: S101  obstacle_to has refused the others
        try:
            units.rewrite(target, unit)
        except CannotApply as refused:
            raise CannotApply(f"{target.symbol}#{unit}: {refused}") from refused
        same = [a for a in amendments if (a.target_id, a.unit) == (target.pk, unit)]
        changes.append(_change(target, unit, same, undone=undone))
    for act in {a.target for a in amendments if a.target}:
        told = [storing.act_key(act), *(f"{storing.act_key(act)}#{a.unit}" for a in amendments if a.target == act)]
        Act.objects.filter(pk=act.pk).update(changed_at=timezone.now())
        announce_change(storing.SOURCE, dict.fromkeys(told))
    return record(changes)


def _change(target: Act, unit: str, amendments: list[Amendment], *, undone: bool) -> LawChange:
    kind = LawChange.Kind.UNDONE if undone else _kind(amendments)
    days = [a.effective for a in amendments if a.effective]
    return LawChange(
        act=target,
        key=unit,
        kind=kind,
        effective=min(days) if days else None,
        ground="\n".join(dict.fromkeys(a.ground for a in amendments)),
    )


def _kind(amendments: list[Amendment]) -> LawChange.Kind:
    ops = {(a.op, a.target_key == a.unit) for a in amendments}
    if (Op.REPEAL, True) in ops:
        return LawChange.Kind.REPEALED
    new = {(Op.INSERT_AFTER, True), (Op.ADD, True)}
    return LawChange.Kind.ADDED if ops & new else LawChange.Kind.AMENDED


def after_new_text(act: Act) -> None:
    """The act's first text was exchanged: its versions are worked out anew. What no longer fits waits again."""
    for unit in set(act.changes.filter(state=State.CONFIRMED).values_list("unit", flat=True)):
        try:
            with transaction.atomic():
                units.rewrite(act, unit)
        except CannotApply as refused:
            waiting = act.changes.filter(unit=unit, state=State.CONFIRMED)
            waiting.update(state=State.PROPOSED, problem=str(refused), decided_at=None, decided_by=None)


def turned(since: dt.date, until: dt.date) -> None:
    """Tell search of everything whose validity changed on these days: the index knows today's law."""
    taken_effect = Amendment.objects.filter(
        effective__range=(since, until), state=State.CONFIRMED, target__isnull=False
    )
    for amendment in taken_effect.select_related("target"):
        assert amendment.target is not None  # noqa: S101  the query asks for it
        name = storing.act_key(amendment.target)
        announce_change(storing.SOURCE, [name, f"{name}#{amendment.unit}"])
    turning = Q(effective__range=(since, until)) | Q(expired__range=(since, until))
    for act in Act.objects.filter(turning):
        announce_change(storing.SOURCE, [storing.act_key(act)])

"""What librarians decide about operations: one checks, another confirms, either takes back. Each is one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from search.interface import announce_change

from .. import second_person, storing
from ..changes import record
from ..models import Act, Amendment, AmendmentStep, LawChange, Op
from ..parsing.document import Node
from ..parsing.rows import Row
from . import units
from .applying import CannotApply, apply
from .seals import Seen

State = Amendment.State
RIGHT = "change_amendment"


@dataclass(frozen=True, slots=True)
class Trial:
    """What an operation would do: the unit before and after it on its day, or why it cannot be applied."""

    before: Node | None
    after: Node | None
    problem: str = ""


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
        (_amends_back(target, act), f"{target.full_name} cũng sửa văn bản này: vòng tròn, xin xem lại cả hai."),
        (not target.has_full_text, f"Thư viện chưa có toàn văn {target.full_name}."),
        (not amendment.unit, "Không rõ điều nào được sửa."),
        (amendment.effective is None, "Chưa rõ ngày có hiệu lực của việc sửa đổi."),
    )
    return next((reason for holds, reason in checks if holds), "")


def _amends_back(target: Act, act: Act) -> bool:
    """Whether the act to be changed already changes the one that changes it: each would rest on the other."""
    return target.amendments.filter(target=act, state__in=(State.CHECKED, State.CONFIRMED)).exists()


def refresh_problem(amendment: Amendment) -> str:
    """Try the operation and keep the reason it cannot be applied, if any."""
    amendment.problem = try_out(amendment).problem
    Amendment.objects.filter(pk=amendment.pk).update(problem=amendment.problem)
    return amendment.problem


def check(*, amendments: Sequence[Amendment], actor_id: int | None, seen: Seen | None = None) -> int:
    """The first step: these operations are read right and fit the text; how many. Raises CannotApply.

    `seen`: as the person's page showed them; what stands otherwise by now is left out and told there.
    """
    with transaction.atomic():
        locked = _lock(amendments, (State.PROPOSED, State.WITHDRAWN), seen)
        _refuse_misfits(locked)
        _decide(locked, State.CHECKED, actor_id)
        return len(locked)


def confirm(
    *, amendments: Sequence[Amendment], actor_id: int | None, alone: bool = False, seen: Seen | None = None
) -> list[LawChange]:
    """The second step: make checked operations part of the law, all or none. Raises CannotApply, NotYours.

    `alone` is the tick of an office's only librarian, who has gone over them once more; it counts only where nobody
    else may confirm. `seen` as in `check`: nobody confirms words they never saw.
    """
    with transaction.atomic():
        locked = _lock(amendments, (State.CHECKED,), seen)
        first = [_who_looked(amendment) for amendment in locked]
        own = second_person.require(first=first, second=actor_id, right=RIGHT, alone=alone)
        _refuse_obstacles(locked)
        _decide(locked, State.CONFIRMED, actor_id, alone=own)
        return _rewritten(locked)


def is_own(amendment: Amendment, person_id: int | None) -> bool:
    """Whether nobody but this person has looked at it yet, so that another one has to confirm."""
    return person_id is not None and _who_looked(amendment) == person_id


def _who_looked(amendment: Amendment) -> int | None:
    return amendment.decided_by_id or (amendment.entered_by_id if amendment.by_hand else None)


def withdraw(*, amendments: Sequence[Amendment], actor_id: int | None) -> list[LawChange]:
    """Take confirmed operations back: the text is again as if they had never been.

    Raises CannotApply where a confirmed one rests on them: that one has to be withdrawn first, or with them.
    """
    with transaction.atomic():
        locked = _lock(amendments, (State.CONFIRMED,))
        _decide(locked, State.WITHDRAWN, actor_id)
        try:
            return _rewritten(locked, undone=True)
        except CannotApply as refused:
            raise CannotApply(f"thao tác khác đã xác nhận dựa vào, xin rút thao tác đó trước. {refused}") from refused


def reject(*, amendment: Amendment, actor_id: int | None) -> None:
    """Set an operation aside: the machine read it wrongly, or it changes no text."""
    with transaction.atomic():
        _decide(_lock([amendment], (State.PROPOSED, State.CHECKED, State.WITHDRAWN)), State.REJECTED, actor_id)


def reopen(*, amendment: Amendment, actor_id: int | None) -> None:
    """Back to the beginning: set aside by mistake, or checked too soon."""
    with transaction.atomic():
        _decide(_lock([amendment], (State.REJECTED, State.CHECKED)), State.PROPOSED, actor_id)


def _refuse_obstacles(amendments: Iterable[Amendment]) -> None:
    for amendment in amendments:
        problem = obstacle_to(amendment)
        if problem:
            raise CannotApply(f"{amendment}: {problem}")


def _refuse_misfits(amendments: list[Amendment]) -> None:
    """Try these operations together with all confirmed ones, unit by unit; nothing is written."""
    _refuse_obstacles(amendments)
    ways = {(each.act_id, each.target_id) for each in amendments}
    if any((target, act) in ways for act, target in ways):
        raise CannotApply("hai văn bản sửa lẫn nhau: vòng tròn.")
    place = sorted(amendments, key=lambda each: (each.target_id or 0, each.unit))
    for (_, unit), group in groupby(place, key=lambda each: (each.target_id, each.unit)):
        tried = list(group)
        target = tried[0].target
        assert target is not None  # noqa: S101  obstacle_to has refused the others
        node = units.first_text(units.rows_of(target, unit))
        for each in sorted([*units.confirmed(target, unit), *tried], key=units.in_order):
            try:
                node = apply(node, units.operation_of(each))
            except CannotApply as refused:
                raise CannotApply(f"{target.symbol}#{unit}: {refused}") from refused


def _lock(amendments: Iterable[Amendment], states: tuple[str, ...], seen: Seen | None = None) -> list[Amendment]:
    wanted = [amendment.pk for amendment in amendments]
    found = Amendment.objects.select_for_update(of=("self",)).select_related("act", "target")
    locked = list(found.filter(pk__in=wanted, state__in=states).order_by("act_id", "ordinal", "pk"))
    return locked if seen is None else seen.same(locked)


def _decide(amendments: Sequence[Amendment], state: str, actor_id: int | None, *, alone: bool = False) -> None:
    now, waits = timezone.now(), state == State.PROPOSED
    Amendment.objects.filter(pk__in=[amendment.pk for amendment in amendments]).update(
        state=state, decided_by_id=None if waits else actor_id, decided_at=None if waits else now
    )
    AmendmentStep.objects.bulk_create(
        AmendmentStep(amendment=each, state=state, person_id=actor_id, at=now, alone=alone) for each in amendments
    )


def _rewritten(amendments: list[Amendment], *, undone: bool = False) -> list[LawChange]:
    """Versions of every unit these operations touch, articles before the headings that stand over them."""
    touched = {(a.target_id, a.unit): a for a in amendments}
    changes: list[LawChange] = []
    told: list[str] = []
    for (_, unit), amendment in sorted(touched.items(), key=lambda item: not units.is_article(item[0][1])):
        target = amendment.target
        assert target is not None  # noqa: S101  obstacle_to has refused the others
        told += [storing.act_key(target), *storing.article_keys(target, unit)]
        try:
            units.rewrite(target, unit)
        except CannotApply as refused:
            raise CannotApply(f"{target.symbol}#{unit}: {refused}") from refused
        told += storing.article_keys(target, unit)
        same = [a for a in amendments if (a.target_id, a.unit) == (target.pk, unit)]
        changes.append(_change(target, unit, same, undone=undone))
    Act.objects.filter(pk__in={target for target, _ in touched}).update(changed_at=timezone.now())
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


def after_new_text(act: Act, actor_id: int | None = None) -> list[Amendment]:
    """The act's first text was exchanged: its versions are worked out anew. What no longer fits waits again, and is
    given back for the person to be told.
    """
    fallen: list[Amendment] = []
    units_changed = set(act.changes.filter(state=State.CONFIRMED).values_list("unit", flat=True))
    for unit in sorted(units_changed, key=lambda unit: (not units.is_article(unit), unit)):
        try:
            with transaction.atomic():
                units.rewrite(act, unit)
        except CannotApply as refused:
            waiting = act.changes.filter(unit=unit, state=State.CONFIRMED)
            found = list(waiting)
            waiting.update(problem=str(refused))
            _decide(found, State.PROPOSED, actor_id)
            fallen.extend(found)
    return fallen


def misfits(act: Act, rows: Sequence[Row]) -> list[tuple[Amendment, str]]:
    """Confirmed operations that would fall if these rows became the act's first text, each with the reason."""
    found: list[tuple[Amendment, str]] = []
    provisions = storing.provisions_of(act, rows)
    for unit in act.changes.filter(state=State.CONFIRMED).order_by().values_list("unit", flat=True).distinct():
        inside = [row for row in provisions if row.key == unit or row.key.startswith(f"{unit}.")]
        node = units.first_text(inside if units.is_article(unit) else inside[:1])
        operations = units.confirmed(act, unit)
        try:
            for operation in operations:
                node = apply(node, units.operation_of(operation))
        except CannotApply as refused:
            found.extend((operation, str(refused)) for operation in operations)
    return found


def turned(since: dt.date, until: dt.date) -> None:
    """Tell search of everything whose validity changed on these days: the index knows today's law."""
    taken_effect = Amendment.objects.filter(
        effective__range=(since, until), state=State.CONFIRMED, target__isnull=False
    )
    for amendment in taken_effect.select_related("target"):
        assert amendment.target is not None  # noqa: S101  the query asks for it
        told = [storing.act_key(amendment.target), *storing.article_keys(amendment.target, amendment.unit)]
        announce_change(storing.SOURCE, told)
    turning = Q(effective__range=(since, until)) | Q(expired__range=(since, until))
    for act in Act.objects.filter(turning):
        announce_change(storing.SOURCE, [storing.act_key(act)])

"""The versions of one article: which rows hold on a day, and writing them anew from the operations on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from django.db.models import Max, Min, Q

from ..citing import cite
from ..models import Act, Amendment, Provision, in_force_on
from ..parsing.document import Document, Node
from ..parsing.rows import Row, document_rows
from .applying import CannotApply, Operation, apply, is_repealed
from .tree import rank, tree_of

# Room for the rows of one article between two that were there from the beginning.
_SPAN = 10_000


def rows_of(act: Act, unit: str) -> list[Provision]:
    """Every row of every version of an article or heading, in reading order."""
    rows = act.provisions.filter(key__gte=unit, key__lt=f"{unit}/").order_by("valid_from", "ordinal", "position")
    return [row for row in rows if row.key == unit or (is_article(unit) and row.key.startswith(f"{unit}."))]


def is_article(unit: str) -> bool:
    return unit.rpartition(".")[2].startswith("dieu-")


def confirmed(act: Act, unit: str) -> list[Amendment]:
    """Operations on a unit in the order they take effect."""
    found = act.changes.filter(unit=unit, state=Amendment.State.CONFIRMED).select_related("act")
    return sorted(found, key=in_order)


def in_order(amendment: Amendment) -> tuple[dt.date, dt.date, int, int, int]:
    day, issued = amendment.effective or dt.date.max, amendment.act.issued or dt.date.max
    return (day, issued, amendment.act_id, amendment.ordinal, amendment.pk or 0)


def operation_of(amendment: Amendment) -> Operation:
    return Operation(
        op=amendment.op,
        target=amendment.target_key,
        old_words=amendment.old_words,
        new_words=amendment.new_words,
        new_text=amendment.new_text,
    )


def first_text(rows: Iterable[Provision]) -> Node | None:
    return tree_of([row for row in rows if row.valid_from is None])


def text_on(act: Act, unit: str, day: dt.date) -> Node | None:
    """The unit as it stands on a day; None before it exists."""
    held = [row for row in rows_of(act, unit) if _holds(row, day)]
    held.sort(key=lambda row: (row.ordinal, row.position))
    return tree_of(held)


def _holds(row: Provision, day: dt.date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or row.valid_to >= day)


def rewrite(act: Act, unit: str) -> list[dt.date]:
    """Work out every version of a unit anew. Returns the days its text changes. Raises CannotApply and changes nothing
    that the caller's transaction does not roll back.
    """
    rows = rows_of(act, unit)
    base = [row for row in rows if row.valid_from is None]
    act.provisions.filter(pk__in=[row.pk for row in rows if row.valid_from is not None]).delete()
    node, days = first_text(base), []
    last: list[Provision] = base
    for day, group in groupby(confirmed(act, unit), key=lambda amendment: amendment.effective):
        if day is None:
            raise CannotApply("Chưa rõ ngày có hiệu lực của việc sửa đổi.")
        made = list(group)
        for amendment in made:
            node = apply(node, operation_of(amendment))
        _end(last, day - dt.timedelta(days=1))
        last = _write(act, unit, node, day, made)
        days.append(day)
    _end(last, None)
    _mark_partly_expired(act)
    return days


def _end(rows: list[Provision], day: dt.date | None) -> None:
    Provision.objects.filter(pk__in=[row.pk for row in rows]).update(valid_to=day)


def _write(act: Act, unit: str, node: Node | None, day: dt.date, made: list[Amendment]) -> list[Provision]:
    if node is None:
        return []
    ordinal, position, level, parent = _seat(act, unit)
    grounds = "\n".join(dict.fromkeys(amendment.ground for amendment in made))
    rows = [
        Provision(
            act=act,
            kind=row.kind,
            key=_key(row.key, unit),
            parent_key=_key(row.parent_key, unit) if row.parent_key else parent,
            number=row.number[:20],
            ordinal=ordinal,
            position=position + index,
            level=level + row.level,
            heading=row.heading,
            text=row.text,
            body=row.body,
            valid_from=day,
            changed_by=grounds,
            repealed=is_repealed(node) and index == 0,
        )
        for index, row in enumerate(_rows(node, unit))
    ]
    written = Provision.objects.bulk_create(rows)
    cite(act, written)
    return written


def _rows(node: Node, unit: str) -> list[Row]:
    """The unit's rows; a heading is one row, its articles are units of their own."""
    alone = node if is_article(unit) else Node(node.kind, node.number, node.heading, node.text)
    return document_rows(Document(nodes=[alone]))


def _key(key: str, unit: str) -> str:
    """Keys of a tree that was numbered alone, put under the unit's own key."""
    _, _, rest = key.partition(".")
    return f"{unit}.{rest}"[:120] if rest else unit


def _seat(act: Act, unit: str) -> tuple[int, int, int, str]:
    """Where a version stands: at its first text; a new article behind the one before it in counting order."""
    first = act.provisions.filter(key=unit, valid_from__isnull=True).first()
    if first:
        return first.ordinal, 0, first.level, first.parent_key
    if not is_article(unit):
        return _seat_of_heading(act, unit)
    before = _neighbour(act, unit)
    if before is None:
        return 0, _SPAN, 0, ""
    span = Q(key=before.key) | Q(key__startswith=f"{before.key}.")
    last = act.provisions.filter(span, valid_from__isnull=True).aggregate(last=Max("ordinal"))["last"]
    # The number of a later article orders those that follow the same one.
    whole, letter, extra = rank(unit.rpartition("-")[2])
    gap = whole - rank(before.key.rpartition("-")[2])[0]
    return int(last), _SPAN * (1 + gap * 30 + letter + extra), before.level, before.parent_key


def _seat_of_heading(act: Act, unit: str) -> tuple[int, int, int, str]:
    """A new chapter or section stands before the first article that came with it. Raises CannotApply."""
    added = act.changes.filter(unit=unit).values_list("act_id", "place")
    beside = act.changes.filter(act_id__in=[a for a, _ in added], place__in=[p for _, p in added])
    articles = act.provisions.filter(key__in=beside.values("unit"), kind="article", valid_from__isnull=False)
    first = articles.order_by("ordinal", "position").first()
    if first is None:
        raise CannotApply("Xin xác nhận các điều thuộc mục, chương này trước.")
    return first.ordinal, first.position - 1, max(0, first.level - 1), ""


def _neighbour(act: Act, unit: str) -> Provision | None:
    """The last article of the first text that counts before this one, in the same scope."""
    scope = unit.rpartition(".")[0]
    place = rank(unit.rpartition("-")[2])
    found = None
    for row in act.provisions.filter(kind="article", valid_from__isnull=True).order_by("ordinal"):
        if row.key.rpartition(".")[0] == scope and rank(row.key.rpartition("-")[2]) < place:
            found = row
    return found


def _mark_partly_expired(act: Act) -> None:
    day = act.provisions.filter(repealed=True).aggregate(first=Min("valid_from"))["first"]
    if day != act.partly_expired_from:
        act.partly_expired_from = day
        Act.objects.filter(pk=act.pk).update(partly_expired_from=day)


def held_on(act: Act, day: dt.date) -> Iterable[Provision]:
    return act.provisions.filter(in_force_on(day)).order_by("ordinal", "position")

"""What a reader should know before trusting a text: a change not yet worked in, an unknown validity."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from search.interface import Caution
from search.symbols import parse_symbol

from .models import Act, Amendment, Provision, Status, Summary

_WAITS = (Amendment.State.PROPOSED, Amendment.State.CHECKED)
# Of letters and directives nobody asks whether they are still in force.
_NORMATIVE = ("law", "normative")

Waiting = dict[int, frozenset[str]]


def waiting_on(acts: Iterable[Act], day: dt.date) -> Waiting:
    """Units of each act that an amendment of this day or before names, but no librarian has confirmed; one query."""
    rows = Amendment.objects.filter(_begun(day), target__in=list(acts), state__in=_WAITS)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for act_id, unit in rows.order_by().values_list("target_id", "unit"):
        found[act_id].add(unit)
    return {act_id: frozenset(units) for act_id, units in found.items()}


def _begun(day: dt.date) -> Q:
    return Q(effective__isnull=True) | Q(effective__lte=day)


def waiting_amenders(act: Act, day: dt.date, unit: str = "") -> list[Act]:
    """The acts whose change of this act (of one article, where named) no librarian has confirmed yet; one query."""
    rows = act.changes.filter(_begun(day), state__in=_WAITS)
    if unit:
        rows = rows.filter(unit__in=(unit, ""))
    return list(Act.objects.filter(pk__in=rows.order_by().values("act")).order_by("issued", "pk"))


def waiting_changes(act: Act, day: dt.date, unit: str) -> list[Amendment]:
    """The changes of one article that no librarian has confirmed yet, in the order of their days; one query."""
    rows = act.changes.filter(_begun(day), state__in=_WAITS, unit=unit)
    return list(rows.select_related("act").order_by("effective", "ordinal", "pk")[:20])


def of_act(act: Act, waiting: Waiting, day: dt.date) -> tuple[Caution, ...]:
    """Of the whole document: any of its places may wait."""
    return _amendment(bool(waiting.get(act.pk))) + _validity(act, day)


def of_place(act: Act, key: str, waiting: Waiting, day: dt.date, *, older: bool) -> tuple[Caution, ...]:
    """Of one place; what names no place concerns each of them."""
    named = waiting.get(act.pk, frozenset())
    text: tuple[Caution, ...] = ("older_text",) if older else ()
    return _amendment(key in named or "" in named) + text + _validity(act, day)


def is_older(row: Provision, summary: Summary | None, day: dt.date) -> bool:
    """The text kept is the first one, while our summary already tells a later law."""
    return bool(summary and summary.valid_from and summary.holds_on(day) and row.valid_from is None)


def _amendment(waits: bool) -> tuple[Caution, ...]:
    return ("amendment_waiting",) if waits else ()


def _validity(act: Act, day: dt.date) -> tuple[Caution, ...]:
    symbol = parse_symbol(act.symbol)
    normative = symbol is not None and symbol.family in _NORMATIVE
    return ("validity_unknown",) if normative and act.status_on(day) == Status.UNKNOWN else ()

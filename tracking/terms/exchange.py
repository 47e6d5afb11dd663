"""Cases and terms as JSON, the form `compute_terms` reads and writes. Pure but for the clock nobody asks."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import Any

from .engine import Answer, Term
from .facts import EVENT_TYPES, FLAGS, BadCase, CaseFacts, Event

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def case_of(row: Any) -> CaseFacts:
    """Facts from one JSON object `{kind, instance?, flags?, events: [{type, on, days?}], today}`.

    Raises BadCase, with a sentence for people, for anything that is not such an object.
    """
    if not isinstance(row, dict):
        raise BadCase("Mỗi dòng phải là một vụ việc có id, kind, instance, flags, events, today.")
    for name in ("kind", "today"):
        if row.get(name) is None:
            raise BadCase("Thiếu “{name}”.", name=name)
    return CaseFacts(
        kind=str(row["kind"]),
        instance=_instance(row.get("instance")),
        flags=_flags(row.get("flags")),
        events=_events(row.get("events")),
        today=_day(row["today"]),
    )


def row_of(answer: Answer) -> dict[str, Any]:
    """`{terms: […]}`, and `refused` where an event was against the law."""
    row: dict[str, Any] = {"terms": [_term_row(term) for term in answer.terms]}
    if answer.refused:
        row["refused"] = [
            {"type": item.event.type, "on": item.event.on.isoformat(), "reason": item.reason} for item in answer.refused
        ]
    return row


def _term_row(term: Term) -> dict[str, Any]:
    return {
        "name": term.name.value,
        "due": term.due.isoformat() if term.due else None,
        "unit": term.unit.value,
        "length": term.length,
        "start": term.start.isoformat() if term.start else None,
        "skipped": [{"day": day.isoformat(), "why": why} for day, why in term.skipped],
        "basis": [
            {"document": cited.document, "article": cited.article, "clause": cited.clause or None}
            for cited in term.basis
        ],
        "state": term.state.value,
        "rule": term.rule,
        "note": term.note,
    }


def _instance(given: Any) -> int:
    if given is None:
        return 1
    if isinstance(given, bool) or not isinstance(given, int):
        raise BadCase("Lần giải quyết chỉ có thể là 1 hoặc 2.")
    return given


def _flags(given: Any) -> frozenset[str]:
    """A list of names, or an object of name → true."""
    if given is None:
        return frozenset()
    if isinstance(given, dict):
        given = [name for name, on in given.items() if on]
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise BadCase("“flags” phải là danh sách tên dấu hiệu.")
    if strange := frozenset(given) - FLAGS:
        raise BadCase("Không có dấu hiệu “{flag}”.", flag=min(strange))
    return frozenset(given)


def _events(given: Any) -> tuple[Event, ...]:
    if given is None:
        return ()
    if not isinstance(given, list):
        raise BadCase("“events” phải là danh sách sự kiện.")
    return tuple(map(_event, given))


def _event(row: Any) -> Event:
    if not isinstance(row, dict) or "type" not in row or "on" not in row:
        raise BadCase("Mỗi sự kiện phải có “type” và “on”.")
    if row["type"] not in EVENT_TYPES:
        raise BadCase("Không có sự kiện “{event}”.", event=row["type"])
    days = row.get("days")
    if days is not None and (isinstance(days, bool) or not isinstance(days, int)):
        raise BadCase("Số ngày (“days”) phải là số nguyên.")
    return Event(row["type"], _day(row["on"]), days)


def _day(text: Any) -> dt.date:
    if isinstance(text, str) and _ISO_DAY.fullmatch(text):
        with suppress(ValueError):
            return dt.date.fromisoformat(text)
    raise BadCase("“{day}” không phải là ngày dạng 2026-11-23.", day=text)

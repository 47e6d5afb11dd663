"""Cases and terms as JSON, the form `compute_terms` reads and writes. Pure but for the clock nobody asks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from .engine import Answer, BadCase, CaseFacts, Event, Term


def case_of(row: dict[str, Any]) -> CaseFacts:
    """Facts from one JSON object `{kind, instance?, flags?, events: [{type, on, days?}], today}`.

    Raises BadCase, with a sentence for people, for anything that is not such an object.
    """
    try:
        return CaseFacts(
            kind=str(row["kind"]),
            instance=int(row.get("instance") or 1),
            flags=frozenset(_flags(row.get("flags") or [])),
            events=tuple(_event(event) for event in row.get("events") or []),
            today=_day(row["today"]),
        )
    except KeyError as missing:
        raise BadCase(f"Thiếu “{missing.args[0]}”.") from None
    except BadCase:
        raise
    except (TypeError, ValueError, AttributeError):
        raise BadCase("Vụ việc không đúng cấu trúc.") from None


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


def _flags(flags: Any) -> list[str]:
    """A list of names, or an object of name → true."""
    return [name for name, on in flags.items() if on] if isinstance(flags, dict) else [str(name) for name in flags]


def _event(row: dict[str, Any]) -> Event:
    days = row.get("days")
    return Event(str(row["type"]), _day(row["on"]), None if days is None else int(days))


def _day(text: Any) -> dt.date:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        raise BadCase(f"“{text}” không phải là ngày dạng 2026-11-23.") from None

"""Which letters of a case were sent, told to the term engine: a term of sending ends on the day of sending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from tracking.terms import facts

from ..models import Event, EventKind


def corrected_days(told: Iterable[Event]) -> dict[int, dt.date]:
    """The day each letter was really sent, where the first one written down was wrong: the last word counts."""
    corrections = (event.details for event in told if event.kind == EventKind.SENT_CORRECTED)
    return {details["letter"]: dt.date.fromisoformat(details["on"]) for details in corrections}


def corrected_telling(told: Iterable[Event]) -> dict[int, dt.date]:
    """By the place of the event that was wrong: the day on which who sent the petition on was really told."""
    corrections = (event.details for event in told if event.kind == EventKind.TOLD_CORRECTED)
    return {details["corrects"]: dt.date.fromisoformat(details["on"]) for details in corrections}


class LettersToSend:
    """Which issued letters are those of the latest decision of their kind: one of an earlier suspension, sent at last
    during the next, ends no term of the next."""

    # A second suspension can only come after the first was resumed, and the other way round.
    _BETWEEN = {"suspended": "resumption_sent", "resumed": "suspension_sent"}
    _ANEW = {"suspended": "suspension_sent", "resumed": "resumption_sent"}

    def __init__(self, corrected: Mapping[int, dt.date] | None = None) -> None:
        self._corrected = corrected or {}
        self._newest: dict[str, set[int]] = {}
        self._older: dict[str, set[int]] = {}

    def sent(self, event: Event) -> list[facts.Event]:
        """A decision is with the citizen from the day it was sent, not from the day it got its number."""
        type_, letter = f"{event.details.get('key', '')}_sent", event.details.get("letter", 0)
        if type_ not in facts.SENT_EVENT_TYPES:
            return []
        if event.kind == EventKind.LETTER:
            self._newest.setdefault(type_, set()).add(letter)
        known = self._newest.get(type_, set()) | self._older.get(type_, set())
        if event.kind != EventKind.LETTER_SENT or letter not in known:
            return []
        written = dt.date.fromisoformat(event.details["on"])
        return [facts.Event(type_, self._corrected.get(letter, written))]

    def turned(self, step: str) -> None:
        if between := self._BETWEEN.get(step):
            self._older[between] = self._older.get(between, set()) | self._newest.pop(between, set())
        if anew := self._ANEW.get(step):
            self._older.pop(anew, None)

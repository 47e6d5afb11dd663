"""The history of a case as staff read it, and whether its chain is whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tracking.casework.grounds import Ground, ground_by_key
from tracking.casework.history import events
from tracking.casework.letters.catalogue import LETTER_NAMES, LetterKey
from tracking.casework.models import Case, Event, EventKind, LetterProposal, LetterSending, MandatePaper
from tracking.casework.opening import words as opening_words
from tracking.casework.petition import Kind
from tracking.casework.scope import Access
from tracking.casework.sealing.keys import KeyName, keyring
from tracking.casework.timing import clock
from tracking.organisation.models import Role

from .acting import agencies
from .answers import answers_of

_CORRECTED = (EventKind.SENT_CORRECTED, EventKind.TOLD_CORRECTED)
_SENT = frozenset({EventKind.LETTER_SENT, EventKind.FORWARDER_TOLD, *_CORRECTED})


_CLEARED = {
    LetterProposal.State.WAITING.value: "Trình thủ trưởng ký",
    LetterProposal.State.SIGNED.value: "Thủ trưởng đã ký duyệt",
    LetterProposal.State.RETURNED.value: "Thủ trưởng trả lại",
}
_OF_THE_SEAL = frozenset({EventKind.OPENING, EventKind.RENDITION})


@dataclass(frozen=True)
class Entry:
    """One line: `is_whole` says that the event is unaltered and follows the one before it."""

    event: Event
    ground: Ground | None
    note: str
    is_whole: bool
    agency: str
    answers: Sequence[str] = ()
    for_custodian: bool = False

    @property
    def title(self) -> str:
        if self.event.action:
            return self.event.get_action_display()
        if self.event.kind == EventKind.MANDATE:
            return f"Giấy tờ đại diện: {MandatePaper.State(self.event.details['state']).label.lower()}"
        of_seal = opening_words.title(self.event, for_custodian=self.for_custodian)
        return of_seal or self._letter() or self.event.get_kind_display()

    def _letter(self) -> str:
        """Which letter was issued, sent or laid before the head; "" for every other event."""
        if self.event.kind == EventKind.CLEARANCE:
            details = self.event.details
            return f"{_CLEARED[details['state']]}: {LETTER_NAMES[LetterKey(details['key'])]}"
        if self.event.kind not in (EventKind.LETTER, EventKind.LETTER_SENT, EventKind.SENT_CORRECTED):
            return ""
        key, symbol = self.event.details["key"], self.event.details.get("symbol", "")
        done = "Đã phát hành ngoài cổng" if self.event.details.get("outside") else self.event.get_kind_display()
        return f"{done}: {LETTER_NAMES[LetterKey(key)]} {symbol}".rstrip()

    @property
    def letter_day(self) -> dt.date | None:
        """The day on a paper issued outside the portal."""
        return self.event.day_told if self.event.kind == EventKind.LETTER else None

    @property
    def sent_day(self) -> dt.date | None:
        return self.event.day_told if self.event.kind in _SENT else None

    @property
    def was_sent_day(self) -> dt.date | None:
        """The day that stood before a correction."""
        was = self.event.details.get("was_on") if self.event.kind in _CORRECTED else None
        return dt.date.fromisoformat(was) if was else None

    @property
    def sent_by(self) -> str:
        """How a letter was sent, or under which number who sent the petition on was told."""
        way, number = self.event.details.get("way"), self.event.details.get("number")
        return LetterSending.Way(way).label if way else f"văn bản số {number}" if number else ""

    @property
    def moved(self) -> list[clock.Moved]:
        """The due dates a recomputation moved."""
        return clock.moved_in(self.event)

    @property
    def by_citizen(self) -> bool:
        return self.event.actor_id is None and self.event.kind not in (EventKind.CUSTODIAN_KEY, EventKind.RECOMPUTED)


def timeline(case: Case, access: Access) -> list[Entry]:
    """Newest first; one query, and one for the agencies of custodians."""
    kind, may_read = Kind(case.kind), access.write or access.read_content
    found = list(case.events.select_related("actor", "agency", "to_agency").order_by("case_seq"))
    whole = whole_links(found, keyring(KeyName.AUDIT))
    acting = agencies(found) if case.is_denunciation else [str(event.agency or "") for event in found]
    entries = [
        Entry(
            event,
            ground_by_key(event.ground),
            _note(event, access),
            is_whole,
            agency,
            answers_of(event, kind, case.instance) if may_read else (),
            for_custodian=Role.CUSTODIAN in access.roles,
        )
        for event, is_whole, agency in zip(found, whole, acting, strict=True)
    ]
    return entries[::-1]


def _note(event: Event, access: Access) -> str:
    """Internal notes are for those who handle the case; why a seal is to be opened only for the custodian (who asked
    and who answers read it beside the seal), and so what a release let stand."""
    is_open = Role.CUSTODIAN in access.roles if event.kind in _OF_THE_SEAL else access.write
    return event.internal_note if is_open else ""


def whole_links(case_events: Sequence[Event], keys: Sequence[bytes]) -> list[bool]:
    """For each event of one case, oldest first: its place, its link and its texts are as they were written.

    `keys` are all that are valid: an event is true under the key of its day.
    """
    before, result = events.START, []
    for place, event in enumerate(case_events, start=1):
        in_place = event.case_seq == place and event.case_previous == before
        result.append(in_place and events.is_true(event, keys))
        before = event.case_mac
    return result

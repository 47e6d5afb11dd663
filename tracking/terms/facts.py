"""What the engine is told of a case: its kind, flags and dated events. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

KINDS = frozenset({"complaint", "denunciation", "proposal", "feedback"})
# Flags and events of `compute_terms`; the others serve the portal's own pages.
FLAGS = frozenset({"complex", "specially_complex", "remote", "disciplinary", "dismissal", "several_places"})
MORE_FLAGS = frozenset({"forwarded"})
EVENT_TYPES = frozenset({
    "received", "accepted", "refused", "guided", "returned", "filed", "transferred", "notified", "extended",
    "suspended", "resumed", "decided", "delivered", "published", "withdrawn",
})  # fmt: skip
MORE_EVENT_TYPES = frozenset({"submitted", "known", "hindered", "freed"})
FIRST_YEAR, LAST_YEAR = 1990, 2200


class BadCase(ValueError):
    """The facts given cannot be a case; the message says which, in Vietnamese."""


@dataclass(frozen=True)
class Event:
    type: str
    on: dt.date
    days: int | None = None


@dataclass(frozen=True)
class CaseFacts:
    """`instance` 1 or 2; events after `today` are refused."""

    kind: str
    events: tuple[Event, ...]
    today: dt.date
    instance: int = 1
    flags: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise BadCase(f"Không có loại đơn “{self.kind}”.")
        if self.instance not in (1, 2):
            raise BadCase("Lần giải quyết chỉ có thể là 1 hoặc 2.")
        if strange_flags := self.flags - FLAGS - MORE_FLAGS:
            raise BadCase(f"Không có dấu hiệu “{min(strange_flags)}”.")
        if strange_events := {event.type for event in self.events} - EVENT_TYPES - MORE_EVENT_TYPES:
            raise BadCase(f"Không có sự kiện “{min(strange_events)}”.")
        for day in (self.today, *(event.on for event in self.events)):
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise BadCase(f"Năm {day.year} ở ngoài khoảng tính được ({FIRST_YEAR}–{LAST_YEAR}).")

    @property
    def flags_in_law(self) -> frozenset[str]:
        """What a flag implies: a dismissal is disciplinary; of the two degrees of complexity the higher one counts."""
        flags = set(self.flags)
        if "dismissal" in flags:
            flags.add("disciplinary")
        if "specially_complex" in flags:
            # The Law on Complaints knows one degree only.
            flags.discard("complex") if self.kind == "denunciation" else flags.add("complex")
        return frozenset(flags)

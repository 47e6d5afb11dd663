"""What the engine is told of a case: its kind, flags and dated events. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

KINDS = frozenset({"complaint", "denunciation", "proposal", "feedback"})
# Flags and events of `compute_terms`; the others serve the portal's own pages.
FLAGS = frozenset({"complex", "specially_complex", "remote", "disciplinary", "dismissal", "several_places"})
# `overdue`: denounced again because the office below let its term pass (LTC Đ.38).
# `forwarded_elsewhere`: not by the deputies or the reception board of LTCD Đ.27 k.2, to whom alone a result is owed.
# `recommended`: others were asked to act on the conclusion (LTC Đ.36 k.1), so that they owe the settler a report.
# `appealed`: complained of again, so the first decision takes no effect (LKN Đ.44 k.1).
# `untold`: a complaint was accepted, and the notice of it is not out yet.
MORE_FLAGS = frozenset({"forwarded", "forwarded_elsewhere", "overdue", "recommended", "appealed", "untold"})
EVENT_TYPES = frozenset({
    "received", "accepted", "refused", "guided", "returned", "filed", "transferred", "notified", "extended",
    "suspended", "resumed", "decided", "delivered", "published", "withdrawn",
})  # fmt: skip
SENT_EVENT_TYPES = frozenset({"suspension_sent", "resumption_sent", "termination_sent"})
# `served`: the decision is in the citizen's hands. `enforcing`: the decision or the conclusion is being carried out;
# `handled`: with a result, `result_reported` to the settler. The last three tell who sent the petition on, and by them
# the citizen.
MORE_EVENT_TYPES = SENT_EVENT_TYPES | {
    "submitted", "known", "served", "hindered", "freed", "report_asked", "enforcing", "handled", "result_reported",
    "forwarder_answered", "forwarder_notified", "citizen_told",
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1990, 2200


class BadCase(ValueError):
    """The facts given cannot be a case, and why: a Vietnamese source string with its places, so that a page can say it
    in the reader's language."""

    def __init__(self, text: str, /, **places: object) -> None:
        super().__init__(text.format(**places))
        self.text, self.places = text, places

    def said(self, translate: Callable[[str], str]) -> str:
        words = {name: translate(word) if isinstance(word, str) else word for name, word in self.places.items()}
        return translate(self.text).format(**words)


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
            raise BadCase("Không có loại đơn “{kind}”.", kind=self.kind)
        if self.instance not in (1, 2):
            raise BadCase("Lần giải quyết chỉ có thể là 1 hoặc 2.")
        if strange_flags := self.flags - FLAGS - MORE_FLAGS:
            raise BadCase("Không có dấu hiệu “{flag}”.", flag=min(strange_flags))
        if strange_events := {event.type for event in self.events} - EVENT_TYPES - MORE_EVENT_TYPES:
            raise BadCase("Không có sự kiện “{event}”.", event=min(strange_events))
        for day in (self.today, *(event.on for event in self.events)):
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise BadCase("Năm {year} ở ngoài khoảng tính được.", year=day.year)

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

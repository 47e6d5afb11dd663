"""A complaint is accepted and that is told in writing, within one term (LKN Đ.27; Đ.36 for the second settlement).

Of a denunciation the step «Thông báo» is its own, with a term of its own (LTC Đ.29 k.3), and waits for its letters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from tracking.terms import facts
from tracking.terms.rules import TermName
from tracking.terms.showing import Shown

from ..models import Event, EventKind
from ..petition import Kind
from ..workflow import Action

_NOTICE = "notice_of_acceptance"


@dataclass(frozen=True)
class Telling:
    """`accepted_on` by the office that has the case now; `told_on` the day of the notice, here or on paper."""

    accepted_on: dt.date | None = None
    told_on: dt.date | None = None

    @property
    def flags(self) -> frozenset[str]:
        waits = self.accepted_on is not None and self.told_on is None
        return frozenset({"untold"}) if waits else frozenset()

    @property
    def heard(self) -> list[facts.Event]:
        """As the term engine hears of it."""
        return [facts.Event("notified", self.told_on)] if self.told_on else []


def telling(kind: str, events: Iterable[Event]) -> Telling:
    found = Telling()
    for event in events if kind == Kind.COMPLAINT else ():
        if event.to_agency_id is not None:
            found = Telling()
        elif event.kind == EventKind.MOVED and event.action == Action.ACCEPT:
            found = Telling(_day(event))
        elif found.accepted_on and not found.told_on and _is_notice(event):
            found = Telling(found.accepted_on, max(found.accepted_on, _day(event)))
    return found


def still_to_tell(terms: Iterable[Shown]) -> bool:
    """The settlement runs, and the notice that would end the term of acceptance is not out."""
    running = {one.term.name for one in terms if one.term.is_open}
    return {TermName.ACCEPTANCE, TermName.SETTLEMENT} <= running


def _is_notice(event: Event) -> bool:
    return event.kind == EventKind.LETTER and event.details.get("key") == _NOTICE


def _day(event: Event) -> dt.date:
    return event.day_told or timezone.localdate(event.at)

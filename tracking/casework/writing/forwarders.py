"""Who sent a petition on is told: what became of a denunciation (LTC Đ.26 k.2), the result (LTCD Đ.27 k.2).

No step of the table: it may still be owed when the case has ended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Person
from tracking.terms.rules import TermName

from ..denials import NotAllowed
from ..history import events
from ..models import Case, CaseTerm, EventKind
from ..scope import access
from ..timing import clock
from ..workflow import Action
from ..workflow.asking import FORWARDERS

# Each term with the event that ends it.
TOLD: Mapping[TermName, str] = {
    TermName.FORWARDER_ANSWER: "forwarder_answered",
    TermName.FORWARDER_NOTICE: "forwarder_notified",
    # Told to the office by who sent it on: they then told the citizen (LTCD Đ.28 k.2).
    TermName.FORWARDER_RELAY: "citizen_told",
}
LONGEST_NUMBER = 60


class NotToldThen(ValueError):
    """A day on which it cannot have been told, and why."""


@dataclass(frozen=True)
class Forwarded:
    """Who sent it on and when, and what is still to be told: the terms that wait, the first due on top."""

    by: str
    on: dt.date
    waiting: tuple[CaseTerm, ...]
    told: tuple[CaseTerm, ...]


def of(case: Case) -> Forwarded | None:
    """None where the citizen sent it to this office."""
    received = case.events.filter(kind=EventKind.MOVED, action=Action.RECEIVE).order_by("-case_seq").first()
    given = received.details.get("given", {}) if received else {}
    if "forwarded" not in case.flags or not given.get("forwarded_by"):
        return None
    terms = [term for term in case.terms.all() if term.name in TOLD and term.start]
    waiting = sorted((term for term in terms if term.ended is None), key=lambda term: term.due or dt.date.max)
    return Forwarded(
        by=dict(FORWARDERS)[given["forwarded_by"]],
        on=dt.date.fromisoformat(given["forwarded_on"]),
        waiting=tuple(waiting),
        told=tuple(term for term in terms if term.ended),
    )


def tell(*, case_id: int, actor: Person, term: TermName, on: dt.date, number: str) -> None:
    """Record that who sent it on was told in writing on that day, and tell the law's clock.

    Raises Case.DoesNotExist, NotAllowed (not this person's, or nothing waits), NotToldThen.
    """
    with transaction.atomic():
        Case.objects.lock(case_id)
        case = Case.objects.visible_to(actor).select_related("handling_agency").get(pk=case_id)
        if not access(case, actor).write:
            raise NotAllowed("Chỉ cơ quan đang xử lý hồ sơ mới ghi việc báo nơi chuyển đơn.")
        waits = case.terms.filter(name=term.value, ended=None).exclude(start=None).first()
        if waits is None or term not in TOLD:
            raise NotAllowed("Không có việc báo nơi chuyển đơn nào đang chờ ở mục này.")
        _check(waits, on)
        events.record(
            kind=EventKind.FORWARDER_TOLD,
            case=case,
            actor=actor,
            agency=case.handling_agency,
            details={"on": on.isoformat(), "number": number[:LONGEST_NUMBER], "terms": [clock.note(TOLD[term], on)]},
        )
        try:
            clock.refresh(case)
        except clock.AgainstTheClock as refusal:
            raise NotAllowed(f"Chưa ghi. {refusal}") from refusal


def _check(waits: CaseTerm, on: dt.date) -> None:
    if on > timezone.localdate():
        raise NotToldThen("Ngày báo ở sau hôm nay. Xin ghi khi văn bản đã được gửi đi.")
    if waits.start and on < waits.start:
        raise NotToldThen(f"Không thể báo trước ngày {waits.start:%d/%m/%Y}.")

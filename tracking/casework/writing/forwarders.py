"""Who sent a petition on is told: what became of a denunciation (LTC Đ.26 k.2), the result (LTCD Đ.27 k.2).

No step of the table: it may still be owed when the case has ended. Who it was is asked for at the receipt; where that
was left empty it is written down later, and the terms begin from the receipt all the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracking.organisation.models import Person
from tracking.terms.rules import TermName

from ..denials import NotAllowed
from ..history import events
from ..hygiene import clean
from ..models import Case, CaseTerm, EventKind
from ..petition import Kind
from ..scope import HANDLING_ROLES, Access, access
from ..timing import clock
from ..workflow import Action
from ..workflow.asking import FORWARDERS
from . import step_effects

# Each term with the event that ends it.
TOLD: Mapping[TermName, str] = {
    TermName.FORWARDER_ANSWER: "forwarder_answered",
    TermName.FORWARDER_NOTICE: "forwarder_notified",
    # Told to the office by who sent it on: they then told the citizen (LTCD Đ.28 k.2).
    TermName.FORWARDER_RELAY: "citizen_told",
}
LONGEST_NUMBER = 60
LONGEST_FORWARDER = 200


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
    given = _given(case)
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


def _given(case: Case) -> dict[str, Any]:
    """What was said last of who sent it on to the office that has it now."""
    received, named = Q(kind=EventKind.MOVED, action=Action.RECEIVE), Q(kind=EventKind.FORWARDER_NAMED)
    said = case.events.filter(received | named).order_by("-case_seq").first()
    given: dict[str, Any] = said.details.get("given", {}) if said else {}
    return given


def may_name(case: Case, rights: Access) -> bool:
    """A petition of a kind that is settled, received here, of which nobody said that it was sent on."""
    is_settled = case.kind in (Kind.COMPLAINT, Kind.DENUNCIATION)
    handles = rights.write and bool(rights.roles & HANDLING_ROLES)
    return handles and is_settled and case.received_at is not None and "forwarded" not in case.flags


def name(*, case_id: int, actor: Person, by: str, forwarder: str, on: dt.date) -> None:
    """Write down later who sent it on, as the receipt asks; the terms of telling them are counted from the receipt.

    Raises Case.DoesNotExist, NotAllowed, NotToldThen.
    """
    with transaction.atomic():
        Case.objects.lock(case_id)
        case = Case.objects.visible_to(actor).select_related("handling_agency").get(pk=case_id)
        if not may_name(case, access(case, actor)) or case.received_at is None or by not in dict(FORWARDERS):
            raise NotAllowed("Không ghi được nơi chuyển của hồ sơ này: chưa tiếp nhận, hoặc đã có người ghi.")
        who = clean(forwarder, most=LONGEST_FORWARDER)
        if not who.text or who.too_long:
            raise NotToldThen(f"Xin ghi tên nơi chuyển, số văn bản chuyển, không quá {LONGEST_FORWARDER} ký tự.")
        came = timezone.localdate(case.received_at)
        if on > came:
            raise NotToldThen(f"Đơn đến đây ngày {came:%d/%m/%Y}, không thể được chuyển sau ngày ấy.")
        case.flags = step_effects.flags_sent_on_by(case, by)
        Case.objects.filter(pk=case.pk).update(flags=case.flags, changed_at=timezone.now())
        events.record(
            kind=EventKind.FORWARDER_NAMED,
            case=case,
            actor=actor,
            agency=case.handling_agency,
            internal_note=f"Nơi chuyển, văn bản chuyển: {who.text}",
            details={"given": {"forwarded_by": by, "forwarded_on": on.isoformat()}},
        )
        try:
            clock.refresh(case)
        except clock.AgainstTheClock as refusal:
            raise NotAllowed(f"Chưa ghi. {refusal}") from refusal


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
        check_day(waits, on)
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


def check_day(waits: CaseTerm, on: dt.date) -> None:
    """Raises NotToldThen for a day to come, or before the term began."""
    if on > timezone.localdate():
        raise NotToldThen("Ngày báo ở sau hôm nay. Xin ghi khi văn bản đã được gửi đi.")
    if waits.start and on < waits.start:
        raise NotToldThen(f"Không thể báo trước ngày {waits.start:%d/%m/%Y}.")

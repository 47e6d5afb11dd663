"""A day on which who sent a petition on was told, written down wrongly, is put right: by who wrote it or the head, with
a reason; the old day stays in the history, and the terms are counted anew. As `letters.sent_corrections` does."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from tracking.organisation.models import Person, Role
from tracking.terms.rules import TermName

from .. import naming
from ..denials import NotAllowed
from ..history import events
from ..hygiene import clean
from ..models import Case, CaseTerm, Event, EventKind
from ..scope import Access, access
from ..timing import clock
from .forwarders import LONGEST_NUMBER, TOLD, NotToldThen, check_day

LONGEST_REASON = 500


def may_correct(case: Case, term: CaseTerm, person: Person, rights: Access) -> bool:
    """Whoever wrote the day down, while still on the case; the head of the office that has it."""
    written = _written(case, TermName(term.name))
    is_theirs = written is not None and (written.actor_id == person.pk or Role.HEAD in rights.roles)
    return rights.write and term.ended is not None and is_theirs


def correct(*, case_id: int, actor: Person, term: TermName, on: dt.date, number: str, reason: str) -> None:
    """Put the day, or the number, right. Raises Case.DoesNotExist, NotAllowed, NotToldThen, naming.NamesSomebody."""
    with transaction.atomic():
        Case.objects.lock(case_id)
        case = Case.objects.visible_to(actor).select_related("handling_agency").get(pk=case_id)
        row = case.terms.filter(name=term.value).first()
        told = _written(case, term)
        if row is None or told is None or not may_correct(case, row, actor, access(case, actor)):
            raise NotAllowed("Ngày báo nơi chuyển đơn do người đã ghi hoặc người đứng đầu cơ quan sửa.")
        why = _reason(case, reason)
        check_day(row, on)
        _check_order(case, term, on)
        now = told.case_seq, on, number[:LONGEST_NUMBER]
        was = _as_it_stands(case, told)
        if was == now[1:]:
            raise NotToldThen(f"Đang ghi đã báo ngày {on:%d/%m/%Y}, cùng số văn bản; không có gì để sửa.")
        _record(case, actor, now, was, why)
        try:
            clock.refresh(case)
        except clock.AgainstTheClock as refusal:
            raise NotAllowed(f"Chưa sửa. {refusal}") from refusal


def _written(case: Case, term: TermName) -> Event | None:
    """The event that said it, in the office that has the case."""
    rows = case.events.filter(kind=EventKind.FORWARDER_TOLD, agency=case.handling_agency_id).order_by("-case_seq")
    return next((row for row in rows if _type(row) == TOLD.get(term)), None)


def _type(told: Event) -> str:
    rows = told.details.get("terms") or [{}]
    return str(rows[0].get("type", ""))


def _as_it_stands(case: Case, told: Event) -> tuple[dt.date, str]:
    corrections = case.events.filter(kind=EventKind.TOLD_CORRECTED, details__corrects=told.case_seq)
    last = corrections.order_by("-case_seq").first() or told
    return dt.date.fromisoformat(last.details["on"]), last.details["number"]


def _check_order(case: Case, term: TermName, on: dt.date) -> None:
    """Who sent it on cannot have told the citizen before they were told."""
    relayed = case.terms.filter(name=TermName.FORWARDER_RELAY.value).exclude(ended=None).first()
    if term is TermName.FORWARDER_NOTICE and relayed is not None and relayed.ended and on > relayed.ended:
        raise NotToldThen(f"Nơi chuyển đã báo người gửi đơn ngày {relayed.ended:%d/%m/%Y}, không thể được báo sau đó.")


def _reason(case: Case, reason: str) -> str:
    why = clean(reason, most=LONGEST_REASON)
    if not why.text or why.too_long:
        raise NotToldThen(f"Xin ghi lý do sửa ngày báo, không quá {LONGEST_REASON} ký tự.")
    if case.is_denunciation:
        naming.refuse_names(why.text)
    return why.text


def _record(case: Case, actor: Person, now: tuple[int, dt.date, str], was: tuple[dt.date, str], why: str) -> None:
    place, on, number = now
    events.record(
        kind=EventKind.TOLD_CORRECTED,
        case=case,
        actor=actor,
        agency=case.handling_agency,
        internal_note=why,
        details={
            "corrects": place,
            "on": on.isoformat(),
            "number": number,
            "was_on": was[0].isoformat(),
            "was_number": was[1],
        },
    )

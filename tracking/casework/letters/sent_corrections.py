"""A day of sending written down wrongly is put right: by who wrote it or the head, with a reason; the old day stays in
the history, and the terms are counted anew."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from tracking.organisation.models import Person, Role

from .. import naming
from ..denials import NotAllowed
from ..history import events
from ..hygiene import clean
from ..models import Case, EventKind, Letter, LetterSending
from ..scope import access
from ..timing import clock
from . import issuing
from .sending import NotSentThen, check_day

LONGEST_REASON = 500


def may_correct(sending: LetterSending, person: Person) -> bool:
    """Whoever wrote the day down, while still on the case; the head of the office that has it."""
    rights = access(sending.letter.case, person)
    return rights.write and (sending.recorded_by_id == person.pk or Role.HEAD in rights.roles)


def correct(*, letter_id: int, actor: Person, sent_on: dt.date, way: LetterSending.Way, reason: str) -> LetterSending:
    """Put the day, or the way, right. Raises Letter.DoesNotExist, NotAllowed, NotSentThen, naming.NamesSomebody."""
    with transaction.atomic():
        Case.objects.lock(issuing.readable(actor, letter_id).case_id)
        letter = issuing.readable(actor, letter_id)
        sending = LetterSending.objects.select_related("letter__case", "letter__agency").filter(letter=letter).first()
        if sending is None or not may_correct(sending, actor):
            raise NotAllowed("Ngày gửi do người đã ghi hoặc người đứng đầu cơ quan sửa.")
        why = _reason(letter, reason)
        check_day(letter, sent_on)
        if (sending.sent_on, sending.way) == (sent_on, way.value):
            raise NotSentThen(f"Văn bản này đang ghi gửi ngày {sent_on:%d/%m/%Y}, cùng cách gửi; không có gì để sửa.")
        _put_right(sending, actor, LetterSending(letter=letter, sent_on=sent_on, way=way.value), why)
        try:
            clock.refresh(letter.case)
        except clock.AgainstTheClock as refusal:
            raise NotAllowed(f"Chưa sửa. {refusal}") from refusal
    return sending


def _put_right(sending: LetterSending, actor: Person, to: LetterSending, why: str) -> None:
    letter = sending.letter
    events.record(
        kind=EventKind.SENT_CORRECTED,
        case=letter.case,
        actor=actor,
        agency=letter.agency,
        internal_note=why,
        details={
            "letter": letter.pk,
            "key": letter.key,
            "symbol": letter.symbol,
            "on": to.sent_on.isoformat(),
            "way": to.way,
            "was_on": sending.sent_on.isoformat(),
            "was_way": sending.way,
        },
    )
    sending.sent_on, sending.way = to.sent_on, to.way
    sending.save(update_fields=["sent_on", "way"])


def _reason(letter: Letter, reason: str) -> str:
    why = clean(reason, most=LONGEST_REASON)
    if not why.text:
        raise NotSentThen("Xin ghi lý do sửa ngày gửi.")
    if why.too_long:
        raise NotSentThen(f"Lý do dài quá {LONGEST_REASON} ký tự.")
    if letter.case.is_denunciation:
        naming.refuse_names(why.text)
    return why.text

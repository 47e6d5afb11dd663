"""An issued letter is sent: on which day and how. The law's terms of sending end with this, not with the number.

Which letters: those a term of the law waits for (`_sent` in the term engine), and whatever goes to a denouncer.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tracking.organisation.models import Person, Role
from tracking.terms.facts import SENT_EVENT_TYPES
from tracking.terms.rules import TermName

from ..history import events
from ..models import Case, CaseTerm, EventKind, Letter, LetterSending
from ..petition import Kind
from ..scope import HANDLING_ROLES, access
from ..timing import clock
from ..writing.moves import NotAllowed
from . import issuing
from .catalogue import Audience, LetterKey

_WITH_A_TERM = tuple(type_.removesuffix("_sent") for type_ in sorted(SENT_EVENT_TYPES))
# The term within which a letter has to be sent; a step of the procedure ends those that are no `_sent` term.
_TERMS = {
    LetterKey.SUSPENSION: TermName.SUSPENSION_DELIVERY,
    LetterKey.RESUMPTION: TermName.RESUMPTION_DELIVERY,
    LetterKey.TERMINATION: TermName.TERMINATION_DELIVERY,
}
_TERMS_OF_A_DENUNCIATION = {
    LetterKey.NOTICE_OF_ACCEPTANCE: TermName.ACCEPTANCE_NOTICE,
    LetterKey.CONTENT_NOTICE: TermName.ACCEPTANCE_NOTICE,
    LetterKey.NOTICE_TO_DENOUNCER: TermName.DECISION_DELIVERY,
}
_DENUNCIATION = Q(case__kind=Kind.DENUNCIATION.value)
_LOOKED_AT = 200
_TO_BE_SENT = Q(key__in=_WITH_A_TERM) | (_DENUNCIATION & Q(audience=Audience.CUSTODIAN))


class NotSentThen(ValueError):
    """A day on which the letter cannot have been sent, and why."""


@dataclass(frozen=True)
class Unsent:
    """A letter nobody has recorded as sent, and the day the law gives for it, if it gives one."""

    letter: Letter
    due: dt.date | None

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < timezone.localdate()


def is_to_be_sent(letter: Letter) -> bool:
    return letter.key in _WITH_A_TERM or (letter.case.is_denunciation and letter.audience == Audience.CUSTODIAN)


def may_record(letter: Letter, person: Person) -> bool:
    """In a denunciation the custodian alone: what is sent goes to the denouncer too, whose address no one else knows
    (LTC 25/2018 Đ.34 k.4, Đ.56). Elsewhere whoever handles the case."""
    rights = access(letter.case, person)
    return rights.write and (not letter.case.is_denunciation or Role.CUSTODIAN in rights.roles)


def record(*, letter_id: int, actor: Person, sent_on: dt.date, way: LetterSending.Way) -> LetterSending:
    """Write down that the letter was sent, and tell the law's clock. Once; `sent_corrections` puts a wrong day right.

    Raises Letter.DoesNotExist, NotAllowed (not this person's, recorded already), NotSentThen.
    """
    with transaction.atomic():
        Case.objects.lock(issuing.readable(actor, letter_id).case_id)
        letter = issuing.readable(actor, letter_id)
        _check(letter, actor, sent_on)
        made = _keep(LetterSending(letter=letter, sent_on=sent_on, way=way, recorded_by=actor))
        events.record(
            kind=EventKind.LETTER_SENT,
            case=letter.case,
            actor=actor,
            agency=letter.agency,
            details={
                "letter": letter.pk,
                "key": letter.key,
                "symbol": letter.symbol,
                "on": sent_on.isoformat(),
                "way": way.value,
            },
        )
        try:
            clock.refresh(letter.case)
        except clock.AgainstTheClock as refusal:
            raise NotAllowed(f"Chưa ghi. {refusal}") from refusal
    return made


def _check(letter: Letter, actor: Person, sent_on: dt.date) -> None:
    if not is_to_be_sent(letter) or not may_record(letter, actor):
        raise NotAllowed("Việc gửi văn bản này không do ông/bà ghi.")
    earlier = LetterSending.objects.filter(letter=letter).first()
    if earlier is not None:
        raise NotAllowed(f"Đã ghi văn bản này gửi ngày {earlier.sent_on:%d/%m/%Y}.")
    check_day(letter, sent_on)


def check_day(letter: Letter, sent_on: dt.date) -> None:
    """Raises NotSentThen for a day before the letter's own, or to come."""
    if sent_on < letter.issued_on:
        raise NotSentThen(f"Văn bản ghi ngày {letter.issued_on:%d/%m/%Y}; không thể gửi trước ngày ấy.")
    if sent_on > timezone.localdate():
        raise NotSentThen("Ngày gửi ở sau hôm nay. Xin ghi khi văn bản đã được gửi đi.")


def _keep(sending: LetterSending) -> LetterSending:
    try:
        with transaction.atomic():
            sending.save(force_insert=True)
    except IntegrityError as twice:
        raise NotAllowed("Có người vừa ghi việc gửi văn bản này. Xin mở lại trang hồ sơ.") from twice
    return sending


def unsent_for(person: Person, most: int) -> list[Unsent]:
    """What this person still has to send or to record as sent: the longest overdue first, then without a day."""
    waiting = list(_unsent(person).select_related("case").order_by("pk")[:_LOOKED_AT])
    due = _due_days(waiting)
    found = [Unsent(letter, due.get((letter.case_id, term_of(letter)))) for letter in waiting]
    return sorted(found, key=lambda one: one.due or dt.date.max)[:most]


def count_unsent(person: Person) -> int:
    return _unsent(person).count()


def _unsent(person: Person) -> QuerySet[Letter]:
    return Letter.objects.filter(_TO_BE_SENT, _theirs(person), sending=None)


def _theirs(person: Person) -> Q:
    memberships = list(person.current_memberships())
    own = [one.agency_id for one in memberships if one.role in HANDLING_ROLES]
    handled = ~_DENUNCIATION & Q(case__handling_agency__in=own)
    return handled | _DENUNCIATION if any(one.role == Role.CUSTODIAN for one in memberships) else handled


def term_of(letter: Letter) -> TermName | None:
    """The term within which the law wants this letter sent."""
    key = LetterKey(letter.key)
    return _TERMS.get(key) or (_TERMS_OF_A_DENUNCIATION.get(key) if letter.case.is_denunciation else None)


def _due_days(letters: list[Letter]) -> dict[tuple[int, TermName | None], dt.date | None]:
    rows = CaseTerm.objects.filter(case__in={letter.case_id for letter in letters}, ended=None)
    return {(row.case_id, TermName(row.name)): row.due for row in rows}

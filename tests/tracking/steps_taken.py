"""Steps and their letters, written into a case without living the case up to them."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tracking.casework.history import events
from tracking.casework.letters.by_step import AFTER
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Case, EventKind, Letter
from tracking.casework.petition import Kind
from tracking.casework.timing import clock
from tracking.casework.workflow import Transition, steps_of
from tracking.organisation.models import Person


def step_taken(case: Case, *keys: LetterKey, number: str = "", stays: bool = False) -> Case:
    """The case with the step of each letter in its history, standing where the last of them led, or where it stood."""
    for key in keys:
        row = _row(case, key)
        source, target = row.source.value, row.target.value
        with transaction.atomic():
            events.record(
                kind=EventKind.MOVED,
                case=case,
                action=row.action.value,
                from_state=source,
                to_state=target,
                agency=case.handling_agency,
                details={"on": timezone.localdate().isoformat(), "given": {"number": number} if number else {}},
            )
            Case.objects.filter(pk=case.pk).update(state=case.state if stays else target, version=F("version") + 1)
    case.refresh_from_db()
    return case


def on_paper(case: Case, *keys: LetterKey) -> None:
    """The letters as issued outside the portal today, by whoever works there; how it is recorded is not lived here."""
    for key in keys:
        Letter.objects.create(
            case=case,
            key=key.value,
            agency=case.handling_agency,
            audience="others",
            year=timezone.localdate().year,
            issued_on=timezone.localdate(),
            issued_by=Person.objects.filter(memberships__agency=case.handling_agency).first(),
        )


def acceptance_told(case: Case, day: dt.date | None = None) -> None:
    """The notice that a complaint was accepted goes out on paper, and the clock hears of it."""
    on = day or timezone.localdate()
    on_paper(case, LetterKey.NOTICE_OF_ACCEPTANCE)
    with transaction.atomic():
        details = {"key": LetterKey.NOTICE_OF_ACCEPTANCE.value, "on": on.isoformat(), "outside": True}
        events.record(kind=EventKind.LETTER, case=case, agency=case.handling_agency, details=details)
        clock.refresh(case)


def _row(case: Case, key: LetterKey) -> Transition:
    rows = [row for row in steps_of(Kind(case.kind)) if not row.names_agency]
    calling = [row for row in rows if key in row.letters_for(case.instance)]
    return (calling or [row for row in rows if row.action == AFTER[key]])[0]

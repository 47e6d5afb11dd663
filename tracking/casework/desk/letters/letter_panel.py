"""What the case page says of letters: those owed, those that may be written, those issued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tracking.casework.letters import issuing, reading, sending, sent_corrections
from tracking.casework.letters.by_step import Course, Owed
from tracking.casework.models import Case, Letter, LetterHead, LetterProposal, LetterSending, LetterTemplate
from tracking.casework.scope import Access
from tracking.organisation.models import Person, Role

from .letter_forms import ScanForm, SentForm

MOST_PROPOSALS = 20


@dataclass(frozen=True)
class Row:
    """One issued letter, and whether it was sent: `asks` where this person is to say so."""

    letter: Letter
    sent: LetterSending | None
    is_to_be_sent: bool
    asks: bool
    may_correct: bool


def _letters(case: Case) -> list[Letter]:
    letters = case.letters.select_related("case__handling_agency", "issued_by", "sending__recorded_by")
    return list(letters.prefetch_related("files"))


def _rows(letters: list[Letter], person: Person) -> list[Row]:
    return [_row(letter, person) for letter in letters if reading.may_read_letter(letter, person)]


def _row(letter: Letter, person: Person) -> Row:
    sent, waits = getattr(letter, "sending", None), sending.is_to_be_sent(letter)
    return Row(
        letter,
        sent,
        waits,
        asks=waits and sent is None and sending.may_record(letter, person),
        may_correct=sent is not None and sent_corrections.may_correct(sent, person),
    )


def _open_proposals(case: Case) -> list[LetterProposal]:
    """What lies before the head, and what came back and was not answered yet by a newer draft or the letter itself."""
    rows = case.letter_proposals.select_related("asked_by", "decided_by").order_by("-pk")[:MOST_PROPOSALS]
    newest: dict[str, LetterProposal] = {}
    for row in rows:
        newest.setdefault(row.key, row)
    return [row for row in newest.values() if row.letter_id is None and not _issued_since(case, row)]


def _issued_since(case: Case, row: LetterProposal) -> bool:
    """A custodian issues without a head, so the letter itself may be the answer to a remark."""
    came_back = row.decided_at
    return came_back is not None and case.letters.filter(key=row.key, issued_at__gt=came_back).exists()


@dataclass(frozen=True)
class Ready:
    """A letter this person may write: `numbers` says that it gets its number by their own click, and not the head's."""

    template: LetterTemplate
    numbers: bool
    waiting: LetterProposal | None = None  # laid before the head already


def _ready(case: Case, rights: Access, offered: list[LetterTemplate], proposals: list[LetterProposal]) -> list[Ready]:
    head: LetterHead | None = getattr(case.handling_agency, "letter_head", None)
    is_head = Role.HEAD in rights.roles
    waiting = {row.key: row for row in proposals if row.state == LetterProposal.State.WAITING}
    return [Ready(row, is_head or issuing.numbers(row, head), waiting.get(row.key)) for row in offered]


def _owed(ready: list[Ready], owed: list[Owed]) -> list[tuple[Ready, Owed]]:
    """What the steps taken call for and this person may write, oldest first."""
    writable = {row.template.key: row for row in ready}
    return [(writable[one.key], one) for one in owed if one.key in writable]


def letters_context(case: Case, person: Person, rights: Access) -> dict[str, Any]:
    """Nothing for whoever may not read letters here."""
    if not rights.write:
        return {"may_read_letters": False}
    course, letters = Course.of(case), _letters(case)
    offered = issuing.offered(course, person, timezone.localdate())
    proposals = _open_proposals(case)
    ready, owed = _ready(case, rights, offered, proposals), course.owed(letters)
    others = [one for one in owed if one.key not in {row.key for row in offered}] if case.is_denunciation else []
    return {
        "may_read_letters": True,
        "letters": _rows(letters, person),
        "sent_form": SentForm(initial={"ngay_gui": timezone.localdate()}, auto_id=False),
        "reason_length": sent_corrections.LONGEST_REASON,
        "offered_letters": offered,
        "ready_letters": ready,
        "owed_letters": _owed(ready, owed),
        "owed_by_custodian": others,
        "scan_form": ScanForm(),
        "proposals": proposals,
    }

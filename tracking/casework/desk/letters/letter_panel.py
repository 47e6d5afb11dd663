"""What the case page says of letters: the one awaited, those that may be written, those issued."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tracking.casework.letters import issuing
from tracking.casework.letters.by_step import awaited
from tracking.casework.models import Case, Letter, LetterProposal
from tracking.casework.scope import Access
from tracking.organisation.models import Person

from .letter_forms import ScanForm

MOST_PROPOSALS = 20


def _letters(case: Case) -> list[Letter]:
    return list(case.letters.select_related("case", "issued_by").prefetch_related("files"))


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


def letters_context(case: Case, person: Person, rights: Access) -> dict[str, Any]:
    """Nothing for whoever may not read letters here."""
    if not rights.write:
        return {"may_read_letters": False}
    offered = issuing.offered(case, person, timezone.localdate())
    wanted = awaited(case)
    return {
        "may_read_letters": True,
        "letters": [letter for letter in _letters(case) if issuing.may_read_letter(letter, person)],
        "offered_letters": offered,
        "awaited_letter": next((row for row in offered if row.key == wanted), None),
        "scan_form": ScanForm(),
        "proposals": _open_proposals(case),
    }

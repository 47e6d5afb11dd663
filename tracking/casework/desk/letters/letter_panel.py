"""What the case page says of letters: the one awaited, those that may be written, those issued."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tracking.casework.letters import issuing
from tracking.casework.letters.by_step import awaited
from tracking.casework.models import Case, Letter
from tracking.casework.scope import Access
from tracking.organisation.models import Person

from .letter_forms import ScanForm

MOST_PROPOSALS = 20


def _letters(case: Case) -> list[Letter]:
    return list(case.letters.select_related("case", "issued_by").prefetch_related("files"))


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
        "proposals": [
            row
            for row in case.letter_proposals.select_related("asked_by", "decided_by")[:MOST_PROPOSALS]
            if row.letter_id is None
        ],
    }

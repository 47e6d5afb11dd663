"""Whoever sees in a letter who sent the petition leaves the trace the petitioner's own page leaves (R31).

What a wording fills in from the case is known; what was signed by hand is not, so a scan always counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracking.organisation.models import Person

from ..models import Case, Letter, LetterFile
from ..models.letters import WORDING_FIELDS
from ..writing import correspondence
from .catalogue import Audience, LetterKey
from .composing import Texts
from .facts import FACTS
from .issuing import Draft


def note_form(draft: Draft, reader: Person) -> None:
    """The officer's form: only its proposals show anything."""
    if _tells(draft, (slot.name for slot in draft.questions)):
        _note(draft.case, draft.template.key, reader)


def note_preview(draft: Draft, reader: Person) -> None:
    """The whole sheet, as pictures or as a file."""
    if _is_to_denouncer(draft.case, draft.template.audience) or _tells(draft, draft.texts.names()):
        _note(draft.case, draft.template.key, reader)


def note_file(file: LetterFile, reader: Person) -> None:
    """A file of an issued letter."""
    letter = file.letter
    if file.role == LetterFile.Role.SCAN or _is_to_denouncer(letter.case, letter.audience) or _names(letter):
        _note(letter.case, letter.key, reader)


def _tells(draft: Draft, names: Iterable[str]) -> bool:
    return any(draft.given.facts.get(name) for name in names if name and FACTS[name].identity)


def _names(letter: Letter) -> bool:
    if letter.wording is None:  # made on paper: there is its scan, and nothing else
        return False
    texts = Texts.read({name: getattr(letter.wording, name) for name in WORDING_FIELDS})
    return any(FACTS[name].identity for name in texts.names())


def _is_to_denouncer(case: Case, audience: str) -> bool:
    return case.is_denunciation and audience == Audience.CUSTODIAN


def _note(case: Case, key: str, reader: Person) -> None:
    correspondence.note_identity_read(case=case, reader=reader, shown_in=LetterKey(key).value)

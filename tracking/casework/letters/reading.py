"""Who reads the letters of a case."""

from __future__ import annotations

from tracking.organisation.models import Person, Role

from ..models import Case, Letter
from ..scope import access
from .catalogue import Audience


def may_read(case: Case, person: Person) -> bool:
    """Letters name the petitioner: they are read by those who write in the case, not by those who only supervise."""
    return access(case, person).write


def may_read_letter(letter: Letter, person: Person) -> bool:
    """What goes to the denouncer is the custodian's alone to read (LTC 25/2018 Đ.56)."""
    if letter.case.is_denunciation and letter.audience == Audience.CUSTODIAN:
        return person.has_role(Role.CUSTODIAN)
    return may_read(letter.case, person)

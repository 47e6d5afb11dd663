"""What a custodian, who knows the denouncer, types into a letter others read, and what a head remarks on one, names
nobody (LTC 25/2018 Đ.56 k.2) – but for the one denounced, whose name the letter has to give."""

from __future__ import annotations

from search.text import fold
from tracking.organisation.models import Person, Role

from .. import naming
from ..models import Case
from ..scope import access
from ..writing.moves import NotAllowed
from .catalogue import LetterKey

# These go to the denouncer alone, and only the custodian reads them.
_TO_THE_DENOUNCER = frozenset({LetterKey.NOTICE_OF_ACCEPTANCE, LetterKey.REFUSAL, LetterKey.NOTICE_TO_DENOUNCER})


def is_to_denouncer(case: Case, key: LetterKey) -> bool:
    """Its name is written on the print by hand."""
    return case.is_denunciation and key in _TO_THE_DENOUNCER


def refuse_names_in_letter(case: Case, key: LetterKey, actor: Person, answers: dict[str, str]) -> None:
    """Raises NotAllowed, with the places found."""
    if not case.is_denunciation or is_to_denouncer(case, key) or Role.CUSTODIAN not in access(case, actor).roles:
        return
    told = {label: refusal for label, text in answers.items() if (refusal := _refusal(case, text))}
    if told:
        raise NotAllowed(" ".join(f"«{label}»: {refusal}" for label, refusal in told.items()))


def refuse_names_in_remark(case: Case, remark: str) -> None:
    """Raises NotAllowed. A remark stays in the history, where every handler reads it."""
    if case.is_denunciation and (told := _refusal(case, remark)):
        raise NotAllowed(told)


def _refusal(case: Case, text: str) -> str:
    denounced = fold(f"{case.content.respondent} {case.content.respondent_address}")
    found = naming.names_and_addresses(text)
    return naming.refusal(text, [one for one in found if fold(naming.stretch(text, one)) not in denounced])

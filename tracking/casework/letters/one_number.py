"""One number for one paper: the letter a step spoke of takes over the number told there."""

from __future__ import annotations

import datetime as dt

from .. import paper_numbers
from ..models import Case, Letter, LetterHead, PaperNumber
from . import numbering
from .by_step import Told
from .catalogue import LetterKey
from .numbering import NEXT, Wanted
from .wordings import template_for

Given = int | str | None


def wanted(told: Told | None, given: Given, head: LetterHead, abbreviation: str, *, is_sure: bool) -> Wanted:
    """What is asked of the register. Raises numbering.Unsure: another number than the step's, and nobody said yet that
    the step's was a slip."""
    if isinstance(given, int) and told is None:
        return Wanted(number=given, is_sure=is_sure)
    line = line_of(given, head, abbreviation)
    if told is None:
        return Wanted(line=line) if line else NEXT
    line = line or told.number
    if not is_sure and not paper_numbers.is_same(line, told.number):
        raise numbering.Unsure(
            f"Bước «{told.title}» đã ghi số {told.number}, và mỗi văn bản chỉ có một số. Xin giữ số ấy; nếu ở bước ghi "
            f"nhầm và bản giấy mang số {line}, xin đánh dấu ở dưới."
        )
    return Wanted(line=line, step=told.step)


def line_of(given: Given, head: LetterHead, abbreviation: str) -> str:
    """A number alone is one of the portal's series."""
    text = str(given or "").strip()
    number, letters = paper_numbers.halves(text)
    return text if number is None or letters else numbering.symbol(number, head, abbreviation)


def claim(letter: Letter, told: Told | None) -> None:
    """The number is this letter's, and its step's: one row for one paper. Raises paper_numbers.NumberTaken."""
    row = PaperNumber.objects.filter(step=told.step).first() if told else None
    if row is not None:
        paper_numbers.carry(row, letter=letter, symbol=letter.symbol)
        return
    paper_numbers.claim(
        agency=letter.agency,
        symbol=letter.symbol,
        on=letter.issued_on,
        case=letter.case,
        step=told.step if told else None,
        letter=letter,
    )


def next_line(case: Case, key: LetterKey, day: dt.date) -> str:
    """The number the portal's register would give this paper on that day; "" where it keeps none for it."""
    head = LetterHead.objects.select_related("agency").filter(agency=case.handling_agency).first()
    template = template_for(case, key, day)
    if head is None or template is None or not template.is_numbered:
        return ""
    return numbering.foresee(head, template.abbreviation, day.year).symbol

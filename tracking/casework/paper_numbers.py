"""One number for one paper: a number told in a step, or given by the portal, is no other paper's of that office and
year (NĐ 30/2020/NĐ-CP Điều 15)."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from django.db import IntegrityError, transaction

from tracking.organisation.models import Agency, Person

from .models import Case, Event, Letter, PaperNumber

LARGEST = 99_999
_NUMBERED = re.compile(r"0*(\d{1,5})(?:/(.*))?")


class NumberTaken(ValueError):
    """The number is that of another paper of this office and year."""


def line_of(symbol: str) -> str:
    """How two spellings of a number are compared: without blanks and leading noughts, in capitals."""
    number, letters = halves(symbol)
    return letters if number is None else f"{number}/{letters}".rstrip("/")


def halves(symbol: str) -> tuple[int | None, str]:
    """`012/QĐ-UBND` → 12 and `QĐ-UBND`; `12a/QĐ-UBND` has no number that a series could run on from."""
    tidy = re.sub(r"\s+", "", unicodedata.normalize("NFC", symbol)).replace("–", "-").upper()
    found = _NUMBERED.fullmatch(tidy)
    if found is None or int(found[1]) == 0:
        return None, tidy
    return int(found[1]), found[2] or ""


def is_same(one: str, other: str) -> bool:
    return line_of(one) == line_of(other)


def claim(
    *, agency: Agency, symbol: str, on: dt.date, case: Case, step: Event | None = None, letter: Letter | None = None
) -> PaperNumber:
    """Take the number for this paper, inside the caller's transaction. Raises NumberTaken."""
    number, letters = halves(symbol)
    row = PaperNumber(
        agency=agency,
        year=on.year,
        line=line_of(symbol),
        number=number,
        letters=letters,
        on=on,
        case=case,
        step=step,
        letter=letter,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise NumberTaken(f"Số {symbol} của năm {on.year} đã dùng cho văn bản khác.") from twice
    return row


def carry(row: PaperNumber, *, letter: Letter, symbol: str) -> None:
    """The letter is the paper of the step that told this number, or another where that one was a slip. Raises
    NumberTaken."""
    row.line, (row.number, row.letters), row.letter = line_of(symbol), halves(symbol), letter
    try:
        with transaction.atomic():
            row.save(update_fields=["line", "number", "letters", "letter"])
    except IntegrityError as twice:
        raise NumberTaken(f"Số {symbol} của năm {row.year} đã dùng cho văn bản khác.") from twice


def used(agency: Agency, year: int, symbol: str, *, apart_from: Event | None = None) -> PaperNumber | None:
    """Whose number it is already."""
    rows = PaperNumber.objects.select_related("case").filter(agency=agency, year=year, line=line_of(symbol))
    return (rows.exclude(step=apart_from) if apart_from else rows).first()


def of_step(step: Event) -> str:
    """The number of the paper of this step: that of its letter, once there is one."""
    line = PaperNumber.objects.filter(step=step).values_list("letter__symbol", "line").first()
    told: str = step.details.get("given", {}).get("number", "")
    return (line[0] or told or line[1]) if line else told


def words(row: PaperNumber, symbol: str, reader: Person, case: Case) -> str:
    """Why a number is refused; another case is named to whoever may know of it."""
    of = "hồ sơ này" if row.case_id == case.pk else "hồ sơ khác"
    if row.case_id != case.pk and Case.objects.visible_to(reader).filter(pk=row.case_id).exists():
        of = f"hồ sơ {row.case.reference}"
    return (
        f"Số {symbol} năm {row.year} của cơ quan đã dùng cho văn bản ngày {row.on:%d/%m/%Y} của {of}. "
        "Mỗi văn bản một số: xin xem lại số trên bản giấy, hoặc hỏi văn thư."
    )

"""The number of a letter: 01 on 1 January, without a gap, unique for agency and year (NĐ 30/2020/NĐ-CP Điều 15)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from ..models import Letter, LetterCounter, LetterHead

LARGEST = 99_999


class NumberTaken(ValueError):
    """The number the office gave is that of another letter of this year."""


@dataclass(frozen=True)
class Number:
    """A number in its series, and the whole line as it is printed: `01/TB-UBND`."""

    year: int
    series: str
    number: int
    symbol: str


def series_of(head: LetterHead, abbreviation: str) -> str:
    """Each type its own series, or one for all, as the head of the agency has ruled."""
    return abbreviation if head.series_by_type else ""


def symbol(number: int, head: LetterHead, abbreviation: str) -> str:
    """`01/TB-UBND`; a công văn has no letters of a type: `01/UBND-TCD`."""
    letters = f"{abbreviation}-{head.symbol}" if abbreviation else head.symbol
    unit = f"-{head.unit}" if head.unit and not abbreviation else ""
    return f"{number:02d}/{letters}{unit}"


def take(head: LetterHead, abbreviation: str, year: int, given: int | None = None) -> Number:
    """The next free number, or the one the office's own register gave, inside the caller's transaction.

    The counter's row is locked until that transaction ends, so two officers never get the same number, and one that
    rolls back leaves no gap. Raises NumberTaken.
    """
    series = series_of(head, abbreviation)
    counter = _locked(head, year, series)
    letters = Letter.objects.filter(agency=head.agency, year=year, series=series)
    if given is not None and letters.filter(number=given).exists():
        raise NumberTaken(f"Số {given:02d} của năm {year} đã dùng cho văn bản khác.")
    number = given or counter.last + 1
    if number > LARGEST:
        raise NumberTaken(f"Số văn bản nhiều nhất là {LARGEST}.")
    counter.last = max(counter.last, number)
    counter.save(update_fields=["last"])
    return Number(year, series, number, symbol(number, head, abbreviation))


def _locked(head: LetterHead, year: int, series: str) -> LetterCounter:
    keys = {"agency": head.agency, "year": year, "series": series}
    counters = LetterCounter.objects.select_for_update()
    found = counters.filter(**keys).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            LetterCounter.objects.create(**keys)
    except IntegrityError:
        pass  # somebody else began the year
    return counters.get(**keys)

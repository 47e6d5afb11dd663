"""The number of a letter: 01 on 1 January, without a gap, unique for agency and year (NĐ 30/2020/NĐ-CP Điều 15)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from ..models import Letter, LetterCounter, LetterHead

LARGEST = 99_999


class NumberTaken(ValueError):
    """The number the office gave is that of another letter of this year."""


class Overtaken(RuntimeError):
    """Another letter took the number foreseen; the paper that shows it must be set anew."""


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


def foresee(head: LetterHead, abbreviation: str, year: int, given: int | None = None) -> Number:
    """The number a letter would get now, or the one the office's own register gave; nothing is taken or locked.

    A paper is set with it while nobody waits, and `take` then says whether it still holds. Raises NumberTaken.
    """
    series = series_of(head, abbreviation)
    keys = {"agency": head.agency, "year": year, "series": series}
    last = LetterCounter.objects.filter(**keys).values_list("last", flat=True).first()
    return _number(head, abbreviation, year, given, last or 0)


def take(head: LetterHead, abbreviation: str, foreseen: Number, given: int | None = None) -> None:
    """Take the number foreseen, inside the transaction that saves its letter.

    The counter's row is locked until that transaction ends, so two officers never get the same number, and one that
    rolls back leaves no gap. Raises Overtaken, NumberTaken.
    """
    counter = _locked(head, foreseen.year, foreseen.series)
    if _number(head, abbreviation, foreseen.year, given, counter.last) != foreseen:
        raise Overtaken
    counter.last = max(counter.last, foreseen.number)
    counter.save(update_fields=["last"])


def _number(head: LetterHead, abbreviation: str, year: int, given: int | None, last: int) -> Number:
    series = series_of(head, abbreviation)
    letters = Letter.objects.filter(agency=head.agency, year=year, series=series)
    if given is not None and letters.filter(number=given).exists():
        raise NumberTaken(f"Số {given:02d} của năm {year} đã dùng cho văn bản khác.")
    number = given or last + 1
    if number > LARGEST:
        raise NumberTaken(f"Số văn bản nhiều nhất là {LARGEST}.")
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

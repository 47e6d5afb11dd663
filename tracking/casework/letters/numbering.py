"""The number of a letter: 01 on 1 January, without a gap, unique for agency and year (NĐ 30/2020/NĐ-CP Điều 15)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from .. import paper_numbers
from ..models import Event, LetterCounter, LetterHead, LetterTemplate, PaperNumber
from ..paper_numbers import LARGEST, NumberTaken

__all__ = ["NEXT", "Number", "NumberTaken", "Overtaken", "Unsure", "Wanted", "foresee", "series_of", "symbol", "take"]
# A number typed further ahead than this is asked about, and the series does not run on from it: one slip of the
# keyboard must not use up the numbers of a year.
FAR = 100


class Unsure(NumberTaken):
    """The number can be given, but looks like a slip: whoever typed it says that it is meant."""


class Overtaken(RuntimeError):
    """Another letter took the number foreseen; the paper that shows it must be set anew."""


@dataclass(frozen=True)
class Number:
    """A number in its series, and the whole line as it is printed: `01/TB-UBND`. Of a paper numbered outside the
    series there is the line alone."""

    year: int
    series: str
    number: int | None
    symbol: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The number somebody asks for: one of the series, or the line of a paper, which `step` told. `is_sure` says that
    it was looked at again. Nothing asked: the next of the series."""

    number: int | None = None
    line: str = ""
    step: Event | None = None
    is_sure: bool = False


NEXT = Wanted()


def series_of(head: LetterHead, abbreviation: str) -> str:
    """Each type its own series, or one for all, as the head of the agency has ruled."""
    return abbreviation if head.series_by_type else ""


def symbol(number: int, head: LetterHead, abbreviation: str) -> str:
    """`01/TB-UBND`; a công văn has no letters of a type: `01/UBND-TCD`."""
    letters = f"{abbreviation}-{head.symbol}" if abbreviation else head.symbol
    unit = f"-{head.unit}" if head.unit and not abbreviation else ""
    return f"{number:02d}/{letters}{unit}"


def foresee(head: LetterHead, abbreviation: str, year: int, wanted: Wanted = NEXT) -> Number:
    """The number a letter would get now, or the one asked for; nothing is taken or locked.

    A paper is set with it while nobody waits, and `take` then says whether it still holds. Raises NumberTaken, Unsure.
    """
    series = series_of(head, abbreviation)
    keys = {"agency": head.agency, "year": year, "series": series}
    last = LetterCounter.objects.filter(**keys).values_list("last", flat=True).first()
    return _Series(head, abbreviation, year).number(wanted, last or 0)


def take(head: LetterHead, abbreviation: str, foreseen: Number, wanted: Wanted = NEXT) -> None:
    """Take the number foreseen, inside the transaction that saves its letter.

    The counter's row is locked until that transaction ends, so two officers never get the same number, and one that
    rolls back leaves no gap. Raises Overtaken, NumberTaken, Unsure.
    """
    counter = _locked(head, foreseen.year, foreseen.series)
    series = _Series(head, abbreviation, foreseen.year)
    if series.number(wanted, counter.last) != foreseen:
        raise Overtaken
    if foreseen.number is not None and not series.is_far(foreseen.number, counter.last):
        counter.last = max(counter.last, foreseen.number)
        counter.save(update_fields=["last"])


@dataclass(frozen=True)
class _Series:
    """The numbers of one series in one year, those told in steps among them."""

    head: LetterHead
    abbreviation: str
    year: int

    def number(self, wanted: Wanted, last: int) -> Number:
        if wanted.line:
            self._check_free(wanted.line, wanted.step)
            return self._made(self._place_of(wanted.line), wanted.line)
        given = wanted.number
        if given is not None:
            self._check_given(given, wanted, last)
        number = given or self._next(last)
        if number > LARGEST:
            raise NumberTaken(f"Số văn bản nhiều nhất là {LARGEST}.")
        return self._made(number, symbol(number, self.head, self.abbreviation))

    def is_far(self, number: int, last: int) -> bool:
        """Far ahead of the series, and no letter near it says that the office's own register has come so far."""
        if number <= last + FAR:
            return False
        near = self._rows().filter(number__range=(number - FAR, number + FAR), letter__isnull=False)
        return not near.exclude(number=number).exists()

    def _check_given(self, given: int, wanted: Wanted, last: int) -> None:
        self._check_free(symbol(given, self.head, self.abbreviation), wanted.step)
        if wanted.is_sure:
            return
        self._check_gap(given, last)
        if not self.is_far(given, last):
            return
        raise Unsure(
            f"Số {given:02d} cách xa số tiếp theo trong sổ của cổng ({self._next(last):02d}). Nếu văn thư đã cấp đúng "
            "số này, xin đánh dấu ở dưới; các văn bản sau vẫn lấy số tiếp theo của cổng."
        )

    def _check_gap(self, given: int, last: int) -> None:
        """Numbers left out before this one are asked about, as nobody may see later why they are missing; not where
        the office's own register, known by a number between, runs apart from the portal's."""
        following = self._next(last)
        if (
            given <= following
            or self.is_far(given, last)
            or self._rows().filter(number__range=(following, given - 1)).exists()
        ):
            return
        raise Unsure(
            f"Số tiếp theo trong sổ của cổng là {following:02d}; lấy số {given:02d} thì bỏ trống số đứng trước nó. Nếu "
            "văn thư đã cấp đúng số này, xin đánh dấu ở dưới; các văn bản sau lấy số tiếp theo số này."
        )

    def _check_free(self, line: str, step: Event | None) -> None:
        place = self._place_of(line)
        rows = self._rows().filter(number=place) if place else self._all().filter(line=paper_numbers.line_of(line))
        if (rows.exclude(step=step) if step else rows).exists():
            raise NumberTaken(f"Số {line} của năm {self.year} đã dùng cho văn bản khác.")

    def _next(self, last: int) -> int:
        """The first number nobody has, told in a step or carried by a letter."""
        used = set(self._rows().filter(number__gt=last).values_list("number", flat=True))
        return next(number for number in range(last + 1, LARGEST + 2) if number not in used)

    def _place_of(self, line: str) -> int | None:
        """The number in this series that a line stands for; None for one of another register."""
        number, _letters = paper_numbers.halves(line)
        ours = number is not None and paper_numbers.is_same(line, symbol(number, self.head, self.abbreviation))
        return number if ours else None

    def _made(self, number: int | None, line: str) -> Number:
        return Number(self.year, series_of(self.head, self.abbreviation), number, line)

    def _all(self) -> QuerySet[PaperNumber]:
        return PaperNumber.objects.filter(agency=self.head.agency, year=self.year)

    def _rows(self) -> QuerySet[PaperNumber]:
        return self._all().filter(letters__in=self._letters())

    def _letters(self) -> Collection[str]:
        """What stands behind the number of this series: of one for all types, of every type."""
        types = {self.abbreviation}
        if not self.head.series_by_type:
            types |= set(LetterTemplate.objects.values_list("abbreviation", flat=True))
        return {paper_numbers.halves(symbol(1, self.head, each))[1] for each in types}


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

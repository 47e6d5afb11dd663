"""The day a page is asked for: `?ngay=2026-06-30`. Pure but for today's date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

_EARLIEST = dt.date(1945, 9, 2)
_LATEST = dt.date(2200, 1, 1)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_LOCAL = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


@dataclass(frozen=True, slots=True)
class AskedDay:
    """`given` is what stood in the address; `is_wrong` when it was no day we can tell of, then the page is today's.

    `is_far`: it was a day, but before or behind all that the library can know.
    """

    day: dt.date
    today: dt.date
    given: str = ""
    is_wrong: bool = False
    is_far: bool = False

    @property
    def is_other(self) -> bool:
        return self.day != self.today

    @property
    def is_future(self) -> bool:
        return self.day > self.today

    @property
    def query(self) -> str:
        """What links on the page carry on, so that the reader stays on the day."""
        return f"?ngay={self.day.isoformat()}" if self.is_other else ""


def asked_day(query: Mapping[str, str], name: str = "ngay") -> AskedDay:
    """The day of an address, ISO or as people write it; without one it is today."""
    today = timezone.localdate()
    given = query.get(name, "").strip()[:20]
    day = read_day(given) if given else today
    return AskedDay(day or today, today, given, day is None, is_far=day is None and _written_day(given) is not None)


def read_day(text: str) -> dt.date | None:
    day = _written_day(text)
    return day if day and _EARLIEST <= day <= _LATEST else None


def _written_day(text: str) -> dt.date | None:
    iso, local = _ISO.match(text), _LOCAL.match(text)
    parts = (iso[1], iso[2], iso[3]) if iso else (local[3], local[2], local[1]) if local else None
    if parts is None:
        return None
    try:
        return dt.date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None

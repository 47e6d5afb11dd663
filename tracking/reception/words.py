"""Names of days as people say them."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext, gettext_lazy

WEEKDAYS = [
    gettext_lazy("Thứ Hai"),
    gettext_lazy("Thứ Ba"),
    gettext_lazy("Thứ Tư"),
    gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"),
    gettext_lazy("Chủ Nhật"),
]


def weekday(day: dt.date) -> str:
    return str(WEEKDAYS[day.weekday()])


def weekday_span(numbers: Iterable[int]) -> str:
    """ "Thứ Hai đến Thứ Sáu" for days in a row, else the names with commas."""
    days = sorted(numbers)
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return gettext("%(first)s đến %(last)s") % {"first": WEEKDAYS[days[0]], "last": WEEKDAYS[days[-1]]}
    return ", ".join(str(WEEKDAYS[day]) for day in days)

"""Was the timetable put up in time? At least 05 working days before the reception (LTCD 42/2013 Đ.24 k.4). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tracking.terms.calendar import WorkCalendar

WORKING_DAYS_BEFORE = 5
BASIS = "42/2013/QH13#dieu-24.khoan-4"


def last_day_to_post(session_day: dt.date, work: WorkCalendar) -> dt.date:
    """The last day on which a session of that day may still be announced in time; neither of the two is counted."""
    return work.working_days_back(session_day, WORKING_DAYS_BEFORE)


def posted_late(session_days: Iterable[dt.date], posted: dt.date, work: WorkCalendar) -> list[dt.date]:
    """The sessions, from the day of posting on, that citizens learn of too late."""
    return sorted({day for day in session_days if day >= posted > last_day_to_post(day, work)})


def late_words(days: Iterable[dt.date]) -> str:
    """What an editor is told of such sessions; what to do about it is for the form to add."""
    return (
        f"Buổi tiếp ngày {', '.join(f'{day:%d/%m/%Y}' for day in days)} còn dưới 05 ngày làm việc, muộn hơn hạn niêm "
        "yết của khoản 4 Điều 24 Luật Tiếp công dân."
    )

"""By when an online reception must be announced and tried out (NĐ 154/2026 Đ.23 k.1). Pure."""

from __future__ import annotations

import datetime as dt

from tracking.terms.calendar import WorkCalendar

NOTICE_DAYS, TEST_DAYS = 5, 1
CONNECTED_BEFORE = dt.timedelta(hours=1)
BASIS = "154/2026/NĐ-CP#dieu-23.khoan-1"
RECORDED = "154/2026/NĐ-CP#dieu-24.khoan-1"


def last_day_to_notify(session_day: dt.date, work: WorkCalendar) -> dt.date:
    """The last day on which the person may still be told in time; neither of the two days is counted."""
    return work.working_days_back(session_day, NOTICE_DAYS)


def last_day_to_test(session_day: dt.date, work: WorkCalendar) -> dt.date:
    return work.working_days_back(session_day, TEST_DAYS)


def can_be_notified(session_day: dt.date, today: dt.date, work: WorkCalendar) -> bool:
    return today <= last_day_to_notify(session_day, work)

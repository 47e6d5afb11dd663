"""What citizens were promised by a published timetable, and so is changed only by a numbered notice.

A session is promised when somebody booked it, when a notice names it, or when the last day to post another in time
has gone (LTCD 42/2013 Đ.24 k.4). One farther off may still be replaced by a timetable that is itself posted in time.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.utils import timezone

from tracking.terms.calendar import WorkCalendar
from tracking.terms.models import current_calendar

from . import posting
from .models import Booking, BookingState, Departure, Rule, RuleKind
from .recurrence import planned
from .schedule import Session, SessionState, compose

# The last day to post a session in time is never farther ahead than this, over the longest holiday.
_NEAR = dt.timedelta(days=31)


def booked(rule: Rule) -> Counter[dt.date]:
    """How many hold or wait for a turn, by the day the session is due."""
    held = Booking.objects.filter(rule=rule).exclude(state=BookingState.CANCELLED)
    return Counter(held.values_list("due", flat=True))


def why_kept(rule: Rule) -> str:
    """Why this timetable may not be deleted, for its editor; empty when it may."""
    people, notices = booked(rule).total(), Departure.objects.filter(rule=rule).count()
    found = []
    if people:
        found.append(f"{people} người đã đăng ký")
    if notices:
        found.append(f"{notices} thông báo đã công bố")
    if not found and (near := promised(rule)):
        found.append(f"buổi tiếp sắp tới đã công bố ({_days(near)})")
    if not found:
        return ""
    return (
        f"Chưa xóa được lịch này: có {' và '.join(found)}. Xin hủy từng buổi bằng thông báo ở mục «Thay đổi lịch», "
        "hoặc mở lịch này và ghi «đến ngày» để lịch hết hiệu lực."
    )


def promised(rule: Rule) -> list[Session]:
    """The coming sessions of a published timetable that people count on, cancelled ones too."""
    if rule.kind == RuleKind.REGULAR:
        return []
    today, work, people = timezone.localdate(), current_calendar(), booked(rule)
    return [
        one
        for one in _coming(rule, rule, work, [*people])
        if people[one.due] or one.departure or today > posting.last_day_to_post(one.day, work)
    ]


def broken(draft: Rule, published: Rule) -> list[Session]:
    """Promised sessions that would be gone, or at another time or place, were the draft saved."""
    kept = promised(published)
    if not kept:
        return []
    dues = [one.due for one in kept]
    left = {} if draft.kind == RuleKind.REGULAR else _by_uid(_coming(draft, published, current_calendar(), dues))
    people = booked(published)
    return [one for one in kept if _differs(one, left.get(one.uid), has_bookings=people[one.due] > 0)]


def broken_words(sessions: list[Session]) -> str:
    return (
        f"Buổi tiếp đã công bố ngày {_days(sessions)} sẽ mất hoặc đổi giờ, đổi nơi. Xin giữ nguyên ở đây và chuyển "
        "hoặc hủy từng buổi bằng thông báo ở mục «Thay đổi lịch» (khoản 4 Điều 24 Luật Tiếp công dân)."
    )


def people_at(rule: Rule, day: dt.date) -> list[Booking]:
    """Who holds or waits for a turn at the session a notice of that day names."""
    dues = {plan.due for plan in planned(rule.recurrence, current_calendar(), day, day)} | {day}
    return list(Booking.objects.filter(rule=rule, due__in=dues).exclude(state=BookingState.CANCELLED))


def _coming(rule: Rule, published: Rule, work: WorkCalendar, dues: list[dt.date]) -> list[Session]:
    today = timezone.localdate()
    notices = {row.day: row for row in Departure.objects.filter(rule=published).select_related("new_place")}
    ahead = [*dues, *notices, *(row.new_day for row in notices.values() if row.new_day)]
    last = max([today + _NEAR, *(day + _NEAR for day in ahead)])
    found = compose([rule], {rule.pk: notices}, work, today, last)
    return [one for one in found if one.ends > timezone.now()]


def _by_uid(sessions: list[Session]) -> dict[str, Session]:
    return {one.uid: one for one in sessions}


def _differs(old: Session, new: Session | None, *, has_bookings: bool) -> bool:
    if new is None:
        return True
    if old.state is SessionState.CANCELLED:
        return False
    if (old.starts, old.ends, old.place.pk) != (new.starts, new.ends, new.place.pk):
        return True
    return has_bookings and _turns(old.rule) != _turns(new.rule)


def _turns(rule: Rule) -> tuple[object, ...]:
    """What tells at which minute a turn begins."""
    return rule.minutes_each, rule.starts, rule.ends, rule.afternoon_starts


def _days(sessions: list[Session]) -> str:
    shown = [f"{one.day:%d/%m/%Y}" for one in sessions[:6]]
    more = len(sessions) - len(shown)
    return ", ".join(shown) + (f" và {more} buổi khác" if more > 0 else "")

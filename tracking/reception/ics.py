"""The timetable as iCalendar, in the form calendar programs subscribe to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from search.text import writable

from .schedule import Session, SessionState

REFRESH = dt.timedelta(hours=6)


def calendar_of(name: str, sessions: Iterable[Session], *, host: str) -> bytes:
    """One VCALENDAR. A session keeps its UID when moved or cancelled; SEQUENCE tells programs to replace it, and
    like LAST-MODIFIED never falls.

    `host` is the name of the site, the right half of each UID.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Cổng tiếp công dân Hải Phòng//Lịch tiếp công dân//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = writable(name, soft_break=" ")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for session in sessions:
        calendar.add_component(_event(session, host))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(session: Session, host: str) -> Event:
    rule = session.rule
    event = Event()
    event.add("uid", f"{session.uid}@{host}")
    event.add("dtstamp", session.changed_at)
    event.add("last-modified", session.changed_at)
    event.add("sequence", session.revision)
    event.add("dtstart", session.starts)
    event.add("dtend", session.ends)
    event.add("summary", writable(f"{rule.local_host} {_('tiếp công dân')}", soft_break=" "))
    event.add("location", writable(f"{session.place.local_name}, {session.place.address}", soft_break=" "))
    event.add("description", writable("\n".join(_notes(session))))
    event.add("status", "CANCELLED" if session.state is SessionState.CANCELLED else "CONFIRMED")
    event.add("categories", [writable(rule.agency.name, soft_break=" ")])
    return event


def _notes(session: Session) -> Iterable[str]:
    yield session.rule.local_agency
    if session.is_sample:
        yield _("Dữ liệu mẫu")
    if session.departure:
        yield f"{session.departure.get_kind_display()}: {session.departure.local_reason}"
        if session.departure.notice:
            yield session.departure.notice
        if late := session.late:
            yield late
    elif session.over_day_off:
        yield _("Chuyển từ ngày %(day)s vì là ngày nghỉ.") % {"day": session.due.strftime("%d/%m/%Y")}
    if session.rule.ground:
        yield session.rule.ground

"""What a notice changed, as a sentence: only what is really another than the timetable says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .words import weekday

if TYPE_CHECKING:
    from .schedule import Session, Trace


def as_planned(session: Session) -> str:
    """ "Theo lịch là ngày 24/11/2026, 08:00–11:30." Empty when nothing differs."""
    rule = session.rule
    ends = rule.afternoon_ends or rule.ends
    told = []
    if session.day != session.planned:
        told.append(_("ngày %(day)s") % {"day": f"{session.planned:%d/%m/%Y}"})
    if (session.starts.time(), session.ends.time()) != (rule.starts, ends):
        told.append(f"{rule.starts:%H:%M}–{ends:%H:%M}")
    if session.place.pk != rule.place_id:
        told.append(_("ở %(place)s") % {"place": f"{rule.place.local_name}, {rule.place.address}"})
    return _("Theo lịch là %(what)s.") % {"what": ", ".join(told)} if told else ""


def told(session: Session) -> str:
    """What a notice did to the session and why, for lists, pages and mail; empty without a notice."""
    notice = session.departure
    if notice is None:
        return ""
    before = "" if session.state == "cancelled" else as_planned(session)
    if session.state == "on":
        before = _("Vẫn tiếp như lịch; thông báo trước đã rút.")
    return " ".join(part for part in (before, _("Lý do: %(reason)s.") % {"reason": bare(notice.local_reason)}) if part)


def late(session: Session) -> str:
    """Why the notice came later than the law's 05 working days, when it did."""
    reason = session.departure.local_late_reason if session.departure else ""
    return _("Lý do công bố muộn: %(reason)s.") % {"reason": bare(reason)} if reason else ""


def bare(reason: str) -> str:
    """Editors end a reason with a full stop or without."""
    return reason.strip().rstrip(".")


def where_it_went(trace: Trace) -> str:
    """What stands on a day the session has left."""
    session = trace.session
    number = f" ({session.departure.notice})" if session.departure and session.departure.notice else ""
    if session.state == "cancelled":
        return _("Đã hủy%(number)s") % {"number": number}
    facts = {"weekday": weekday(session.day), "day": f"{session.day:%d/%m/%Y}", "number": number}
    return _("Chuyển sang %(weekday)s, ngày %(day)s%(number)s") % facts

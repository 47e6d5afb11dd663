"""What who follows an office's timetable is written: the question that confirms it, and a changed notice."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tracking.casework.notices.channels import Letter

from . import following
from .models import BookingNews, TimetableFollower
from .schedule import session_under
from .words import weekday


def letter_to(news: BookingNews, follower: TimetableFollower) -> Letter | None:
    """As things stand now, so a notice taken back is told as such; None when nobody asks or wants it any more."""
    with translation.override(follower.language):
        told = _question(follower) if news.what == BookingNews.What.QUESTION else _notice(news, follower)
        if told is None:
            return None
        subject, lines = told
        stop = _absolute(reverse("reception:leave_following", args=[following.leave_token(follower)]))
        ends = [_("Không muốn nhận nữa: %(address)s") % {"address": stop}, _("Thư gửi tự động, xin đừng trả lời.")]
    return Letter(
        to=str(follower.data["email"]),
        subject=subject,
        body="\n\n".join([*lines, *ends]) + "\n",
        mark=f"timetable-{news.pk}-{news.created_at:%Y%m%d%H%M%S}",
        stop_address=stop,
    )


def _question(follower: TimetableFollower) -> tuple[str, list[str]] | None:
    if follower.confirmed_at is not None:
        return None
    link = _absolute(reverse("reception:confirm_following", args=[following.question_token(follower)]))
    facts = {"agency": follower.agency.name, "days": following.CONFIRM_WITHIN.days, "address": link}
    return _("Xác nhận nhận tin về lịch tiếp công dân"), [
        _("Có người, chắc là ông/bà, muốn nhận thư khi lịch tiếp công dân của %(agency)s thay đổi.") % facts,
        _("Xin xác nhận trong %(days)s ngày: %(address)s") % facts,
        _("Không phải ông/bà thì xin bỏ qua thư này; cổng tự xóa địa chỉ."),
    ]


def _notice(news: BookingNews, follower: TimetableFollower) -> tuple[str, list[str]] | None:
    notice = news.departure
    if notice is None or follower.confirmed_at is None:
        return None
    session = session_under(notice)
    if session is None:
        return None
    facts = {
        "kind": notice.get_kind_display(),
        "host": notice.rule.local_host,
        "due": f"{notice.day:%d/%m/%Y}",
        "weekday": weekday(session.day),
        "day": f"{session.day:%d/%m/%Y}",
        "time": f"{session.starts:%H:%M}",
        "place": f"{session.place.local_name}, {session.place.address}",
        "reason": notice.local_reason,
    }
    lines = [_("%(kind)s: %(host)s, ngày theo lịch %(due)s.") % facts]
    if not notice.calls_off:
        lines.append(_("Tiếp lúc %(time)s, %(weekday)s %(day)s, tại %(place)s.") % facts)
    lines.append(_("Lý do: %(reason)s") % facts)
    if notice.notice:
        lines.append(notice.notice)
    if late := session.late:
        lines.append(late)
    lines.append(_absolute(reverse("reception:session", args=[session.uid])))
    return _("Lịch tiếp công dân ngày %(due)s thay đổi") % facts, lines


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"

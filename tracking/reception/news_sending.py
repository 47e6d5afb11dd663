"""The worker sends what waits: each mail claimed by one conditional update, tried again later and later."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tracking.casework.notices.channels import CHANNELS, Delayed, Letter, Refused

from . import follower_letters
from .bookings import Turn, turn_of
from .models import Booking, BookingNews, BookingState
from .news_queue import queue
from .recurrence import LONGEST_MOVE
from .schedule import Session, SessionState
from .words import weekday

CHANNEL = "email"
LEASE = dt.timedelta(minutes=10)
MOST_AT_ONCE = 200
MOST_TRIES = 8
KEPT = dt.timedelta(days=90)


def can_send() -> bool:
    """Without a relay no address is asked for: the portal promises no mail it cannot send."""
    return CHANNELS[CHANNEL].is_configured()


def remind() -> int:
    """Owe a mail to everybody whose turn is tomorrow; how many. Again changes nothing."""
    if not can_send():
        return 0
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    span = (tomorrow - LONGEST_MOVE, tomorrow + LONGEST_MOVE)
    held = Booking.objects.filter(state=BookingState.BOOKED, due__range=span).select_related("rule")
    soon = [booking for booking in held if booking.data.get("email") and _is_on(booking, tomorrow)]
    for booking in soon:
        queue(booking, BookingNews.What.SOON, f"soon:{tomorrow}")
    return len(soon)


def _is_on(booking: Booking, day: dt.date) -> bool:
    session = turn_of(booking).session
    return session is not None and session.state is not SessionState.CANCELLED and session.day == day


def send_waiting() -> int:
    """Send what is due; how many left the portal here."""
    if not can_send():
        return 0
    due = BookingNews.objects.filter(settled_at=None, due_at__lte=timezone.now())
    return sum(_send(pk) for pk in list(due.values_list("pk", flat=True)[:MOST_AT_ONCE]))


def _send(pk: int) -> bool:
    now = timezone.now()
    mine = BookingNews.objects.filter(pk=pk, settled_at=None, due_at__lte=now)
    if not mine.update(due_at=now + LEASE, attempts=F("attempts") + 1):
        return False
    news = BookingNews.objects.select_related(
        "booking__rule", "follower__agency", "departure__rule__place", "departure__rule__agency", "departure__new_place"
    ).get(pk=pk)
    letter = letter_of(news)
    sent = False
    if letter is not None:
        try:
            CHANNELS[CHANNEL].send(letter)
            sent = True
        except Delayed:
            if news.attempts < MOST_TRIES:
                BookingNews.objects.filter(pk=pk).update(due_at=now + dt.timedelta(minutes=4**news.attempts))
                return False
        except Refused:  # no such mailbox: the page by code still tells everything
            pass
    now = timezone.now()
    BookingNews.objects.filter(pk=pk).update(settled_at=now, sent_at=now if sent else None)
    return sent


@dataclass(frozen=True)
class _Words:
    subject: str
    lines: list[str]


def letter_of(news: BookingNews) -> Letter | None:
    """As things stand now, in the language of the booking; None when nobody wants it any more."""
    if news.follower is not None:
        return follower_letters.letter_to(news, news.follower)
    booking = news.booking
    if booking is None:
        return None
    address = str(booking.data.get("email", ""))
    turn = turn_of(booking)
    if not address or booking.state == BookingState.CANCELLED:
        return None
    with translation.override(str(booking.data.get("language", "vi"))):
        if turn.session is None:
            return None
        words = _answered(turn.session) if news.what == BookingNews.What.ONLINE else _words(turn, turn.session)
        lines = [*words.lines, _look() % {"address": _absolute(reverse("reception:booked"))}, _no_answer()]
    mark = f"booking-{news.pk}-{news.created_at:%Y%m%d%H%M%S}"
    return Letter(to=address, subject=words.subject, body="\n\n".join(lines) + "\n", mark=mark)


def _look() -> str:
    return _("Xem lượt của ông/bà, hoặc hủy nếu bận, ở %(address)s bằng mã đăng ký.")


def _no_answer() -> str:
    return _("Thư gửi tự động, xin đừng trả lời.")


def _words(turn: Turn, session: Session) -> _Words:
    """Nothing of the person: the session is public, and its page is named."""
    return _called_off(session) if session.state is SessionState.CANCELLED else _on(turn, session)


def _answered(session: Session) -> _Words:
    """That there is an answer; what it says, and the link, is shown by the code alone."""
    facts = {"host": session.rule.local_host, "day": f"{session.day:%d/%m/%Y}"}
    return _Words(
        _("Trả lời đề nghị tiếp trực tuyến ngày %(day)s") % facts,
        [
            _("Cơ quan đã trả lời đề nghị tiếp trực tuyến của ông/bà cho buổi %(host)s tiếp công dân ngày %(day)s.")
            % facts
        ],
    )


def _called_off(session: Session) -> _Words:
    day = f"{session.day:%d/%m/%Y}"
    reason, number = (session.departure.local_reason, session.departure.notice) if session.departure else ("", "")
    called_off = _("Buổi %(host)s tiếp công dân ngày %(day)s đã hủy. Lý do: %(reason)s") % {
        "host": session.rule.local_host,
        "day": day,
        "reason": reason,
    }
    lines = filter(None, (called_off, number, session.late, _page(session)))
    return _Words(_("Buổi tiếp ngày %(day)s đã hủy") % {"day": day}, [*lines])


def _on(turn: Turn, session: Session) -> _Words:
    facts = {
        "host": session.rule.local_host,
        "weekday": weekday(session.day),
        "day": f"{session.day:%d/%m/%Y}",
        "time": f"{turn.at or session.starts:%H:%M}",
        "place": f"{session.place.local_name}, {session.place.address}",
    }
    lines = [_("%(host)s tiếp công dân: khoảng %(time)s, %(weekday)s %(day)s, tại %(place)s.") % facts]
    if turn.at is None:
        lines.append(_("Ông/bà đang trong danh sách chờ."))
    lines += filter(None, (session.told, session.late))
    return _Words(_("Buổi tiếp công dân ngày %(day)s") % facts, [*lines, _page(session)])


def _page(session: Session) -> str:
    return _absolute(reverse("reception:session", args=[session.uid]))


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def forget_old() -> None:
    BookingNews.objects.filter(created_at__lt=timezone.now() - KEPT).delete()

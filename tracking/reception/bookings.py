"""A turn at a session: taken, waited for, given back. The only writer of `Booking`; keyword arguments, no request."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracking.casework import codes
from tracking.casework.sealing.keys import KeyName, current_key, keyring
from tracking.terms.models import current_calendar

from . import named_cases, news_queue
from .models import Booking, BookingNews, BookingState, OnlineReception, OnlineState, RuleKind, hold
from .online_terms import can_be_notified
from .schedule import Session, SessionState, find_session

KEPT_AFTER = dt.timedelta(days=90)
KEPT_AFTER_ADVICE = dt.timedelta(days=1)
WAITING_PLACES = 20


class NoTurn(ValueError):
    """No turn can be had; the message says why, for the citizen."""


@dataclass(frozen=True)
class Wish:
    """What the citizen wrote. `has_priority`: old, disabled, pregnant or with a small child; `online` a ground."""

    name: str
    phone: str
    subject: str
    about: str = ""
    reference: str = ""
    has_priority: bool = False
    email: str = ""
    online: str = ""


@dataclass(frozen=True)
class Turn:
    """A booking as the citizen sees it. `at` is the planned time, `before_me` who waits in front."""

    booking: Booking
    session: Session | None
    at: dt.datetime | None
    before_me: int = 0


def is_open(session: Session) -> bool:
    """Turns are taken until the session begins."""
    held = session.state is not SessionState.CANCELLED
    return held and session.rule.places_a_session > 0 and timezone.now() < session.starts


def free_turns(session: Session) -> int:
    taken = Booking.objects.filter(rule=session.rule, due=session.due, state=BookingState.BOOKED).count()
    return max(0, session.rule.places_a_session - taken)


def book(*, uid: str, token: str, wish: Wish) -> tuple[Booking, str]:
    """Take the next free turn, or a place on the waiting list. The same token again gives the same turn and code.

    Raises NoTurn: unknown, past, cancelled or full session. Whether a telephone number already has a turn is never
    told: somebody else could ask.
    """
    key = current_key(KeyName.CODE)
    code = codes.booking_code_from_token(token, key)
    with transaction.atomic():
        session = find_session(uid)
        if session is None:
            raise NoTurn(_("Không có buổi tiếp này trong lịch."))
        hold(session.rule.pk)
        token_macs = [codes.token_mac(token, known) for known in keyring(KeyName.CODE)]
        if known := Booking.objects.filter(token_mac__in=token_macs).first():
            return known, _code_of(known, token)
        # What was looked at before may have been moved, called off or replaced while waiting for the lock.
        session = find_session(uid)
        if session is None:
            raise NoTurn(_("Buổi này vừa được đưa ra khỏi lịch. Xin ông/bà chọn buổi khác."))
        if not is_open(session):
            raise NoTurn(_("Buổi này không còn nhận đăng ký."))
        if wish.online and not can_ask_online(session):
            raise NoTurn(_("Buổi này quá gần để tiếp trực tuyến: cơ quan phải báo trước ít nhất 05 ngày làm việc."))
        held = list(Booking.objects.filter(rule=session.rule, due=session.due).exclude(state=BookingState.CANCELLED))
        turn = _next_turn(held, session.rule.places_a_session)
        if turn is None and len(held) >= session.rule.places_a_session + WAITING_PLACES:
            raise NoTurn(_("Buổi này đã hết chỗ và danh sách chờ đã đầy. Xin chọn buổi khác."))
        booking = Booking.objects.create(
            rule=session.rule,
            due=session.due,
            turn=turn,
            state=BookingState.WAITING if turn is None else BookingState.BOOKED,
            subject=wish.subject,
            has_priority=wish.has_priority,
            data=_kept(wish),
            token_mac=codes.token_mac(token, key),
            code_mac=codes.booking_mac(code, key),
        )
        if wish.online:
            OnlineReception.objects.create(booking=booking, ground=wish.online)
    return booking, code


def can_ask_online(session: Session) -> bool:
    """While the office could still answer 05 working days before the session (NĐ 154/2026 Đ.23 k.1)."""
    is_leaders = session.rule.kind == RuleKind.LEADER
    return is_leaders and can_be_notified(session.day, timezone.localdate(), current_calendar())


def _kept(wish: Wish) -> named_cases.Data:
    """Never a denunciation's reference: beside a name and a number it would say who denounced."""
    reference = named_cases.open_reference(wish.reference)
    written = {"name": wish.name, "phone": wish.phone, "about": wish.about, "reference": reference}
    (kept,) = named_cases.without_denunciations([written])
    # The language of the form is that of the mails.
    return kept | ({"email": wish.email, "language": get_language() or "vi"} if wish.email else {})


def _code_of(booking: Booking, token: str) -> str:
    made = ((codes.booking_code_from_token(token, key), key) for key in keyring(KeyName.CODE))
    return next(code for code, key in made if codes.booking_mac(code, key) == booking.code_mac)


def _next_turn(held: list[Booking], places: int) -> int | None:
    taken = {booking.turn for booking in held}
    return next((turn for turn in range(places) if turn not in taken), None)


def by_code(text: str) -> Booking | None:
    """The booking a code opens; the same work and the same None for every wrong code (R05)."""
    code = codes.normalise(text) or codes.NOBODYS_CODE
    macs = [codes.booking_mac(code, key) for key in keyring(KeyName.CODE)]
    return Booking.objects.filter(code_mac__in=macs).select_related("rule__agency", "rule__place").first()


def cancel(*, booking_id: int) -> Booking:
    """Give the turn back; the first on the waiting list, those with priority before others, gets it."""
    with transaction.atomic():
        booking = Booking.objects.select_related("rule").get(pk=booking_id)
        hold(booking.rule_id)
        booking.refresh_from_db()
        if booking.state == BookingState.CANCELLED:
            return booking
        turn, booking.turn, booking.state = booking.turn, None, BookingState.CANCELLED
        booking.data = {}
        booking.save(update_fields=["turn", "state", "data"])
        OnlineReception.objects.filter(booking=booking).update(state=OnlineState.WITHDRAWN, access={})
        waiting = Booking.objects.filter(rule=booking.rule, due=booking.due, state=BookingState.WAITING)
        first = waiting.order_by("-has_priority", "created_at", "pk").first()
        if turn is not None and first is not None:
            Booking.objects.filter(pk=first.pk).update(turn=turn, state=BookingState.BOOKED)
            news_queue.queue(first, BookingNews.What.TURN, f"turn:{booking.pk}")
    return booking


def turn_of(booking: Booking) -> Turn:
    prefix = f"{booking.rule_id}-{booking.due:%Y%m%d}"
    session = find_session(prefix) or find_session(f"extra-{prefix}")
    return Turn(booking, session, time_of(booking, session), _before(booking))


def time_of(booking: Booking, session: Session | None) -> dt.datetime | None:
    if session is None or booking.turn is None:
        return None
    start = session.starts + dt.timedelta(minutes=booking.turn * booking.rule.minutes_each)
    rule = session.rule
    moved = session.departure is not None and session.departure.new_starts is not None
    if rule.afternoon_starts and not moved:
        noon = dt.datetime.combine(session.day, rule.ends, session.starts.tzinfo)
        if start + dt.timedelta(minutes=rule.minutes_each) > noon:
            morning = int((noon - session.starts).total_seconds() // 60 // rule.minutes_each)
            after = dt.timedelta(minutes=(booking.turn - morning) * rule.minutes_each)
            start = dt.datetime.combine(session.day, rule.afternoon_starts, session.starts.tzinfo) + after
    return start


def _before(booking: Booking) -> int:
    if booking.state != BookingState.WAITING:
        return 0
    others = Booking.objects.filter(rule=booking.rule, due=booking.due, state=BookingState.WAITING)
    order = list(others.order_by("-has_priority", "created_at", "pk").values_list("pk", flat=True))
    return order.index(booking.pk)


def forget_old() -> int:
    """Empty what people wrote 90 days after a session, the day after a lawyer's; count and subject stay."""
    today = timezone.localdate()
    over = Q(due__lt=today - KEPT_AFTER) | Q(rule__kind=RuleKind.LAWYER, due__lt=today - KEPT_AFTER_ADVICE)
    old = [booking for booking in Booking.objects.filter(over).iterator() if booking.data]
    for booking in old:
        booking.data = {}
        booking.save(update_fields=["data"])
    OnlineReception.objects.filter(booking__in=[booking.pk for booking in old]).update(access={})
    return len(old)

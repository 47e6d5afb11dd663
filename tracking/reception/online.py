"""Received by video instead of at the desk: the only writer of `OnlineReception` once it was asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tracking.terms.models import current_calendar

from . import news_queue
from .bookings import turn_of
from .models import BookingNews, OnlineReception, OnlineState
from .online_terms import can_be_notified, last_day_to_notify, last_day_to_test
from .schedule import Session, SessionState


class CannotAnswer(ValueError):
    """Why the answer is not taken; the message is for the office."""


@dataclass(frozen=True)
class Standing:
    """How a request stands beside its session, for the person and for the office."""

    asked: OnlineReception
    answer_until: dt.date | None
    test_until: dt.date | None
    is_outdated: bool

    @property
    def is_open(self) -> bool:
        """Waits for the office's answer: not answered yet, or answered for a day that is no longer the session's."""
        return self.asked.state == OnlineState.ASKED or self.is_outdated

    @property
    def shows_access(self) -> bool:
        return self.asked.state == OnlineState.AGREED and not self.is_outdated


def standing(asked: OnlineReception, session: Session | None) -> Standing:
    if session is None or session.state is SessionState.CANCELLED:
        return Standing(asked, None, None, is_outdated=False)
    work = current_calendar()
    moved = asked.state == OnlineState.AGREED and asked.for_day != session.day
    return Standing(asked, last_day_to_notify(session.day, work), last_day_to_test(session.day, work), moved)


def agree(*, pk: int, person_id: int, notice: str, link: str, how: str, test_at: dt.datetime) -> OnlineReception:
    """The office's head has decided to receive online; the person learns of it with the day of the trial.

    Raises CannotAnswer when the person can no longer be told 05 working days before, or the trial would come too late.
    """
    with transaction.atomic():
        asked, session = _held(pk)
        work, today = current_calendar(), timezone.localdate()
        if not can_be_notified(session.day, today, work):
            last = last_day_to_notify(session.day, work)
            raise CannotAnswer(
                f"Phải báo cho người dân chậm nhất ngày {last:%d/%m/%Y} (khoản 1 Điều 23 Nghị định 154/2026/NĐ-CP). "
                "Xin mời người dân đến tận nơi hoặc hẹn buổi sau."
            )
        last = last_day_to_test(session.day, work)
        if not today <= timezone.localdate(test_at) <= last:
            raise CannotAnswer(f"Kết nối thử từ hôm nay đến chậm nhất ngày {last:%d/%m/%Y} (khoản 1 Điều 23).")
        asked.state, asked.notice, asked.test_at, asked.for_day = OnlineState.AGREED, notice, test_at, session.day
        asked.access, asked.reason, asked.tested_on = {"link": link, "how": how}, "", None
        return _answered(asked, person_id)


def refuse(*, pk: int, person_id: int, reason: str) -> OnlineReception:
    """The turn stays: the person is received at the desk."""
    with transaction.atomic():
        asked, _session = _held(pk)
        asked.state, asked.reason, asked.access, asked.test_at = OnlineState.REFUSED, reason, {}, None
        return _answered(asked, person_id)


def note_test(*, pk: int, on: dt.date) -> None:
    """The trial connection worked on that day."""
    _agreed(pk).update(tested_on=on)


def note_recording(*, pk: int, where: str) -> None:
    """Where the recording of sound and picture is kept (Đ.24 k.1)."""
    _agreed(pk).update(recording=where)


def _agreed(pk: int) -> QuerySet[OnlineReception]:
    return OnlineReception.objects.filter(pk=pk, state=OnlineState.AGREED)


def _held(pk: int) -> tuple[OnlineReception, Session]:
    asked = OnlineReception.objects.select_for_update(of=("self",)).select_related("booking__rule").get(pk=pk)
    session = turn_of(asked.booking).session
    if asked.state == OnlineState.WITHDRAWN or session is None or session.state is SessionState.CANCELLED:
        raise CannotAnswer("Lượt này hoặc buổi tiếp này đã hủy.")
    return asked, session


def _answered(asked: OnlineReception, person_id: int) -> OnlineReception:
    asked.answered_at, asked.answered_by_id = timezone.now(), person_id
    asked.save()
    news_queue.queue(asked.booking, BookingNews.What.ONLINE, f"online:{asked.answered_at:%Y%m%d%H%M%S%f}")
    return asked

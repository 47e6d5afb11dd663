"""Who must learn of a notice: by mail, or by a call because they left a telephone number alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from . import news_queue, news_sending, promises
from .models import Booking, BookingNews, BookingState, Departure


class How(StrEnum):
    """`label` is for the desk."""

    SENT = "sent"
    WAITS = "waits"
    CALL = "call"

    @property
    def label(self) -> str:
        return {How.SENT: "đã gửi thư", How.WAITS: "thư đang chờ gửi", How.CALL: "phải gọi điện"}[self]


@dataclass(frozen=True)
class Affected:
    """Counts for whoever publishes; no name, so every editor may see them."""

    booked: int
    waiting: int
    by_mail: int
    by_call: int
    followers: int

    @property
    def people(self) -> int:
        return self.booked + self.waiting


def affected(notice: Departure) -> Affected:
    """Whom publishing this notice would reach."""
    people = promises.people_at(notice.rule, notice.day)
    by_mail = sum(_can_be_written_to(one) for one in people)
    waiting = sum(one.state == BookingState.WAITING for one in people)
    followers = news_queue.followers_of(notice).count()
    return Affected(len(people) - waiting, waiting, by_mail, len(people) - by_mail, followers)


def told(notice: Departure) -> list[tuple[Booking, How]]:
    """Who took a turn before the notice's newest state, with how it reached them; who came later read it."""
    people = [one for one in promises.people_at(notice.rule, notice.day) if one.created_at <= notice.changed_at]
    news = _news_of(notice, people)
    return [(one, _how(one, news.get(one.pk))) for one in sorted(people, key=_in_order)]


def _in_order(one: Booking) -> tuple[bool, int]:
    return one.turn is None, one.turn or 0


def _news_of(notice: Departure, people: Iterable[Booking]) -> dict[int, BookingNews]:
    keys = [f"{one.pk}:{news_queue.occasion_of(notice)}" for one in people]
    found = BookingNews.objects.filter(key__in=keys, booking__isnull=False)
    return {news.booking_id: news for news in found if news.booking_id}


def _how(booking: Booking, news: BookingNews | None) -> How:
    """Mail that was refused, or that no relay will carry, is as good as none."""
    if news is not None and news.sent_at:
        return How.SENT
    if news is not None and news.settled_at is None and _can_be_written_to(booking):
        return How.WAITS
    return How.CALL


def _can_be_written_to(booking: Booking) -> bool:
    return bool(booking.data.get("email")) and news_sending.can_send()

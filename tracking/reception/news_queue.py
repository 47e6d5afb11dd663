"""What those who booked must learn of becomes mail that waits; asked twice, it is still one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.utils import timezone

from . import promises
from .models import Booking, BookingNews, Departure, TimetableFollower


def listen() -> None:
    """Called once when the apps are ready."""
    post_save.connect(_announced, sender=Departure, dispatch_uid="reception.news")


def _announced(instance: Departure, raw: bool = False, **_kwargs: Any) -> None:
    if raw:
        return
    _forget_older_states(instance)
    _tell_followers(instance)
    day = Departure._meta.get_field("day").to_python(instance.day)  # as text where a program wrote it so
    for booking in promises.people_at(instance.rule, day):
        queue(booking, BookingNews.What.CHANGED, occasion_of(instance), notice=instance)


def _forget_older_states(notice: Departure) -> None:
    """A letter tells how things stand when it is sent: what still waits for an earlier state would say it twice."""
    waiting = BookingNews.objects.filter(departure=notice, settled_at=None)
    # Settled and not deleted, as the worker may hold one at this moment.
    waiting.exclude(key__endswith=f":{occasion_of(notice)}").update(settled_at=timezone.now())


def occasion_of(notice: Departure) -> str:
    """A notice as it stands: for each of its states everybody is owed one mail."""
    return f"notice:{notice.pk}:{notice.revision}"


def followers_of(notice: Departure) -> QuerySet[TimetableFollower]:
    """Everybody who confirmed that the office's timetable concerns them. A program's sample is no news."""
    following = TimetableFollower.objects.filter(agency=notice.rule.agency_id).exclude(confirmed_at=None)
    return following.none() if notice.is_sample else following


def _tell_followers(notice: Departure) -> None:
    waiting = [
        BookingNews(
            key=f"follower:{pk}:{occasion_of(notice)}",
            what=BookingNews.What.FOLLOWED,
            follower_id=pk,
            departure=notice,
        )
        for pk in followers_of(notice).values_list("pk", flat=True)
    ]
    BookingNews.objects.bulk_create(waiting, ignore_conflicts=True)


def queue(booking: Booking, what: BookingNews.What, occasion: str, *, notice: Departure | None = None) -> None:
    """Owed only to those who left an address."""
    if booking.data.get("email"):
        news = BookingNews(key=f"{booking.pk}:{occasion}", what=what, booking=booking, departure=notice)
        BookingNews.objects.bulk_create([news], ignore_conflicts=True)

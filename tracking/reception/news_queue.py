"""What those who booked must learn of becomes mail that waits; asked twice, it is still one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models.signals import post_save

from .models import Booking, BookingNews, BookingState, Departure, DepartureKind, TimetableFollower

# A day off moves a session by some days at most: its bookings are near the day the notice names.
_NEAR = dt.timedelta(days=14)


def listen() -> None:
    """Called once when the apps are ready."""
    post_save.connect(_announced, sender=Departure, dispatch_uid="reception.news")


def _announced(instance: Departure, raw: bool = False, **_kwargs: Any) -> None:
    if raw:
        return
    _tell_followers(instance)
    if instance.kind == DepartureKind.EXTRA:
        return
    day = Departure._meta.get_field("day").to_python(instance.day)  # as text where a program wrote it so
    near = Booking.objects.filter(rule=instance.rule_id, due__range=(day - _NEAR, day + _NEAR))
    for booking in near.exclude(state=BookingState.CANCELLED):
        queue(booking, BookingNews.What.CHANGED, f"notice:{instance.pk}:{instance.revision}")


def _tell_followers(notice: Departure) -> None:
    """Everybody who confirmed that the office's timetable concerns them. A program's sample is no news."""
    if notice.is_sample:
        return
    following = TimetableFollower.objects.filter(agency=notice.rule.agency_id).exclude(confirmed_at=None)
    waiting = [
        BookingNews(
            key=f"follower:{pk}:notice:{notice.pk}:{notice.revision}",
            what=BookingNews.What.FOLLOWED,
            follower_id=pk,
            departure=notice,
        )
        for pk in following.values_list("pk", flat=True)
    ]
    BookingNews.objects.bulk_create(waiting, ignore_conflicts=True)


def queue(booking: Booking, what: BookingNews.What, occasion: str) -> None:
    """Owed only to those who left an address."""
    if booking.data.get("email"):
        news = BookingNews(key=f"{booking.pk}:{occasion}", what=what, booking=booking)
        BookingNews.objects.bulk_create([news], ignore_conflicts=True)

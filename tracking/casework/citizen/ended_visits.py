"""Visits a citizen ended: until they would have been over anyway, no copy of their ticket opens the case.

A row names no case and no browser: a random mark of the visit, and the hour after which it means nothing.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from ..models import EndedVisit

_HOUR = 3600


def end(visit: bytes, *, over_at: int) -> None:
    """Twice is once."""
    until = dt.datetime.fromtimestamp((over_at // _HOUR + 1) * _HOUR, tz=dt.UTC)
    EndedVisit.objects.get_or_create(mark=visit.hex(), defaults={"until": until})


def is_ended(visit: bytes) -> bool:
    return EndedVisit.objects.filter(mark=visit.hex()).exists()


def prune() -> None:
    EndedVisit.objects.filter(until__lt=timezone.now()).delete()

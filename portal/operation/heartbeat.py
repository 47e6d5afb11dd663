"""Is a worker alive? Each says so in its own row every few seconds."""

import datetime as dt
import os
import socket

from django.db.models import Max
from django.utils import timezone

from .models import Heartbeat

EVERY = dt.timedelta(seconds=10)
STALE = dt.timedelta(seconds=60)


def name() -> str:
    return f"{socket.gethostname()[:80]}:{os.getpid()}"


def beat(worker: str, started_at: dt.datetime) -> None:
    now = timezone.now()
    Heartbeat.objects.update_or_create(worker=worker, defaults={"beat_at": now, "started_at": started_at})
    Heartbeat.objects.filter(beat_at__lt=now - 10 * STALE).delete()


def stop(worker: str) -> None:
    Heartbeat.objects.filter(worker=worker).delete()


def age() -> dt.timedelta | None:
    """Time since the newest beat of any worker; None when none ever beat."""
    newest = Heartbeat.objects.aggregate(newest=Max("beat_at"))["newest"]
    return timezone.now() - newest if newest else None


def is_alive() -> bool:
    since = age()
    return since is not None and since < STALE

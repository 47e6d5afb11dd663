"""How often articles are opened, leaflets taken, films and sounds begun: numbers by month, of nobody.

No address, no session, no day. A page never waits: counts gather in the process and are written seconds later, so
what a killed process had not written is lost, which a count of this kind can bear.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
import time
import uuid
from collections import Counter
from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from portal.models import ReachCount

EVERY = 20.0
_MOST_WAITING = 500
_ROBOTS = re.compile(r"bot|crawl|spider|slurp|preview|monitor", re.IGNORECASE)
_Key = tuple[uuid.UUID, str, dt.date]


class _Waiting:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.counts: Counter[_Key] = Counter()
        self.since = time.monotonic()

    def take(self) -> Counter[_Key]:
        with self.lock:
            taken, self.counts, self.since = self.counts, Counter(), time.monotonic()
        return taken


_waiting = _Waiting()


def count(request: HttpRequest, translation_key: uuid.UUID, what: ReachCount.What) -> None:
    """One more, unless a robot asked."""
    if _ROBOTS.search(request.headers.get("User-Agent", "")):
        return
    key = (translation_key, what.value, timezone.localdate().replace(day=1))
    with _waiting.lock:
        if key in _waiting.counts or len(_waiting.counts) < _MOST_WAITING:
            _waiting.counts[key] += 1
        is_due = time.monotonic() - _waiting.since >= EVERY
    if is_due and settings.REACH_BY_THREAD:
        threading.Thread(target=_write_apart, daemon=True).start()


def write() -> None:
    """Add what has gathered to the table."""
    for (key, what, month), times in _waiting.take().items():
        with transaction.atomic():
            row, _new = ReachCount.objects.get_or_create(translation_key=key, what=what, month=month)
            ReachCount.objects.filter(pk=row.pk).update(times=F("times") + times)


def _write_apart() -> None:
    with suppress(DatabaseError):
        write()
    connection.close()

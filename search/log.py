"""What was asked, found and opened, without persons: counts by day, written seconds later, kept for three months.

No address, no session, no time of day. Numbers of persons, mail addresses and look-up codes are not kept at all; what
no pattern knows – a name – is forgotten within two days unless others ask the same, and nobody is shown it before.
A page never waits: counts gather in the process and a thread writes them.
"""

import datetime as dt
import threading
import time
from collections import Counter
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, QuerySet, Sum
from django.utils import timezone

from .models import Missed, Opened, Searched
from .private import may_name_a_person

KEEP = dt.timedelta(days=90)
_EVERY = 20.0
_MOST_WAITING = 500
# So often, on whatever days, a text is asked before the librarian is shown it and it is kept for long.
LEAST_SHOWN = 3
_KEEP_RARE = dt.timedelta(days=2)
# Different texts, and answers opened, of one day: a flood beyond them is answered and not counted.
_MOST_A_DAY = 20_000


Asked = tuple[dt.date, str]
Clicked = tuple[dt.date, str, str]


class _Waiting:
    """Counts of this process that are not written yet."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.asked: Counter[Asked] = Counter()
        self.found: dict[Asked, int] = {}
        self.opened: Counter[Clicked] = Counter()
        self.since = time.monotonic()

    def take(self) -> tuple[Counter[Asked], dict[Asked, int], Counter[Clicked]]:
        with self.lock:
            taken = self.asked, self.found, self.opened
            self.asked, self.found, self.opened = Counter(), {}, Counter()
            self.since = time.monotonic()
        return taken


_waiting = _Waiting()


def asked(text: str, found: int) -> None:
    """Count a query that was answered with so many entries."""
    if not may_name_a_person(text):
        key = (timezone.localdate(), _plain(text))
        with _waiting.lock:
            if len(_waiting.asked) < _MOST_WAITING:
                _waiting.asked[key] += 1
                _waiting.found[key] = found
    _write_when_due()


def opened(text: str, uid: str) -> None:
    """Count that an answer to a query was opened."""
    if not may_name_a_person(text):
        with _waiting.lock:
            if len(_waiting.opened) < _MOST_WAITING:
                _waiting.opened[timezone.localdate(), _plain(text), uid] += 1
    _write_when_due()


def _plain(text: str) -> str:
    return " ".join(text.lower().split())[:200]


def _write_when_due() -> None:
    with _waiting.lock:
        due = time.monotonic() - _waiting.since >= _EVERY
        if due:
            _waiting.since = time.monotonic()
    if due and settings.SEARCH_LOG_BY_THREAD:
        threading.Thread(target=_write_and_leave, name="search-log", daemon=True).start()


def _write_and_leave() -> None:
    try:
        with suppress(DatabaseError):  # a busy database loses a few counts, never a page
            write()
    finally:
        connection.close()


def write() -> None:
    """Put the gathered counts into the database, in the order of the alphabet: never in the order they were asked."""
    counts, found, clicks = _waiting.take()
    with transaction.atomic():
        room = _room(Searched)
        for (day, text), times in sorted(counts.items()):
            row, room = _row(Searched, room, day=day, text=text)
            row.update(times=F("times") + times, found=found[day, text])
        room = _room(Opened)
        for (day, text, uid), times in sorted(clicks.items()):
            row, room = _row(Opened, room, day=day, text=text, uid=uid)
            row.update(times=F("times") + times)


def _room(model: type[Searched | Opened]) -> int:
    """How many more rows today may have."""
    return _MOST_A_DAY - model._default_manager.filter(day=timezone.localdate()).count()


def _row(model: type[Searched | Opened], room: int, **key: Any) -> tuple[QuerySet[Any], int]:
    """The row of this key to be updated – none where it is new and the day is full – and the room left."""
    rows = model._default_manager.filter(**key)
    if room > 0 and not rows.exists():
        model._default_manager.get_or_create(**key)
        room -= 1
    return rows, room


def often_asked() -> QuerySet[Searched, str]:
    """Texts asked at least LEAST_SHOWN times: no single person's words."""
    counted = Searched.objects.values("text").annotate(sum=Sum("times"))
    return counted.filter(sum__gte=LEAST_SHOWN).values_list("text", flat=True)


def forget_old() -> None:
    """What is older than three months, and after two days what hardly anybody asked."""
    rare = timezone.localdate() - _KEEP_RARE
    Opened.objects.filter(day__lt=rare).exclude(text__in=often_asked()).delete()
    Searched.objects.filter(day__lt=rare).exclude(text__in=often_asked()).delete()
    before = timezone.localdate() - KEEP
    Missed.objects.filter(day__lt=before).delete()
    Searched.objects.filter(day__lt=before).delete()
    Opened.objects.filter(day__lt=before).delete()

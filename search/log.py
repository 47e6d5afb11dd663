"""What was asked, found and opened, without persons: counts by day, written seconds later, kept for three months.

No address, no session, no time of day. A text that may name a person or a case – long numbers, mail addresses,
look-up codes – is not kept at all. A page never waits: counts gather in the process and a thread writes them.
"""

import datetime as dt
import re
import threading
import time
from collections import Counter
from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from .models import Missed, Opened, Searched

KEEP = dt.timedelta(days=90)
_EVERY = 20.0
_MOST_WAITING = 500
_PRIVATE = re.compile(r"\d{6,}|\d[\d .-]{8,}\d|@|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", re.ASCII)
# A look-up code of a case as people type it: sixteen signs in one piece or by fours, in any case, a figure among them.
_CODE = re.compile(r"\b(?:[0-9a-z]{16}|(?:[0-9a-z]{4}[ .–-]+){3}[0-9a-z]{4})\b", re.ASCII | re.IGNORECASE)


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
    """Put the gathered counts into the database."""
    counts, found, clicks = _waiting.take()
    with transaction.atomic():
        for (day, text), times in counts.items():
            row, _new = Searched.objects.get_or_create(day=day, text=text)
            Searched.objects.filter(pk=row.pk).update(times=F("times") + times, found=found[day, text])
        for (day, text, uid), times in clicks.items():
            click, _new = Opened.objects.get_or_create(day=day, text=text, uid=uid)
            Opened.objects.filter(pk=click.pk).update(times=F("times") + times)


def may_name_a_person(text: str) -> bool:
    """Whether it looks like a telephone or identity number, a mail address or a look-up code."""
    return bool(_PRIVATE.search(text)) or any(any(map(str.isdigit, seen[0])) for seen in _CODE.finditer(text))


def forget_old() -> None:
    before = timezone.localdate() - KEEP
    Missed.objects.filter(day__lt=before).delete()
    Searched.objects.filter(day__lt=before).delete()
    Opened.objects.filter(day__lt=before).delete()

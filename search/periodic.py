"""The worker's part: following the log with the index in the data folder, and feeding Elasticsearch.

Every machine offers the first job under its own name, so that machines with folders of their own each follow; where
they share one folder, its lock lets one of them through. Elasticsearch is fed by one at a time.
"""

import socket
from contextlib import suppress
from dataclasses import asdict

from django.utils import timezone

from . import engines, log, starter, trying
from .evaluate import measure
from .indexing import follow, forget_old_changes
from .interface import Busy, EngineAway, SearchBackend, announce_change
from .models import Measurement


def follow_here() -> None:
    _follow(engines.name_here(), engines.local())


def follow_shared() -> None:
    shared = engines.elastic()
    if shared:
        _follow(engines.SHARED, shared)


def _follow(name: str, index: SearchBackend) -> None:
    """Where another process writes or builds, it is brought up to date by that one, or at the next turn."""
    with suppress(Busy):
        follow(name, index)


def measure_judged() -> None:
    """The judged questions of the mission, without and with marks: a line of the librarian's chart each day."""
    for group in starter.FILES:
        judged = trying.judged_in(group)
        for typing in ("marks", "no_marks") if judged else ():
            measured = measure(judged, engines.local(), engines.local(), typing)
            Measurement.objects.create(group=group, engine="embedded", typing=typing, **asdict(measured))


def turn_the_day() -> None:
    """Entries whose validity began or ended since yesterday are indexed anew, so that their badge is today's."""
    try:
        keys = engines.local().serving().catalogue.turning(timezone.localdate())
    except EngineAway:
        return
    for source, found in keys.items():
        announce_change(source, found)


JOBS = [
    (f"index@{socket.gethostname()}", 3, follow_here),
    ("index_shared", 3, follow_shared),
    ("old_changes", 86_400, forget_old_changes),
    ("old_searches", 86_400, log.forget_old),
    ("judged_questions", 86_400, measure_judged),
    ("day_turned", 21_600, turn_the_day),
]

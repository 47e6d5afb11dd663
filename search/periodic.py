"""The worker's part: each machine follows the log with its own folder, one of them feeds Elasticsearch."""

import socket
from dataclasses import asdict

from django.utils import timezone

from . import log, starter, trying
from .engines import elastic, local
from .evaluate import measure
from .indexing import follow, forget_old_changes
from .interface import EngineAway, announce_change
from .models import Measurement


def follow_here() -> None:
    follow(f"embedded@{socket.gethostname()}", local())


def follow_shared() -> None:
    shared = elastic()
    if shared:
        follow("elastic", shared)


def measure_judged() -> None:
    """The judged questions of the mission, without and with marks: a line of the librarian's chart each day."""
    for group in starter.FILES:
        judged = trying.judged_in(group)
        for typing in ("marks", "no_marks") if judged else ():
            measured = measure(judged, local(), local(), typing)
            Measurement.objects.create(group=group, engine="embedded", typing=typing, **asdict(measured))


def turn_the_day() -> None:
    """Entries whose validity began or ended since yesterday are indexed anew, so that their badge is today's."""
    try:
        keys = local().serving().catalogue.turning(timezone.localdate())
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

"""What the worker does for the library."""

import datetime as dt

from django.utils import timezone

from . import batches, exporting, following, originals
from .versions.deciding import turned


def turn_of_day() -> None:
    """Provisions take effect at midnight; a few days back, so that a worker that stood still misses none."""
    today = timezone.localdate()
    turned(today - dt.timedelta(days=3), today)


JOBS = [
    ("library_batches", 5, batches.read_waiting),
    ("library_originals", 86_400, originals.forget_unused),
    ("library_turn_of_day", 6 * 3_600, turn_of_day),
    ("library_bulk_file", 86_400, exporting.write_bulk),
    ("library_digests", 3_600, following.write_digests),
    ("library_mail", 30, following.send_waiting),
    ("library_forgotten_mail", 86_400, following.forget),
]

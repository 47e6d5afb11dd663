import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from portal.operation import heartbeat, jobs

logger = logging.getLogger("portal.worker")


class Command(BaseCommand):
    help = "Run the periodic jobs as they fall due, until told to stop. Any number may run on any machines."

    def handle(self, **options: Any) -> None:
        stop = threading.Event()

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, ask_to_stop)
        run_until(stop)


def run_until(stop: threading.Event, pause: float = 1.0) -> None:
    """The worker's loop. A database that is away for a while is waited for, not died of."""
    known, worker, started = jobs.jobs(), heartbeat.name(), timezone.now()
    last_beat = started - heartbeat.EVERY
    logger.info("worker started", extra={"jobs": len(known)})
    while not stop.is_set():
        close_old_connections()
        try:
            if timezone.now() - last_beat >= heartbeat.EVERY:
                heartbeat.beat(worker, started)
                last_beat = timezone.now()
            jobs.run_due(known)
        except DatabaseError:
            logger.exception("database away")
        stop.wait(pause)
    heartbeat.stop(worker)
    logger.info("worker stopped")

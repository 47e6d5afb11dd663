"""Periodic jobs: which exist, which are due, and running one so that no second worker does.

A room offers `periodic.JOBS`, a list of `(name, seconds between runs, callable)`. Jobs are idempotent: one that was
killed half-way is run again when its lease ends.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.db.models import F
from django.utils import timezone

from . import rooms
from .models import JobRun

logger = logging.getLogger("portal.jobs")

LEASE = dt.timedelta(minutes=10)
RETRY = dt.timedelta(minutes=1)


class Job(NamedTuple):
    name: str
    seconds: float
    run: Callable[[], object]


def jobs() -> list[Job]:
    """Every room's jobs under `<room>.<name>`."""
    return [
        Job(f"{module.__name__.removesuffix('.periodic')}.{name}", seconds, run)
        for module in rooms.modules("periodic")
        for name, seconds, run in module.JOBS
    ]


def run_due(known: list[Job]) -> int:
    """Run what is due; returns how many jobs ran here."""
    return sum(run_claimed(job) for job in claim_due(known))


def claim_due(known: list[Job]) -> Iterator[Job]:
    """Jobs this process took. The conditional update lets exactly one of several workers through."""
    now = timezone.now()
    due_at = dict(JobRun.objects.values_list("name", "due_at"))
    missing = [JobRun(name=job.name, due_at=now) for job in known if job.name not in due_at]
    if missing:
        JobRun.objects.bulk_create(missing, ignore_conflicts=True)
    for job in known:
        seen = due_at.get(job.name, now)
        if seen <= now and JobRun.objects.filter(name=job.name, due_at__lte=now).update(due_at=now + LEASE):
            yield job


def run_claimed(job: Job) -> bool:
    """Run a claimed job and say when it is due next; a failure is logged, counted and tried again soon."""
    try:
        job.run()
    except Exception as error:  # whatever a room's job raises, the other rooms' jobs must still run
        logger.exception("job failed", extra={"job": job.name})
        JobRun.objects.filter(name=job.name).update(
            due_at=timezone.now() + RETRY, failures=F("failures") + 1, last_error=type(error).__name__
        )
        return False
    now = timezone.now()
    JobRun.objects.filter(name=job.name).update(
        due_at=now + dt.timedelta(seconds=job.seconds), finished_at=now, failures=0, last_error=""
    )
    return True

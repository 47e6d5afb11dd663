"""Periodic jobs: each when it is due, by one worker only, and one room's failure is its own."""

import datetime as dt
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from portal.operation import heartbeat, jobs, periodic
from portal.operation.jobs import Job
from portal.operation.management.commands import worker
from portal.operation.models import Heartbeat, JobRun

ran: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_ran() -> None:
    ran.clear()


def job(name: str = "room.chore", seconds: float = 60) -> Job:
    return Job(name, seconds, lambda: ran.append(name))


@pytest.mark.django_db
def test_a_job_runs_when_due_and_not_again_before_its_time() -> None:
    assert jobs.run_due([job()]) == 1
    assert jobs.run_due([job()]) == 0
    JobRun.objects.update(due_at=timezone.now())
    assert jobs.run_due([job()]) == 1
    assert ran == ["room.chore", "room.chore"]


@pytest.mark.django_db
def test_a_failing_job_is_counted_tried_again_soon_and_does_not_stop_the_others() -> None:
    broken = Job("room.broken", 86_400, lambda: 1 / 0)
    assert jobs.run_due([broken, job()]) == 1
    run = JobRun.objects.get(name="room.broken")
    assert (run.failures, run.last_error, run.finished_at) == (1, "ZeroDivisionError", None)
    assert run.due_at <= timezone.now() + jobs.RETRY
    JobRun.objects.update(due_at=timezone.now())
    jobs.run_due([Job("room.broken", 60, lambda: None)])
    assert JobRun.objects.get(name="room.broken").failures == 0


@pytest.mark.django_db
def test_a_job_whose_worker_was_killed_runs_again_when_the_lease_ends() -> None:
    claimed = next(jobs.claim_due([job()]))
    assert jobs.run_due([claimed]) == 0
    due_at = JobRun.objects.get(name=claimed.name).due_at
    assert timezone.now() + jobs.LEASE - dt.timedelta(seconds=30) < due_at <= timezone.now() + jobs.LEASE
    JobRun.objects.update(due_at=timezone.now())
    assert jobs.run_due([claimed]) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_takes_a_job() -> None:
    JobRun.objects.create(name="room.chore", due_at=timezone.now())
    gate = threading.Barrier(6)

    def race() -> int:
        gate.wait()
        try:
            return len(list(jobs.claim_due([job()])))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        won = [future.result() for future in [pool.submit(race) for _ in range(6)]]
    assert sorted(won) == [0, 0, 0, 0, 0, 1]


def test_every_room_names_its_jobs_once_and_gives_them_a_rhythm() -> None:
    known = jobs.jobs()
    assert len({entry.name for entry in known}) == len(known) >= len(periodic.JOBS)
    assert all(entry.seconds > 0 and callable(entry.run) for entry in known)


@pytest.mark.django_db
def test_every_job_of_every_room_can_run() -> None:
    for entry in jobs.jobs():
        entry.run()


@pytest.mark.django_db(transaction=True)  # the worker closes connections that are too old
def test_a_worker_beats_works_and_says_goodbye(monkeypatch) -> None:
    stop = threading.Event()
    beats: list[bool] = []

    def stop_after_one_round() -> None:
        beats.append(heartbeat.is_alive())
        stop.set()

    monkeypatch.setattr(jobs, "jobs", lambda: [Job("room.chore", 60, stop_after_one_round)])
    started = time.monotonic()
    worker.run_until(stop, pause=0.01)
    assert beats == [True]
    assert Heartbeat.objects.count() == 0
    assert time.monotonic() - started < 30


@pytest.mark.django_db
def test_a_worker_silent_for_a_minute_is_not_alive() -> None:
    assert not heartbeat.is_alive()
    heartbeat.beat("machine:1", timezone.now())
    assert heartbeat.is_alive()
    Heartbeat.objects.update(beat_at=timezone.now() - heartbeat.STALE)
    assert not heartbeat.is_alive()


@pytest.mark.django_db
def test_the_command_runs_what_is_due_once(capsys, monkeypatch) -> None:
    monkeypatch.setattr(jobs, "jobs", lambda: [job()])
    call_command("run_periodic")
    call_command("run_periodic")
    assert capsys.readouterr().out.splitlines() == ["1 jobs ran", "0 jobs ran"]

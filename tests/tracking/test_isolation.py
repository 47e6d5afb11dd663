"""Files of strangers are opened in a child: whatever it does, the worker answers and lives."""

import random
import resource
import threading
import time

import pytest

from tests.tracking import benign_files as honest
from tests.tracking import hostile_files as hostile
from tests.tracking import hostile_packages  # noqa: F401 - registers its families
from tests.tracking.signed_pdf import signed_pdf
from tracking.casework.files import isolation, pdf_integrity, refusals
from tracking.casework.files.file_checks import Refused, StagedFile, inspect
from tracking.casework.files.isolation import Bench, inspect_apart, integrity_apart
from tracking.casework.files.refusals import Limits

LIMITS = Limits()
BENCH = Bench("tests.tracking.wicked_bench")


def test_a_child_gives_the_same_answer_as_the_check_itself():
    for name, data in honest.HONEST.values():
        assert inspect_apart(name, data, LIMITS) == inspect(name, data, LIMITS)


def test_every_hostile_family_is_answered_in_time_and_the_worker_does_not_grow():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    families = {**hostile.REFUSED, **hostile.TAMED}
    for family in families.values():
        name, data = family(random.Random(7))
        started = time.monotonic()
        found = inspect_apart(name, data, LIMITS)
        assert time.monotonic() - started < 5
        assert isinstance(found, Refused) or hostile.MARKER not in found.data
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200 * 1024


@pytest.mark.parametrize("wickedness", ["loop", "eat", "crash", "write", "fault"])
def test_a_child_that_misbehaves_costs_a_refusal(wickedness):
    found = inspect_apart(wickedness, b"x", LIMITS, BENCH)
    assert isinstance(found, Refused)
    assert found.sentence == refusals.TOO_SLOW


@pytest.mark.parametrize("wickedness", [b"loop", b"eat", b"crash", b"fault"])
def test_a_signature_check_that_misbehaves_is_one_not_made(wickedness):
    assert integrity_apart(wickedness, BENCH) == pdf_integrity.UNCHECKED


def test_a_signature_is_checked_in_the_child_as_by_the_check_itself():
    for data in (signed_pdf(), signed_pdf() + b"x", honest.pdf(), b"%PDF-1.7 khong phai"):
        assert integrity_apart(data) == pdf_integrity.check(data)


def test_a_check_that_ran_out_of_memory_gives_no_answer(monkeypatch):
    def eat(_data):
        raise MemoryError

    monkeypatch.setattr(pdf_integrity.pypdf, "PdfReader", eat)
    with pytest.raises(MemoryError):
        pdf_integrity.check(signed_pdf())


def test_a_child_that_sleeps_is_left_behind(monkeypatch):
    monkeypatch.setattr(isolation, "WAIT_SECONDS", 0.5)
    started = time.monotonic()
    assert isinstance(inspect_apart("sleep", b"x", LIMITS, BENCH), Refused)
    assert time.monotonic() - started < 3


def test_a_helper_that_died_is_started_again():
    bench = Bench()
    name, data = honest.HONEST["photo"]
    assert isinstance(inspect_apart(name, data, LIMITS, bench), StagedFile)
    bench._process.kill()
    bench._process.wait()
    assert isinstance(inspect_apart(name, data, LIMITS, bench), StagedFile)


def test_threads_get_their_own_answers():
    kinds = ["photo", "one page", "letter", "text", "sound", "screen"]
    answers = {}

    def ask(kind):
        answers[kind] = inspect_apart(*honest.HONEST[kind], LIMITS)

    threads = [threading.Thread(target=ask, args=(kind,)) for kind in kinds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {kind: inspect(*honest.HONEST[kind], LIMITS) for kind in kinds}


def test_the_helper_holds_no_secret_of_the_portal(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "bi-mat-cua-cong")
    bench = Bench()
    inspect_apart(*honest.HONEST["text"], LIMITS, bench)
    with open(f"/proc/{bench._process.pid}/environ", "rb") as environ:
        assert b"bi-mat-cua-cong" not in environ.read()

"""kill -9 under load: what a citizen was told is kept, and nothing is kept by half or twice (G1).

`KILLS` kills (20 unless told otherwise), four in five of a web worker and one in five of the whole server, while
citizens hand in petitions with two files each. A citizen cut off presses the button again, as people do.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.citizen_client import Citizen, Ready, Receipt, Unanswered
from tests.servers import ROOT, Portal, make

pytestmark = pytest.mark.faults

KILLS = int(os.environ.get("KILLS", "20"))
CITIZENS = 4
PATIENCE = 60


@dataclass
class Journal:
    """What citizens know: which petitions they pressed the button for, and every receipt they were shown."""

    pressed: set[str] = field(default_factory=set)
    receipts: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    trouble: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note_pressed(self, mark: str) -> None:
        with self.lock:
            self.pressed.add(mark)

    def note_receipt(self, mark: str, receipt: Receipt) -> None:
        with self.lock:
            self.receipts.setdefault(mark, set()).add((receipt.reference, receipt.code))


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    portal = make(tmp_path / "data", DJANGO_SETTINGS_MODULE="tests.faults.settings")
    portal.start()
    yield portal
    portal.stop()


def test_no_acknowledged_petition_is_lost_halved_or_doubled_by_kill_9(portal: Portal) -> None:
    journal, stop = Journal(), threading.Event()
    citizens = [
        threading.Thread(target=hand_in, args=(portal, journal, stop, number), daemon=True)
        for number in range(CITIZENS)
    ]
    for citizen in citizens:
        citizen.start()
    kill_again_and_again(portal, journal)
    stop.set()
    for citizen in citizens:
        citizen.join(PATIENCE * 2)
    assert not any(citizen.is_alive() for citizen in citizens)
    figures = compare(journal, inspect(portal))
    print(json.dumps({"kills": KILLS, **figures}))
    assert figures["acknowledged"] > KILLS
    assert {name: figures[name] for name in ("lost", "half", "doubled", "unknown", "changed")} == {
        "lost": 0,
        "half": 0,
        "doubled": 0,
        "unknown": 0,
        "changed": 0,
    }
    audit = json.loads(portal.manage("verify_audit"))
    assert audit["faults"] == []


def hand_in(portal: Portal, journal: Journal, stop: threading.Event, number: int) -> None:
    """One citizen after another at one phone: write, press the button, and once more when cut off."""
    dice = random.Random(number)
    while not stop.is_set():
        try:
            ready = Citizen("127.0.0.1", portal.port, portal.data / "portal.sqlite3").prepare()
        except Unanswered:
            time.sleep(0.2)
            continue
        except AssertionError as refused:
            journal.trouble = str(refused)
            return
        journal.note_pressed(ready.mark)
        press(ready, journal, gives_up=dice.random() < 0.1)
        if dice.random() < 0.2:
            press(ready, journal, gives_up=True)  # back, and the button again


def press(ready: Ready, journal: Journal, *, gives_up: bool) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            journal.note_receipt(ready.mark, ready.send())
            return
        except Unanswered:
            if gives_up:
                with journal.lock:
                    journal.left.add(ready.mark)
                return
            time.sleep(0.2)


def kill_again_and_again(portal: Portal, journal: Journal) -> None:
    dice = random.Random(20261123)
    for number in range(KILLS):
        wait_for_progress(journal)
        time.sleep(dice.uniform(0, 0.3))
        if number % 5 == 4:
            portal.kill()
            portal.start()
        else:
            for pid in portal.web_workers()[:1]:
                os.kill(pid, signal.SIGKILL)


def wait_for_progress(journal: Journal) -> None:
    """At least one more receipt between two kills, or the kills hit an idle server."""
    before, end = len(journal.receipts), time.monotonic() + PATIENCE
    while len(journal.receipts) == before:
        if time.monotonic() > end:
            pytest.fail(f"nobody got a receipt for {PATIENCE} s; {journal.trouble or 'no citizen says why'}")
        time.sleep(0.02)


def inspect(portal: Portal) -> dict[str, dict]:
    command = [sys.executable, "-m", "tests.faults.inspect_cases"]
    done = subprocess.run(command, cwd=ROOT, env=portal.environment, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["integrity"] == "ok"
    return found["cases"]


def compare(journal: Journal, cases: dict[str, dict]) -> dict[str, int]:
    """Counts of each way a promise can be broken.

    lost: a receipt was shown and there is no such case · half: a case without its first event, its citizen or its two
    files · doubled: one petition, two cases · unknown: a case nobody pressed the button for · changed: one petition,
    two different receipts.
    """
    marks = Counter(case["mark"] for case in cases.values())
    shown = {reference for receipts in journal.receipts.values() for reference, _ in receipts}
    whole = [case["petitioner"] and case["events"] >= 1 and case["files"] == [True, True] for case in cases.values()]
    return {
        "pressed": len(journal.pressed),
        "acknowledged": len(journal.receipts),
        "gave_up": len(journal.left - journal.receipts.keys()),
        "cases": len(cases),
        "lost": len(shown - cases.keys()),
        "half": whole.count(False),
        "doubled": sum(count > 1 for count in marks.values()),
        "unknown": len(marks.keys() - journal.pressed),
        "changed": sum(len(receipts) > 1 for receipts in journal.receipts.values()),
    }

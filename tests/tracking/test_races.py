"""Many at once, in threads and in processes: one case for one form, one winner for one step, one unbroken history."""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections
from wagtail.models import Collection

from tracking.casework import casework, codes
from tracking.casework.files import file_store, papers
from tracking.casework.history import append_only, audit
from tracking.casework.models import Attachment, Case, Event
from tracking.casework.sealing import keys
from tracking.organisation.models import Role

from .petitions import agency, paper, person, received, signed, submit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _as_migrated(settings, tmp_path):
    """The test before emptied every table; roles need the root collection a migration had made."""
    append_only.protect(connection)
    settings.ATTACHMENT_ROOT = tmp_path / "papers"
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


def together(count: int, work: Callable[[int], object]) -> list[object]:
    """Run `work` in as many threads, started at one moment; what each returned or raised."""
    barrier = threading.Barrier(count)

    def one(number: int) -> object:
        try:
            barrier.wait()
            return work(number)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_the_same_form_sent_by_eight_threads_makes_one_case():
    office, token = agency("mau"), codes.new_token()
    sent = together(8, lambda n: submit(token=token, agency=office, files=[paper(f"{n}.txt", b"x" * 1000)]))
    assert len({submission.case.pk for submission in sent}) == 1
    assert len({submission.code for submission in sent}) == 1
    assert Counter(submission.created for submission in sent) == {True: 1, False: 7}
    assert (Case.objects.count(), Event.objects.count(), Attachment.objects.count()) == (1, 1, 1)
    assert papers.read(Attachment.objects.get()) == b"x" * 1000
    assert list(file_store.stored_names(file_store.folder())) == [Attachment.objects.get().stored_name]


def test_different_forms_at_once_all_arrive_in_one_unbroken_history():
    office = agency("mau")
    sent = together(8, lambda n: [submit(agency=office, files=[paper()]) for _ in range(3)])
    assert [one for one in sent if isinstance(one, Exception)] == []
    assert Case.objects.count() == 24
    assert sorted(Event.objects.values_list("seq", flat=True)) == list(range(1, 25))
    assert audit.faults() == []


def test_one_of_many_officers_wins_each_step():
    officers = [person(f"canbo{number}", Role.OFFICER) for number in range(6)]
    cases = [signed(received(submit().case, officers[0]), officers[0]) for _ in range(5)]
    for case in cases:

        def step(number: int, case: Case = case) -> Case:
            action, ground = ("accept", "") if number % 2 else ("guide", "guide.split")
            return casework.move(
                case_id=case.pk, action=action, actor=officers[number], expected_version=2, ground=ground,
                public_text="Vì đơn có hai việc.",
            )  # fmt: skip

        done = together(6, step)
        assert sorted(type(one).__name__ for one in done) == ["Case"] + ["Stale"] * 5
        stale = next(one for one in done if isinstance(one, casework.Stale))
        assert len(stale.changes) == 1
    assert Event.objects.count() == 20
    assert audit.faults() == []


def test_messages_and_steps_at_once_leave_one_history():
    officer = person("canbo", Role.OFFICER)
    case = submit().case

    def work(number: int) -> object:
        if number == 0:
            return received(case, officer)
        return casework.write_message(case_id=case.pk, author=None, body=f"Tin {number}", files=[paper()])

    done = together(6, work)
    assert [one for one in done if isinstance(one, Exception)] == []
    assert list(case.events.values_list("case_seq", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
    assert audit.faults() == []


WORKER = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.db import connection
settings.KEYS_FOLDER, settings.ATTACHMENT_ROOT = sys.argv[1:3]
connection.settings_dict["NAME"] = sys.argv[3]
from tests.tracking.petitions import agency, paper, submit
from tracking.casework import casework
from tracking.casework.models import Case
from tracking.organisation.models import Person
office = agency("mau")
officer = Person.objects.get(username=sys.argv[5])
sys.stdin.readline()
out = {"codes": [], "moves": []}
for token in sys.argv[6:]:
    out["codes"].append(submit(token=token, agency=office, files=[paper()]).code)
for pk in json.loads(sys.argv[4]):
    try:
        casework.move(case_id=pk, action="receive", actor=officer, expected_version=1)
        out["moves"].append("won")
    except casework.Stale:
        out["moves"].append("stale")
print(json.dumps(out))
"""


def test_processes_agree_too():
    officers = [person(f"canbo{number}", Role.OFFICER) for number in range(3)]
    waiting = [submit().case.pk for _ in range(6)]
    tokens = [codes.new_token() for _ in range(4)]
    keys.current_key(keys.KeyName.CODE)
    places = [str(django_settings.KEYS_FOLDER), str(django_settings.ATTACHMENT_ROOT)]
    name = str(connection.settings_dict["NAME"])
    connection.close()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, *places, name, json.dumps(waiting), officer.username, *tokens],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )
        for officer in officers
    ]  # fmt: skip
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    answers = [json.loads(worker.communicate(timeout=300)[0]) for worker in workers]
    assert len({tuple(answer["codes"]) for answer in answers}) == 1
    for moves in zip(*(answer["moves"] for answer in answers), strict=True):
        assert sorted(moves) == ["stale", "stale", "won"]
    assert Case.objects.count() == 10
    assert Event.objects.count() == 10 + 6
    assert audit.faults() == []

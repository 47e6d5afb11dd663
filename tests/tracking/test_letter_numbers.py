"""Officers who issue at the same moment get numbers one after the other, never the same, without a gap."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.tracking.petitions import agency, person, submit
from tracking.casework import append_only, audit
from tracking.casework.letters import issuing, starter
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Letter, LetterCounter
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _as_migrated(settings, tmp_path):
    append_only.protect(connection)
    settings.ATTACHMENT_ROOT = tmp_path / "papers"


@pytest.mark.parametrize("racers", [2, 5])
def test_numbers_of_a_race_run_on_from_one(racers):
    office = agency("phuong-mau", name="Ủy ban nhân dân phường Mẫu")
    starter.load()
    officers = [person(f"canbo{number}", Role.OFFICER, office) for number in range(racers)]
    cases = [submit(agency=office).case for _ in officers]
    barrier = threading.Barrier(racers)

    def press(number: int) -> str:
        barrier.wait()
        try:
            return issuing.issue(
                case_id=cases[number].pk,
                key=LetterKey.REFUSAL,
                actor=officers[number],
                answers={},
                signature=issuing.Signature(),
            ).symbol
        finally:
            connection.close()

    with ThreadPoolExecutor(racers) as pool:
        symbols = list(pool.map(press, range(racers)))
    assert sorted(symbols) == [f"{number:02d}/TB-UBND" for number in range(1, racers + 1)]
    assert Letter.objects.count() == racers
    assert LetterCounter.objects.get().last == racers
    assert audit.faults() == []

"""Officers who issue at the same moment get numbers one after the other, never the same, without a gap."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.tracking.letter_office import letter_office
from tests.tracking.petitions import person, submit
from tests.tracking.steps_taken import step_taken
from tracking.casework.files import file_store
from tracking.casework.history import append_only, audit
from tracking.casework.letters import issuing, printing
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
    office = letter_office()
    officers = [person(f"canbo{number}", Role.OFFICER, office) for number in range(racers)]
    cases = [step_taken(submit(agency=office).case, LetterKey.REFUSAL) for _ in officers]
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


def test_no_row_is_locked_while_a_paper_is_set(monkeypatch):
    """A slow paper holds up nobody: another letter is issued meanwhile, and the slow one is set anew with the next."""
    office = letter_office()
    officer = person("canbo", Role.OFFICER, office)
    slow, quick = (step_taken(submit(agency=office).case, LetterKey.REFUSAL) for _ in range(2))
    set_sheets = []
    whole = printing.pdf

    def press(case):
        return issuing.issue(
            case_id=case.pk, key=LetterKey.REFUSAL, actor=officer, answers={}, signature=issuing.Signature()
        )

    def overtaken(sheet):
        assert not connection.in_atomic_block
        set_sheets.append(sheet.head.number)
        if len(set_sheets) == 1:
            assert press(quick).symbol == "01/TB-UBND"
        return whole(sheet)

    monkeypatch.setattr(printing, "pdf", overtaken)
    assert press(slow).symbol == "02/TB-UBND"
    assert set_sheets == ["Số: 01/TB-UBND", "Số: 01/TB-UBND", "Số: 02/TB-UBND"]
    files = {file.stored_name for letter in Letter.objects.all() for file in letter.files.all()}
    assert set(file_store.stored_names(file_store.folder())) == files
    assert audit.faults() == []

"""A number left out is asked about; one that two papers of an office carry on paper is kept with its reason."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.tracking.letter_office import letter_office
from tests.tracking.petitions import person, received, submit
from tests.tracking.steps_taken import step_taken
from tracking.casework import casework
from tracking.casework.letters import issuing, numbering, outside
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import EventKind, PaperNumber
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db
UNSIGNED = issuing.Signature()
KEY = LetterKey.REFUSAL


@pytest.fixture
def office():
    return letter_office()


@pytest.fixture
def officer(office):
    return person("can-bo", Role.OFFICER, office)


@pytest.fixture
def head(office):
    return person("truong", Role.HEAD, office)


def case_of(office, officer, *keys):
    return step_taken(received(submit(agency=office).case, officer), *keys)


def issue(case, officer, **facts):
    return issuing.issue(case_id=case.pk, key=KEY, actor=officer, answers={}, signature=UNSIGNED, **facts)


def on_paper(case, officer, number, **facts):
    said = {"on": timezone.localdate(), "reason": "Chưa quét.", **facts}
    return outside.record(case_id=case.pk, key=KEY, actor=officer, number=number, **said)


class TestGap:
    def test_a_number_that_leaves_others_out_is_asked_about_and_taken_once_it_is_meant(self, office, officer):
        case = case_of(office, officer, KEY)
        with pytest.raises(numbering.Unsure, match="Số tiếp theo trong sổ của cổng là 01; lấy số 04"):
            issue(case, officer, given_number=4)
        assert issue(case, officer, given_number=4, number_is_sure=True).symbol == "04/TB-UBND"

    def test_what_follows_a_number_in_the_register_is_no_gap(self, office, officer):
        issue(case_of(office, officer, KEY), officer, given_number=4, number_is_sure=True)
        assert issue(case_of(office, officer, KEY), officer, given_number=5).symbol == "05/TB-UBND"
        assert issue(case_of(office, officer, KEY), officer).symbol == "06/TB-UBND"


class TestDoubledOnPaper:
    def test_a_letter_on_paper_keeps_a_doubled_number_with_its_reason(self, client, office, officer):
        on_paper(case_of(office, officer, KEY), officer, "7/TB-UBND")
        case = case_of(office, officer, KEY)
        client.force_login(officer)
        address = reverse("desk:letter_outside", args=[case.reference, KEY.value])
        form = {"so": "07/TB-UBND", "ngay": f"{timezone.localdate():%Y-%m-%d}", "ly_do": "Chưa quét."}
        refused = client.post(address, form)
        assert "đã dùng cho văn bản khác" in refused.content.decode()
        assert "Vì sao hai văn bản cùng mang số này" in refused.content.decode()
        assert client.post(address, {**form, "trung_so": "Văn thư vào sổ hai lần."}).status_code == 302
        letter = case.letters.get()
        assert (letter.symbol, letter.number) == ("07/TB-UBND", None)
        assert PaperNumber.objects.filter(line="7/TB-UBND").count() == 1
        event = case.events.get(kind=EventKind.LETTER)
        assert "Trùng số với văn bản khác, vì: Văn thư vào sổ hai lần." in event.internal_note

    def test_a_reason_for_a_number_nobody_has_changes_nothing(self, office, officer):
        letter = on_paper(case_of(office, officer, KEY), officer, "7/TB-UBND", doubled="Trùng.")
        assert letter.number == 7
        assert PaperNumber.objects.get(letter=letter).line == "7/TB-UBND"

    def test_a_step_keeps_a_doubled_number_with_its_reason_in_the_note(self, office, officer, head):
        on_paper(case_of(office, officer, KEY), officer, "7/QĐ-UBND")
        case = case_of(office, officer, LetterKey.NOTICE_OF_ACCEPTANCE)
        case = casework.move(case_id=case.pk, action="settle", actor=officer, expected_version=case.version)
        step = {"case_id": case.pk, "action": "order_check", "actor": head, "expected_version": case.version}
        with pytest.raises(casework.Faulty) as refusal:
            casework.move(**step, given={"number": "07/QĐ-UBND"})
        assert [problem.field for problem in refusal.value.problems] == ["number", "doubled"]
        casework.move(**step, given={"number": "07/QĐ-UBND", "doubled": "Văn thư cấp trùng."})
        event = case.events.get(action="order_check")
        assert "Vì sao hai văn bản cùng mang số này: Văn thư cấp trùng." in event.internal_note
        assert "doubled" not in event.details["given"]
        assert PaperNumber.objects.filter(line="7/QĐ-UBND").count() == 1

    def test_the_day_of_the_paper_still_counts(self, office, officer):
        on_paper(case_of(office, officer, KEY), officer, "7/TB-UBND")
        later = timezone.localdate() + dt.timedelta(days=1)
        with pytest.raises(outside.BadPaper, match="ở sau hôm nay"):
            on_paper(case_of(office, officer, KEY), officer, "7/TB-UBND", on=later, doubled="Trùng.")

"""A letter is sent when somebody says on which day; until then the law's term of sending runs (LTC Đ.34 k.4)."""

import datetime as dt
import re
from unittest.mock import patch

import pytest
import time_machine
from django.urls import reverse

from tests.tracking.citizen import Citizen, text
from tests.tracking.letter_office import letter_office
from tests.tracking.petitions import agency, custodian_key, person, received, signed, submit
from tests.tracking.steps_taken import step_taken
from tracking.casework import casework
from tracking.casework.history import audit
from tracking.casework.letters import issuing, sending
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import EventKind, Letter, LetterSending
from tracking.casework.petition import Kind
from tracking.casework.writing.moves import NotAllowed
from tracking.organisation.models import Role
from tracking.terms.starter import load as load_terms

pytestmark = pytest.mark.django_db
POST = LetterSending.Way.POST


@pytest.fixture
def office():
    load_terms()
    return letter_office()


@pytest.fixture
def head(office):
    return person("chu-tich", Role.HEAD, office)


@pytest.fixture
def officer(office):
    return person("can-bo", Role.OFFICER, office)


def at(day):
    return time_machine.travel(f"{day}T09:00:00+07:00", tick=False)


def go(case, action, actor, **facts):
    return casework.move(
        case_id=case.pk, action=action, actor=actor, expected_version=case.version, public_text="Lý do.", **facts
    )


def issue(case, key, actor):
    return issuing.issue(case_id=case.pk, key=key, actor=actor, answers={}, signature=issuing.Signature())


def page_of(code):
    citizen = Citizen("to-cao")
    citizen.looks_up(code)
    page = text(citizen.client.get("/tra-cuu/ho-so/"))
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)


def term(case, name="suspension_delivery"):
    return case.terms.get(name=name)


def suspended(office, officer, head):
    """Accepted on 5/8/2026, suspended on 14/8: the decision is to be sent by 19/8."""
    with at("2026-08-03"):
        case = signed(received(submit(agency=office).case, officer), officer)
    with at("2026-08-05"):
        case = go(case, "accept", officer)
    with at("2026-08-14"):
        return go(case, "suspend", head, ground="suspend.complaint.awaiting", given={"number": "13/QĐ"})


def test_a_number_ends_no_term_of_sending_the_day_of_sending_does(office, officer, head):
    case = suspended(office, officer, head)
    with at("2026-08-17"):
        letter = issue(case, LetterKey.SUSPENSION, head)
        assert term(case).ended is None
    with at("2026-08-20"):
        assert term(case).state_on(dt.date(2026, 8, 20)) == "late"
        sending.record(letter_id=letter.pk, actor=officer, sent_on=dt.date(2026, 8, 18), way=POST)
    assert (term(case).ended, term(case).state_on(dt.date(2026, 8, 20))) == (dt.date(2026, 8, 18), "met")
    event = case.events.get(kind=EventKind.LETTER_SENT)
    assert (event.details["on"], event.details["letter"], event.actor) == ("2026-08-18", letter.pk, officer)
    assert audit.faults() == []


@pytest.mark.parametrize(("day", "said"), [("2026-08-13", "ngày 14/08/2026"), ("2026-08-20", "sau hôm nay")])
def test_a_day_before_the_letter_or_after_today_is_refused_and_nothing_is_kept(office, officer, head, day, said):
    case = suspended(office, officer, head)
    with at("2026-08-17"):
        letter = issue(case, LetterKey.SUSPENSION, head)
    with at("2026-08-19"), pytest.raises(sending.NotSentThen, match=said):
        sending.record(letter_id=letter.pk, actor=officer, sent_on=dt.date.fromisoformat(day), way=POST)
    assert not LetterSending.objects.exists()
    assert not case.events.filter(kind=EventKind.LETTER_SENT).exists()
    assert term(case).ended is None


def test_it_is_recorded_once(office, officer, head):
    case = suspended(office, officer, head)
    with at("2026-08-17"):
        letter = issue(case, LetterKey.SUSPENSION, head)
        sending.record(letter_id=letter.pk, actor=officer, sent_on=dt.date(2026, 8, 17), way=POST)
    with at("2026-08-19"):
        with pytest.raises(NotAllowed, match="17/08/2026"):
            sending.record(letter_id=letter.pk, actor=head, sent_on=dt.date(2026, 8, 18), way=POST)
        # Of two clicks at once the second is told by the row itself.
        with patch.object(sending, "_check"), pytest.raises(NotAllowed, match="vừa ghi"):
            sending.record(letter_id=letter.pk, actor=head, sent_on=dt.date(2026, 8, 18), way=POST)
    assert case.events.filter(kind=EventKind.LETTER_SENT).count() == 1


def test_a_letter_of_the_first_suspension_ends_no_term_of_the_second(office, officer, head):
    case = suspended(office, officer, head)
    with at("2026-08-17"):
        first = issue(case, LetterKey.SUSPENSION, head)
    with at("2026-08-24"):
        case = go(case, "resume", head, ground="resume.complaint", given={"number": "14/QĐ"})
    with at("2026-09-07"):
        case = go(case, "suspend", head, ground="suspend.complaint.awaiting", given={"number": "15/QĐ"})
        second = issue(case, LetterKey.SUSPENSION, head)
        sending.record(letter_id=first.pk, actor=officer, sent_on=dt.date(2026, 9, 7), way=POST)
        assert term(case).ended is None
        sending.record(letter_id=second.pk, actor=officer, sent_on=dt.date(2026, 9, 7), way=POST)
    assert (term(case).start, term(case).ended) == (dt.date(2026, 9, 7), dt.date(2026, 9, 7))


def test_a_letter_of_a_suspension_sent_after_it_was_lifted_was_late(office, officer, head):
    case = suspended(office, officer, head)
    with at("2026-08-17"):
        letter = issue(case, LetterKey.SUSPENSION, head)
    with at("2026-08-24"):
        case = go(case, "resume", head, ground="resume.complaint", given={"number": "14/QĐ"})
        sending.record(letter_id=letter.pk, actor=officer, sent_on=dt.date(2026, 8, 24), way=POST)
    assert (term(case).due, term(case).ended) == (dt.date(2026, 8, 19), dt.date(2026, 8, 24))


class TestADenunciation:
    """What is sent goes to the denouncer: the custodian sends it and says when."""

    @pytest.fixture
    def custodian(self, office):
        custodian_key()
        return person("nguoi-giu", Role.CUSTODIAN, agency("thanh-tra"))

    @pytest.fixture
    def case(self, office, officer):
        with at("2026-08-03"):
            return received(submit(Kind.DENUNCIATION, agency=office).case, officer)

    def test_the_custodian_alone_records_it(self, case, custodian, officer, head):
        with at("2026-08-17"):
            letter = issue(step_taken(case, LetterKey.TERMINATION), LetterKey.TERMINATION, head)
            for somebody in (officer, head):
                with pytest.raises(NotAllowed):
                    sending.record(letter_id=letter.pk, actor=somebody, sent_on=dt.date(2026, 8, 17), way=POST)
            sending.record(letter_id=letter.pk, actor=custodian, sent_on=dt.date(2026, 8, 17), way=POST)
        assert letter.sending.recorded_by == custodian

    def test_a_letter_to_the_denouncer_is_not_there_for_others(self, case, custodian, officer):
        with at("2026-08-17"):
            letter = issue(step_taken(case, LetterKey.REFUSAL), LetterKey.REFUSAL, custodian)
            with pytest.raises(Letter.DoesNotExist):
                sending.record(letter_id=letter.pk, actor=officer, sent_on=dt.date(2026, 8, 17), way=POST)

    def test_the_custodians_list_shows_it_until_then_with_its_day(self, client, case, custodian, office, officer, head):
        with at("2026-08-05"):
            letter = issue(step_taken(case, LetterKey.REFUSAL), LetterKey.REFUSAL, custodian)
            assert [row.letter for row in sending.unsent_for(custodian, 8)] == [letter]
            assert sending.unsent_for(officer, 8) == sending.unsent_for(head, 8) == []
            client.force_login(custodian)
            page = client.get(reverse("wagtailadmin_home")).content.decode()
            assert "Văn bản chưa ghi ngày gửi" in page
            assert case.reference in page
            sending.record(letter_id=letter.pk, actor=custodian, sent_on=dt.date(2026, 8, 5), way=POST)
            assert sending.unsent_for(custodian, 8) == []

    def test_the_denouncers_page_tells_nothing_of_it(self, custodian, office, officer):
        with at("2026-08-03"):
            sent = submit(Kind.DENUNCIATION, agency=office)
            case = received(sent.case, officer)
        with at("2026-08-05"):
            letter = issue(step_taken(case, LetterKey.REFUSAL), LetterKey.REFUSAL, custodian)
            before = page_of(sent.code)
            sending.record(letter_id=letter.pk, actor=custodian, sent_on=dt.date(2026, 8, 5), way=POST)
            assert page_of(sent.code) == before


class TestAtTheDesk:
    def test_the_panel_asks_and_then_says_the_day(self, client, office, officer, head):
        case = suspended(office, officer, head)
        with at("2026-08-18"):
            letter = issue(case, LetterKey.SUSPENSION, head)
            client.force_login(officer)
            page = client.get(reverse("desk:case", args=[case.reference])).content.decode()
            assert "Chưa ghi ngày gửi" in page
            assert "Ghi đã gửi" in page
            address = reverse("desk:letter_sent", args=[case.reference, letter.pk])
            wrong = client.post(address, {"ngay_gui": "2026-08-13", "cach_gui": "post"}, follow=True).content.decode()
            assert "Văn bản ghi ngày 14/08/2026; không thể gửi trước ngày ấy." in wrong
            nothing = client.post(address, {"ngay_gui": "hôm qua", "cach_gui": "bồ câu"}, follow=True).content.decode()
            assert "Ngày gửi chưa đúng" in nothing
            assert "Xin chọn một cách gửi" in nothing
            right = client.post(address, {"ngay_gui": "2026-08-18", "cach_gui": "post"}, follow=True).content.decode()
        assert "Đã gửi ngày <strong>18/08/2026</strong>" in right
        assert "Ghi đã gửi" not in right
        assert "Gửi văn bản: Quyết định tạm đình chỉ" in right

    def test_a_letter_no_term_waits_for_asks_nothing(self, client, office, officer, head):
        case = suspended(office, officer, head)
        letter = issue(step_taken(case, LetterKey.REFUSAL), LetterKey.REFUSAL, officer)
        client.force_login(officer)
        assert "Ghi đã gửi" not in client.get(reverse("desk:case", args=[case.reference])).content.decode()
        address = reverse("desk:letter_sent", args=[case.reference, letter.pk])
        client.post(address, {"ngay_gui": dt.date.today().isoformat(), "cach_gui": "post"})
        assert not LetterSending.objects.exists()

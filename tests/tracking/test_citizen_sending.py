"""The click that sends: once, by a person, with consent; and never lost."""

import time

import pytest
from captcha.models import CaptchaStore
from django.db import DatabaseError
from django.test import Client

from tracking.casework import casework
from tracking.casework.models import Case, Draft, IntakePolicy
from tracking.organisation.models import Agency

from .citizen import SLUGS, WORDS, Citizen, code_on, hidden, offices
from .petitions import custodian_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _offices():
    offices()
    custodian_key()


@pytest.fixture
def citizen() -> Citizen:
    """One who has looked the petition over and is about to send."""
    ready = Citizen()
    ready.opens_form()
    ready.writes()
    return ready


@pytest.mark.parametrize("slug", SLUGS)
def test_a_petition_of_each_kind_ends_at_a_receipt_with_a_code(slug):
    citizen = Citizen(slug)
    code = citizen.hands_in()
    case = Case.objects.get()
    assert code
    assert case.reference in citizen.page
    assert case.content.subject == WORDS[slug]["subject"]
    assert case.received_agency.slug == WORDS[slug]["agency"]
    assert Draft.objects.count() == 0


def test_what_was_written_is_kept_field_by_field():
    Citizen().hands_in(known_on="khoảng đầu tháng 10", respondent_address="Số 5 phố Mẫu", email="mau@example.com")
    case = Case.objects.get()
    words = WORDS["khieu-nai"]
    assert (case.content.reason, case.content.request) == (words["reason"], words["request"])
    assert (case.content.known_on, case.content.respondent_address) == ("khoảng đầu tháng 10", "Số 5 phố Mẫu")
    assert case.field == "land"
    assert (case.petitioner.details.name, case.petitioner.details.email) == (words["name"], "mau@example.com")


def test_the_consent_is_kept_with_its_wording_and_hour(citizen):
    citizen.sends()
    case = Case.objects.get()
    assert case.consent_version
    assert abs((case.submitted_at - case.consent_at).total_seconds()) < 5


def test_without_consent_nothing_is_sent_and_nothing_is_lost(citizen):
    response = citizen.sends(consent="")
    assert response.status_code == 422
    assert 'href="#id_consent"' in citizen.page
    assert WORDS["khieu-nai"]["body"] in citizen.page
    assert Case.objects.count() == 0


def test_a_wrong_answer_keeps_everything_and_asks_anew(citizen):
    before = hidden(citizen.page, "question_0")
    response = citizen.sends(question_1="999")
    assert response.status_code == 422
    assert 'href="#id_question_1"' in citizen.page
    assert 'aria-describedby="id_question_question id_question_error" aria-invalid="true"' in citizen.page
    assert WORDS["khieu-nai"]["body"] in citizen.page
    assert hidden(citizen.page, "question_0") != before
    assert Case.objects.count() == 0
    assert citizen.sends().status_code == 200
    assert Case.objects.count() == 1


def test_consent_once_given_is_not_asked_again_after_a_wrong_answer(citizen):
    citizen.sends(question_1="999")
    box = citizen.page[citizen.page.index('name="consent"') :]
    assert "checked" in box[: box.index(">")]


def test_the_answer_for_one_form_does_not_send_another(citizen):
    other = Citizen("phan-anh")
    other.opens_form()
    other.writes()
    assert citizen.sends(**other.answer()).status_code == 422
    assert Case.objects.count() == 0


def test_a_filled_trap_stops_a_script(citizen):
    assert citizen.sends(second_subject="https://example.com").status_code == 422
    assert Case.objects.count() == 0


def test_faster_than_reading_is_asked_to_try_again(citizen, settings):
    settings.MINIMUM_FILL_SECONDS = 60
    citizen.sends()
    assert "nhanh quá" in citizen.page
    assert Case.objects.count() == 0


def test_a_reader_of_ordinary_speed_is_not_stopped(citizen, settings):
    settings.MINIMUM_FILL_SECONDS = 1
    time.sleep(2.1)  # the stamp counts whole seconds
    citizen.sends()
    assert Case.objects.count() == 1


@pytest.mark.parametrize("stamp", ["", "form:abc:def"])
def test_a_forged_start_counts_as_too_fast(citizen, settings, stamp):
    settings.MINIMUM_FILL_SECONDS = 1
    citizen.sends(started=stamp)
    assert Case.objects.count() == 0


def test_the_start_of_one_form_does_not_serve_another(citizen, settings):
    settings.MINIMUM_FILL_SECONDS = 1
    stamp = hidden(citizen.page, "started")
    other = Citizen()
    other.opens_form()
    other.writes()
    time.sleep(2.1)
    other.sends(started=stamp)
    assert Case.objects.count() == 0


def test_a_second_click_gives_the_same_receipt(citizen):
    words = {"token": citizen.token, "started": hidden(citizen.page, "started"), "consent": "on", **citizen.answer()}
    pages = [citizen.client.post("/bien-nhan/", words).content.decode() for _ in range(3)]
    assert Case.objects.count() == 1
    assert len({code_on(page) for page in pages}) == 1
    assert code_on(pages[0])


def test_back_and_send_again_gives_the_same_receipt(citizen):
    citizen.sends()
    code = code_on(citizen.page)
    response = citizen.writes(subject="Đổi ý sau khi gửi")
    assert code_on(response.content.decode()) == code
    assert Case.objects.get().content.subject == WORDS["khieu-nai"]["subject"]


def test_a_broken_database_says_not_sent_and_keeps_the_petition(citizen, monkeypatch):
    def broken(**_given):
        raise DatabaseError("disk")

    with monkeypatch.context() as patch:
        patch.setattr(casework, "submit", broken)
        response = citizen.sends()
    assert response.status_code == 503
    assert "CHƯA được gửi" in citizen.page
    assert Case.objects.count() == 0
    assert citizen.sends().status_code == 200
    assert Case.objects.count() == 1


def test_a_full_disk_says_not_sent(citizen, monkeypatch):
    def full(**_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(casework, "submit", full)
    assert citizen.sends().status_code == 503
    assert code_on(citizen.page) == ""


def test_an_office_closed_meanwhile_is_asked_for_again():
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes(agency="phuong-mau")
    Agency.objects.filter(slug="phuong-mau").update(receives_petitions=False)
    assert citizen.sends().status_code == 422
    assert 'href="#id_agency"' in citizen.page
    assert Case.objects.count() == 0


def test_a_denunciation_closed_meanwhile_is_not_taken():
    citizen = Citizen("to-cao")
    citizen.opens_form()
    citizen.writes()
    IntakePolicy.objects.create(denunciations=IntakePolicy.Mode.CLOSED)
    response = citizen.sends()
    assert "không nhận tố cáo" in citizen.page
    assert response.status_code == 409
    assert Case.objects.count() == 0


def test_nothing_is_sent_without_the_forms_own_guard(citizen):
    strict = Client(enforce_csrf_checks=True)
    words = {"token": citizen.token, "consent": "on", **citizen.answer()}
    assert strict.post("/bien-nhan/", words).status_code == 403
    assert Case.objects.count() == 0


def test_a_petition_sent_in_english_remembers_its_language():
    citizen = Citizen("phan-anh", language="/en")
    citizen.hands_in()
    assert Case.objects.get().language == "en"
    assert "Your petition has been sent" in citizen.page


def test_the_question_is_spent_with_the_sending(citizen):
    citizen.sends()
    assert CaptchaStore.objects.count() == 0

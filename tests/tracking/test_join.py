"""Whoever sends the same again is told so without learning about others, and joins the case instead."""

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone

from tracking.casework.citizen import lookup_cookie
from tracking.casework.drafts import petition_drafts
from tracking.casework.history import audit
from tracking.casework.models import Case, Draft, Message

from .citizen import Citizen, offices

pytestmark = pytest.mark.django_db
JOIN = "/gui-don/gui-them/"


@pytest.fixture(autouse=True)
def _portal(settings):
    settings.MINIMUM_FILL_SECONDS = 0
    offices()


def looks_back(citizen: Citizen | None = None, **words: str) -> Citizen:
    again = citizen or Citizen()
    again.opens_form()
    assert again.writes(**words).status_code == 200
    return again


def test_the_same_petition_sent_again_is_told_and_names_no_case():
    Citizen().hands_in()
    again = looks_back()
    assert "Cổng đã nhận một đơn giống hệt" in again.page
    assert Case.objects.get().reference not in again.page


@pytest.mark.parametrize("change", [{"body": "Kể lại khác đi."}, {"name": "Trần Thị Khác"}])
def test_a_stranger_who_guesses_learns_nothing(change):
    Citizen().hands_in()
    assert "Ông/bà đã gửi việc này rồi" not in looks_back(**change).page


def test_whoever_opened_the_case_is_shown_it_even_when_told_in_other_words():
    citizen = Citizen()
    citizen.looks_up(citizen.hands_in())
    looks_back(citizen, body="Kể lại khác đi.")
    assert Case.objects.get().reference in citizen.page
    sent = citizen.client.post(JOIN, {"token": citizen.token, "open": "1"})
    assert sent.status_code == 303
    assert "Kể lại khác đi." in citizen.client.get("/tra-cuu/ho-so/").content.decode()


def test_what_was_written_goes_into_the_case_of_the_code_with_its_papers():
    from django.core.files.uploadedfile import SimpleUploadedFile

    code = Citizen().hands_in()
    again = Citizen()
    again.opens_form()
    again.writes(files=[SimpleUploadedFile("them.txt", b"giay moi", "text/plain")], body="Có thêm giấy mới.")
    answer = again.client.post(JOIN, {"token": again.token, "code": code.lower()})
    assert answer.status_code == 303
    page = again.client.get("/tra-cuu/ho-so/").content.decode()
    assert "Có thêm giấy mới." in page
    assert "them.txt" in page
    assert "Nguyễn Văn Mẫu" not in Case.objects.get().messages.get().body
    assert Case.objects.count() == 1
    assert not Draft.objects.exists()
    assert list(audit.faults()) == []


def test_a_text_too_long_for_a_message_goes_along_whole_as_a_paper():
    code = Citizen().hands_in()
    again = looks_back(body="dài " * 4000)
    assert again.client.post(JOIN, {"token": again.token, "code": code}).status_code == 303
    assert Case.objects.get().attachments.get().size > 16_000


def test_wrong_codes_get_one_answer_and_nothing_is_lost():
    Citizen().hands_in()
    again = looks_back(body="Khác hẳn.")
    answers = [again.client.post(JOIN, {"token": again.token, "code": code}) for code in ("", "x", "0" * 16, "y" * 999)]
    assert {answer.status_code for answer in answers} == {422}
    for answer in answers:
        page = answer.content.decode()
        assert "Không mở được hồ sơ nào với mã ấy" in page
        assert "Khác hẳn." in page
    assert not Case.objects.get().messages.exists()


def test_another_kind_of_case_is_not_joined():
    code = Citizen("kien-nghi").hands_in()
    again = looks_back()
    answer = again.client.post(JOIN, {"token": again.token, "code": code})
    assert answer.status_code == 422
    assert "loại đơn khác" in answer.content.decode()


def test_who_only_looks_on_cannot_add_to_the_groups_case():
    first = Citizen()
    first.hands_in(others="Người Thứ Hai; Số 2 phố Mẫu")
    _own, second = re.findall(r'class="code">([0-9A-Z-]{19})<', first.page)
    again = looks_back()
    answer = again.client.post(JOIN, {"token": again.token, "code": second})
    assert "chỉ để theo dõi" in answer.content.decode()


def test_without_a_draft_there_is_nothing_to_join():
    code = Citizen().hands_in()
    assert Citizen().client.post(JOIN, {"code": code}).status_code == 410
    assert Citizen().client.get(JOIN).status_code == 405


def test_a_second_click_adds_no_second_message_and_leads_to_the_case_again():
    code = Citizen().hands_in()
    again = looks_back(body="Có thêm giấy mới.")
    answers = [again.client.post(JOIN, {"token": again.token, "code": code}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert Case.objects.get().messages.count() == 1


def test_a_second_click_that_overtakes_the_first_adds_no_second_message(monkeypatch):
    """Both found the draft before either had dropped it."""
    code = Citizen().hands_in()
    again = looks_back(body="Có thêm giấy mới.")
    with monkeypatch.context() as slow:
        slow.setattr(petition_drafts, "drop", lambda token: None)
        assert again.client.post(JOIN, {"token": again.token, "code": code}).status_code == 303
    assert again.client.post(JOIN, {"token": again.token, "code": code}).status_code == 303
    assert Case.objects.get().messages.count() == 1
    assert list(audit.faults()) == []


def test_a_form_sent_into_one_case_is_not_sent_into_another(monkeypatch):
    code, other = Citizen().hands_in(), Citizen().hands_in(body="Việc khác.")
    again = looks_back(body="Có thêm giấy mới.")
    with monkeypatch.context() as slow:
        slow.setattr(petition_drafts, "drop", lambda token: None)
        again.client.post(JOIN, {"token": again.token, "code": code})
    answer = again.client.post(JOIN, {"token": again.token, "code": other})
    assert "đã được gửi vào một hồ sơ khác" in answer.content.decode()
    assert Message.objects.count() == 1


def test_a_stranger_with_the_token_alone_is_not_led_to_the_case():
    code = Citizen().hands_in()
    again = looks_back(body="Có thêm giấy mới.")
    again.client.post(JOIN, {"token": again.token, "code": code})
    assert Citizen().client.post(JOIN, {"token": again.token, "code": "0" * 16}).status_code == 410


def test_sending_along_does_not_lengthen_the_ticket():
    citizen = Citizen()
    citizen.looks_up(citizen.hands_in())
    began = ticket_of(citizen).opened_at
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=10)):
        looks_back(citizen, body="Kể lại khác đi.")
        assert citizen.client.post(JOIN, {"token": citizen.token, "open": "1"}).status_code == 303
    assert ticket_of(citizen).opened_at == began


def ticket_of(citizen):
    return lookup_cookie.read(citizen.client.cookies[lookup_cookie.name()].value)

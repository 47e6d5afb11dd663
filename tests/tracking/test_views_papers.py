"""Receipt and petition as PDF, for the holder of the form's token and for nobody else."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.tracking import petitions
from tests.tracking.papers_text import text_of
from tracking.casework import codes
from tracking.casework.citizen.case.views_papers import facts_of
from tracking.casework.models import Case
from tracking.casework.petition import Kind
from tracking.casework.printed.receipt import token as receipt_token
from tracking.casework.printed.receipt import typed
from tracking.casework.printed.receipt_check import vouch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.ATTACHMENT_ROOT = tmp_path / "papers"


@pytest.fixture
def token():
    return codes.new_token()


def receipt_pdf(client, token):
    return client.post(reverse("casework:receipt_pdf"), {"token": token})


def form_pdf(client, token):
    return client.post(reverse("casework:form_pdf"), {"token": token})


def grow_old(case):
    Case.objects.filter(pk=case.pk).update(submitted_at=timezone.now() - dt.timedelta(minutes=31))


def test_the_holder_of_the_token_gets_receipt_and_code(client, token):
    sent = petitions.submit(token=token, files=[petitions.paper()])
    answer = receipt_pdf(client, token)
    assert answer.status_code == 200
    text = text_of(answer.content)
    assert sent.code in text
    assert sent.case.reference in text
    assert "1 tệp" in text


def test_the_papers_are_downloads_that_leave_no_copy(client, token):
    sent = petitions.submit(token=token)
    for answer in (receipt_pdf(client, token), form_pdf(client, token)):
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment; ")
        assert sent.case.reference in answer["Content-Disposition"]
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] in {"no-referrer", "same-origin"}


def test_the_petition_comes_back_on_its_form(client, token):
    petitions.submit(token=token, files=[petitions.paper("Quyết định.txt")])
    text = text_of(form_pdf(client, token).content)
    for words in ("ĐƠN KHIẾU NẠI", "Nguyễn Văn Mẫu", "Thu hồi đất không có quyết định", "Quyết định.txt"):
        assert words in text


def test_the_paper_of_a_denunciation_names_neither_person_nor_file(client, token):
    petitions.custodian_key()
    sender = petitions.petitioner(name="Trần Thị Ví Dụ")
    petitions.submit(Kind.DENUNCIATION, token=token, petitioner=sender, files=[petitions.paper("cua-vi-du.txt")])
    text = text_of(form_pdf(client, token).content)
    assert "1 tệp gửi qua cổng" in text
    assert "Ví Dụ" not in text
    assert "cua-vi-du" not in text


def test_after_half_an_hour_the_token_opens_nothing(client, token):
    grow_old(petitions.submit(token=token).case)
    assert receipt_pdf(client, token).status_code == 404
    assert form_pdf(client, token).status_code == 404


@pytest.mark.parametrize("wrong", ["A" * 22, "x", "7K2M-94QX-ABCD-EF0H"])
def test_a_wrong_token_is_answered_like_one_that_never_was(client, wrong):
    assert receipt_pdf(client, wrong).status_code == 404
    assert form_pdf(client, wrong).status_code == 404


def test_the_receipt_is_never_made_for_an_address(client, token):
    petitions.submit(token=token)
    assert client.get(reverse("casework:receipt_pdf")).status_code == 405
    assert client.get(reverse("casework:receipt_pdf"), {"token": token}).status_code in {400, 405}


def test_the_form_is_had_again_from_the_own_case_page(client, token):
    sent = petitions.submit(token=token)
    grow_old(sent.case)
    client.post(reverse("casework:lookup"), {"code": sent.code})
    answer = client.get(reverse("casework:form_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert "Nguyễn Văn Mẫu" in text_of(answer.content)


def test_without_a_code_the_form_is_not_given_out(client, token):
    petitions.submit(token=token)
    answer = client.get(reverse("casework:form_pdf"))
    assert answer["Content-Type"] != "application/pdf"


def test_a_receipt_is_vouched_for_by_token_and_by_typed_letters(token):
    case = petitions.submit(token=token).case
    for text in (typed(case.reference), receipt_token(facts_of(case))):
        vouched = vouch(text)
        assert vouched is not None
        assert (vouched.reference, vouched.agency) == (case.reference, case.received_agency)
        assert vouched.day == timezone.localdate(case.submitted_at)


def test_letters_without_a_case_are_not_vouched_for():
    assert vouch(typed("HP26-000000")) is None

"""The receipt: proof for everybody, the code for one."""

import datetime as dt
import logging

import pytest
import time_machine
from django.utils import timezone

from tracking.casework.models import Case
from tracking.casework.printed import receipt

from .citizen import Citizen, code_on, offices, text
from .petitions import custodian_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _offices():
    offices()
    custodian_key()


@pytest.fixture
def sent() -> Citizen:
    citizen = Citizen()
    citizen.hands_in()
    return citizen


def test_the_receipt_says_number_office_hour_and_kind(sent):
    case = Case.objects.get()
    hour = timezone.localtime(case.submitted_at)
    for fact in (case.reference, "Ban Tiếp công dân thành phố Mẫu", f"{hour:%H:%M}", f"{hour:%d/%m/%Y}", "Khiếu nại"):
        assert fact in sent.page


def test_the_code_stands_apart_from_the_receipt_and_once(sent):
    code = code_on(sent.page)
    receipt_proper = sent.page[sent.page.index('class="receipt"') : sent.page.index('class="tear-off"')]
    assert code not in receipt_proper
    assert sent.page.count(code) == 1


def test_the_receipt_says_what_happens_next_and_in_what_time(sent):
    assert "07 ngày làm việc" in sent.page
    assert "Việc cần làm: ký đơn" in sent.page


def test_it_can_be_opened_again_with_the_token_for_half_an_hour(sent):
    code = code_on(sent.page)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=29)):
        assert code_on(text(sent.client.post("/bien-nhan/", {"token": sent.token}))) == code
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=31)):
        response = sent.client.post("/bien-nhan/", {"token": sent.token})
    assert response.status_code == 410
    assert code not in text(response)


def test_the_last_group_typed_back_is_confirmed(sent):
    group = code_on(sent.page)[-4:]
    for typed in (group, group.lower(), f" {group} ", code_on(sent.page)):
        page = text(sent.client.post("/bien-nhan/", {"token": sent.token, "last_group": typed}))
        assert "Đúng rồi, ông/bà đã có mã" in page


@pytest.mark.parametrize("typed", ["", "AAA", "0000", "x" * 500])
def test_a_wrong_last_group_is_said_kindly_and_the_code_stays(sent, typed):
    response = sent.client.post("/bien-nhan/", {"token": sent.token, "last_group": typed})
    assert response.status_code == 422
    assert "Nhóm cuối chưa khớp" in text(response)
    assert code_on(text(response)) == code_on(sent.page)


def test_receipt_and_petition_can_be_taken_home_as_pdf(sent):
    for name in ("bien-nhan", "don"):
        response = sent.client.post(f"/bien-nhan/{name}.pdf", {"token": sent.token})
        assert response.content[:5] == b"%PDF-"
        assert response["Cache-Control"].endswith("no-store")


def test_opening_the_address_explains_and_shows_no_receipt(client):
    page = text(client.get("/bien-nhan/"))
    assert "Biên nhận là gì?" in page
    assert code_on(page) == ""


def test_a_token_that_sent_nothing_opens_nothing(client):
    assert client.post("/bien-nhan/", {"token": "A" * 22}).status_code == 410


def test_the_receipt_is_kept_nowhere(sent):
    response = sent.client.post("/bien-nhan/", {"token": sent.token})
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_no_code_in_any_address_cookie_log_or_other_page(caplog):
    citizen = Citizen()
    seen: list[str] = []
    with caplog.at_level(logging.DEBUG):
        citizen.opens_form()
        seen.append(citizen.page)
        citizen.writes()
        seen.append(citizen.page)
        citizen.sends()
        code = code_on(citizen.page)
        response = citizen.client.post("/tra-cuu/", {"code": code})
        seen += [response["Location"], str(response.cookies), str(citizen.client.cookies)]
        seen.append(text(citizen.client.get("/tra-cuu/ho-so/")))
        citizen.client.post("/tra-cuu/", {"code": "sai" + code})
        seen.append(text(citizen.client.get("/tra-cuu/ho-so/")))
    bare = code.replace("-", "")
    for words in (*seen, caplog.text):
        assert code not in words
        assert bare not in words
    assert citizen.token not in caplog.text


# --- is it genuine? ------------------------------------------------------------------------------------------------


def token_of(case: Case) -> str:
    facts = receipt.Facts(
        reference=case.reference, kind=case.kind, agency="", agency_slug=case.received_agency.slug, at=case.submitted_at
    )
    return receipt.token(facts)


def test_a_genuine_receipt_is_vouched_for_with_office_and_day_and_nothing_else(sent, client):
    case = Case.objects.get()
    page = text(client.get("/kiem-tra-bien-nhan/", {"t": token_of(case)}))
    assert "Biên nhận thật" in page
    assert "Ban Tiếp công dân thành phố Mẫu" in page
    assert f"{timezone.localdate(case.submitted_at):%d/%m/%Y}" in page
    for secret in (case.content.subject, "Nguyễn Văn Mẫu", "Khiếu nại", code_on(sent.page)):
        assert secret not in page[page.index("<main") : page.index("</main>")]


def test_the_line_under_the_qr_can_be_typed(sent, client):
    line = receipt.typed(Case.objects.get().reference)
    assert "Biên nhận thật" in text(client.post("/kiem-tra-bien-nhan/", {"number": line.lower().replace("-", " ")}))


def test_the_typed_line_is_not_read_from_the_address(sent, client):
    """Its five letters are guarded by the limit on POST."""
    line = receipt.typed(Case.objects.get().reference)
    assert "Không xác nhận được" in text(client.get("/kiem-tra-bien-nhan/", {"t": line}))


@pytest.mark.parametrize(
    "given", ["HP26-AAAAAA-AAAAA", "1.HP26-AAAAAA.x.20261123.aaaaaaaaaaaaaaaa", "' OR 1=1", "x" * 900]
)
def test_a_forged_receipt_is_not(sent, client, given):
    assert "Không xác nhận được" in text(client.post("/kiem-tra-bien-nhan/", {"number": given}))
    assert "Không xác nhận được" in text(client.get("/kiem-tra-bien-nhan/", {"t": given}))


def test_the_secret_code_is_no_receipt_number_and_is_not_echoed(sent, client):
    code = code_on(sent.page)
    page = text(client.post("/kiem-tra-bien-nhan/", {"number": code}))
    assert "Không xác nhận được" in page
    assert code not in page

"""Where no custodian keeps a key, the citizen reads only what works there: no photo, no sealing, no upload."""

import pytest
from django.urls import reverse

from tests.tracking.citizen import Citizen, offices
from tests.tracking.petitions import custodian_key, petitioner, submit
from tracking.casework.petition import Kind
from tracking.casework.petitioners.unnamed import UNNAMED

pytestmark = pytest.mark.django_db
FORM = "/gui-don/to-cao/"
SIGNED = "Đã có đơn giấy có chữ ký: chụp ảnh rồi kèm vào bên dưới"


def words(response):
    return " ".join(response.content.decode().split())


def test_the_form_and_the_safety_page_promise_only_what_is_there(client):
    offices()
    page, safety = words(client.get(FORM)), words(client.get(reverse("casework:safety")))
    assert SIGNED not in page
    assert 'type="file"' not in page
    assert "Cổng chưa nhận ảnh, tệp của tố cáo qua mạng." in page
    assert "danh tính và giấy tờ (niêm phong)" not in page
    assert "Niêm phong bằng khóa" not in safety
    custodian_key()
    page, safety = words(client.get(FORM)), words(client.get(reverse("casework:safety")))
    assert SIGNED in page
    assert 'type="file"' in page
    assert "danh tính và giấy tờ (niêm phong)" in page
    assert "Niêm phong bằng khóa" in safety


@pytest.mark.parametrize("has_key", [False, True])
def test_the_case_page_offers_a_photo_of_the_signed_form_only_where_it_can_be_sealed(client, has_key):
    # Without a key no name can be kept, so only who gives none is taken in.
    sent = submit(Kind.DENUNCIATION, petitioner=petitioner() if has_key and custodian_key() else None)
    client.post(reverse("casework:lookup"), {"code": sent.code})
    page = words(client.get(reverse("casework:case")))
    assert ("rồi chụp ảnh hoặc quét và gửi ở đây" in page) is has_key
    assert ("PDF đã ký số" in page) is has_key
    assert ('name="signed"' in page) is has_key


@pytest.mark.parametrize("has_key", [False, True])
def test_the_receipt_sends_nobody_to_an_upload_that_is_not_there(settings, has_key):
    settings.MINIMUM_FILL_SECONDS = 0
    offices()
    if has_key:
        custodian_key()
    citizen = Citizen("to-cao")
    citizen.hands_in(**({} if has_key else {"identity": UNNAMED, "name": "", "address": "", "phone": ""}))
    assert ("chụp lại và gửi thêm ở trang hồ sơ" in citizen.page) is has_key
    # Who gave no name is told that nothing is signed; nor is anything to be uploaded.
    assert ("không được giải quyết theo trình tự tố cáo" in citizen.page) is not has_key

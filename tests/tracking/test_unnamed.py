"""Feedback without a name is taken, its limits told; a denouncer reads how to stay safe, and leaves at one click."""

import pytest

from tracking.casework.citizen import lookup_cookie
from tracking.casework.models import Case, Petitioner

from .citizen import Citizen, offices
from .petitions import custodian_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _portal(settings):
    settings.MINIMUM_FILL_SECONDS = 0
    offices()


def test_feedback_comes_in_without_a_name_and_keeps_none():
    citizen = Citizen("phan-anh")
    page = citizen.opens_form().content.decode()
    assert "không phải trả lời" in page
    assert "/phap-luat/25-2018-qh14/dieu-25/" in page
    citizen.writes(identity="unnamed", name="Phạm Thị Mẫu", address="")
    citizen.sends()
    assert "Đơn đã được gửi" in citizen.page
    assert Case.objects.count() == 1
    assert not Petitioner.objects.exists()


def test_feedback_with_a_name_asks_for_name_and_address():
    citizen = Citizen("phan-anh")
    citizen.opens_form()
    assert citizen.writes(name="", address="").status_code == 422
    assert "Xin ghi họ và tên." in citizen.page
    assert "Xin ghi địa chỉ để cơ quan gửi giấy trả lời." in citizen.page


@pytest.mark.parametrize("slug", ["khieu-nai", "kien-nghi"])
def test_the_other_kinds_need_a_name(slug):
    citizen = Citizen(slug)
    citizen.opens_form()
    assert citizen.writes(name="", identity="unnamed").status_code == 422


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_safety_page_tells_before_the_first_word_and_sets_nothing(language):
    answer = Citizen().client.get(f"{language}/gui-don/an-toan/")
    assert answer.status_code == 200
    assert not answer.cookies
    page = answer.content.decode()
    assert f"{language}/gui-don/roi-ngay/" in page
    assert "/phap-luat/25-2018-qh14/dieu-50/" in page


def test_the_door_of_denunciations_leads_to_the_safety_page():
    for address in ("/gui-don/?buoc=to-cao", "/gui-don/to-cao/"):
        assert "/gui-don/an-toan/" in Citizen().client.get(address).content.decode()


def test_every_page_of_a_denunciation_has_the_way_out_and_no_other_page():
    custodian_key()
    citizen = Citizen("to-cao")
    pages = [citizen.opens_form().content.decode()]
    citizen.writes()
    pages.append(citizen.page)
    citizen.writes("keep")
    pages.append(citizen.page)
    citizen.writes()
    citizen.sends()
    pages.append(citizen.page)
    from .citizen import code_on

    citizen.looks_up(code_on(citizen.page))
    pages.append(citizen.page)
    assert [("/gui-don/roi-ngay/" in page) for page in pages] == [True] * 5
    other = Citizen()
    assert "/gui-don/roi-ngay/" not in other.opens_form().content.decode()


def test_one_click_closes_the_case_and_leads_home():
    citizen = Citizen()
    citizen.looks_up(citizen.hands_in())
    answer = citizen.client.get("/gui-don/roi-ngay/")
    assert (answer.status_code, answer["Location"], answer["Clear-Site-Data"]) == (303, "/", '"cache"')
    assert citizen.client.cookies[lookup_cookie.name()].value == ""
    assert "Tra cứu hồ sơ" in citizen.client.get("/tra-cuu/ho-so/").content.decode()

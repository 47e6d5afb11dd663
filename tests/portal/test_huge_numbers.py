"""A number no row can have is simply not found, wherever strangers write one into an address."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
BLOCK = "00000000-0000-4000-8000-000000000000"
ADDRESSES = (
    "/to-roi/{}.pdf",
    "/en/to-roi/{}.pdf",
    f"/phu-de/{{}}/{BLOCK}.vtt",
    "/trac-nghiem/{}/",
    "/tai-lieu/{}/giay.pdf",
    "/tai-lieu/authenticate_with_password/{}/",
    "/lich-tiep-cong-dan/thang/{}-1/",
    "/lich-tiep-cong-dan/thang/2026-{}/",
    "/lich-tiep-cong-dan/buoi/{}-20261124/",
    "/lich-tiep-cong-dan/buoi/extra-{}-20261124/",
    "/tra-cuu/ho-so/tep/{}/",
    "/tra-cuu/ho-so/van-ban/{}/",
    "/_util/authenticate_with_password/{}/1/",
    "/_util/authenticate_with_password/1/{}/",
    "/phap-luat/02-2011-qh13/dieu-{}/",
)
NUMBERS = ("9" * 10, "9" * 19, "9" * 24, "9" * 5_000)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("number", NUMBERS, ids=len)
def test_a_huge_number_is_answered_as_any_unknown_page(starter_pages: None, address: str, number: str):
    stranger = Client(raise_request_exception=False)
    for ask in (stranger.get, stranger.post):
        assert ask(address.format(number)).status_code < 500


@pytest.mark.parametrize("query", ["?trang={}", "?page={}", "?nam={}", "?tu={}", "?ngay={}"])
@pytest.mark.parametrize("path", ["/tim-kiem/", "/phap-luat/", "/tin-tuc/", "/lich-tiep-cong-dan/", "/luat-su/"])
def test_a_huge_number_behind_the_question_mark_breaks_nothing(starter_pages: None, path: str, query: str):
    assert Client(raise_request_exception=False).get(path + query.format("9" * 24)).status_code < 500


@pytest.mark.parametrize("address", ADDRESSES[:5])
@pytest.mark.parametrize("number", NUMBERS, ids=len)
def test_nothing_of_ours_is_found_under_a_huge_number(starter_pages: None, address: str, number: str):
    ask = Client().post if "trac-nghiem" in address else Client().get
    assert ask(address.format(number)).status_code == 404

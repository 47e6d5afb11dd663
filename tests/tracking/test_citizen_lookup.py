"""A code opens one case; everything else gets one same answer."""

import time

import pytest
import time_machine

from tracking.casework import codes
from tracking.casework.citizen import lookup_cookie
from tracking.casework.models import Case

from .citizen import Citizen, offices, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _offices():
    offices()


@pytest.fixture
def code() -> str:
    return Citizen().hands_in()


def wrong_codes() -> list[str]:
    foreign = codes.code_from_token(codes.new_token(), b"k" * 32)
    mistyped = foreign[:-1] + ("0" if foreign[-1] != "0" else "1")
    return [foreign, mistyped, "", "khong phai ma", "x" * 5000, "HP26-7K2M94", "\x00", "٣" * 16]


def test_the_code_opens_the_case(code):
    citizen = Citizen()
    assert citizen.looks_up(code).status_code == 200
    assert Case.objects.get().reference in citizen.page


@pytest.mark.parametrize("change", [str.lower, lambda c: c.replace("-", ""), lambda c: f"  {c.replace('-', ' ')} "])
def test_it_may_be_typed_in_any_way(code, change):
    assert Citizen().looks_up(change(code)).status_code == 200


def test_right_and_wrong_codes_get_one_identical_answer(code):
    answers = set()
    for typed in [code, *wrong_codes()]:
        response = Citizen().client.post("/tra-cuu/", {"code": typed})
        morsel = response.cookies[lookup_cookie.name()]
        headers = {name: value for name, value in response.items() if name != "X-Request-Id"}
        attributes = tuple(sorted((key, str(value)) for key, value in morsel.items() if key != "expires"))
        answers.add((response.status_code, len(response.content), str(headers), len(morsel.value), attributes))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 303


def test_right_and_wrong_codes_cost_the_same_queries(code, django_assert_num_queries):
    for typed in [code, *wrong_codes()]:
        client = Citizen().client
        with django_assert_num_queries(2):
            client.post("/tra-cuu/", {"code": typed})


def test_all_wrong_codes_lead_to_one_same_page(code):
    pages = set()
    for typed in wrong_codes():
        citizen = Citizen()
        response = citizen.looks_up(typed)
        assert response.status_code == 404
        pages.add(citizen.page.replace(csrf_of(citizen.page), ""))
    assert len(pages) == 1
    assert "Không mở được hồ sơ nào" in pages.pop()


def csrf_of(page: str) -> str:
    return page.split('name="csrfmiddlewaretoken" value="')[1].split('"', maxsplit=1)[0]


@pytest.mark.parametrize("path", ["/tra-cuu/", "/tra-cuu/ho-so/", "/bien-nhan/", "/en/tra-cuu/"])
def test_a_code_in_the_address_is_refused_without_echo(code, path):
    for query in ({"code": code}, {"ma": "gi-do"}, {"x": code.lower()}, {"x": code.replace("-", "")}, {"token": "abc"}):
        response = Citizen().client.get(path, query)
        assert response.status_code == 400
        for value in query.values():
            assert value not in text(response)


def test_ordinary_query_strings_do_no_harm():
    assert Citizen().client.get("/tra-cuu/", {"utm_source": "to-roi"}).status_code == 200


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(code):
    citizen = Citizen()
    citizen.client.post("/tra-cuu/", {"code": code})
    morsel = citizen.client.cookies[lookup_cookie.name()]
    assert morsel["httponly"]
    assert morsel["samesite"] == "Strict"
    assert lookup_cookie.read(morsel.value).case_id == Case.objects.get().pk


def test_behind_tls_the_cookie_is_bound_to_the_host(code, settings):
    settings.SESSION_COOKIE_SECURE = True
    response = Citizen().client.post("/tra-cuu/", {"code": code}, secure=True)
    morsel = response.cookies["__Host-case"]
    assert morsel["secure"]
    assert (morsel["path"], morsel["domain"]) == ("/", "")


@pytest.mark.parametrize("value", ["", "abc", "A" * 120, "ñ"])
def test_a_forged_cookie_opens_nothing(code, value):
    citizen = Citizen()
    citizen.client.cookies[lookup_cookie.name()] = value
    page = text(citizen.client.get("/tra-cuu/ho-so/"))
    assert Case.objects.get().reference not in page
    assert "nhập mã" in page


def test_after_a_quarter_of_an_hour_the_code_is_asked_again(code):
    citizen = Citizen()
    citizen.looks_up(code)
    with time_machine.travel(time.time() + 16 * 60):
        page = text(citizen.client.get("/tra-cuu/ho-so/"))
    assert Case.objects.get().reference not in page
    assert "tự đóng sau 15 phút" in page


def test_a_right_code_cannot_be_told_from_a_wrong_one_by_letting_it_run_out(code):
    pages = set()
    for typed in (code, wrong_codes()[0]):
        citizen = Citizen()
        citizen.client.post("/tra-cuu/", {"code": typed})
        with time_machine.travel(time.time() + 16 * 60):
            page = text(citizen.client.get("/tra-cuu/ho-so/"))
        pages.add(page.replace(csrf_of(page), ""))
    assert len(pages) == 1


def test_use_keeps_the_case_open(code):
    citizen = Citizen()
    citizen.looks_up(code)
    with time_machine.travel(time.time() + 14 * 60, tick=False):
        assert citizen.client.get("/tra-cuu/ho-so/").status_code == 200
    with time_machine.travel(time.time() + 28 * 60, tick=False):
        assert Case.objects.get().reference in text(citizen.client.get("/tra-cuu/ho-so/"))


def test_a_message_written_while_the_time_ran_out_is_still_there_after_the_code(code):
    citizen = Citizen()
    citizen.looks_up(code)
    with time_machine.travel(time.time() + 20 * 60):
        response = citizen.client.post("/tra-cuu/ho-so/nhan-tin/", {"body": "Tôi xin bổ sung một ý."})
        assert response.status_code == 403
        assert "Tôi xin bổ sung một ý." in text(response)
        citizen.client.post("/tra-cuu/", {"code": code, "kept": "Tôi xin bổ sung một ý."})
        page = text(citizen.client.get("/tra-cuu/ho-so/"))
        assert "Tôi xin bổ sung một ý.</textarea>" in page
        assert Case.objects.get().messages.count() == 0
        citizen.client.post("/tra-cuu/ho-so/nhan-tin/", {"body": "Tôi xin bổ sung một ý."})
        page = text(citizen.client.get("/tra-cuu/ho-so/"))
    assert "Tôi xin bổ sung một ý.</textarea>" not in page
    assert "Tôi xin bổ sung một ý.</p>" in page


def test_leaving_closes_the_case(code):
    citizen = Citizen()
    citizen.looks_up(code)
    response = citizen.client.post("/tra-cuu/ho-so/roi/")
    assert (response.status_code, response["Location"]) == (303, "/tra-cuu/")
    assert Case.objects.get().reference not in text(citizen.client.get("/tra-cuu/ho-so/"))


def test_leaving_by_a_mere_link_does_nothing(code):
    citizen = Citizen()
    citizen.looks_up(code)
    assert citizen.client.get("/tra-cuu/ho-so/roi/").status_code == 405
    assert Case.objects.get().reference in text(citizen.client.get("/tra-cuu/ho-so/"))

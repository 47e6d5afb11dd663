"""The public calculator: any citizen's dates, in the address alone, with the arithmetic shown."""

import re

import pytest
import time_machine
from django.test import Client

from tracking.terms import starter

pytestmark = pytest.mark.django_db
ADDRESS = "/tinh-thoi-han/"


@pytest.fixture(autouse=True)
def law():
    starter.load()


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-26T09:00:00+07:00", tick=False):
        yield


def ask(address: str = ADDRESS, **facts: str):
    return Client().get(address, {name.replace("_", "-"): value for name, value in facts.items()})


def words(response) -> str:
    main = re.search(r"<main.*</main>", response.content.decode(), re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


def test_a_stranger_is_asked_for_the_kind_and_given_no_cookie():
    response = ask()
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    for slug in ("khieu-nai", "to-cao", "kien-nghi", "phan-anh"):
        assert f'href="{ADDRESS}?loai={slug}"' in response.content.decode()
    assert ask(loai="khong-co").status_code == 200


def test_a_complaint_shows_what_the_office_owes_with_article_and_every_step():
    response = ask(loai="khieu-nai", nhan="2026-11-23")
    said = words(response)
    assert "Hạn 02/12/2026" in said
    assert "Bắt đầu từ 23/11/2026. Ngày này không tính" in said
    assert "Đếm 7 ngày làm việc" in said
    assert "28/11 – 29/11/2026: Thứ Bảy, Chủ Nhật" in said
    assert "/phap-luat/02-2011-qh13/dieu-27/" in response.content.decode()
    assert not response.cookies


def test_the_citizens_own_limits_stand_apart():
    said = words(ask(loai="khieu-nai", biet="2026-10-01"))
    assert "Thời hạn của ông/bà" in said
    assert "Hạn 30/12/2026" in said
    assert "Ông/bà còn 34 ngày" in said
    assert "Hạn 01/10/2027" in said


def test_an_end_on_a_day_off_says_over_which_days_it_moved():
    said = words(ask(loai="to-cao", thu_ly="2026-01-17", tinh_den="2026-02-01"))
    assert "Ngày cuối rơi vào ngày nghỉ" in said
    assert "16/02 – 22/02/2026: Tết Nguyên đán, Thứ Bảy, Chủ Nhật" in said
    assert "Hạn 23/02/2026" in said


def test_an_extension_and_a_suspension_are_told():
    given = {"loai": "to-cao", "phuc-tap": "1", "thu-ly": "2026-03-02", "gia-han-1": "20/03/2026", "gia-han-1-so": "10"}
    given |= {"tam-dung-1": "2026-03-10", "tiep-tuc-1": "2026-03-15"}
    said = words(Client().get(ADDRESS, given))
    assert "gia hạn thêm 10 ngày" in said
    assert "Tạm đình chỉ từ 10/03/2026, tiếp tục từ 15/03/2026" in said
    # 30 + 10 + 5 days after 02/3 is Thursday 16/4.
    assert "Hạn 16/04/2026" in said


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"nhan": "31/02/2026"}, "“31/02/2026”: Không có ngày này"),
        ({"nhan": "hôm qua"}, "Không có ngày này"),
        ({"nhan": "2026-12-24"}, "ở sau ngày tính thời hạn"),
        ({"nhan": "2026-11-10", "thu-ly": "2026-11-02"}, "Ngày 02/11/2026 ở trước ngày nhận đơn (10/11/2026)"),
        ({"thu-ly": "2026-11-10", "tiep-tuc-1": "2026-11-12"}, "không ở trong thời gian tạm đình chỉ"),
        ({"nhan": "1066-11-10"}, "Không có ngày này"),
        ({"nhan": "x" * 5000}, "Không có ngày này"),
    ],
)
def test_a_wrong_date_is_named_with_the_reason_and_kept_in_the_form(given, reason):
    response = Client().get(ADDRESS, {"loai": "khieu-nai", **given})
    assert response.status_code == 422
    assert reason in words(response)
    assert 'aria-invalid="true"' in response.content.decode()


def test_a_wrong_date_does_not_take_the_others_with_it():
    response = ask(loai="khieu-nai", nhan="2026-11-23", thu_ly="30/02/2026")
    assert "Kết quả dưới đây chưa tính những ngày ấy" in words(response)
    assert "Hạn 02/12/2026" in words(response)
    assert 'value="30/02/2026"' in response.content.decode()


def test_an_extension_the_law_does_not_allow_is_refused():
    said = words(Client().get(ADDRESS, {"loai": "to-cao", "thu-ly": "2026-11-02", "gia-han-1": "2026-11-20"}))
    assert "không cho gia hạn" in said


def test_days_without_their_date_and_no_date_at_all_are_asked_for():
    assert "Xin ghi cả ngày" in words(Client().get(ADDRESS, {"loai": "to-cao", "gia-han-1-so": "10"}))
    assert "là một số" in words(Client().get(ADDRESS, {"loai": "to-cao", "gia-han-1-so": "mười"}))
    assert "Xin ghi ít nhất một ngày" in words(ask(loai="khieu-nai", lan="1"))


def test_a_second_instance_runs_longer():
    assert "Đếm 45 ngày" in words(ask(loai="khieu-nai", lan="2", thu_ly="2026-11-23"))


def test_it_reads_in_english_without_a_vietnamese_sentence():
    given = {"loai": "khieu-nai", "nhan": "2026-11-10", "thu-ly": "2026-11-02", "biet": "2026-10-01"}
    said = words(Client().get(f"/en{ADDRESS}", given))
    assert "02/11/2026 is earlier than the receipt (10/11/2026)." in said
    assert re.findall(r"\b(?:được|của|không|người|những|trong|ông/bà)\b", said) == []


def test_a_result_is_not_for_search_engines_but_the_question_is():
    assert "noindex" in ask(loai="khieu-nai", nhan="2026-11-23").content.decode()
    assert "noindex" not in ask().content.decode()


def test_nothing_is_taken_by_post():
    assert Client().post(ADDRESS, {"loai": "khieu-nai"}).status_code == 405

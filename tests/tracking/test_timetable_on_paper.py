"""The timetable on paper: the whole of what was asked for, not the page that happened to stand on the screen."""

import datetime as dt
import re
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.tracking.test_timetable import NOW, rule, ward  # noqa: F401
from tracking.reception.models import Rule
from tracking.reception.recurrence import Pattern
from tracking.reception.views import SESSIONS_A_PAGE

pytestmark = pytest.mark.django_db
ADDRESS = "/lich-tiep-cong-dan/"


@pytest.fixture(autouse=True)
def monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def weekly(rule):  # noqa: F811
    rule.positions, rule.pattern, rule.weekdays = [], Pattern.WEEKLY.value, [0, 1, 2]
    rule.save()
    return rule


def days(page: str) -> list[str]:
    return re.findall(r'<td data-label="[^"]*">\s*<time datetime="(\d{4}-\d\d-\d\d)', page)


@pytest.mark.parametrize("path", [ADDRESS, f"{ADDRESS}da-cong-bo/", f"/en{ADDRESS}"])
def test_a_page_of_twelve_leads_on_screen_and_on_paper_to_the_table_of_all(client, weekly, path):
    page = client.get(f"{path}?co-quan=phuong-mau").content.decode()
    asked = unescape(re.search(r'href="(\?[^"]+)#cac-buoi">(?:Bảng đủ|Table of all)', page)[1])
    on_paper = page.partition('<p class="print-only">')[2].partition("</p>")[0]
    assert f"testserver{path}{asked}" in unescape(on_paper)
    assert str(SESSIONS_A_PAGE) in on_paper
    whole = client.get(f"{path}{asked}").content.decode()
    assert len(days(whole)) > SESSIONS_A_PAGE
    assert f" {len(days(whole))} " in on_paper
    assert "print-only" not in whole.partition("<main")[2].partition("</main>")[0]


def test_what_was_published_on_a_day_keeps_its_day_in_the_table(client, weekly):
    path = f"{ADDRESS}da-cong-bo/?ngay=2026-11-23"
    page = client.get(path).content.decode()
    asked = unescape(re.search(r'href="(\?[^"]+)#cac-buoi">Bảng đủ', page)[1])
    assert asked == "?ngay=2026-11-23&xem=bang"
    whole = client.get(f"{ADDRESS}da-cong-bo/{asked}").content.decode()
    assert "Cuối ngày 23/11/2026, lịch đến 24/01/2027 là" in whole
    assert '<a href="?ngay=2026-11-23">Xem theo danh sách</a>' in whole


def test_the_table_of_one_office_goes_over_the_whole_year_and_says_so(client, weekly):
    near = client.get(f"{ADDRESS}?xem=bang&co-quan=phuong-mau").content.decode()
    assert "Từ ngày 23/11/2026 đến ngày 24/01/2027" in near
    asked = unescape(re.search(r'href="([^"]+ca-nam=1)">Cả năm, đến ngày 28/11/2027', near)[1])
    year = client.get(asked).content.decode()
    found = days(year)
    assert f"Từ ngày 23/11/2026 đến ngày 28/11/2027: {len(found)} buổi." in year
    assert found == sorted(found)
    assert min(found) == "2026-11-23"
    assert "2027-11-20" < max(found) <= "2027-11-28"
    assert "Chỉ hai tháng tới" in year


def test_without_an_office_a_whole_year_is_not_shown_but_how_to_get_it(client, weekly):
    page = client.get(f"{ADDRESS}?xem=bang&ca-nam=1").content.decode()
    assert max(days(page)) <= "2027-01-24"
    assert "Muốn in lịch cả năm, xin chọn một cơ quan." in page
    assert '<input type="hidden" name="xem" value="bang">' in page


def test_a_table_of_nothing_says_so_once(client, rule):  # noqa: F811
    Rule.objects.filter(pk=rule.pk).update(valid_to=dt.date(2026, 11, 1))
    page = client.get(f"{ADDRESS}?xem=bang&co-quan=phuong-mau").content.decode()
    assert "Chưa có buổi tiếp nào được công bố đến ngày 24/01/2027." in page
    assert "0 buổi" not in page


@pytest.mark.parametrize(("prefix", "said"), [("", "Thứ Ba"), ("/en", "Tuesday")])
def test_the_month_names_its_days_as_the_timetable_does(client, rule, prefix, said):  # noqa: F811
    page = client.get(f"{prefix}{ADDRESS}thang/2026-11/").content.decode()
    assert f'<span class="month__weekday">{said} </span>24/11' in page


def test_a_whole_year_asks_no_more_of_the_database_than_two_months(client, weekly, django_assert_max_num_queries):
    near = f"{ADDRESS}?xem=bang&co-quan=phuong-mau"
    client.get(near)
    with CaptureQueriesContext(connection) as asked:
        client.get(near)
    with django_assert_max_num_queries(len(asked)):
        client.get(f"{near}&ca-nam=1")

"""An empty answer leads on: to the nearest there is, and to the librarian."""

import html
import json

import pytest
from django.test import Client

from search import engines, indexing
from search.finding import search
from search.interface import Query
from search.models import Missed
from tracking.organisation.models import Role

from .conftest import Shelf
from .test_desk import signed_in

pytestmark = pytest.mark.django_db
TELL = "/tim-kiem/khong-thay/"


@pytest.fixture
def shelf(shelves: dict[str, Shelf]) -> dict[str, Shelf]:
    indexing.rebuild("embedded", engines.local())
    return shelves


def page(client: Client, **asked: str) -> str:
    response = client.get("/tim-kiem/", asked)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_filters_that_leave_nothing_are_taken_off_and_the_nearest_is_shown(client: Client, shelf: object) -> None:
    body = page(client, q="thời hạn giải quyết tố cáo", nam="1999")
    assert "Chưa tìm thấy gì" in body
    assert "Gần nhất, khi bỏ mọi bộ lọc" in body
    assert '"/phap-luat/25-2018-qh14/dieu-30/"' in body


def test_words_no_text_has_lead_to_those_spelt_alike(client: Client, shelf: object) -> None:
    found = search(Query(text="khieuxx naixxx", languages=("vi",)))
    assert (found.page.total, found.nearest_by) == (0, "letters")
    assert "khiếu nại" in found.nearest[0].entry.heading.lower() + found.nearest[0].entry.title.lower()
    assert "Gần nhất, với từ viết gần giống" in page(client, q="khieuxx naixxx")


def test_what_resembles_nothing_stays_empty_and_leads_to_the_librarian(client: Client, shelf: object) -> None:
    body = page(client, q="xyzzy qwfp")
    assert "Gần nhất" not in body
    assert f"{TELL}?q=xyzzy+qwfp" in body
    assert 'value="xyzzy qwfp"' in client.get(TELL, {"q": "xyzzy qwfp"}).content.decode()


def test_machines_are_told_the_nearest_and_how_it_was_reached(client: Client, shelf: object) -> None:
    answer = json.loads(client.get("/api/v1/search", {"q": "tố cáo", "year": "1999"}).content)
    assert (answer["total"], answer["nearest_by"], len(answer["nearest"]) > 0) == (0, "filters", True)
    found = json.loads(client.get("/api/v1/search", {"q": "tố cáo"}).content)
    assert (found["nearest_by"], found["nearest"]) == (None, [])


def test_another_language_is_never_the_nearest(shelf: object) -> None:
    assert search(Query(text="complaintx", languages=("vi",))).nearest == ()


def test_a_reader_tells_the_librarian_and_nothing_else_is_kept(client: Client, shelf: object) -> None:
    answer = client.post(TELL, {"query": "chuồng cọp xây lấn hè", "wish": "Quy định về xây dựng\ntrái phép"})
    assert "Đã chuyển cho thủ thư" in html.unescape(answer.content.decode())
    row = Missed.objects.get()
    assert (row.query, row.settled) == ("chuồng cọp xây lấn hè", False)
    assert {field.name for field in Missed._meta.get_fields()} == {"id", "day", "query", "wish", "settled"}


@pytest.mark.parametrize("private", ["gọi tôi 0912345678", "a@b.vn", "mã AB12-CD34", "số 031 099 001 234"])
def test_what_may_name_a_person_is_handed_back_not_kept(client: Client, shelf: object, private: str) -> None:
    for form in ({"query": private}, {"query": "tố cáo", "wish": private}):
        body = html.unescape(client.post(TELL, form).content.decode())
        assert "Xin bỏ số điện thoại" in body
        assert private in body
    assert not Missed.objects.exists()


def test_a_machine_that_fills_every_field_is_thanked_and_ignored(client: Client, shelf: object) -> None:
    assert client.post(TELL, {"query": "tố cáo", "website": "http://x"}).status_code == 200
    assert not Missed.objects.exists()


def test_a_message_that_cannot_be_kept_is_handed_back(client: Client, shelf: object) -> None:
    for form in ({}, {"query": " "}, {"query": "a\x00b"}, {"query": "a", "wish": "b" * 501}):
        assert client.post(TELL, form).status_code == 200
    assert not Missed.objects.exists()


def test_the_librarian_reads_it_and_settles_it(client: Client, shelf: object) -> None:
    row = Missed.objects.create(day="2026-11-20", query="chuồng cọp", wish="xây dựng")
    signed_in(client, Role.LIBRARIAN)
    assert "chuồng cọp" in client.get("/admin/tim-kiem/").content.decode()
    assert client.post(f"/admin/tim-kiem/khong-thay/{row.pk}/").status_code == 302
    assert "chuồng cọp" not in client.get("/admin/tim-kiem/").content.decode()


def test_a_full_mailbox_says_so_and_hands_every_word_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.missed._MOST_OPEN", 0)
    said = client.post("/tim-kiem/khong-thay/", {"query": "rút đơn", "wish": "tôi cần mẫu"}).content.decode()
    assert "Hộp thư của thủ thư đang đầy" in said
    assert "tôi cần mẫu" in said
    assert not Missed.objects.exists()

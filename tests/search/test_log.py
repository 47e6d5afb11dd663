"""What was asked, found and opened is counted without persons."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from search import engines, indexing, log
from search.models import Opened, Searched

from .conftest import Shelf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_waiting", log._Waiting())


def test_a_query_is_counted_by_day_with_what_it_found(client: Client, shelves: dict[str, Shelf]) -> None:
    indexing.rebuild("embedded", engines.local())
    for text in ("Tiếp  công dân", "tiếp công dân", "xyzzy"):
        client.get("/tim-kiem/", {"q": text})
    log.write()
    counted = {row.text: (row.times, row.found > 0) for row in Searched.objects.all()}
    assert counted == {"tiếp công dân": (2, True), "xyzzy": (1, False)}
    log.asked("tiếp công dân", 0)
    log.write()
    assert Searched.objects.get(text="tiếp công dân").times == 3


def test_an_opened_answer_is_counted_for_its_query(client: Client) -> None:
    assert client.post("/tim-kiem/da-mo/?q=rút+đơn&u=law:02/2011/QH13%23dieu-10").status_code == 204
    assert client.post("/tim-kiem/da-mo/?q=&u=").status_code == 204
    assert client.get("/tim-kiem/da-mo/").status_code == 405
    log.write()
    assert [(row.text, row.uid, row.times) for row in Opened.objects.all()] == [
        ("rút đơn", "law:02/2011/QH13#dieu-10", 1)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "0912345678", "căn cước 031090001234", "a@b.vn", "7K2M-94QX-ABCD", "gọi 0912 345 678",
        "FS9SZ1W8A1QEEN61", "FS9S Z1W8 A1QE EN61", "mã fs9s-z1w8-a1qe-en61",
    ],
)  # fmt: skip
def test_what_may_name_a_person_or_a_case_is_not_kept(text: str) -> None:
    log.asked(text, 3)
    log.opened(text, "law:x")
    log.write()
    assert not Searched.objects.exists()
    assert not Opened.objects.exists()


@pytest.mark.parametrize("text", ["luat khieu nai 2011 dieu 28", "nghiem trong", "thoi han giai quyet to cao 2018"])
def test_a_question_is_not_taken_for_a_code(text: str) -> None:
    assert not log.may_name_a_person(text)


def test_a_page_that_may_show_a_code_is_kept_nowhere(client: Client, shelves: dict[str, Shelf]) -> None:
    page = client.get("/tim-kiem/", {"q": "fs9s z1w8 a1qe en61"})
    assert page.headers["Cache-Control"] == "no-store"
    assert "fs9s" not in page.content.decode().partition("</title>")[0]


def test_counts_are_forgotten_after_three_months() -> None:
    today = timezone.localdate()
    Searched.objects.create(day=today - dt.timedelta(days=91), text="cũ", times=1)
    Searched.objects.create(day=today - dt.timedelta(days=89), text="mới", times=1)
    log.forget_old()
    assert [row.text for row in Searched.objects.all()] == ["mới"]

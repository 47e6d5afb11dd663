"""What was asked, found and opened is counted without persons."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from search import engines, indexing, log
from search.models import Missed, Opened, Searched
from search.private import may_name_a_person
from tracking.casework import codes

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


def test_an_opened_answer_is_counted_for_its_query(client: Client, shelves: dict[str, Shelf]) -> None:
    indexing.rebuild("embedded", engines.local())
    answer = "/tim-kiem/da-mo/?q=rút+đơn&u=law:02/2011/QH13%23dieu-28"
    assert client.post(answer).status_code == 204
    assert client.post(answer, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 204
    assert client.post("/tim-kiem/da-mo/?q=rút+đơn&u=law:99/2099/QH99").status_code == 204
    assert client.post("/tim-kiem/da-mo/?q=&u=").status_code == 204
    assert client.get("/tim-kiem/da-mo/").status_code == 405
    log.write()
    assert [(row.text, row.uid, row.times) for row in Opened.objects.all()] == [
        ("rút đơn", "law:02/2011/QH13#dieu-28", 1)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "0912345678", "căn cước 031090001234", "a@b.vn", "7K2M-94QX-ABCD", "gọi 0912 345 678",
        "FS9SZ1W8A1QEEN61", "FS9S Z1W8 A1QE EN61", "mã fs9s-z1w8-a1qe-en61", "(091)234 5678", "0912/345/678",
        "０９１２３４５６７８", "FS9S—Z1W8—A1QE—EN61", "FS9S‑Z1W8‑A1QE‑EN61", "FS9S_Z1W8_A1QE_EN61",
        "ＦＳ９ＳＺ１Ｗ８Ａ１ＱＥＥＮ６１",
    ],
)  # fmt: skip
def test_what_may_name_a_person_or_a_case_is_not_kept(text: str) -> None:
    log.asked(text, 3)
    log.opened(text, "law:x")
    log.write()
    assert not Searched.objects.exists()
    assert not Opened.objects.exists()


@pytest.mark.parametrize(
    "spell",
    [
        lambda code: code,
        lambda code: code.lower().replace("-", ""),
        lambda code: f"{code[:9]} {code[10:]}".replace("-", ""),
        lambda code: code.replace("-", "", 1),
        lambda code: " ".join(code.replace("-", "")),
        lambda code: f"tra cứu giúp mã {code.replace('-', ' ')} với",
    ],
)
def test_the_code_of_a_case_is_not_kept_however_it_is_typed(spell: Callable[[str], str]) -> None:
    code = codes.code_from_token("A" * 22, b"k" * 32)
    assert any(map(str.isdigit, code))
    assert may_name_a_person(spell(code))


def test_the_order_in_which_people_asked_is_lost() -> None:
    for text in ("rút đơn", "bị trù dập", "mất đất"):
        log.asked(text, 1)
    log.write()
    assert [row.text for row in Searched.objects.order_by("pk")] == sorted(["rút đơn", "bị trù dập", "mất đất"])


def test_a_day_counts_only_so_many_different_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_MOST_A_DAY", 2)
    for text in ("a", "b", "c"):
        log.asked(text, 1)
    log.write()
    log.asked("a", 1)
    log.asked("d", 1)
    log.write()
    assert {row.text: row.times for row in Searched.objects.all()} == {"a": 2, "b": 1}


@pytest.mark.parametrize("text", ["luat khieu nai 2011 dieu 28", "nghiem trong", "thoi han giai quyet to cao 2018"])
def test_a_question_is_not_taken_for_a_code(text: str) -> None:
    assert not may_name_a_person(text)


def test_a_page_that_may_show_a_code_is_kept_nowhere(client: Client, shelves: dict[str, Shelf]) -> None:
    indexing.rebuild("embedded", engines.local())
    code = {"q": "fs9s z1w8 a1qe en61"}
    page = client.get("/tim-kiem/", code)
    for address in ("/tim-kiem/", "/tim-kiem/atom.xml", "/api/v1/search", "/api/v1/suggest"):
        assert client.get(address, code).headers["Cache-Control"] == "no-store"
    assert "fs9s" not in page.content.decode().partition("</title>")[0]


def test_counts_are_forgotten_after_three_months() -> None:
    today = timezone.localdate()
    for days, text in ((91, "cũ"), (89, "mới")):
        Searched.objects.create(day=today - dt.timedelta(days=days), text=text, times=3)
        Opened.objects.create(day=today - dt.timedelta(days=days), text=text, uid="law:x", times=1)
        Missed.objects.create(day=today - dt.timedelta(days=days), query=text)
    log.forget_old()
    for rows in (Searched.objects.values_list("text"), Opened.objects.values_list("text")):
        assert list(rows) == [("mới",)]
    assert [row.query for row in Missed.objects.all()] == ["mới"]


def test_what_hardly_anybody_asked_is_forgotten_after_two_days() -> None:
    today = timezone.localdate()
    name = "ông Nguyễn Văn X nhận tiền"
    for days, text, times in ((3, name, 2), (1, "hỏi hôm qua", 1), (3, "rút đơn", 2), (0, "rút đơn", 1)):
        Searched.objects.create(day=today - dt.timedelta(days=days), text=text, times=times)
        Opened.objects.create(day=today - dt.timedelta(days=days), text=text, uid="law:x", times=1)
    log.forget_old()
    assert name not in set(Searched.objects.values_list("text", flat=True))
    assert name not in set(Opened.objects.values_list("text", flat=True))
    assert sorted(Searched.objects.values_list("text", flat=True)) == ["hỏi hôm qua", "rút đơn", "rút đơn"]

"""Addresses write đ as dd; people never read it: Điều 11đ is called so everywhere and stands between 11d and 11e."""

import datetime as dt
from collections.abc import Iterable

import pytest
from django.test import Client

from legal_library.models import Act, LawChange, Summary, article_label, article_number
from legal_library.scopes import Scope, change_grounds, change_title
from tracking.casework.letters.legal_bases import cite

DAY = dt.date(2030, 7, 1)


@pytest.fixture
def act(db: None) -> Act:
    found = Act.objects.create(symbol="08/2030/QH16", slug="08-2030-qh16", kind="Luật")
    for key in ("dieu-11", "dieu-11e", "dieu-11dd", "dieu-11d"):
        Summary.objects.create(act=found, key=key, heading="Tên", body="Lời.")
    Summary.objects.filter(key="dieu-11dd").update(valid_to=DAY - dt.timedelta(days=1))
    Summary.objects.create(act=found, key="dieu-11dd", heading="Tên mới", body="Lời mới.", valid_from=DAY)
    return found


def in_order(html: str, names: Iterable[str]) -> bool:
    places = [html.index(name) for name in names]
    return places == sorted(places)


def test_an_article_stands_where_the_alphabet_puts_it() -> None:
    assert [article_number(f"dieu-11{letter}") for letter in ("", "d", "dd", "e")] == [
        ("11", 1100),
        ("11d", 1104),
        ("11đ", 1105),
        ("11e", 1106),
    ]
    assert (article_label("dieu-11dd"), article_label("phu-luc-1")) == ("Điều 11đ", "phu-luc-1")


@pytest.mark.parametrize(
    "path", ["", "dieu-11dd/", "so-sanh/?tu=2030-06-30&den=2030-07-01&dieu=dieu-11dd", "dieu-11dd/tin.atom"]
)
def test_no_public_page_shows_the_letter_of_an_address(client: Client, act: Act, path: str) -> None:
    html = client.get(f"/phap-luat/{act.slug}/{path}").content.decode()
    assert "Điều 11đ" in html
    assert "Điều 11dd" not in html


def test_the_contents_are_in_order(client: Client, act: Act) -> None:
    html = client.get(f"/phap-luat/{act.slug}/").content.decode()
    assert in_order(html, ("Điều 11. ", "Điều 11d. ", "Điều 11đ. ", "Điều 11e. "))


def test_mails_and_feeds_name_it_as_people_do(act: Act) -> None:
    change = LawChange(act=act, key="dieu-11dd", kind=LawChange.Kind.ADDED, ground="09/2030/QH16#dieu-1dd.diem-dd")
    assert change_title(change) == "Điều 11đ Luật 08/2030/QH16: được bổ sung"
    assert change_grounds(change) == "điểm đ Điều 1đ 09/2030/QH16"
    assert Scope(act=act, key="dieu-11dd").name == "Điều 11đ Luật 08/2030/QH16"


def test_a_letter_cites_it_as_people_do() -> None:
    assert cite(["02/2011/QH13#dieu-11dd.khoan-1.diem-dd"]) == "điểm đ khoản 1 Điều 11đ Luật Khiếu nại năm 2011"

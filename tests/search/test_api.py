"""The interface for machines, the feed, the offers while typing."""

import json

import pytest
from django.test import Client

from search import api_description as openapi
from search import engines, indexing
from search.interface import EngineAway
from search.models import AskedOf

from .conftest import Shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(shelves: dict[str, Shelf]) -> dict[str, Shelf]:
    AskedOf.objects.create(source="law", key="25/2018/QH14#dieu-30", text="tố cáo bao lâu có kết quả")
    indexing.rebuild("embedded", engines.local())
    return shelves


def answer(client: Client, **asked: object) -> dict[str, object]:
    response = client.get("/api/v1/search", asked)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def test_it_answers_with_the_article_its_place_and_its_facets(client: Client, shelf: object) -> None:
    found = answer(client, q="thoi han giai quyet to cao")
    first = found["results"][0]
    assert (first["symbol"], first["article"], first["status"]) == ("25/2018/QH14", "30", "in_force")
    assert first["url"] == "/phap-luat/25-2018-qh14/dieu-30/"
    assert found["facets"]["doc_kind"]["Luật"] >= 2
    assert answer(client, q="khoản 1 điều 28 luật khiếu nại")["places"][0]["url"].endswith("#dieu-28.khoan-1")


def test_any_site_may_read_it_and_no_cookie_is_set(client: Client, shelf: object) -> None:
    response = client.get("/api/v1/search", {"q": "khiếu nại"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_filters_narrow_days_choose_and_sorting_turns(client: Client, shelf: dict[str, Shelf]) -> None:
    only = answer(client, q="khiếu nại phí", doc_kind="Thông tư")
    assert {hit["doc_kind"] for hit in only["results"]} == {"Thông tư"}
    newest = [hit["issued"] for hit in answer(client, q="khiếu nại tố cáo", sort="newest", kind="article")["results"]]
    assert newest == sorted(newest, reverse=True)
    assert answer(client, q="khiếu nại", year=["2011", "2018"])["total"] > 0
    assert answer(client, q="khiếu nại", issuer="Không có")["total"] == 0


@pytest.mark.parametrize(
    "asked",
    [{"q": "a", "date": "2026-02-30"}, {"q": "a", "kind": "x"}, {"q": "a", "page": "1e9"}, {"q": "a", "size": "0"}, {}],
)
def test_what_cannot_be_read_is_a_clear_400(client: Client, shelf: object, asked: dict[str, str]) -> None:
    response = client.get("/api/v1/search", asked)
    assert response.status_code == 400
    assert json.loads(response.content)["error"]


def test_without_an_index_it_says_to_come_back(client: Client, shelf: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(query: object) -> None:
        raise EngineAway

    monkeypatch.setattr("search.api.search", away)
    assert client.get("/api/v1/search", {"q": "a"}).status_code == 503


def test_its_description_names_every_field_it_gives(client: Client, shelf: object) -> None:
    found = answer(client, q="khiếu nại là gì")
    assert set(found) == set(openapi.SCHEMAS["SearchAnswer"]["properties"])
    described = set(openapi.SCHEMAS["SearchEntry"]["properties"]) | {"fragment_html", "score", "reasons"}
    assert set(found["results"][0]) == described
    for path in openapi.PATHS:
        assert client.get(path, {"q": "khiếu nại"}).status_code == 200


def test_a_definition_stands_on_top_with_its_source(client: Client, shelf: object) -> None:
    found = answer(client, q="khieu nai la gi")
    assert "<mark>Khiếu nại</mark> là việc công dân" in found["definition"]["html"]
    assert found["definition"]["symbol"] == "02/2011/QH13"
    page = client.get("/tim-kiem/", {"q": "khiếu nại là gì"}).content.decode()
    assert "Giải thích từ ngữ" in page


def offers(client: Client, text: str, **asked: str) -> list[dict[str, str]]:
    return json.loads(client.get("/api/v1/suggest", {"q": text, **asked}).content)["suggestions"]


def test_offers_come_for_names_numbers_headings_terms_and_questions(client: Client, shelf: object) -> None:
    assert offers(client, "luat khieu")[0]["url"] == "/phap-luat/02-2011-qh13/"
    assert any(offer["url"] == "/phap-luat/6200-ubnd-ncktgs/" for offer in offers(client, "6200"))
    assert "Thời hạn giải quyết tố cáo" in [offer["text"] for offer in offers(client, "thời hạn giải")]
    assert "tố cáo bao lâu có kết quả" in [offer["text"] for offer in offers(client, "tố cáo bao")]
    assert "Khiếu nại là gì" in [offer["text"] for offer in offers(client, "khiếu nại là")]
    assert "/huong-dan/nop-don/" in [offer["url"] for offer in offers(client, "cach nop")]


def test_offers_are_of_the_readers_language_and_open_in_it(client: Client, shelf: object) -> None:
    assert offers(client, "how to hand") == []
    assert offers(client, "how to hand", lang="en") == [
        {"kind": "page", "text": "How to hand in a complaint", "url": "/en/huong-dan/nop-don/"}
    ]
    assert "/huong-dan/nop-don/" in [offer["url"] for offer in offers(client, "cach nop", lang="en")]
    assert offers(client, "luat khieu", lang="en")[0]["url"] == "/en/phap-luat/02-2011-qh13/"


def test_a_law_of_several_names_is_offered_once(client: Client, shelf: object) -> None:
    urls = [offer["url"] for offer in offers(client, "l") + offers(client, "luat khieu nai") if offer["url"]]
    assert urls.count("/phap-luat/02-2011-qh13/") == 1


@pytest.mark.parametrize("text", ["", "k", "\x00", "%", "'", "zzzz", "k" * 10_000])
def test_offers_for_nothing_are_nothing(client: Client, shelf: object, text: str) -> None:
    assert offers(client, text) == []


def test_a_feed_tells_the_newest_first(client: Client, shelf: object) -> None:
    response = client.get("/tim-kiem/atom.xml", {"q": "khiếu nại"})
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    body = response.content.decode()
    assert "<entry>" in body
    assert "/phap-luat/124-2020-nd-cp/" in body
    assert client.get("/tim-kiem/atom.xml").status_code == 200


FUZZ = (
    "a" * 10_000, '"', "khiếu AND (nại OR", "/.*/", "* ? ~ ^", "\u202ekhiếu\u202c", "<script>alert(1)</script>",
    "\x00\x01", "%00", "' OR 1=1 --", "{{7*7}}", "\ud7ff", "điều " * 60, "1" * 200, "-" * 200, "khiếu\u0000nại",
    "😀" * 50, "٣٤٥",
)  # fmt: skip
PATHS = ("/tim-kiem/", "/en/tim-kiem/", "/api/v1/search", "/api/v1/suggest", "/tim-kiem/atom.xml")


@pytest.mark.parametrize("text", FUZZ)
@pytest.mark.parametrize("path", PATHS)
def test_nothing_typed_is_ever_our_error(client: Client, shelf: object, path: str, text: str) -> None:
    years = [str(year) for year in range(1000)]
    many = {"nam": years, "issuer": ["x"] * 1000, "trang": "1000000000", "ngay": text[:40], "page": "1000000000"}
    assert client.get(path, {"q": text, **many}).status_code in (200, 400)
    response = client.get(path, {"q": text})
    assert response.status_code in (200, 400)
    assert response.headers["Content-Type"].startswith("application/json") or b"<script>alert" not in response.content


def test_a_programme_that_sends_a_form_is_told_the_method_and_not_of_a_page(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in ("/api/v1/search", "/api/v1/suggest"):
        assert strict.post(address, {"q": "a"}).status_code == 405


def test_the_law_of_a_day_is_linked_as_it_stood_on_that_day(client: Client, shelf: object) -> None:
    asked = {"q": "điều 28 luật khiếu nại", "date": "2026-06-30"}
    found = client.get("/api/v1/search", asked).json()
    assert found["places"][0]["url"] == "/phap-luat/02-2011-qh13/dieu-28/?ngay=2026-06-30"
    assert all("?ngay=" in hit["url"] for hit in found["results"] if hit["kind"] in ("article", "document"))
    assert "?ngay=" not in client.get("/api/v1/search", {"q": asked["q"]}).json()["places"][0]["url"]

"""The results page: what a stranger may type, and what comes back."""

import html
import re
import unicodedata
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from search import engines, indexing
from search.finding import search
from search.interface import EngineAway, Query

from .conftest import Shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(shelves: dict[str, Shelf]) -> dict[str, Shelf]:
    indexing.rebuild("embedded", engines.local())
    return shelves


def page(client: Client, text: str, path: str = "/tim-kiem/", **more: object) -> str:
    response = client.get(path, {"q": text, **more})
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def links(body: str) -> list[str]:
    return re.findall(r'<h2 lang="\w+"><a href="([^"]+)"', body)


def test_it_works(client: Client, shelf: dict[str, Shelf]) -> None:
    body = page(client, "thời hạn giải quyết tố cáo")
    assert links(body)[0] == "/phap-luat/25-2018-qh14/dieu-30/"
    assert "Điều 30. <mark>Thời hạn giải quyết tố cáo</mark>" in body
    assert "Luật Mẫu về tố cáo (25/2018/QH14)" in body
    assert "Còn hiệu lực" in body


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda text: unicodedata.normalize("NFD", text)])
def test_the_same_question_typed_otherwise_gives_the_same_list(client: Client, shelf: object, change: object) -> None:
    assert links(page(client, change("Thời hạn giải quyết khiếu nại"))) == links(
        page(client, "thoi han giai quyet khieu nai")
    )


def test_a_symbol_opens_at_its_document(client: Client, shelf: object) -> None:
    body = page(client, "6200 ubnd")
    assert "Mở ngay" in body
    assert 'href="/phap-luat/6200-ubnd-ncktgs/"' in body


def test_a_named_clause_opens_at_its_anchor(client: Client, shelf: object) -> None:
    assert 'href="/phap-luat/02-2011-qh13/dieu-28/#dieu-28.khoan-1"' in page(client, "khoản 1 điều 28 luật khiếu nại")


def test_a_number_of_several_documents_offers_them_all(client: Client, shelf: object) -> None:
    body = page(client, "124/2020")
    assert "2 văn bản khớp" in body
    assert 'href="/phap-luat/124-2020-nd-cp/"' in body
    assert 'href="/phap-luat/124-2020-tt-btc/"' in body


def test_a_number_no_document_has_is_said_to_be_missing(client: Client, shelf: object) -> None:
    body = page(client, "nghị định 999/2021/NĐ-CP")
    assert "Thư viện chưa có văn bản số 999/2021/NĐ-CP." in body
    assert "Thư viện chưa có" not in page(client, "nghị định 124/2020/NĐ-CP")


def test_a_kind_can_be_chosen_and_left_again(client: Client, shelf: object) -> None:
    body = page(client, "khiếu nại", loai="huong-dan")
    assert links(body) == ["/huong-dan/nop-don/"]
    assert 'aria-current="page">Hướng dẫn (1)' in body
    assert "Tất cả" in body


def test_a_field_of_the_law_can_be_chosen(client: Client, shelves: dict[str, Shelf]) -> None:
    for key in ("25/2018/QH14", "25/2018/QH14#dieu-30"):
        shelves["law"].change(key, topics=("Tố cáo",))
    shelves["law"].change("02/2011/QH13#dieu-28", topics=("Khiếu nại",))
    indexing.rebuild("embedded", engines.local())
    body = page(client, "thời hạn giải quyết")
    assert '<label for="loc-linh-vuc">Lĩnh vực</label>' in body
    chosen = page(client, "thời hạn giải quyết", **{"linh-vuc": "Tố cáo"})
    assert links(chosen)[0] == "/phap-luat/25-2018-qh14/dieu-30/"
    assert "/phap-luat/02-2011-qh13/dieu-28/" not in links(chosen)
    assert '<option value="Tố cáo" selected>' in chosen


def test_what_a_reader_must_know_before_trusting_an_answer_stands_beside_it(
    client: Client, shelves: dict[str, Shelf]
) -> None:
    shelves["law"].change("25/2018/QH14#dieu-30", cautions=("amendment_waiting",))
    shelves["law"].change("02/2011/QH13#dieu-28", cautions=("older_text", "validity_unknown"), status="")
    indexing.rebuild("embedded", engines.local())
    body = page(client, "thời hạn giải quyết tố cáo")
    assert "Đã có văn bản sửa đổi chưa cập nhật vào đây" in body
    body = page(client, "điều 28 luật khiếu nại")
    assert body.count("bản giữ ở đây là bản khi ban hành") == 2  # where it opens at once, and among the answers
    assert "Chưa rõ hiệu lực" in body


def test_an_unknown_kind_means_all(client: Client, shelf: object) -> None:
    assert links(page(client, "khiếu nại", loai="'; DROP")) == links(page(client, "khiếu nại"))


def test_english_readers_get_english_guidance_and_the_law(client: Client, shelf: object) -> None:
    body = page(client, "complaint", path="/en/tim-kiem/")
    assert links(body) == ["/en/huong-dan/nop-don/"]
    assert (
        links(page(client, "thời hạn giải quyết tố cáo", path="/en/tim-kiem/"))[0]
        == "/en/phap-luat/25-2018-qh14/dieu-30/"
    )
    assert links(page(client, "complaint")) == []


def test_pages_follow_one_another_without_repeating(client: Client, shelves: dict[str, Shelf]) -> None:
    law = shelves["law"]
    for number in range(100, 175):
        law.by_key[f"02/2011/QH13#dieu-{number}"] = law.by_key["02/2011/QH13#dieu-28"]
        law.change(
            f"02/2011/QH13#dieu-{number}", key=f"02/2011/QH13#dieu-{number}", number=str(number), url=f"/x/{number}/"
        )
    indexing.rebuild("embedded", engines.local())
    seen = [link for number in range(1, 9) for link in links(page(client, "thời hạn thụ lý", trang=number))]
    assert len(seen) == len(set(seen)) > 75
    assert 'rel="next"' in page(client, "thời hạn thụ lý")
    assert 'rel="prev"' in page(client, "thời hạn thụ lý", trang=2)


@pytest.mark.parametrize("number", ["0", "-1", "1e9", "999999999", "²", "٣", "1000000000000", "abc", ""])
def test_an_impossible_page_number_is_answered_with_a_page(client: Client, shelf: object, number: str) -> None:
    assert links(page(client, "khiếu nại", trang=number)) == links(page(client, "khiếu nại"))


def test_nothing_found_says_so_and_leads_on(client: Client, shelf: object) -> None:
    body = page(client, "xyzzy qwfp")
    assert "Chưa tìm thấy gì cho “xyzzy qwfp”" in body
    assert 'href="/phap-luat/"' in body


def test_without_a_question_the_page_says_how_to_ask(client: Client, shelf: object) -> None:
    body = client.get("/tim-kiem/").content.decode()
    assert "6200/UBND" in body
    assert "Chưa tìm thấy" not in body


def test_a_question_is_shown_as_text_never_as_markup(client: Client, shelf: object) -> None:
    body = client.get("/tim-kiem/", {"q": '<script>alert(1)</script> khiếu nại"><b>'}).content.decode()
    assert "<script>alert" not in body
    assert "<b>" not in body


def test_text_of_an_entry_cannot_bring_markup_into_the_page(client: Client, shelves: dict[str, Shelf]) -> None:
    shelves["law"].change("25/2018/QH14#dieu-30", heading="Tố cáo <img src=x>", body="<script>tố cáo</script>")
    indexing.rebuild("embedded", engines.local())
    body = client.get("/tim-kiem/", {"q": "tố cáo"}).content.decode()
    assert "<img src=x" not in body
    assert "&lt;script&gt;<mark>tố cáo</mark>" in body


def test_a_long_question_is_cut_and_the_reader_is_told(client: Client, shelf: object) -> None:
    body = page(client, "khiếu nại " * 1000)
    assert "dài hơn 200 ký tự" in body
    assert links(body)


def test_the_page_sets_no_cookie_and_varies_by_none(client: Client, shelf: object) -> None:
    response = client.get("/tim-kiem/", {"q": "khiếu nại"})
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_searching_reads_no_table_of_its_own(
    client: Client, shelf: object, django_assert_max_num_queries: object
) -> None:
    client.get("/tim-kiem/", {"q": "khiếu nại"})
    with django_assert_max_num_queries(8):
        client.get("/tim-kiem/", {"q": "tố cáo"})


def test_only_reading_is_allowed(client: Client, shelf: object) -> None:
    assert client.post("/tim-kiem/", {"q": "khiếu nại"}).status_code == 405


def test_before_the_first_index_the_page_asks_for_patience(client: Client, shelves: object) -> None:
    assert "đang được chuẩn bị" in page(client, "khiếu nại")


def test_an_entry_withdrawn_since_the_last_index_is_not_shown(client: Client, shelf: dict[str, Shelf]) -> None:
    del shelf["law"].by_key["25/2018/QH14#dieu-30"]
    assert "/phap-luat/25-2018-qh14/dieu-30/" not in links(page(client, "thời hạn giải quyết tố cáo"))


class Away:
    """An Elasticsearch that does not answer; counts how often it was asked."""

    name = "elastic"

    def __init__(self) -> None:
        self.asked = 0

    def search(self, *_: object) -> None:
        self.asked += 1
        raise EngineAway("ConnectionTimeout")


def test_while_elasticsearch_is_away_the_local_index_answers_and_says_so(
    client: Client, shelf: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = Away()
    monkeypatch.setattr(engines, "elastic", lambda: away)
    for _ in range(5):
        body = page(client, "thời hạn giải quyết tố cáo")
        assert links(body)[0] == "/phap-luat/25-2018-qh14/dieu-30/"
        assert "chỉ mục tại chỗ" in body
    assert away.asked == 2


def test_after_a_rest_one_query_tries_the_engine_again() -> None:
    breaker = engines.Breaker(failures=2, rest=0.0)
    breaker.failed()
    breaker.failed()
    assert breaker.closed()
    resting = engines.Breaker(failures=2, rest=60.0)
    resting.failed()
    assert resting.closed()
    resting.failed()
    assert not resting.closed()
    resting.succeeded()
    assert resting.closed()


TYPED = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="*?~^\"'()[]{}:\\/+-&|!<>=.,;% aăđ0\x00\u202e\u200b😀", max_size=250),
    st.lists(
        st.sampled_from(["khiếu", "nại", "điều", "28", "AND", "NOT", "/2020/", "khoản", "_", "a*"]), max_size=60
    ).map(" ".join),
    st.sampled_from(["khiếu nại " * 1100, "9" * 10_000, "(" * 5_000, "điều " * 3_000, "1/2/" * 2_500]),
)


@given(q=TYPED, loai=st.text(max_size=20), trang=st.text(max_size=12))
@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_the_answer_is_a_page(client: Client, shelf: object, q: str, loai: str, trang: str) -> None:
    for path in ("/tim-kiem/", "/en/tim-kiem/"):
        response = client.get(path, {"q": q, "loai": loai, "trang": trang})
        assert response.status_code == 200
        assert not re.search(r"<mark>[^<]*<(?!/mark>)", response.content.decode())


def test_the_backend_never_sees_more_than_forty_words(shelf: object, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    answer = engines.answer
    monkeypatch.setattr(engines, "answer", lambda terms, *rest: seen.append(terms) or answer(terms, *rest))
    engines_query = Query(text=" ".join(f"a{number}" for number in range(500)))
    search(engines_query)
    assert len(seen[0].words) <= 40
    assert len(seen[0].pairs) <= 39


def test_a_feed_without_news_is_the_same_to_the_letter(client: Client, shelves: dict[str, Shelf]) -> None:
    indexing.rebuild("embedded", engines.local())
    first, second = (client.get("/tim-kiem/atom.xml", {"q": "tố cáo"}).content.decode() for _ in range(2))
    assert first == second
    entries = ElementTree.fromstring(first).findall("{http://www.w3.org/2005/Atom}entry")
    assert entries
    assert all(entry.find("{http://www.w3.org/2005/Atom}updated") is not None for entry in entries)


def test_weights_of_words_that_strangers_invent_are_not_kept(client: Client, shelves: dict[str, Shelf]) -> None:
    indexing.rebuild("embedded", engines.local())
    client.get("/tim-kiem/", {"q": "tố cáo"})
    known = len(engines.local().serving()._idf)
    client.get("/tim-kiem/", {"q": "tố cáo " + " ".join(f"zq{n}x" for n in range(30))})
    assert len(engines.local().serving()._idf) <= known + 1

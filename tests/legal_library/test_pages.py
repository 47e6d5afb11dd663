"""What readers see: the index, an act, an article, the original, and a kind word where something is missing."""

import datetime as dt
import hashlib

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from legal_library import starter
from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import Act, Summary
from legal_library.sitemaps import SITEMAPS

pytestmark = pytest.mark.django_db
DIRECTIVE = "/phap-luat/6200-ubnd-ncktgs/"
ARTICLE = "/phap-luat/02-2011-qh13/dieu-27/"


@pytest.fixture
def client(settings, tmp_path) -> Client:
    settings.PORTAL_DATA = tmp_path
    starter.load()
    return Client()


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def add_law(articles: int = 3) -> Act:
    text = "\n".join(f"Điều {n}. Tên {n}\n1. Khoản của {n}:\na) Điểm." for n in range(1, articles + 1))
    facts = Facts(symbol="08/2030/QH16", kind="Luật", title="Thử", issuer="Quốc hội", issued=dt.date(2030, 1, 2))
    import_bytes(text.encode(), "a.txt", facts)
    return Act.objects.get(symbol="08/2030/QH16")


def test_the_index_shows_the_directive_first(client) -> None:
    html = page(client, "/phap-luat/")
    assert html.index("Công văn 6200/UBND-NCKTGS") < html.index("Luật Khiếu nại (02/2011/QH13)")


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ("?loai=Thông+tư", "05/2021/TT-TTCP", "Luật Khiếu nại ("),
        ("?nam=2011", "Luật Khiếu nại (", "Luật Tố cáo ("),
        ("?co-quan=Bộ+Chính+trị", "35-CT/TW", "05/2021/TT-TTCP"),
    ],
)
def test_filters_narrow_the_index(client, query: str, seen: str, unseen: str) -> None:
    html = page(client, "/phap-luat/" + query)
    assert seen in html
    assert unseen not in html


@pytest.mark.parametrize("query", ["?nam=abcd", "?nam=%C2%B2011", "?trang=9999", "?trang=x", "?loai=%00", "?nam=0000"])
def test_senseless_filters_are_an_answer_not_an_error(client, query: str) -> None:
    page(client, "/phap-luat/" + query)


def test_the_directive_can_be_read_whole_with_an_address_per_point(client) -> None:
    html = page(client, DIRECTIVE)
    for part in ("6200/UBND-NCKTGS", "29/12/2022", "Các Sở, ban, ngành thành phố", "Lê Anh Quân", "KT. CHỦ TỊCH"):
        assert part in html
    for anchor in ("diem-1", "diem-1.gach-5", "diem-2.gach-3"):
        assert f'id="{anchor}"' in html
        assert f'href="#{anchor}"' in html
    assert "mô hình luật sư miễn phí" in html


def test_acts_named_in_the_directive_are_links(client) -> None:
    html = page(client, DIRECTIVE)
    assert '<a href="/phap-luat/623-nq-ubtvqh15/">Nghị quyết số 623/NQ-UBTVQH15</a>' in html
    assert '<a href="/phap-luat/15-ct-ubnd/">Chỉ thị số 15/CT-UBND</a>' in html


def test_the_original_comes_unchanged_under_the_fingerprint_shown(client) -> None:
    html = page(client, DIRECTIVE)
    response = client.get(DIRECTIVE + "tai-ve/")
    assert response.content == starter.DIRECTIVE.read_bytes()
    assert hashlib.sha256(response.content).hexdigest() in html
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"


def test_an_act_without_text_has_no_original(client) -> None:
    page(client, "/phap-luat/02-2011-qh13/tai-ve/", 404)


@pytest.mark.parametrize(
    ("day", "words"), [("2026-06-30", "Thụ lý khiếu nại lần đầu: 10 ngày"), ("2026-07-01", "07 ngày làm việc")]
)
def test_an_article_says_what_holds_today(client, day: str, words: str) -> None:
    with time_machine.travel(f"{day} 12:00+07:00"):
        html = page(client, ARTICLE)
    heading = html[html.index("<h1") : html.index("</h1>")]
    assert words in heading
    assert "Tóm tắt của cổng – chưa có toàn văn" in html
    assert "https://vanban.chinhphu.vn/" in html


def test_a_decree_replaced_yesterday_is_shown_as_expired(client) -> None:
    with time_machine.travel("2026-06-30 12:00+07:00"):
        assert "Hết hiệu lực</span>" not in page(client, "/phap-luat/64-2014-nd-cp/")
    with time_machine.travel("2026-07-01 12:00+07:00"):
        assert "Hết hiệu lực</span>" in page(client, "/phap-luat/64-2014-nd-cp/")


def test_text_takes_the_place_of_the_summary_mark_and_warns_when_it_is_older(client) -> None:
    text = "Điều 27. Thụ lý giải quyết khiếu nại\nTrong thời hạn 10 ngày.\nĐiều 28. Thời hạn\n30 ngày."
    facts = Facts(symbol="02/2011/QH13", issued=dt.date(2011, 11, 11))
    import_bytes(text.encode(), "luat.txt", facts)
    with time_machine.travel("2026-08-01 12:00+07:00"):
        html = page(client, ARTICLE)
    assert "chưa có toàn văn" not in html
    assert "Quy định này đã thay đổi từ 01/07/2026" in html
    assert "Trong thời hạn 10 ngày" in html
    assert "Một số điều đã thay đổi" in page(client, "/phap-luat/02-2011-qh13/")
    assert "Tạm đình chỉ" in page(client, "/phap-luat/02-2011-qh13/dieu-11a/")


def test_articles_lead_to_their_neighbours(client) -> None:
    add_law()
    html = page(client, "/phap-luat/08-2030-qh16/dieu-2/")
    assert 'rel="prev" href="/phap-luat/08-2030-qh16/dieu-1/"' in html
    assert 'rel="next" href="/phap-luat/08-2030-qh16/dieu-3/"' in html
    assert 'id="dieu-2.khoan-1.diem-a"' in html
    assert 'rel="prev"' not in page(client, "/phap-luat/08-2030-qh16/dieu-1/")


def test_dieu_1_does_not_show_what_belongs_to_dieu_10(client) -> None:
    add_law(12)
    html = page(client, "/phap-luat/08-2030-qh16/dieu-1/")
    assert "Khoản của 1:" in html
    assert "Khoản của 10:" not in html


def test_an_unknown_article_is_a_kind_404_with_its_neighbours(client) -> None:
    html = page(client, "/phap-luat/02-2011-qh13/dieu-51/", 404)
    assert "Điều này chưa có trong thư viện" in html
    assert "/phap-luat/02-2011-qh13/dieu-50/" in html
    assert 'content="noindex"' in html


def test_an_unknown_act_is_a_kind_404_with_acts_of_that_number(client) -> None:
    html = page(client, "/phap-luat/02-2099-qh13/", 404)
    assert "Văn bản này chưa có trong thư viện" in html
    assert "/phap-luat/02-2011-qh13/" in html


def test_an_address_in_capitals_leads_to_the_right_one(client) -> None:
    response = client.get("/phap-luat/02-2011-QH13/")
    assert (response.status_code, response["Location"]) == (301, "/phap-luat/02-2011-qh13/")


def test_english_pages_say_that_the_law_stays_vietnamese(client) -> None:
    html = page(client, "/en" + ARTICLE)
    assert 'lang="vi"' in html
    assert "legally valid only in Vietnamese" in html


def test_a_page_for_strangers_sets_no_cookie_and_can_be_asked_again_cheaply(client) -> None:
    first = client.get(ARTICLE)
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")
    assert first["Last-Modified"]
    again = client.get(ARTICLE, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


LAW = "/phap-luat/08-2030-qh16/"


@pytest.mark.parametrize("address", ["/phap-luat/", DIRECTIVE, ARTICLE, LAW, LAW + "dieu-2/"])
def test_the_library_asks_the_database_sixteen_times_however_long_the_text(client, address: str) -> None:
    add_law(80)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    ours = [query["sql"] for query in queries if "legal_library_" in query["sql"]]
    assert 1 <= len(ours) <= 16, ours


def test_markup_in_a_text_is_shown_not_run(client) -> None:
    facts = Facts(symbol="09/2030/QH16", kind="Luật", issued=dt.date(2030, 1, 2), title="<b>x</b>")
    import_bytes("Điều 1. <script>alert(1)</script>\n1. <img src=x> theo 02/2011/QH13 & thế.".encode(), "a.txt", facts)
    html = page(client, "/phap-luat/09-2030-qh16/")
    assert "<script>alert" not in html
    assert "<img src" not in html
    assert '&lt;img src=x&gt; theo <a href="/phap-luat/02-2011-qh13/">02/2011/QH13</a> &amp; thế.' in html


def test_a_very_long_act_is_read_article_by_article(client) -> None:
    add_law(130)
    html = page(client, "/phap-luat/08-2030-qh16/")
    assert "Khoản của 5:" not in html
    assert "/phap-luat/08-2030-qh16/dieu-130/" in html


def test_every_address_of_the_sitemap_can_be_opened(client) -> None:
    add_law()
    places = [site.location(item) for site in (cls() for cls in SITEMAPS.values()) for item in site.items()]
    assert "/phap-luat/08-2030-qh16/dieu-3/" in places
    assert ARTICLE in places
    assert len(places) == len(set(places)) > Summary.objects.values("act", "key").distinct().count()
    assert all(client.get(place).status_code == 200 for place in places[::12])

"""Home, guidance and plain pages as a stranger meets them: two languages, no session, few queries."""

import html
import json
import re

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from portal import starter
from portal.models import GuidancePage, HomePage, PlainPage
from portal.slugs import slug_input
from tracking.reception.models import Rule

pytestmark = pytest.mark.django_db

GUIDE = "/huong-dan/bon-loai-don/"
ADDRESSES = ["/", "/huong-dan/", GUIDE, "/du-lieu-ca-nhan/", "/tiep-can/"]


@pytest.fixture
def portal(starter_pages: None, client: Client) -> Client:
    return client


def test_it_works(portal: Client):
    html = " ".join(portal.get("/").content.decode().split())
    assert "<h1>Tiếp công dân Hải Phòng</h1>" in html
    for door in ("/gui-don/", "/tra-cuu/", "/phap-luat/"):
        assert f'<a class="door" href="{door}">' in html
    assert "Khiếu nại, tố cáo, kiến nghị, phản ánh: khác nhau thế nào" in html
    assert 'class="day"' in html


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_told_in_both_languages(portal: Client, address: str):
    vietnamese = portal.get(address)
    english = portal.get(f"/en{address}")
    assert (vietnamese.status_code, english.status_code) == (200, 200)
    assert 'lang="vi"' in vietnamese.content.decode()
    said = " ".join(english.content.decode().split())
    assert '<html lang="en">' in said
    assert "chưa có bản dịch" not in said
    assert f'hreflang="vi" href="http://testserver{address}"' in said


@pytest.mark.parametrize("address", ADDRESSES)
def test_english_pages_hold_no_vietnamese_sentence(portal: Client, address: str):
    main = re.search(r"<main.*</main>", portal.get(f"/en{address}").content.decode(), re.S)
    assert main is not None
    words = re.sub(r"<ol class=\"sessions\">.*?</ol>|<[^>]+>", " ", main[0], flags=re.S)
    vietnamese = re.findall(r"\b(?:được|của|không|người|những|trong|ông/bà)\b", words)
    assert vietnamese == []


@pytest.mark.parametrize("address", [*ADDRESSES, "/en/", f"/en{GUIDE}"])
def test_strangers_get_no_session_and_no_cookie(portal: Client, address: str):
    response = portal.get(address)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize(("address", "most"), [("/", 5), ("/huong-dan/", 6), (GUIDE, 6), (f"/en{GUIDE}", 6)])
def test_a_page_costs_few_queries_once_its_frame_is_kept(
    portal: Client, django_assert_max_num_queries, address: str, most: int
):
    portal.get(address)
    with django_assert_max_num_queries(most):
        portal.get(address)


def test_the_starter_runs_again_without_a_change(portal: Client):
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id"))
    starter.load()
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id")) == before


def test_the_starter_leaves_an_editors_words_alone(portal: Client):
    page = GuidancePage.objects.get(slug="bon-loai-don", locale__language_code="vi")
    page.summary = "Đã sửa."
    page.save_revision().publish()
    starter.load()
    page.refresh_from_db()
    assert page.summary == "Đã sửa."


def test_a_page_without_translation_is_shown_in_vietnamese_and_says_so(portal: Client):
    home = HomePage.objects.get(locale__language_code="vi")
    page = PlainPage(title="Thông báo mới", slug="thong-bao-moi", summary="Chữ Việt.", locale=home.locale)
    home.add_child(instance=page)
    page.save_revision().publish()
    page.copy_for_translation(Locale.objects.get(language_code="en"), alias=True)
    html = portal.get("/en/thong-bao-moi/").content.decode()
    assert "has not been translated yet" in html
    assert 'lang="vi"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_publishing_a_page_changes_the_menu_at_once(portal: Client):
    portal.get("/")
    index = Page.objects.get(slug="huong-dan", locale__language_code="vi").specific
    index.title = "Cẩm nang"
    index.save_revision().publish()
    assert "Cẩm nang" in portal.get("/tiep-can/").content.decode()


def test_an_address_below_nothing_is_not_found(portal: Client):
    assert portal.get("/huong-dan/khong-co/").status_code == 404
    assert portal.get("/khong-co/bon-loai-don/").status_code == 404


def test_a_closed_page_is_not_found_by_its_address(portal: Client):
    GuidancePage.objects.get(slug="bon-loai-don", locale__language_code="vi").unpublish()
    assert portal.get(GUIDE).status_code == 404
    assert GUIDE not in portal.get("/").content.decode()


def test_every_law_named_on_a_page_is_a_link(portal: Client):
    html = portal.get(GUIDE).content.decode()
    assert 'href="/phap-luat/02-2011-qh13/dieu-2/"' in html
    assert 'aria-label="Điều 7 Luật Khiếu nại 2011 (02/2011/QH13)"' in html
    assert 'href="/en/phap-luat/25-2018-qh14/dieu-8/"' in portal.get(f"/en{GUIDE}").content.decode()


def test_a_restriction_above_a_page_closes_it_and_its_copies(portal: Client):
    index = Page.objects.get(slug="huong-dan", locale__language_code="vi")
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert portal.get(GUIDE).status_code == 302
    copy = GuidancePage.objects.get(slug="bon-loai-don", locale__language_code="en")
    assert not copy.get_view_restrictions().exists()
    Page.objects.filter(pk=copy.get_parent().pk).update(alias_of=index)
    assert copy.get_view_restrictions().exists()


def test_a_moved_session_shows_on_the_home_page_at_once(portal: Client):
    portal.get("/")
    Rule.objects.update(host="Chủ tịch Mẫu")
    Rule.objects.first().save()
    assert "Chủ tịch Mẫu" in portal.get("/").content.decode()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đất bị thu hồi", "dat-bi-thu-hoi"),
        ("Ông/bà: “hỏi lại”?", "ong-ba-hoi-lai"),
        ("Mất giấy hẹn đã nhận", "mat-giay-hen-da-nhan"),
    ],
)
def test_a_page_gets_an_address_without_marks_from_its_title(starter_pages: None, title: str, slug: str) -> None:
    home = HomePage.objects.get(locale__language_code="vi")
    page = home.add_child(instance=PlainPage(title=title))
    assert page.slug == slug


def test_the_editors_field_knows_every_letter_of_vietnamese() -> None:
    told = str(json.loads(slug_input().attrs["data-w-slug-formatters-value"]))
    for letter in "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĐƯẤ":
        assert letter in told


@pytest.mark.usefixtures("starter_pages")
def test_a_page_made_private_stands_in_no_list_of_strangers(client: Client):
    page = GuidancePage.objects.filter(locale__language_code="vi", on_home=True).first()
    assert page.title in html.unescape(client.get("/huong-dan/").content.decode())
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for address in ("/huong-dan/", "/"):
        assert page.title not in html.unescape(client.get(address).content.decode())
    restriction.delete()
    assert page.title in html.unescape(client.get("/huong-dan/").content.decode())

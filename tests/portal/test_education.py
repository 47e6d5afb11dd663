"""Education in many forms: drawings that hold no code, quizzes that explain themselves and count nobody."""

import datetime as dt
import re
import tomllib

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from portal.models import ArticlePage, QuizCount
from portal.reading_level import measure
from portal.starter_pages.guides import ARTICLES
from portal.svg import RefusedSvg, check

pytestmark = pytest.mark.django_db

ADDRESS = "/tin-tuc/bon-con-so-khi-khieu-nai/"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.fixture
def portal(starter_pages: None, client: Client) -> Client:
    return client


def article(language: str = "vi") -> ArticlePage:
    return ArticlePage.objects.get(slug="bon-con-so-khi-khieu-nai", locale__language_code=language)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path d="M0 0" onload="alert(1)"/>',
        '<a href="https://example.com"><path d="M0 0"/></a>',
        '<image href="x.png"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<path d="M0 0" style="fill:url(https://example.com)"/>',
        '<path fill="url(https://example.com/a)" d="M0 0"/>',
        '<use href="https://example.com/a#b"/>',
        "<style>*{}</style>",
        "<path",
    ],
)
def test_a_drawing_with_anything_but_shapes_and_words_is_refused(inside: str):
    with pytest.raises(RefusedSvg):
        check(SVG.format(inside))


@pytest.mark.parametrize(
    "svg",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format(""),
        "<html/>",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        SVG.format("<g/>" * 60_000),
    ],
)
def test_what_is_no_plain_drawing_is_refused(svg: str):
    with pytest.raises(RefusedSvg):
        check(svg)


def test_shapes_words_and_inner_references_are_taken():
    check(SVG.format('<defs><path id="a" d="M0 0h9"/></defs><use href="#a"/><text x="1" y="2">90</text>'))


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.toml")), ids=lambda path: path.stem)
def test_our_articles_name_their_sources_and_have_one_right_answer_each(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Sources: law.md")
    for part in tomllib.loads(text)["part"]:
        for question in part.get("quiz", []):
            assert 1 <= question["right"] <= len(question["options"])
            assert question["law"]


def test_articles_are_told_in_both_languages_and_easy_to_read(portal: Client):
    for prefix in ("", "/en"):
        assert portal.get(f"{prefix}{ADDRESS}").status_code == 200
    assert 'href="/tin-tuc/bon-con-so-khi-khieu-nai/"' in portal.get("/tin-tuc/").content.decode()
    assert not measure(article().plain_text()).is_hard


def test_a_drawing_comes_with_its_words(portal: Client):
    html = portal.get(ADDRESS).content.decode()
    assert "<svg xmlns" in html
    assert "Nội dung hình bằng lời" in html
    assert "90 ngày: hạn của ông/bà" in html


def test_a_quiz_needs_no_script_and_explains_every_answer(portal: Client):
    html = portal.get(ADDRESS).content.decode()
    assert 'name="cau-3"' in html
    assert "90 ngày từ khi nhận hoặc biết quyết định" not in html
    sent = portal.post(f"/trac-nghiem/{article().pk}/", {"cau-1": "2", "cau-2": "2", "cau-9": "1"})
    assert sent.status_code == 303
    assert not sent.cookies
    shown = portal.get(sent.headers["Location"]).content.decode()
    assert "Đúng." in shown
    assert "Chưa đúng." in shown
    assert "Chưa chọn." in shown
    assert "/phap-luat/02-2011-qh13/dieu-9/" in shown
    assert 'content="noindex"' in shown


@pytest.mark.parametrize("answers", [{}, {"cau-9": "1"}, {"cau-1": "nonsense"}])
@pytest.mark.parametrize(
    ("prefix", "language", "said"),
    [
        ("", "vi", ("Ông/bà chưa chọn câu trả lời nào", "Xin chọn ít nhất một câu")),
        ("/en", "en", ("You have not chosen any answer", "Please choose at least one answer")),
    ],
)
def test_a_quiz_sent_empty_says_what_is_missing_and_betrays_no_answer(
    portal: Client, prefix: str, language: str, said: tuple[str, ...], answers: dict[str, str]
):
    sent = portal.post(f"{prefix}/trac-nghiem/{article(language).pk}/", answers)
    assert sent.headers["Location"] == f"{prefix}{ADDRESS}?chua-chon=1#cau-do"
    shown = portal.get(sent.headers["Location"]).content.decode()
    for words in said:
        assert words in shown
    questions = article(language).questions()
    for number, question in enumerate(questions, start=1):
        assert f'<a href="#cau-{number}">{number}. {question["question"]}</a>' in shown
        assert f'id="cau-{number}"' in shown
        assert question["explanation"] not in shown
    assert 'content="noindex"' in shown
    assert not QuizCount.objects.exists()


def test_a_quiz_answered_in_part_counts_what_is_right_keeps_it_and_leads_to_the_rest(portal: Client):
    shown = " ".join(portal.get(f"{ADDRESS}?cau-1=2&cau-2=2").content.decode().split())
    assert '<strong>Đúng 1 trên 3 câu.</strong> Chưa chọn: <a href="#cau-3">câu 3</a>.' in shown
    assert 'name="cau-1" value="2" checked' in shown
    assert 'name="cau-2" value="2" checked' in shown
    assert "Chưa chọn:" not in portal.get(f"{ADDRESS}?cau-1=2&cau-2=2&cau-3=1").content.decode()


def test_answers_are_added_up_over_both_languages_and_nothing_else_is_kept(portal: Client):
    portal.post(f"/trac-nghiem/{article().pk}/", {"cau-1": "2"})
    portal.post(f"/en/trac-nghiem/{article('en').pk}/", {"cau-1": "1", "cau-2": "nonsense"})
    (row,) = QuizCount.objects.all()
    assert (row.question, row.answered, row.right) == (1, 2, 1)
    assert {field.name for field in QuizCount._meta.fields} == {
        "id",
        "translation_key",
        "question",
        "month",
        "answered",
        "right",
    }


def test_a_quiz_of_nothing_is_not_found(portal: Client):
    assert portal.post("/trac-nghiem/999999/", {"cau-1": "1"}).status_code == 404
    assert portal.get(f"/trac-nghiem/{article().pk}/").status_code == 405


def test_articles_can_be_asked_for_by_audience(portal: Client):
    html = portal.get("/tin-tuc/?doi-tuong=officials").content.decode()
    assert "giu-bi-mat-nguoi-to-cao" in html
    assert "bon-con-so" not in html
    (chosen,) = re.findall(r'aria-current="true">([^<]+)</a>', html)
    assert chosen == "Cán bộ, công chức"
    (chosen,) = re.findall(r'aria-current="true">([^<]+)</a>', portal.get("/tin-tuc/").content.decode())
    assert chosen == "Tất cả"


def test_a_campaign_runs_between_its_days(portal: Client):
    page = article()
    page.campaign_from, page.campaign_to = dt.date(2026, 12, 1), dt.date(2026, 12, 31)
    assert page.is_running(dt.date(2026, 12, 31))
    assert not page.is_running(dt.date(2027, 1, 1))
    page.campaign_to = dt.date(2026, 11, 30)
    with pytest.raises(Exception, match="Ngày cuối"):
        page.clean()


def test_a_long_quiz_is_counted_in_as_few_queries_as_a_short_one(portal: Client):
    def queries(count: int) -> int:
        answers = [{"number": number, "picked": {"is_right": number % 2 == 0}} for number in range(1, count + 1)]
        with CaptureQueriesContext(connection) as seen:
            QuizCount.add(article_page, answers)
        return len(seen)

    article_page = article()
    QuizCount.add(article_page, [{"number": 2, "picked": {"is_right": False}}, {"number": 3, "picked": None}])
    assert queries(3) == queries(40) <= 5
    counted = {row.question: (row.answered, row.right) for row in QuizCount.objects.all()}
    assert {number: counted[number] for number in (1, 2, 3, 40)} == {1: (2, 0), 2: (3, 2), 3: (2, 0), 40: (1, 1)}


def test_answers_to_a_quiz_are_limited(portal: Client):
    method, addresses, per_address, everybody = settings.LIMITS["quiz"]
    assert (method, addresses) == ("POST", ("quiz",))
    assert resolve(f"/trac-nghiem/{article().pk}/").view_name in addresses
    assert per_address[0] < everybody[0]

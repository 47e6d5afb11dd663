"""Row 7: the citizen reads every term with its article, start, due date, and what was skipped and why."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tracking.casework import casework
from tracking.organisation.models import Role
from tracking.terms import starter

from .petitions import person, received, signed, submit
from .steps_taken import acceptance_told

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """The case page three days after the petition was received and one after it was accepted."""
    starter.load()
    officer, sent = person("canbo", Role.OFFICER), None
    with time_machine.travel("2026-11-23T09:00:00+07:00", tick=False):
        sent = submit()
        case = received(sent.case, officer)
    with time_machine.travel("2026-11-25T09:00:00+07:00", tick=False):
        signed(case, officer)
        casework.move(case_id=case.pk, action="accept", actor=officer, expected_version=case.version)
        acceptance_told(case)
    with time_machine.travel("2026-11-26T09:00:00+07:00", tick=False):
        browser = Client()
        browser.post(reverse("casework:lookup"), {"code": sent.code})
        yield {lang: browser.get(f"{lang}/tra-cuu/ho-so/").content.decode() for lang in ("", "/en")}


def words(html: str) -> str:
    section = re.search(r'<section id="thoi-han">.*?</section>', html, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", section[0]).split())


def test_the_running_term_stands_first_with_its_arithmetic_and_article(page):
    said = words(page[""])
    assert said.index("Giải quyết") < said.index("Quyết định thụ lý")
    assert "Còn 21 ngày làm việc" in said
    assert "Bắt đầu từ 25/11/2026. Ngày này không tính" in said
    assert "Hạn 25/12/2026" in said
    assert 'href="/phap-luat/02-2011-qh13/dieu-28/"' in page[""]


def test_terms_done_are_folded_away_and_still_readable(page):
    assert "3 thời hạn đã xong" in words(page[""])
    assert "Hạn 02/12/2026" in words(page[""])
    assert "Cam kết của cơ quan, không phải thời hạn luật định" in words(page[""])


def test_terms_to_come_are_named_with_their_length_and_law(page):
    assert "Gửi quyết định, kết luận : 3 ngày làm việc" in words(page[""])


def test_it_reads_in_english(page):
    said = words(page["/en"])
    assert "21 working days left" in said
    assert re.findall(r"\b(?:được|của|không|người|những|trong|ông/bà)\b", said) == []

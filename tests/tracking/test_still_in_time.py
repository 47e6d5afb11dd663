"""Which ways are still open, until which day, and the form each leads to – with what was said already filled in."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from tracking.casework.citizen.advice.still_in_time import STAGES, asked_of, ways
from tracking.casework.citizen.form.form_starts import start
from tracking.casework.petition import Kind
from tracking.terms import starter as terms
from tracking.terms.engine import compute
from tracking.terms.models import current_calendar, current_rules
from tracking.terms.rules import TermName

pytestmark = pytest.mark.django_db

ADDRESS = "/gui-don/con-kip/"
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _rules() -> None:
    terms.load()


def told(stage: str, today: dt.date = TODAY, **given: str) -> dict[TermName, tuple[bool, dt.date | None]]:
    asked = asked_of(STAGES[stage], {name.replace("_", "-"): value for name, value in given.items()}, today)
    answer = compute(asked.facts(), current_rules(), current_calendar(), STAGES[stage].terms)
    return {way.name: (way.is_open, way.term.due) for way in ways(answer.terms)}


def test_ninety_days_and_one_year_run_from_the_day_it_was_known():
    assert told("chua-gui", biet="2026-10-01") == {
        TermName.FIRST_COMPLAINT: (True, dt.date(2026, 12, 30)),
        TermName.COURT: (True, dt.date(2027, 10, 1)),
    }


def test_after_ninety_days_only_the_court_is_open_and_stands_first():
    open_ways = told("chua-gui", biet="2026-05-04")
    assert next(iter(open_ways)) is TermName.COURT
    assert open_ways[TermName.FIRST_COMPLAINT][0] is False
    assert open_ways[TermName.COURT][0] is True


def test_days_of_illness_do_not_count():
    late = told("chua-gui", biet="2026-08-03")[TermName.FIRST_COMPLAINT]
    mended = told("chua-gui", biet="2026-08-03", tro_ngai="2026-09-01", het_tro_ngai="2026-09-30")
    assert late[0] is False
    assert mended[TermName.FIRST_COMPLAINT][0] is True


def test_a_disciplinary_decision_leaves_fifteen_days_and_no_court_but_for_dismissal():
    assert set(told("chua-gui", biet="2026-11-20", ky_luat="1")) == {TermName.FIRST_COMPLAINT}
    assert set(told("chua-gui", biet="2026-11-20", thoi_viec="1")) == {TermName.FIRST_COMPLAINT, TermName.COURT}


def test_a_missed_settlement_opens_the_second_complaint_and_the_court():
    assert told("cho-tra-loi", nhan="2026-10-01", thu_ly="2026-10-10") == {
        TermName.SECOND_COMPLAINT: (True, dt.date(2026, 12, 9)),
        TermName.COURT: (True, dt.date(2027, 11, 9)),
    }


def test_a_settlement_still_within_its_term_opens_nothing_yet():
    assert told("cho-tra-loi", nhan="2026-11-02", thu_ly="2026-11-10") == {}


def test_a_first_decision_leaves_thirty_days_from_its_receipt():
    assert told("co-lan-dau", nhan_ket_qua="2026-11-02")[TermName.SECOND_COMPLAINT] == (True, dt.date(2026, 12, 2))


def test_a_second_decision_leaves_the_court_alone():
    assert set(told("co-lan-hai", nhan_ket_qua="2026-11-02")) == {TermName.COURT}


def test_every_stage_opens_and_says_where_to_go(client: Client):
    home = client.get(ADDRESS).content.decode()
    for slug in STAGES:
        assert f"?buoc={slug}" in home
        for prefix in ("", "/en"):
            page = client.get(f"{prefix}{ADDRESS}?buoc={slug}")
            assert page.status_code == 200
            assert not page.cookies
    assert 'href="/gui-don/to-cao/"' in client.get(f"{ADDRESS}?buoc=to-cao").content.decode()


def test_the_answer_says_the_last_day_names_the_articles_and_leads_to_the_form_filled_in(client: Client):
    day = (dt.date.today() - dt.timedelta(days=20)).isoformat()
    html = client.get(f"{ADDRESS}?buoc=chua-gui&biet={day}").content.decode()
    assert "Ông/bà còn kịp" in html
    assert "02-2011-qh13/dieu-9" in html
    assert "93-2015-qh13/dieu-116" in html
    found = re.search(r'href="(/gui-don/khieu-nai/\?[^"]+)"', html)
    assert found
    form = client.get(found[1].replace("&amp;", "&")).content.decode()
    shown = f"{day[8:]}/{day[5:7]}/{day[:4]}"
    assert f'value="{shown}"' in form


def test_a_second_complaint_begins_with_what_is_known(client: Client):
    values = start(Kind.COMPLAINT, {"lan": "2", "nhan": "2026-11-02"})
    assert "02/11/2026" in values["earlier"]
    assert "lần hai" in values["request"]
    html = client.get("/gui-don/khieu-nai/?lan=2&nhan=2026-11-02").content.decode()
    assert "tôi nhận ngày 02/11/2026" in html


@pytest.mark.parametrize(
    "given",
    [{"biet": "<script>"}, {"biet": "31/02/2026"}, {"linh-vuc": "corruption"}, {"name": "Nguyễn Văn A"}, {"lan": "3"}],
)
def test_nonsense_in_the_address_of_a_form_fills_in_nothing(given: dict[str, str]):
    assert start(Kind.COMPLAINT, given) == {}


def test_a_field_of_life_may_be_chosen_by_the_page_one_comes_from():
    assert start(Kind.COMPLAINT, {"linh-vuc": "land"}) == {"field": "land"}
    assert start(Kind.DENUNCIATION, {"linh-vuc": "corruption", "biet": "2026-10-01"}) == {"field": "corruption"}


@pytest.mark.parametrize("typed", ["31/02/2026", "hôm qua", "2999-01-01"])
def test_a_wrong_day_is_named_and_kept_as_typed(client: Client, typed: str):
    page = client.get(ADDRESS, {"buoc": "chua-gui", "biet": typed})
    assert page.status_code == 422
    assert typed in page.content.decode()


def test_too_late_is_said_with_the_reasons_that_may_still_help(client: Client):
    html = client.get(f"{ADDRESS}?buoc=chua-gui&biet=2020-01-06").content.decode()
    assert "đã hết hạn" in html
    assert "ốm đau, thiên tai" in html
    assert "/gui-don/khieu-nai/?" not in html


def test_a_complaint_nobody_accepted_is_told_what_to_do(client: Client):
    html = client.get(f"{ADDRESS}?buoc=cho-tra-loi&nhan=2026-09-01").content.decode()
    assert "Chưa thấy ngày thụ lý" in html


def heading(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", re.search(r"<h1>.*?</h1>", html, re.DOTALL)[0]).split())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("buoc=chua-gui&biet=2026-10-20", "Ông/bà còn kịp, chậm nhất hết ngày 18/01/2027"),
        ("buoc=chua-gui&biet=2026-08-20", "Đã hết hạn khiếu nại từ sau ngày 18/11/2026; vẫn khởi kiện được"),
        ("buoc=cho-tra-loi&nhan=2026-06-25", "Cơ quan đã quá hạn"),
        ("buoc=cho-tra-loi&nhan=2026-11-20", "Cơ quan vẫn đang trong hạn"),
    ],
)
def test_the_headline_says_what_is_over_and_what_is_not(client: Client, given: str, said: str):
    with time_machine.travel("2026-11-23T09:00:00+07:00", tick=False):
        assert said in heading(client.get(f"{ADDRESS}?{given}").content.decode())


def test_an_obstacle_that_ends_before_it_begins_is_told_and_nothing_is_counted(client: Client):
    given = {"buoc": "chua-gui", "biet": "20/08/2026", "tro-ngai": "20/09/2026", "het-tro-ngai": "10/09/2026"}
    page = client.get(ADDRESS, given)
    assert page.status_code == 422
    html = page.content.decode()
    assert "Ngày này ở trước ngày bắt đầu." in html
    assert "còn kịp, chậm nhất" not in html
    assert 'value="20/08/2026"' in html


def test_a_matter_from_before_the_law_is_told_whom_to_ask(client: Client):
    assert "luật có từ 01/7/2012" in client.get(f"{ADDRESS}?buoc=chua-gui&biet=1990-10-20").content.decode()

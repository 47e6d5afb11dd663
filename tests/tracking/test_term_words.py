"""What the pages say of terms: every word of the data has its English, runs of days are gathered, states are told."""

import datetime as dt

from tests import messages
from tracking.terms import starter
from tracking.terms.calendar import WorkCalendar
from tracking.terms.engine import compute
from tracking.terms.facts import CaseFacts, Event
from tracking.terms.rules import TermName
from tracking.terms.showing import runs, shown
from tracking.terms.words import WORDS

from . import terms_page
from .test_terms import BOOK, WORK


def one(name, kind, *events, today, **facts):
    told = tuple(Event(type_, dt.date.fromisoformat(day)) for type_, day in events)
    day = dt.date.fromisoformat(today)
    (term,) = compute(CaseFacts(kind, told, day, **facts), BOOK, WORK, [name]).terms
    return shown(term, day, WORK)


def test_every_term_has_words_and_every_word_its_english():
    english = messages.english()
    texts = {text for words in WORDS.values() for text in (words.title, words.about)}
    texts |= {row["note"] for row in starter.shipped()["terms"] if row["note"]}
    texts |= set(WORK.days_off.values()) | {"Thứ Bảy", "Chủ Nhật", "tạm đình chỉ", "trở ngại khách quan"}
    assert set(WORDS) == set(TermName)
    assert sorted(text for text in texts if not english.get(text)) == []


def test_days_in_a_row_are_one_run_with_each_reason_once():
    pairs = [(dt.date(2026, 2, 14), "Thứ Bảy"), (dt.date(2026, 2, 15), "Chủ Nhật"), (dt.date(2026, 2, 16), "Tết")]
    pairs += [(dt.date(2026, 2, 17), "Tết"), (dt.date(2026, 2, 28), "Thứ Bảy")]
    assert [(run.days, run.reasons) for run in runs(pairs)] == [(4, ("Thứ Bảy", "Chủ Nhật", "Tết")), (1, ("Thứ Bảy",))]


def test_working_days_left_skip_days_off_both_ways():
    day = dt.date
    assert WORK.working_days_left(day(2026, 11, 26), day(2026, 11, 30)) == 2
    assert WORK.working_days_left(day(2026, 11, 26), day(2026, 11, 26)) == 0
    assert WORK.working_days_left(day(2026, 11, 30), day(2026, 11, 26)) == -2
    assert WorkCalendar().working_days_left(day(2026, 11, 27), day(2026, 11, 29)) == 0


def test_a_term_in_days_tells_where_its_end_moved_and_one_in_working_days_what_it_skipped():
    moved = one(TermName.SETTLEMENT, "complaint", ("accepted", "2026-04-01"), today="2026-04-02")
    assert [(run.first.day, run.last.day) for run in moved.end_moved] == [(1, 3)]
    assert moved.not_counted == ()
    skipped = one(TermName.ACCEPTANCE, "complaint", ("received", "2026-11-26"), today="2026-11-27")
    assert [(run.first.day, run.last.day) for run in skipped.not_counted] == [(28, 29), (5, 6)]
    assert skipped.end_moved == ()


def test_the_citizens_own_limits_are_counted_with_hindrances_left_out():
    found = one(
        TermName.FIRST_COMPLAINT,
        "complaint",
        ("known", "2026-08-03"),
        ("hindered", "2026-08-10"),
        ("freed", "2026-08-20"),
        today="2026-09-01",
    )
    # 90 days from 03/8 is Sunday 01/11; ten more is Wednesday 11/11.
    assert found.term.due == dt.date(2026, 11, 11)
    assert [run.days for run in found.hindered] == [10]
    assert (found.is_citizens, found.days_left) == (True, 71)


def test_the_court_can_be_reached_for_a_year_from_the_decision():
    found = one(TermName.COURT, "complaint", ("decided", "2026-03-02"), ("delivered", "2026-03-04"), today="2026-04-01")
    assert found.term.due == dt.date(2027, 3, 4)
    assert found.term.basis[0].key == "93/2015/QH13#dieu-116.khoan-2"


def test_a_leap_day_ends_a_year_later_on_the_last_of_february():
    found = one(TermName.COURT, "complaint", ("known", "2024-02-29"), today="2024-04-01")
    assert found.term.due == dt.date(2025, 2, 28)


def test_a_term_nothing_ends_is_not_judged():
    found = one(TermName.LEGAL_EFFECT, "complaint", ("decided", "2026-03-02"), today="2026-09-01")
    assert not found.is_judged
    assert one(TermName.ENFORCEMENT, "complaint", ("decided", "2026-03-02"), today="2026-09-01").term.due


def test_the_page_of_terms_in_the_docs_is_the_data():
    assert terms_page.PAGE.read_text(encoding="utf-8") == terms_page.page()

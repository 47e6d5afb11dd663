"""Days the law sets between one step and another: dated rules, counted forward. Dates were counted by hand."""

# ruff: noqa: E501 – one clause a line reads as a table

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.casework.petition import Kind
from tracking.casework.timing.duties import duties
from tracking.casework.workflow import Action, Done
from tracking.terms import starter
from tracking.terms.calendar import WorkCalendar
from tracking.terms.counting import count, step_forward
from tracking.terms.intervals import IntervalName, Intervals
from tracking.terms.models import IntervalRow
from tracking.terms.rules import AmbiguousRules, Unit

from .test_terms import WORK

RULES = tuple(IntervalRow(**row).rule() for row in starter.shipped()["intervals"])
SHIPPED = Intervals(RULES, WORK)
DAYS = st.dates(dt.date(2022, 1, 1), dt.date(2027, 6, 1))
UNITS = st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS])


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("name", "kind", "start", "until", "law"),
    [
        # NĐ 124/2020 Đ.28 k.1 as of 1/7/2026: at least 05 days before the dialogue.
        (IntervalName.DIALOGUE_NOTICE, "complaint", "2026-07-01", "2026-07-06", "khoản 1 Điều 28 124/2020/NĐ-CP"),
        (IntervalName.DIALOGUE_NOTICE, "complaint", "2026-06-30", None, ""),
        # A dialogue may be held on a Sunday: what may be done from a day on does not wait for a working day.
        (IntervalName.DIALOGUE_NOTICE, "complaint", "2026-08-04", "2026-08-09", "khoản 1 Điều 28 124/2020/NĐ-CP"),
        # NĐ 124/2020 Đ.29 k.3 a: told 03 days before the meeting.
        (IntervalName.MEETING_NOTICE, "complaint", "2026-08-28", "2026-08-31", "điểm a khoản 3 Điều 29 124/2020/NĐ-CP"),
        (IntervalName.MEETING_NOTICE, "complaint", "2020-12-09", None, ""),
        (IntervalName.MEETING_NOTICE, "denunciation", "2026-08-28", None, ""),
        # NĐ 124/2020 Đ.29 k.3 b, c: on show at least 15 days.
        (IntervalName.PUBLICATION_SHOWN, "complaint", "2026-08-20", "2026-09-04", "điểm b khoản 3 Điều 29 124/2020/NĐ-CP"),
        # NĐ 31/2019 Đ.6 k.2 b, c, over Quốc khánh, which moves nothing.
        (IntervalName.PUBLICATION_SHOWN, "denunciation", "2026-08-18", "2026-09-02", "điểm b khoản 2 Điều 6 31/2019/NĐ-CP"),
        (IntervalName.PUBLICATION_SHOWN, "denunciation", "2019-05-27", None, ""),
        (IntervalName.PUBLICATION_SHOWN, "proposal", "2026-08-18", None, ""),
        # LKN Đ.14 k.1 a: within 07 days; the last one, a Saturday, ends with the Monday.
        (IntervalName.EVIDENCE, "complaint", "2026-08-03", "2026-08-10", "điểm a khoản 1 Điều 14 02/2011/QH13"),
        (IntervalName.EVIDENCE, "complaint", "2026-08-08", "2026-08-17", "điểm a khoản 1 Điều 14 02/2011/QH13"),
    ],
)  # fmt: skip
def test_each_clause_gives_its_day(name, kind, start, until, law):
    found = SHIPPED.after(name, kind, day(start))
    if until is None:
        assert found is None
        return
    assert (found.day, found.rule.basis[0].label) == (day(until), law)


def test_the_arithmetic_is_said_with_its_article():
    rule = next(rule for rule in RULES if rule.code == "K15")
    in_working_days = Intervals((type(rule)(**{**vars(rule), "unit": Unit.WORKING_DAYS}),), WORK)
    found = in_working_days.after(IntervalName.DIALOGUE_NOTICE, "complaint", day("2026-08-13"))
    assert found.day == day("2026-08-20")
    assert (
        found.sum_words
        == "05 ngày làm việc từ ngày 13/08/2026, không tính 02 ngày nghỉ; khoản 1 Điều 28 124/2020/NĐ-CP"
    )


def test_two_rules_of_one_day_are_told_apart_by_nobody():
    twice = Intervals(RULES * 2, WORK)
    with pytest.raises(AmbiguousRules, match="K15 / K15"):
        twice.after(IntervalName.DIALOGUE_NOTICE, "complaint", day("2026-08-13"))


def test_the_citizen_is_told_the_day_of_the_rule_for_each_request():
    asked = tuple(
        Done(Action.ASK_EVIDENCE, day(on), {"evidence_from": "petitioner"}) for on in ("2026-08-03", "2026-08-08")
    )
    assert [duty.day for duty in duties(Kind.COMPLAINT, asked, lambda: SHIPPED)] == [
        day("2026-08-10"),
        day("2026-08-17"),
    ]
    assert duties(Kind.COMPLAINT, asked, Intervals) == []


@given(DAYS, st.integers(1, 90), UNITS)
def test_a_first_day_is_never_later_than_a_last_day_of_the_same_length(start, length, unit):
    first, last = step_forward(start, length, unit, WORK)[0], count(start, length, unit, WORK)[0]
    assert start < first <= last
    assert unit is Unit.DAYS or first == last


@given(DAYS, st.integers(1, 90), UNITS)
def test_every_day_on_the_way_is_counted_or_skipped_with_a_reason(start, length, unit):
    first, skipped = step_forward(start, length, unit, WORK)
    assert (first - start).days == length + len(skipped)
    assert all(start < off < first and why == WORK.why_off(off) for off, why in skipped)


@given(DAYS, DAYS, st.integers(1, 90), UNITS)
def test_told_later_never_lets_it_be_done_earlier(one, other, length, unit):
    early, late = sorted((one, other))
    assert step_forward(early, length, unit, WORK)[0] <= step_forward(late, length, unit, WORK)[0]


@given(DAYS, st.integers(1, 90), UNITS)
def test_at_least_so_long_before_is_the_same_question_asked_from_the_other_end(start, length, unit):
    """Told on any day up to `start` the act may be on the day found; told a counted day later, it may not."""
    found = step_forward(start, length, unit, WORK)[0]
    later = start + dt.timedelta(days=1)
    is_counted = unit is Unit.DAYS or WORK.is_working(later)
    assert (step_forward(later, length, unit, WORK)[0] > found) == is_counted


def test_without_days_off_both_ways_of_counting_agree():
    always = WorkCalendar(working_days=frozenset(day("2026-01-01") + dt.timedelta(days=n) for n in range(60)))
    assert (
        step_forward(day("2026-01-01"), 15, Unit.DAYS, always)[0] == count(day("2026-01-01"), 15, Unit.DAYS, always)[0]
    )

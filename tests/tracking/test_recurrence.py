import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.reception.recurrence import LAST, OnDayOff, Pattern, Recurrence, planned
from tracking.terms.calendar import WorkCalendar

PLAIN = WorkCalendar()


def days(rule, first, last, work=PLAIN):
    return [plan.day for plan in planned(rule, work, first, last)]


def test_the_last_tuesday_of_each_month():
    rule = Recurrence(Pattern.MONTH_WEEKDAY, weekdays=frozenset({1}), positions=frozenset({LAST}))
    found = days(rule, dt.date(2026, 10, 1), dt.date(2026, 12, 31))
    assert found == [dt.date(2026, 10, 27), dt.date(2026, 11, 24), dt.date(2026, 12, 29)]


def test_first_and_third_thursday():
    rule = Recurrence(Pattern.MONTH_WEEKDAY, weekdays=frozenset({3}), positions=frozenset({1, 3}))
    assert days(rule, dt.date(2026, 11, 1), dt.date(2026, 11, 30)) == [dt.date(2026, 11, 5), dt.date(2026, 11, 19)]


def test_day_31_is_the_last_day_of_a_short_month():
    rule = Recurrence(Pattern.MONTH_DAY, month_days=frozenset({31}))
    assert days(rule, dt.date(2026, 9, 1), dt.date(2026, 9, 30)) == [dt.date(2026, 9, 30)]


def test_a_session_on_a_day_off_moves_to_the_next_working_day():
    rule = Recurrence(Pattern.MONTH_DAY, month_days=frozenset({16}))
    tet = WorkCalendar({dt.date(2026, 2, day): "Tết" for day in range(16, 21)})
    (plan,) = planned(rule, tet, dt.date(2026, 2, 1), dt.date(2026, 2, 28))
    assert (plan.due, plan.day) == (dt.date(2026, 2, 16), dt.date(2026, 2, 23))


def test_a_session_on_a_day_off_is_left_out_when_the_rule_says_so():
    rule = Recurrence(Pattern.MONTH_DAY, month_days=frozenset({15}), on_day_off=OnDayOff.SKIP)
    assert days(rule, dt.date(2026, 11, 1), dt.date(2026, 11, 30)) == []


def test_a_session_pushed_over_the_start_of_the_span_is_not_lost():
    rule = Recurrence(Pattern.MONTH_DAY, month_days=frozenset({31}))
    # 31/10/2026 is a Saturday, so the session falls on Monday 02/11.
    assert days(rule, dt.date(2026, 11, 1), dt.date(2026, 11, 5)) == [dt.date(2026, 11, 2)]


@given(
    st.sampled_from(list(Pattern)),
    st.frozensets(st.integers(0, 6)),
    st.frozensets(st.sampled_from([1, 2, 3, 4, 5, LAST])),
    st.frozensets(st.integers(1, 31)),
    st.dates(dt.date(2024, 1, 1), dt.date(2028, 1, 1)),
)
def test_sessions_stand_on_working_days_inside_the_span(pattern, weekdays, positions, month_days, first):
    rule = Recurrence(pattern, weekdays, positions, month_days)
    last = first + dt.timedelta(days=60)
    found = days(rule, first, last)
    assert all(first <= day <= last and PLAIN.is_working(day) for day in found)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_exactly_one_last_weekday(month):
    rule = Recurrence(Pattern.MONTH_WEEKDAY, weekdays=frozenset({2}), positions=frozenset({LAST}))
    length = calendar.monthrange(2026, month)[1]
    assert sum(rule.calls_for(dt.date(2026, month, day)) for day in range(1, length + 1)) == 1

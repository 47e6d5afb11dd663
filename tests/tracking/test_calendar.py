"""The working calendar: pure stepping, and the days shipped with the portal."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.terms import starter
from tracking.terms.calendar import WorkCalendar
from tracking.terms.models import CalendarDay, DayKind, current_calendar

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
CALENDARS = st.builds(
    lambda off, on: WorkCalendar(dict.fromkeys(off, "nghỉ"), frozenset(on - off)),
    st.sets(DAYS, max_size=40),
    st.sets(DAYS, max_size=10),
)


@given(CALENDARS, DAYS, st.integers(0, 40))
def test_adding_working_days_ends_on_a_working_day_and_skips_exactly_the_others(work, start, count):
    end = work.add_working_days(start, count)
    counted = [start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(work.is_working(day) for day in counted) == count
    assert count == 0 or work.is_working(end)
    assert [day for day in counted if not work.is_working(day)] == [day for day, _ in work.skipped(start, end)]


@given(CALENDARS, DAYS, st.integers(0, 40))
def test_more_working_days_never_end_earlier(work, start, count):
    assert work.add_working_days(start, count + 1) > work.add_working_days(start, count)


@given(CALENDARS, DAYS, st.integers(0, 15))
def test_counting_back_leaves_that_many_full_working_days_between(work, end, count):
    start = work.working_days_back(end, count)
    between = [start + dt.timedelta(days=n) for n in range(1, (end - start).days)]
    assert sum(work.is_working(day) for day in between) == count


@pytest.mark.django_db
class TestShippedCalendar:
    @pytest.fixture(autouse=True)
    def calendar(self):
        starter.load()

    @pytest.mark.parametrize("day", ["2024-02-08", "2024-02-14", "2025-01-27", "2026-02-16", "2026-02-20"])
    def test_tet_is_off(self, day):
        assert "Tết" in current_calendar().why_off(dt.date.fromisoformat(day))

    @pytest.mark.parametrize("day", ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"])
    def test_swapped_saturdays_are_worked(self, day):
        assert current_calendar().is_working(dt.date.fromisoformat(day))

    def test_an_unconfirmed_day_off_is_kept_but_not_counted(self):
        assert CalendarDay.objects.get(day="2026-11-24").kind == DayKind.UNCONFIRMED
        assert current_calendar().is_working(dt.date(2026, 11, 24))

    def test_loading_again_keeps_what_an_administrator_corrected(self):
        CalendarDay.objects.filter(day="2026-11-24").update(kind=DayKind.OFF)
        starter.load()
        assert CalendarDay.objects.get(day="2026-11-24").kind == DayKind.OFF

    def test_every_day_names_its_source_or_ground(self):
        assert not [row.day for row in CalendarDay.objects.all() if not (row.source or row.ground)]

    def test_a_week_over_tet_is_stepped_over(self):
        # Friday 13/02/2026 before Tết: the first working day after is Monday 23/02/2026.
        assert current_calendar().add_working_days(dt.date(2026, 2, 13), 1) == dt.date(2026, 2, 23)

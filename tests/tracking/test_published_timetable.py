"""What was published on the 20th? And were the head's days enough, and announced in time?"""

import datetime as dt

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tracking.organisation.models import Agency
from tracking.reception import duty, posting, published
from tracking.reception.models import Departure, DepartureKind, Place, Record, Rule
from tracking.reception.recurrence import LAST, Pattern
from tracking.reception.schedule import SessionState
from tracking.terms.calendar import WorkCalendar

PLAIN = WorkCalendar()
HERE = dt.timezone(dt.timedelta(hours=7))


def at(day: str, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), HERE)


@pytest.fixture
def june_2021(db):
    """Chair's day on the last Tuesday; TB 243 moves the session of the 29th to the 30th, TB 245 cancels it."""
    with time_machine.travel(at("2021-06-01"), tick=False) as clock:
        office = Agency.objects.create(slug="thanh-pho-mau", name="UBND Mẫu", tier="city", valid_from="2014-07-01")
        place = Place.objects.create(agency=office, name="Trụ sở Tiếp công dân", address="1 phố Mẫu")
        rule = Rule.objects.create(
            agency=office,
            place=place,
            host="Chủ tịch",
            pattern=Pattern.MONTH_WEEKDAY.value,
            weekdays=[1],
            positions=[LAST],
            starts=dt.time(8),
            ends=dt.time(11, 30),
            valid_from=dt.date(2021, 1, 1),
        )
        clock.move_to(at("2021-06-24"))
        notice = Departure.objects.create(
            rule=rule,
            kind=DepartureKind.MOVED,
            day=dt.date(2021, 6, 29),
            new_day=dt.date(2021, 6, 30),
            reason="họp",
            notice="243/TB-UBND",
        )
        clock.move_to(at("2021-06-28"))
        notice.kind, notice.new_day, notice.notice = DepartureKind.CANCELLED, None, "245/TB-UBND"
        notice.save()
        yield rule


def shown_on(day: str) -> list[tuple[SessionState, dt.date]]:
    found = published.sessions_as_published(
        published.end_of(dt.date.fromisoformat(day)), dt.date(2021, 6, 1), dt.date(2021, 6, 30)
    )
    return [(session.state, session.day) for session in found]


def test_what_was_published_on_a_day_is_what_citizens_saw_then(june_2021):
    assert shown_on("2021-05-31") == []
    assert shown_on("2021-06-20") == [(SessionState.ON, dt.date(2021, 6, 29))]
    assert shown_on("2021-06-25") == [(SessionState.MOVED, dt.date(2021, 6, 30))]
    assert shown_on("2021-06-28") == [(SessionState.CANCELLED, dt.date(2021, 6, 29))]


def test_both_notices_about_a_session_can_be_read_again(june_2021):
    records = published.changes_of(june_2021, dt.date(2021, 6, 29))
    assert [record.facts["notice"] for record in records] == ["243/TB-UBND", "245/TB-UBND"]


def test_a_timetable_taken_away_is_still_in_the_past(june_2021):
    with time_machine.travel(at("2021-07-05")):
        june_2021.delete()
    assert shown_on("2021-07-05") == []
    assert shown_on("2021-06-20") == [(SessionState.ON, dt.date(2021, 6, 29))]


def test_saving_without_a_change_leaves_no_new_state(june_2021):
    before = Record.objects.count()
    june_2021.save()
    assert Record.objects.count() == before


def test_rows_written_past_the_signals_are_recorded_once(june_2021):
    Record.objects.all().delete()
    assert published.keep_present_state() == 3
    assert published.keep_present_state() == 0


def test_a_session_on_tuesday_is_announced_by_monday_of_the_week_before():
    assert posting.last_day_to_post(dt.date(2026, 11, 24), PLAIN) == dt.date(2026, 11, 16)


def test_a_holiday_between_makes_the_last_day_earlier():
    with_holiday = WorkCalendar({dt.date(2026, 11, 20): "nghỉ"})
    assert posting.last_day_to_post(dt.date(2026, 11, 24), with_holiday) == dt.date(2026, 11, 13)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
def test_announced_on_the_last_day_is_never_late(session_day, other):
    assert posting.posted_late([session_day], posting.last_day_to_post(session_day, PLAIN), PLAIN) == []


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
def test_five_whole_working_days_lie_between_the_last_day_to_post_and_the_session(session_day):
    posted = posting.last_day_to_post(session_day, PLAIN)
    between = [posted + dt.timedelta(days=n) for n in range(1, (session_day - posted).days)]
    assert sum(PLAIN.is_working(day) for day in between) == 5


def test_a_commune_chair_owes_a_day_a_week_until_june_2026_and_two_a_month_from_july():
    weekly = duty.fulfilment("commune", dt.date(2026, 6, 10), {dt.date(2026, 6, 2)}, PLAIN)
    assert [(week.duty.code, week.missing) for week in weekly] == [("R3", 0), *[("R3", 1)] * 4]
    monthly = duty.fulfilment("commune", dt.date(2026, 7, 1), {dt.date(2026, 7, 2)}, PLAIN)
    assert [(span.duty.code, span.wanted, span.missing) for span in monthly] == [("R3'", 2, 1)]


def test_a_week_without_a_working_day_is_not_owed():
    tet = WorkCalendar({dt.date(2026, 2, day): "Tết" for day in range(16, 21)})
    starts = [week.first.day for week in duty.fulfilment("commune", dt.date(2026, 2, 1), set(), tet)]
    assert starts == [2, 9, 23]


def test_the_district_tier_owes_nothing_after_it_was_abolished():
    assert duty.fulfilment("district", dt.date(2025, 7, 1), set(), PLAIN) == []
    assert duty.fulfilment("district", dt.date(2025, 6, 1), set(), PLAIN)[0].wanted == 2


def test_an_old_day_reads_each_row_once_however_often_it_changed(june_2021, monkeypatch):
    for hour in range(7, 12):
        with time_machine.travel(at("2021-06-25", hour), tick=False):
            june_2021.host = f"Chủ tịch, lần {hour}"
            june_2021.save()
    read = []
    whole = Record.from_db.__func__
    monkeypatch.setattr(Record, "from_db", classmethod(lambda *given: read.append(given) or whole(*given)))
    (session,) = published.sessions_as_published(at("2021-06-25", 23), dt.date(2021, 6, 1), dt.date(2021, 6, 30))
    assert session.rule.host == "Chủ tịch, lần 11"
    assert len(read) == 3  # the place, the rule, the notice: each in its last state of that day

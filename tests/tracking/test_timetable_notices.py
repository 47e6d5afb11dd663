"""Notices about sessions: late ones say why, published ones are kept, what calendars count never falls."""

import datetime as dt

import icalendar
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.tracking import ics_reader
from tests.tracking.test_bookings import timetable
from tests.tracking.test_timetable_desk import desk, editor, own  # noqa: F401
from tracking.reception import published
from tracking.reception.models import Departure, Record, Rule
from tracking.reception.models.departure import days_named
from tracking.reception.schedule import find_session, sessions, shown
from tracking.terms.models import CalendarDay

pytestmark = pytest.mark.django_db
HERE = dt.timezone(dt.timedelta(hours=7))
NOW = dt.datetime(2026, 11, 16, 9, 0, tzinfo=HERE)
# Own sessions are on Tuesdays: the 24th may still be announced on Monday the 16th, the 17th may not.
NEXT, TUESDAY = dt.date(2026, 11, 17), dt.date(2026, 11, 24)
TOO_LATE = "còn dưới 05 ngày làm việc"


def day(number: int) -> dt.date:
    return dt.date(2026, 11, number)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


@pytest.fixture
def rule() -> Rule:
    return timetable()


def notice(rule: Rule, **facts) -> Departure:
    given = {"kind": "cancelled", "day": TUESDAY, "reason": "bão số 9", "notice": "Thông báo số 243/TB-UBND"}
    return Departure(rule=rule, **(given | facts))


def published_notice(rule: Rule, **facts) -> Departure:
    found = notice(rule, **facts)
    found.full_clean()
    found.save()
    return found


def complaints(found: Departure) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        found.full_clean()
    return refused.value.message_dict


@pytest.mark.parametrize(
    "facts",
    [
        {"day": NEXT},
        {"kind": "moved", "day": NEXT, "new_day": dt.date(2026, 12, 4)},
        {"kind": "moved", "day": dt.date(2026, 12, 8), "new_day": day(20)},
        {"kind": "moved", "day": NEXT, "new_starts": dt.time(14), "new_ends": dt.time(16)},
        {"kind": "extra", "day": day(18)},
    ],
    ids=["cancelled", "moved away", "moved near", "another hour", "extra"],
)
def test_a_change_nearer_than_five_working_days_asks_why_it_is_late(rule, facts):
    assert TOO_LATE in complaints(notice(rule, **facts))["late_reason"][0]
    notice(rule, late_reason="Chủ tịch ốm đột xuất", **facts).full_clean()


@pytest.mark.parametrize(
    "facts",
    [{}, {"kind": "moved", "new_day": dt.date(2026, 12, 4)}, {"kind": "extra", "day": dt.date(2026, 12, 4)}],
    ids=["cancelled", "moved", "extra"],
)
def test_a_change_announced_in_time_asks_for_no_reason_of_lateness(rule, facts):
    notice(rule, **facts).full_clean()


def test_better_words_in_an_old_notice_are_no_late_announcement(rule, clock):
    found = published_notice(rule)
    clock.move_to(NOW + dt.timedelta(days=7))
    found.reason = "bão số 9, đường ngập"
    found.full_clean()
    found.kind, found.new_day = "moved", dt.date(2026, 12, 4)
    found.full_clean()  # nobody comes on the cancelled day, and the new one is far enough
    found.new_day = day(25)
    assert "25/11/2026" in complaints(found)["late_reason"][0]


def test_the_reason_of_lateness_is_read_on_page_calendar_feed_and_json(rule, client):
    published_notice(rule, day=NEXT, late_reason="Chủ tịch ốm đột xuất", late_reason_en="sudden illness")
    uid = f"{rule.pk}-{NEXT:%Y%m%d}"
    for address in (
        "/lich-tiep-cong-dan/",
        f"/lich-tiep-cong-dan/buoi/{uid}/",
        "/lich-tiep-cong-dan/thay-doi.atom",
        "/api/v1/timetable",
    ):
        assert "Chủ tịch ốm đột xuất" in client.get(address).content.decode(), address
    assert (
        "Reason for late notice: sudden illness" in client.get(f"/en/lich-tiep-cong-dan/buoi/{uid}/").content.decode()
    )
    (event,) = ics_reader.read(client.get(f"/lich-tiep-cong-dan/buoi/{uid}.ics").content)
    assert "Lý do công bố muộn: Chủ tịch ốm đột xuất" in event.description


def test_a_timetable_posted_late_says_why_on_the_sessions_that_are_late(rule, client):
    rule.late_reason = "mới thành lập"
    rule.save()
    late = client.get(f"/lich-tiep-cong-dan/buoi/{rule.pk}-{NEXT:%Y%m%d}/").content.decode()
    assert "Lịch này công bố muộn hơn. Lý do: mới thành lập." in late
    in_time = client.get(f"/lich-tiep-cong-dan/buoi/{rule.pk}-{TUESDAY:%Y%m%d}/").content.decode()
    assert "mới thành lập" not in in_time


def test_the_agency_sees_its_late_notices_of_the_month(desk, own):  # noqa: F811
    published_notice(own, day=NEXT, late_reason="Chủ tịch ốm đột xuất")
    assert "Chủ tịch ốm đột xuất" in desk.get("/admin/lich-tiep/so-ngay/?thang=2026-11").content.decode()
    assert "Chủ tịch ốm đột xuất" not in desk.get("/admin/lich-tiep/so-ngay/?thang=2026-12").content.decode()


def events(uid: str) -> tuple[ics_reader.Event, dict[str, object]]:
    """The event as both readers see it, with what only the library tells."""
    data = Client().get("/lich-tiep-cong-dan/lich.ics").content
    (ours,) = [one for one in ics_reader.read(data) if one.uid.startswith(f"{uid}@")]
    (theirs,) = [
        one for one in icalendar.Calendar.from_ical(data).walk("VEVENT") if str(one["uid"]).startswith(f"{uid}@")
    ]
    assert (ours.sequence, ours.status) == (int(theirs["sequence"]), str(theirs["status"]))
    return ours, {name: theirs[name].dt for name in ("dtstamp", "last-modified")}


def change(found: Departure, **facts) -> None:
    for name, value in facts.items():
        setattr(found, name, value)
    found.full_clean()
    found.save()


def test_the_number_of_an_event_only_grows_from_move_to_move_to_cancelled_to_corrected(rule, clock):
    uid = f"{rule.pk}-{TUESDAY:%Y%m%d}"
    states = [events(uid)]
    found = published_notice(rule, kind="moved", new_day=day(25))
    for facts in (
        None,
        {"new_day": day(26), "notice": "244/TB-UBND"},
        {"kind": "cancelled", "new_day": None, "notice": "245/TB-UBND"},
        {"reason": "bão số 9, đường ngập"},
        {"kind": "restored", "notice": "246/TB-UBND"},
    ):
        if facts is not None:
            clock.shift(dt.timedelta(minutes=10))
            change(found, late_reason="bão đổi hướng", **facts)
        states.append(events(uid))
    assert [event.status for event, _stamps in states] == ["CONFIRMED"] * 3 + ["CANCELLED"] * 2 + ["CONFIRMED"]
    numbers = [event.sequence for event, _stamps in states]
    assert numbers == sorted(set(numbers))
    for name in ("dtstamp", "last-modified"):
        stamps = [told[name] for _event, told in states]
        assert stamps == sorted(stamps)
    assert {event.uid for event, _stamps in states} == {states[0][0].uid}


def test_an_extra_session_is_moved_and_called_off_under_one_name(rule, clock):
    found = published_notice(rule, kind="extra", day=day(26))
    uid = f"extra-{rule.pk}-20261126"
    first = events(uid)[0]
    change(found, new_day=day(27), late_reason="phòng tiếp sửa chữa")
    moved = events(uid)[0]
    assert moved.starts.date() == day(27)
    assert "Theo lịch là ngày 26/11/2026" in Client().get(f"/lich-tiep-cong-dan/buoi/{uid}/").content.decode()
    change(found, kind="extra_off", new_day=None, notice="250/TB-UBND")
    off = events(uid)[0]
    assert (off.status, off.uid) == ("CANCELLED", first.uid)
    assert first.sequence < moved.sequence < off.sequence


def test_calling_off_an_extra_session_needs_a_number(rule):
    found = published_notice(rule, kind="extra", day=day(26), notice="")
    found.kind = "extra_off"
    assert "số và ngày của thông báo" in complaints(found)["notice"][0]


def test_saving_a_notice_unchanged_is_no_new_state(rule):
    found = published_notice(rule)
    before = (found.revision, found.changed_at, Record.objects.count())
    found.save()
    found.refresh_from_db()
    assert (found.revision, found.changed_at, Record.objects.count()) == before


def test_a_stale_copy_of_a_notice_cannot_lower_its_number(rule):
    found = published_notice(rule)
    stale = Departure.objects.get(pk=found.pk)
    change(found, reason="lụt")
    change(found, reason="bão và lụt")
    stale.reason = "sạt lở"
    stale.save()
    assert Departure.objects.get().revision == 4


@pytest.mark.parametrize("changed", ["rule", "place", "calendar"])
def test_a_session_that_changes_without_a_notice_counts_on_too(rule, changed, clock):
    uid, far = f"{rule.pk}-20261222", dt.date(2026, 12, 22)
    before, stamps = events(uid)
    clock.shift(dt.timedelta(minutes=10))
    if changed == "rule":
        rule.ends = dt.time(12)
        rule.save()
    elif changed == "place":
        rule.place.address = "2 phố Mẫu"
        rule.place.save()
    else:
        CalendarDay.objects.create(day=far, kind="off", name="nghỉ bù")
    after, later = events(uid)
    assert after.uid == before.uid
    assert after.sequence > before.sequence
    assert later["last-modified"] > stamps["last-modified"]


def test_a_feed_entry_is_updated_when_the_notice_is_corrected(rule, clock, client):
    found = published_notice(rule)
    other = published_notice(rule, kind="extra", day=dt.date(2026, 12, 4))
    clock.shift(dt.timedelta(hours=1))
    change(found, reason="lụt")
    feed = client.get("/lich-tiep-cong-dan/thay-doi.atom").content.decode()
    assert feed.index("lụt") < feed.index(f"{other.day:%d/%m/%Y}")
    assert feed.count("<updated>2026-11-16T03:00:00+00:00</updated>") == 2  # the feed and the entry


def test_a_published_notice_is_not_deleted_and_the_editor_told_what_to_do(desk, own):  # noqa: F811
    found = published_notice(own)
    for ask in (desk.get, desk.post):
        page = ask(f"/admin/timetable_departure/delete/{found.pk}/", follow=True).content.decode()
        assert "«Tiếp như lịch, rút thông báo trước»" in page
    assert Departure.objects.filter(pk=found.pk).exists()
    assert f"/admin/timetable_departure/delete/{found.pk}/" not in page


def test_a_notice_stays_with_its_session(rule):
    found = published_notice(rule)
    found.day = dt.date(2026, 12, 1)
    assert "chỉ sửa được cho đúng buổi ấy" in complaints(found)["day"][0]


def test_a_second_notice_about_a_session_leads_to_the_first(rule):
    published_notice(rule)
    assert "Buổi này đã có thông báo (Thông báo số 243/TB-UBND)" in complaints(notice(rule))["day"][0]


@pytest.mark.parametrize("kind", ["restored", "extra_off"])
def test_what_takes_a_notice_back_needs_one(rule, kind):
    found = notice(rule, kind=kind, day=TUESDAY if kind == "restored" else day(26))
    assert "đã công bố" in complaints(found)["kind"][0]


def test_a_notice_about_a_session_never_becomes_one_about_an_extra_session(rule):
    found = published_notice(rule)
    found.kind = "extra_off"
    assert set(complaints(found)) & {"kind", "day"}


def test_what_was_published_is_still_answered_after_a_notice_was_taken_back(rule, clock):
    found = published_notice(rule, kind="moved", new_day=day(26))
    clock.shift(dt.timedelta(days=1))
    change(found, kind="restored", new_day=None, late_reason="họp hoãn")
    first, last = TUESDAY, day(27)
    then = published.sessions_as_published(published.end_of(day(16)), first, last)
    now = published.sessions_as_published(published.end_of(day(17)), first, last)
    assert [one.day for one in then] == [day(26)]
    assert [one.day for one in now] == [TUESDAY]


def test_a_release_that_adds_fields_makes_no_new_state_of_old_notices(rule):
    found = published_notice(rule)
    record = Record.objects.get(what="departure", row=found.pk)
    for name in ("late_reason", "late_reason_en", "earlier_days"):
        del record.facts[name]
    record.save()
    assert published.keep_present_state() == 0


class TestTheDayOff:
    """The session of Tuesday the 24th falls on Wednesday the 25th, because the 24th is a day off."""

    @pytest.fixture(autouse=True)
    def day_off(self, rule):
        CalendarDay.objects.create(day=TUESDAY, kind="off", name="nghỉ")

    def test_a_notice_may_name_the_day_shown_and_is_kept_under_the_day_due(self, rule):
        found = published_notice(rule, day=day(25), late_reason="bão")
        assert found.day == TUESDAY
        (held,) = sessions(day(23), day(27))
        assert (held.uid, held.state) == (f"{rule.pk}-20261124", "cancelled")
        assert [record.facts["notice"] for record in published.changes_of(rule, TUESDAY)] == [found.notice]

    def test_an_older_notice_that_names_the_day_shown_is_found_everywhere(self, rule, client):
        Departure.objects.bulk_create([notice(rule, day=day(25))])
        published.keep_present_state()
        uid = f"{rule.pk}-20261124"
        assert find_session(uid).state == "cancelled"
        assert len(published.changes_of(rule, TUESDAY)) == 1
        feed = client.get("/lich-tiep-cong-dan/thay-doi.atom").content.decode()
        assert f"/lich-tiep-cong-dan/buoi/{uid}/" in feed
        assert client.get(f"/lich-tiep-cong-dan/buoi/{uid}/").status_code == 200

    def test_the_posting_duty_counts_back_from_the_day_it_is_held(self, rule, client):
        address = f"/lich-tiep-cong-dan/buoi/{rule.pk}-20261124/"
        # Wednesday the 25th, with the 24th off: five working days between are the 17th to the 20th and the 23rd.
        assert "chậm nhất 16/11/2026" in client.get(address).content.decode()
        published_notice(rule, kind="moved", new_day=dt.date(2026, 12, 4), late_reason="bão")
        assert "chậm nhất 26/11/2026" in client.get(address).content.decode()

    def test_what_the_timetable_said_is_the_day_it_showed(self, rule):
        published_notice(rule, kind="moved", new_day=day(27), late_reason="bão")
        (held,) = sessions(day(23), day(27))
        assert held.told == "Theo lịch là ngày 25/11/2026. Lý do: bão số 9."


@given(st.lists(st.one_of(st.none(), st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))), min_size=1, max_size=8))
def test_no_day_that_was_ever_announced_is_forgotten(days):
    notice = Departure(earlier_days=[])
    for new_day in days:
        kept = Departure(new_day=notice.new_day, earlier_days=notice.earlier_days)
        notice.new_day = new_day
        notice.earlier_days = days_named(kept, notice)
        assert new_day is None or new_day.isoformat() not in notice.earlier_days
    announced = {one.isoformat() for one in days if one}
    assert {*notice.earlier_days, *([days[-1].isoformat()] if days[-1] else [])} == announced


def test_another_hour_or_place_is_told_as_such_and_leaves_no_trace(rule):
    published_notice(rule, kind="moved", new_starts=dt.time(14), new_ends=dt.time(16))
    (held,) = shown(TUESDAY, TUESDAY)
    ends = rule.afternoon_ends or rule.ends
    assert held.told == f"Theo lịch là {rule.starts:%H:%M}–{ends:%H:%M}. Lý do: bão số 9."


def test_another_sessions_people_are_not_written_to(rule):
    from tests.tracking.test_timetable_promises import book
    from tracking.reception.models import BookingNews

    mine, others = book(rule, TUESDAY), book(rule, dt.date(2026, 12, 1))
    for one in (mine, others):
        one.data = {"email": "mau@example.com"}
        one.save()
    published_notice(rule)
    assert [news.booking for news in BookingNews.objects.all()] == [mine]

"""Our calendar feeds in two readers: the library's own, and one written from RFC 5545. Both see the same sessions."""

import datetime as dt

import icalendar
import pytest
import time_machine
from django.test import Client

from tests.tracking.ics_reader import Event, NotACalendar, read, unescaped
from tests.tracking.test_bookings import timetable
from tracking.reception.models import Departure, Rule

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
HERE = NOW.tzinfo
TUESDAY = dt.date(2026, 11, 24)
FEEDS = ("/lich-tiep-cong-dan/lich.ics", "/lich-tiep-cong-dan/so-mau.ics", "/en/lich-tiep-cong-dan/so-mau.ics")
REASON = "Chủ tịch họp; bão số 9, đường ngập\\sạt – xin hẹn buổi sau " + "rất dài " * 20


@pytest.fixture(autouse=True)
def mid_november():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def rule() -> Rule:
    return timetable()


def depart(rule: Rule, **facts) -> Departure:
    return Departure.objects.create(**({"rule": rule, "day": TUESDAY, "reason": REASON, "notice": "243/TB"} | facts))


def fetched(address: str) -> bytes:
    answer = Client().get(address)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return bytes(answer.content)


def event_of(rule: Rule, address: str = FEEDS[0]) -> Event:
    (found,) = [one for one in read(fetched(address)) if one.uid.startswith(f"{rule.pk}-{TUESDAY:%Y%m%d}@")]
    return found


@pytest.mark.parametrize("address", FEEDS)
def test_both_readers_see_the_same_sessions(rule, address):
    depart(rule, kind="moved", new_day=TUESDAY + dt.timedelta(days=1))
    depart(rule, kind="cancelled", day=TUESDAY + dt.timedelta(days=7))
    depart(rule, kind="extra", day=dt.date(2026, 11, 26))
    data = fetched(address)
    theirs = {
        str(one["uid"]): (
            one["dtstart"].dt,
            one["dtend"].dt,
            int(one["sequence"]),
            str(one["status"]),
            str(one["summary"]),
        )
        for one in icalendar.Calendar.from_ical(data).walk("VEVENT")
    }
    ours = {one.uid: (one.starts, one.ends, one.sequence, one.status, one.summary) for one in read(data)}
    assert len(ours) > 5
    assert ours == theirs


def test_a_moved_session_arrives_as_the_same_event_with_a_higher_number(rule):
    before = event_of(rule)
    depart(rule, kind="moved", new_day=TUESDAY + dt.timedelta(days=1), new_starts=dt.time(14), new_ends=dt.time(16))
    after = event_of(rule)
    assert (before.uid, before.status) == (after.uid, after.status) == (after.uid, "CONFIRMED")
    assert after.sequence > before.sequence
    assert before.starts == dt.datetime(2026, 11, 24, 8, tzinfo=HERE)
    assert after.starts == dt.datetime(2026, 11, 25, 14, tzinfo=HERE)
    assert REASON.strip() in after.description
    assert "243/TB" in after.description


def test_a_cancelled_session_arrives_as_cancelled_and_one_moved_twice_counts_on(rule):
    notice = depart(rule, kind="moved", new_day=TUESDAY + dt.timedelta(days=1))
    moved = event_of(rule)
    notice.kind, notice.new_day = "cancelled", None
    notice.save()
    over = event_of(rule)
    assert (over.uid, over.status) == (moved.uid, "CANCELLED")
    assert over.sequence > moved.sequence


def test_one_session_alone_is_a_whole_calendar_too(rule):
    depart(rule, kind="cancelled")
    (alone,) = read(fetched(f"/lich-tiep-cong-dan/buoi/{rule.pk}-{TUESDAY:%Y%m%d}.ics"))
    assert alone == event_of(rule)


@pytest.mark.parametrize(
    ("spoiled", "why"),
    [
        (lambda data: data.replace(b"\r\n", b"\n"), "CRLF"),
        (lambda data: data.replace(b"END:VEVENT\r\n", b"", 1), "closes nothing"),
        (lambda data: data.replace(b"TZOFFSETTO", b"X-OFFSETTO"), "TZOFFSETTO"),
        (lambda data: data.replace(b"UID:", b"X-UID:", 1), "without UID"),
        (lambda data: data.replace(b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nSTATUS:TENTATIVE\r\n", 1), "STATUS stands"),
        (lambda data: data.replace(b"SUMMARY:", b"SUMMARY:" + b"x" * 80, 1), "octets"),
    ],
)
def test_the_second_reader_is_no_pushover(rule, spoiled, why):
    with pytest.raises(NotACalendar, match=why):
        read(spoiled(fetched(FEEDS[1])))


def test_an_escape_the_standard_does_not_know_is_a_fault():
    assert unescaped(r"a\, b\; c\\ d\nE") == "a, b; c\\ d\nE"
    with pytest.raises(NotACalendar):
        unescaped(r"50\%")


def test_a_control_character_already_stored_breaks_neither_calendar_nor_feed(rule):
    Rule.objects.filter(pk=rule.pk).update(host="Chủ\x0btịch\x01", ground="Căn cứ\x0bsố 1")
    depart(rule, kind="cancelled", reason="bão\x0bsố\x07 9", notice="TB\x0c1")
    data = fetched(FEEDS[0])
    assert not set(data) & (set(range(9)) | {0x0B, 0x0C} | set(range(0x0E, 0x20)))
    assert "Chủ tịch" in event_of(rule).summary
    atom = Client().get("/lich-tiep-cong-dan/thay-doi.atom")
    assert atom.status_code == 200
    assert "bão\nsố 9" in atom.content.decode()

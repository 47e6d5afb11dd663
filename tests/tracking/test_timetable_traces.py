"""On every day a session was announced for and left, stands where it went."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.tracking.test_bookings import timetable
from tests.tracking.test_timetable_notices import NOW, TUESDAY, change, complaints, day, notice, published_notice
from tracking.reception.models import Rule
from tracking.reception.schedule import Trace, shown
from tracking.terms.models import CalendarDay

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mid_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def rule() -> Rule:
    return timetable()


def traces(first: dt.date, last: dt.date) -> list[tuple[dt.date, str]]:
    return [(one.day, one.went) for one in shown(first, last) if isinstance(one, Trace)]


def test_a_moved_session_leaves_a_trace_on_every_day_it_was_announced_for(rule):
    found = published_notice(rule, kind="moved", new_day=day(25), notice="Thông báo số 243/TB-UBND")
    change(found, new_day=day(26), notice="Thông báo số 244/TB-UBND", late_reason="bão")
    went = "Chuyển sang Thứ Năm, ngày 26/11/2026 (Thông báo số 244/TB-UBND)"
    assert traces(day(23), day(27)) == [(day(24), went), (day(25), went)]
    change(found, kind="cancelled", new_day=None, notice="Thông báo số 245/TB-UBND")
    off = "Đã hủy (Thông báo số 245/TB-UBND)"
    assert traces(day(23), day(27)) == [(day(25), off), (day(26), off)]  # on the 24th it stands itself, cancelled


def test_a_session_moved_far_away_still_leaves_its_trace(rule):
    published_notice(rule, kind="moved", new_day=dt.date(2027, 1, 25))
    assert traces(TUESDAY, TUESDAY)[0][1].startswith("Chuyển sang Thứ Hai, ngày 25/01/2027")
    (held,) = (one for one in shown(dt.date(2027, 1, 25), dt.date(2027, 1, 25)) if not isinstance(one, Trace))
    assert held.due == TUESDAY  # the farthest day a notice may name


def test_a_session_is_not_moved_farther_than_the_timetable_looks(rule):
    CalendarDay.objects.create(day=TUESDAY, kind="off", name="nghỉ")
    for far in (dt.date(2027, 1, 26), dt.date(2027, 3, 3)):
        told = complaints(notice(rule, kind="moved", new_day=far, late_reason="bão"))["new_day"][0]
        assert "quá 62 ngày" in told
        assert "ghi buổi tiếp thêm" in told
    added = published_notice(rule, kind="extra", day=dt.date(2027, 3, 3))
    added.new_day = dt.date(2027, 6, 1)
    assert "quá 62 ngày" in complaints(added)["new_day"][0]


@pytest.mark.parametrize(
    "address",
    [
        "/lich-tiep-cong-dan/",
        "/lich-tiep-cong-dan/?xem=bang",
        "/lich-tiep-cong-dan/thang/2026-11/",
        "/lich-tiep-cong-dan/da-cong-bo/?ngay=2026-11-16",
    ],
)
def test_the_trace_stands_in_every_view_and_in_both_languages(rule, client, address):
    published_notice(rule, kind="moved", new_day=day(26), notice="Thông báo số 243/TB-UBND")
    page = client.get(address).content.decode()
    assert "Chuyển sang Thứ Năm, ngày 26/11/2026 (Thông báo số 243/TB-UBND)" in page
    english = client.get(f"/en{address}").content.decode()
    assert "Moved to Thursday, 26/11/2026 (Thông báo số 243/TB-UBND)" in english


def test_a_moved_lawyer_leaves_a_trace_too(rule, client):
    rule.kind, rule.subjects = "lawyer", ["land"]
    rule.save()
    published_notice(rule, kind="moved", new_day=day(26))
    page = client.get(f"{reverse('lawyers')}?linh-vuc=land").content.decode()
    assert "Chuyển sang Thứ Năm, ngày 26/11/2026" in page
    assert "Chuyển sang" not in client.get(f"{reverse('lawyers')}?linh-vuc=court").content.decode()


def test_a_session_over_a_day_off_that_goes_back_to_its_timetable_leaves_a_trace_where_it_had_moved(rule):
    CalendarDay.objects.create(day=TUESDAY, kind="off", name="nghỉ")
    assert traces(day(23), day(27)) == []
    found = published_notice(rule, kind="moved", new_day=day(26), late_reason="bão")
    change(found, kind="restored", new_day=None, notice="Thông báo số 244/TB-UBND")
    went = "Chuyển sang Thứ Tư, ngày 25/11/2026 (Thông báo số 244/TB-UBND)"
    assert traces(day(23), day(27)) == [(day(26), went)]

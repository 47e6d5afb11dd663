"""The public timetable: what is shown, and what calendar programs receive."""

import datetime as dt
import re

import icalendar
import pytest
import time_machine
from django.core.exceptions import ValidationError

from tracking.organisation.models import Agency
from tracking.reception import starter
from tracking.reception.models import Departure, DepartureKind, Place, Rule, RuleKind
from tracking.reception.recurrence import LAST, Pattern
from tracking.reception.schedule import SessionState, sessions, upcoming_sessions
from tracking.reception.views import SESSIONS_A_PAGE

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture(autouse=True)
def monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ward():
    return Agency.objects.create(slug="phuong-mau", name="UBND phường Mẫu", tier="commune", valid_from="2025-07-01")


@pytest.fixture
def rule(ward):
    place = Place.objects.create(agency=ward, name="Phòng tiếp công dân", address="1 phố Mẫu")
    return Rule.objects.create(
        agency=ward,
        place=place,
        host="Chủ tịch UBND phường Mẫu",
        host_en="Chair of Mẫu ward",
        pattern=Pattern.MONTH_WEEKDAY.value,
        weekdays=[1],
        positions=[LAST],
        starts=dt.time(8),
        ends=dt.time(11, 30),
        valid_from=dt.date(2026, 10, 1),
    )


def span(first="2026-11-01", last="2026-12-31"):
    return sessions(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_the_page_shows_day_hour_place_and_host(client, rule):
    page = client.get("/lich-tiep-cong-dan/").content.decode()
    assert 'datetime="2026-11-24T08:00:00+07:00"><b>24/11</b> <span>Thứ Ba</span>' in page
    assert "Chủ tịch UBND phường Mẫu" in page
    assert "1 phố Mẫu" in page
    assert "08:00–11:30" in page


def test_the_english_page_stands_under_en(client, rule):
    page = client.get("/en/lich-tiep-cong-dan/").content.decode()
    assert "Chair of Mẫu ward" in page


def test_the_english_pages_call_an_office_by_its_english_name(client, rule, ward):
    ward.name_en = "People's Committee of Mẫu Ward"
    ward.save()
    name = "People&#x27;s Committee of Mẫu Ward"
    for path in ("?co-quan=phuong-mau", "thang/2026-11/?co-quan=phuong-mau", "theo-doi/phuong-mau/"):
        page = client.get(f"/en/lich-tiep-cong-dan/{path}").content.decode().partition("<main")[2]
        assert name in page
        assert ward.name not in page
    assert name not in client.get("/lich-tiep-cong-dan/?co-quan=phuong-mau").content.decode()


def test_a_session_over_is_no_longer_shown(client, rule):
    with time_machine.travel(NOW + dt.timedelta(days=1, hours=4)):
        page = client.get("/lich-tiep-cong-dan/").content.decode()
    assert "2026-11-24" not in page
    assert "2026-12-29" in page


def test_a_moved_session_shows_its_new_day_and_why(client, rule):
    Departure.objects.create(
        rule=rule,
        kind=DepartureKind.MOVED,
        day=dt.date(2026, 11, 24),
        new_day=dt.date(2026, 11, 26),
        reason="họp đột xuất",
        notice="Thông báo 01/TB-UBND",
    )
    (moved, *_) = span()
    assert (moved.state, moved.day) == (SessionState.MOVED, dt.date(2026, 11, 26))
    page = client.get("/lich-tiep-cong-dan/").content.decode()
    assert "<b>26/11</b> <span>Thứ Năm</span>" in page
    assert "Theo lịch là ngày 24/11/2026" in page
    assert "họp đột xuất" in page
    assert "Thông báo 01/TB-UBND" in page


def test_a_session_moved_into_the_span_from_outside_is_found(rule):
    Departure.objects.create(
        rule=rule, kind=DepartureKind.MOVED, day=dt.date(2026, 11, 24), new_day=dt.date(2026, 12, 10), reason="bão"
    )
    assert [session.day for session in span("2026-12-01", "2026-12-15")] == [dt.date(2026, 12, 10)]


def test_a_cancelled_session_stays_on_the_page_but_is_not_upcoming(client, rule):
    Departure.objects.create(rule=rule, kind=DepartureKind.CANCELLED, day=dt.date(2026, 11, 24), reason="bão số 9")
    assert "bão số 9" in client.get("/lich-tiep-cong-dan/").content.decode()
    assert [session.day for session in upcoming_sessions(3)] == [dt.date(2026, 12, 29)]


def test_an_extra_session_is_added(rule):
    Departure.objects.create(rule=rule, kind=DepartureKind.EXTRA, day=dt.date(2026, 11, 27), reason="tiếp đột xuất")
    assert [session.day.day for session in span(last="2026-11-30")] == [24, 27]


def test_a_rule_ends_with_its_last_day(rule):
    Rule.objects.filter(pk=rule.pk).update(valid_to=dt.date(2026, 11, 30))
    assert [session.day for session in span()] == [dt.date(2026, 11, 24)]


def test_one_agency_can_be_chosen_and_an_unknown_one_is_not_found(client, rule, ward):
    other = Agency.objects.create(slug="xa-khac", name="UBND xã Khác", tier="commune", valid_from="2025-07-01")
    assert "Chủ tịch UBND phường Mẫu" in client.get(f"/lich-tiep-cong-dan/?co-quan={ward.slug}").content.decode()
    page = client.get(f"/lich-tiep-cong-dan/?co-quan={other.slug}").content.decode()
    own, elsewhere = page.split("Các buổi sắp tới ở cơ quan khác")
    assert "Chưa có buổi tiếp nào" in own
    assert "Chủ tịch UBND phường Mẫu" not in own
    assert "Chủ tịch UBND phường Mẫu" in elsewhere
    assert client.get("/lich-tiep-cong-dan/?co-quan=khong-co").status_code == 404
    assert client.get("/lich-tiep-cong-dan/khong-co.ics").status_code == 404


def test_the_page_says_so_when_nothing_is_announced(client):
    assert "Chưa có buổi tiếp nào được công bố" in client.get("/lich-tiep-cong-dan/").content.decode()


def test_the_page_sets_no_cookie_and_does_not_vary_on_it(client, rule):
    response = client.get("/lich-tiep-cong-dan/")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_calendar_parses_and_keeps_its_uid_when_a_session_moves(client, rule):
    before = icalendar.Calendar.from_ical(client.get("/lich-tiep-cong-dan/lich.ics").content)
    first = before.walk("VEVENT")[1]
    departure = Departure.objects.create(
        rule=rule, kind=DepartureKind.MOVED, day=dt.date(2026, 11, 24), new_day=dt.date(2026, 11, 26), reason="họp"
    )
    departure.reason = "họp đột xuất"
    departure.save()
    after = icalendar.Calendar.from_ical(client.get("/lich-tiep-cong-dan/lich.ics").content)
    moved = next(event for event in after.walk("VEVENT") if event["UID"] == first["UID"])
    assert moved["DTSTART"].dt.date() == dt.date(2026, 11, 26)
    assert moved["SEQUENCE"] > first["SEQUENCE"]
    assert moved["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert after.walk("VTIMEZONE")


def test_a_cancelled_session_reaches_subscribers_as_cancelled(client, rule, ward):
    Departure.objects.create(rule=rule, kind=DepartureKind.CANCELLED, day=dt.date(2026, 11, 24), reason="bão")
    body = client.get(f"/lich-tiep-cong-dan/{ward.slug}.ics").content
    states = {str(event["STATUS"]) for event in icalendar.Calendar.from_ical(body).walk("VEVENT")}
    assert states == {"CANCELLED", "CONFIRMED"}


def test_calendar_lines_are_folded_and_end_as_the_standard_asks(client, rule):
    body = client.get("/lich-tiep-cong-dan/lich.ics").content
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")


def test_an_unchanged_calendar_is_not_sent_twice(client, rule):
    first = client.get("/lich-tiep-cong-dan/lich.ics")
    again = client.get("/lich-tiep-cong-dan/lich.ics", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends": dt.time(7)}, "ends"),
        ({"valid_to": dt.date(2026, 1, 1)}, "valid_to"),
        ({"positions": []}, "positions"),
        ({"afternoon_starts": dt.time(13)}, "afternoon_ends"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(rule, change, field):
    for name, value in change.items():
        setattr(rule, name, value)
    with pytest.raises(ValidationError) as refused:
        rule.full_clean()
    assert field in refused.value.message_dict


class TestSamples:
    @pytest.fixture(autouse=True)
    def loaded(self, ward, django_assert_max_num_queries):
        starter.load()

    def test_samples_are_marked_and_can_be_cleared(self, client):
        assert "Dữ liệu mẫu" in client.get("/lich-tiep-cong-dan/").content.decode()
        starter.clear_samples()
        assert not Rule.objects.exists()
        assert not Place.objects.exists()
        assert "Dữ liệu mẫu" not in client.get("/lich-tiep-cong-dan/").content.decode()

    def test_loading_again_changes_nothing(self):
        before = list(Rule.objects.values_list("pk", "updated_at"))
        starter.load()
        assert list(Rule.objects.values_list("pk", "updated_at")) == before


def test_an_office_with_its_own_timetable_gets_no_samples(rule):
    starter.load()
    assert not Rule.objects.filter(is_sample=True).exists()


def test_the_page_costs_few_queries_however_many_agencies(client, rule, ward, django_assert_max_num_queries):
    for number in range(20):
        agency = Agency.objects.create(
            slug=f"xa-{number}", name=f"Xã {number}", tier="commune", valid_from="2025-07-01"
        )
        rule.pk, rule.agency = None, agency
        rule.save()
    Rule.objects.filter(agency=ward).update(kind=RuleKind.LEADER)
    client.get("/lich-tiep-cong-dan/")
    with django_assert_max_num_queries(12):
        client.get("/lich-tiep-cong-dan/")


def moved_session(rule) -> Departure:
    return Departure.objects.create(
        rule=rule,
        kind=DepartureKind.MOVED,
        day=dt.date(2026, 11, 24),
        new_day=dt.date(2026, 11, 26),
        reason="họp đột xuất",
        notice="Thông báo 01/TB-UBND",
    )


def test_a_session_keeps_its_address_when_it_is_moved(client, rule):
    address = f"/lich-tiep-cong-dan/buoi/{span()[0].uid}/"
    assert "Thứ Ba, 24/11/2026" in client.get(address).content.decode()
    moved_session(rule)
    page = client.get(address).content.decode()
    assert "Buổi này đã chuyển" in page
    assert "Thứ Năm, 26/11/2026" in page
    assert "Thông báo 01/TB-UBND" in page
    assert " ".join(page.split()).count("Chuyển ngày, giờ hoặc địa điểm → 26/11/2026. Họp đột xuất. Thông báo") == 1


def test_an_added_session_is_told_in_one_plain_line(client, rule):
    Departure.objects.create(rule=rule, kind=DepartureKind.EXTRA, day=dt.date(2026, 11, 26), reason="đột xuất.")
    (found,) = [one for one in span() if one.state is SessionState.EXTRA]
    page = " ".join(client.get(f"/lich-tiep-cong-dan/buoi/{found.uid}/").content.decode().split())
    assert "Buổi tiếp thêm, đột xuất. Đột xuất. <" in page


def test_the_page_of_a_session_says_by_when_it_had_to_be_posted(client, rule):
    page = client.get(f"/lich-tiep-cong-dan/buoi/{span()[0].uid}/").content.decode()
    assert "chậm nhất 16/11/2026" in page


@pytest.mark.parametrize("uid", ["999-20261124", "x", "1-20261399", "1-99991231", "extra-1-20261124", "1" * 60])
def test_a_session_that_is_not_in_the_timetable_is_not_found(client, rule, uid):
    assert client.get(f"/lich-tiep-cong-dan/buoi/{uid}/").status_code == 404
    assert client.get(f"/lich-tiep-cong-dan/buoi/{uid}.ics").status_code == 404


def test_one_session_can_be_put_into_ones_own_calendar(client, rule):
    (found, *_) = span()
    body = icalendar.Calendar.from_ical(client.get(f"/lich-tiep-cong-dan/buoi/{found.uid}.ics").content)
    (event,) = body.walk("VEVENT")
    assert str(event["UID"]).startswith(found.uid)


def test_a_month_is_shown_as_weeks(client, rule):
    page = client.get("/lich-tiep-cong-dan/thang/2026-11/").content.decode()
    assert 'datetime="2026-11-24"' in page
    assert "Chủ tịch UBND phường Mẫu" in page
    assert client.get("/lich-tiep-cong-dan/thang/2026-13/").status_code == 404


def test_what_was_published_on_a_day_gone_by_can_be_asked(client, rule):
    page = client.get("/lich-tiep-cong-dan/da-cong-bo/?ngay=2026-11-22").content.decode()
    assert "Khi ấy cổng chưa công bố buổi nào" in page
    page = client.get("/lich-tiep-cong-dan/da-cong-bo/?ngay=2026-11-23").content.decode()
    assert "Chủ tịch UBND phường Mẫu" in page


@pytest.mark.parametrize("day", ["2026-11-31", "mai", "2027-01-01", "0001-01-01"])
def test_a_day_that_cannot_be_shown_is_answered_with_today(client, rule, day):
    answer = client.get(f"/lich-tiep-cong-dan/da-cong-bo/?ngay={day}")
    assert answer.status_code == 200
    assert "đây là lịch của hôm nay" in answer.content.decode()


def test_programs_read_the_timetable_as_json(client, rule):
    moved_session(rule)
    answer = client.get("/api/v1/timetable?tu=2026-11-01&den=2026-11-30")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    (row,) = answer.json()["sessions"]
    assert (row["state"], row["due"], row["starts"]) == ("moved", "2026-11-24", "2026-11-26T08:00:00+07:00")


@pytest.mark.parametrize(
    "query", ["tu=xyz", "tu=2026-12-01&den=2026-11-01", "tu=2020-01-01&den=2026-01-01", "co-quan=x"]
)
def test_a_wrong_question_for_json_is_answered_with_what_is_wrong(client, rule, query):
    answer = client.get(f"/api/v1/timetable?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_changes_are_a_feed(client, rule):
    moved_session(rule)
    answer = client.get("/lich-tiep-cong-dan/thay-doi.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert "họp đột xuất" in answer.content.decode()


def test_a_long_timetable_comes_in_pages_and_keeps_the_office_chosen(client, rule):
    rule.positions, rule.pattern, rule.weekdays = [], Pattern.WEEKLY.value, [0, 1, 2]
    rule.save()
    first = client.get("/lich-tiep-cong-dan/?co-quan=phuong-mau").content.decode()
    assert first.count('class="day"') == SESSIONS_A_PAGE
    found = re.search(r'href="(\?[^"]+)"\s+rel="next"', first)
    assert found
    asked = found[1].replace("&amp;", "&").removesuffix("#cac-buoi")
    assert asked == "?co-quan=phuong-mau&trang=2"
    second = client.get(f"/lich-tiep-cong-dan/{asked}").content.decode()
    assert 'rel="prev"' in second
    days = re.compile(r'<time class="day"\s+datetime="([^"]+)"')
    assert max(days.findall(first)) < min(days.findall(second))
    assert "Trang 3/3" in client.get("/lich-tiep-cong-dan/?trang=99").content.decode()

"""Received by video: asked for while booking, answered 05 working days before, the link for one person alone."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.tracking.petitions import agency, person
from tests.tracking.test_bookings import form_values, timetable
from tracking.casework import codes
from tracking.organisation.models import Person, Role
from tracking.reception import bookings, news_sending, online
from tracking.reception.bookings import NoTurn, Wish
from tracking.reception.models import Departure, OnlineGround, OnlineReception, OnlineState, Rule, RuleKind
from tracking.reception.online_terms import can_be_notified, last_day_to_notify, last_day_to_test
from tracking.terms.calendar import WorkCalendar

NOW = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
TUESDAY = dt.date(2026, 11, 24)
LINK = "https://hop.example.gov.vn/phong-7"
TRIAL = NOW + dt.timedelta(days=3)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW) as travelling:
        yield travelling


@pytest.fixture
def rule(db) -> Rule:
    return timetable()


@pytest.fixture
def head(db) -> Person:
    return person("thu.truong", Role.HEAD, agency("so-mau"))


def ask(rule: Rule, ground: str = "far", **more) -> tuple[OnlineReception, str]:
    wish = Wish(name="Nguyễn Văn Mẫu", phone="0912 000 001", subject="land", online=ground, **more)
    booking, code = bookings.book(uid=f"{rule.pk}-{TUESDAY:%Y%m%d}", token=codes.new_token(), wish=wish)
    return OnlineReception.objects.get(booking=booking), code


def agree(asked: OnlineReception, head: Person, **more) -> OnlineReception:
    facts = {"notice": "Thông báo số 12/TB-SXD", "link": LINK, "how": "mật khẩu 1234", "test_at": TRIAL}
    return online.agree(pk=asked.pk, person_id=head.pk, **(facts | more))


def seen(code: str) -> str:
    return Client().post("/lich-tiep-cong-dan/dang-ky/", {"code": code}).content.decode()


def test_a_request_goes_from_the_booking_form_to_a_link_only_its_code_opens(client, rule, head):
    address = f"/lich-tiep-cong-dan/buoi/{rule.pk}-{TUESDAY:%Y%m%d}/dang-ky/"
    page = client.get(address).content.decode()
    assert "tiếp trực tuyến" in page
    booked = client.post(address, form_values(page, online="far")).content.decode()
    code = re.search(r'class="code">\s*([0-9A-Z-]{19})', booked)[1]
    assert "chậm nhất ngày 16/11/2026" in booked
    asked = OnlineReception.objects.get()
    desk = Client()
    desk.force_login(head)
    assert f"/admin/dang-ky-tiep/truc-tuyen/{asked.pk}/" in desk.get("/admin/dang-ky-tiep/").content.decode()
    given_words = {
        "what": "agree",
        "notice": "Thông báo số 12/TB-SXD",
        "link": LINK,
        "how": "",
        "test_at": "2026-11-19 09:00",
    }
    desk.post(f"/admin/dang-ky-tiep/truc-tuyen/{asked.pk}/", given_words)
    mine = seen(code)
    assert LINK in mine
    assert "09:00 19/11/2026" in mine
    assert "phải được ghi âm, ghi hình" in mine
    for public in (
        f"/lich-tiep-cong-dan/buoi/{rule.pk}-{TUESDAY:%Y%m%d}/",
        "/lich-tiep-cong-dan/",
        "/lich-tiep-cong-dan/lich.ics",
    ):
        assert LINK not in client.get(public).content.decode()


def test_the_link_is_not_readable_in_the_database(rule, head):
    from django.db import connection

    asked, _code = ask(rule)
    agree(asked, head)
    with connection.cursor() as cursor:
        cursor.execute("select access from reception_onlinereception where id = %s", [asked.pk])
        assert "hop.example" not in str(cursor.fetchone()[0])


def test_a_denouncer_who_asks_for_secrecy_is_told_of_the_sealed_way_and_nothing_is_lost(client, rule):
    address = f"/lich-tiep-cong-dan/buoi/{rule.pk}-{TUESDAY:%Y%m%d}/dang-ky/"
    page = client.get(address).content.decode()
    wanted = form_values(page, online="denunciation", wants_secrecy="on", about="việc của tôi")
    again = client.post(address, wanted).content.decode()
    assert "Tố cáo muốn giữ kín danh tính thì không tiếp trực tuyến" in again
    assert "việc của tôi" in again
    assert not OnlineReception.objects.exists()


def test_a_session_too_near_offers_no_video_and_takes_no_forged_request(client, rule, clock):
    clock.move_to(NOW + dt.timedelta(days=1))
    address = f"/lich-tiep-cong-dan/buoi/{rule.pk}-{TUESDAY:%Y%m%d}/dang-ky/"
    assert "tiếp trực tuyến" not in client.get(address).content.decode()
    with pytest.raises(NoTurn, match="05 ngày làm việc"):
        ask(rule)
    assert not OnlineReception.objects.exists()


def test_lawyers_are_not_asked_for_video(client, db):
    lawyers = timetable(kind=RuleKind.LAWYER)
    address = f"/lich-tiep-cong-dan/buoi/{lawyers.pk}-{TUESDAY:%Y%m%d}/dang-ky/"
    assert "tiếp trực tuyến" not in client.get(address).content.decode()


def test_an_answer_that_comes_too_late_is_refused_with_the_day(rule, head, clock):
    asked, _code = ask(rule)
    clock.move_to(NOW + dt.timedelta(days=1))
    with pytest.raises(online.CannotAnswer, match="16/11/2026"):
        agree(asked, head)
    online.refuse(pk=asked.pk, person_id=head.pk, reason="Không kịp báo trước.")
    asked.refresh_from_db()
    assert asked.state == OnlineState.REFUSED


@pytest.mark.parametrize("days", [-1, 7, 8])
def test_the_trial_must_come_between_today_and_one_working_day_before(rule, head, days):
    asked, _code = ask(rule)
    with pytest.raises(online.CannotAnswer, match="20/11/2026"):
        agree(asked, head, test_at=NOW + dt.timedelta(days=days))


def test_a_refusal_tells_why_and_keeps_the_turn(rule, head):
    asked, code = ask(rule)
    online.refuse(pk=asked.pk, person_id=head.pk, reason="Phòng họp trực tuyến đang sửa.")
    page = seen(code)
    assert "Phòng họp trực tuyến đang sửa." in page
    assert "Ông/bà có lượt vào khoảng 08:00" in page


def test_a_moved_session_hides_the_link_until_the_office_tells_anew(rule, head):
    asked, code = ask(rule)
    agree(asked, head)
    moved = TUESDAY + dt.timedelta(days=7)
    Departure.objects.create(rule=rule, kind="moved", day=TUESDAY, new_day=moved, reason="họp", notice="243")
    page = seen(code)
    assert LINK not in page
    assert "cơ quan phải báo lại" in page
    agree(asked, head, test_at=NOW + dt.timedelta(days=9))
    assert LINK in seen(code)


def test_a_cancelled_turn_forgets_the_link(rule, head):
    asked, code = ask(rule)
    agree(asked, head)
    Client().post("/lich-tiep-cong-dan/dang-ky/huy/", {"code": code})
    asked.refresh_from_db()
    assert (asked.state, asked.access) == (OnlineState.WITHDRAWN, {})
    with pytest.raises(online.CannotAnswer):
        agree(asked, head)


def test_trial_and_recording_are_noted_and_the_person_sees_that_it_was_recorded(rule, head):
    asked, code = ask(rule)
    desk = Client()
    desk.force_login(head)
    address = f"/admin/dang-ky-tiep/truc-tuyen/{asked.pk}/"
    desk.post(address, {"what": "recording", "recording": "máy chủ Sở"})
    asked.refresh_from_db()
    assert asked.recording == ""  # nothing was agreed yet
    agree(asked, head)
    assert "Ngày này chưa đến" in desk.post(address, {"what": "test", "tested_on": "2026-11-20"}).content.decode()
    desk.post(address, {"what": "test", "tested_on": "2026-11-16"})
    desk.post(address, {"what": "recording", "recording": "Máy chủ lưu trữ của Sở"})
    asked.refresh_from_db()
    assert (asked.tested_on, asked.recording) == (dt.date(2026, 11, 16), "Máy chủ lưu trữ của Sở")
    page = seen(code)
    assert "đã được ghi âm, ghi hình" in page
    assert "Máy chủ lưu trữ" not in page


def test_a_denunciation_by_video_needs_the_word_that_no_secrecy_is_asked(rule, head):
    asked, _code = ask(rule, OnlineGround.DENUNCIATION)
    desk = Client()
    desk.force_login(head)
    address = f"/admin/dang-ky-tiep/truc-tuyen/{asked.pk}/"
    words = {"what": "agree", "notice": "TB 12", "link": LINK, "test_at": "2026-11-19 09:00"}
    desk.post(address, words)
    asked.refresh_from_db()
    assert asked.state == OnlineState.ASKED
    desk.post(address, words | {"not_secret": "on"})
    asked.refresh_from_db()
    assert asked.state == OnlineState.AGREED


@pytest.mark.parametrize("link", ["http://hop.example.gov.vn/7", "javascript:alert(1)", "hop"])
def test_only_an_encrypted_address_is_taken_as_the_room(rule, head, link):
    asked, _code = ask(rule)
    desk = Client()
    desk.force_login(head)
    words = {"what": "agree", "notice": "TB 12", "link": link, "test_at": "2026-11-19 09:00"}
    desk.post(f"/admin/dang-ky-tiep/truc-tuyen/{asked.pk}/", words)
    asked.refresh_from_db()
    assert asked.state == OnlineState.ASKED


@pytest.mark.parametrize(
    ("role", "office", "answer"),
    [
        (Role.HEAD, "so-mau", 200),
        (Role.OFFICER, "so-mau", 200),
        (Role.HEAD, "so-khac", 404),
        (Role.COMMUNICATIONS, "so-mau", 302),
    ],
)
def test_only_those_who_receive_there_see_the_request_and_only_the_head_decides(rule, role, office, answer):
    asked, _code = ask(rule)
    desk = Client()
    desk.force_login(person("ai.do", role, agency(office)))
    address = f"/admin/dang-ky-tiep/truc-tuyen/{asked.pk}/"
    assert desk.get(address).status_code == answer
    desk.post(address, {"what": "refuse", "reason": "không"})
    asked.refresh_from_db()
    assert (asked.state == OnlineState.REFUSED) is (role == Role.HEAD and office == "so-mau")


def test_the_answer_is_told_by_mail_without_the_link(rule, head, settings):
    settings.EMAIL_URL = "smtp+tls://relay.example.org:587"
    asked, _code = ask(rule, email="mau@example.com")
    agree(asked, head)
    assert news_sending.send_waiting() == 1
    assert "trực tuyến" in mail.outbox[0].subject
    assert LINK not in mail.outbox[0].body
    assert "Mẫu" not in mail.outbox[0].body.replace("Sở Mẫu", "")


@given(st.dates(dt.date(2026, 7, 1), dt.date(2030, 12, 31)), st.sets(st.integers(0, 60), max_size=20))
def test_five_full_working_days_lie_between_the_last_notice_and_the_session(day, off):
    work = WorkCalendar({day - dt.timedelta(days=number): "Nghỉ lễ" for number in off if number})
    last = last_day_to_notify(day, work)
    between = [last + dt.timedelta(days=number) for number in range(1, (day - last).days)]
    assert sum(work.is_working(one) for one in between) == 5
    assert can_be_notified(day, last, work)
    assert not can_be_notified(day, last + dt.timedelta(days=1), work)
    assert last < last_day_to_test(day, work) < day


def test_a_far_session_stands_at_the_desk_as_soon_as_somebody_asks_for_video(rule, head, clock):
    clock.move_to(NOW - dt.timedelta(days=60))
    asked, _code = ask(rule)
    desk = Client()
    desk.force_login(head)
    assert f"/admin/dang-ky-tiep/truc-tuyen/{asked.pk}/" in desk.get("/admin/dang-ky-tiep/").content.decode()

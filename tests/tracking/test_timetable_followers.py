"""Who follows a timetable learns by mail of every notice, once; an address is confirmed, and soon forgotten."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client

from tests.tracking.test_bookings import timetable
from tracking.reception import following, news_sending
from tracking.reception.models import AskedAddress, BookingNews, Departure, Rule, TimetableFollower

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
DAY = dt.date(2026, 11, 24)
PAGE = "/lich-tiep-cong-dan/theo-doi/so-mau/"
MAIL = "nguoi.mau@example.org"


@pytest.fixture(autouse=True)
def clock(settings):
    settings.EMAIL_URL = "smtp+tls://relay.example.org:587"
    with time_machine.travel(NOW) as travelling:
        yield travelling


@pytest.fixture
def rule() -> Rule:
    return timetable(host_en="Director of Mẫu")


def link(pattern: str = r"https?://[^/\s]+(/\S+xac-nhan\S+)") -> str:
    found = re.search(pattern, mail.outbox[-1].body)
    assert found
    return found[1]


def followed(client: Client, address: str = MAIL, page: str = PAGE) -> None:
    client.post(page, {"email": address})
    news_sending.send_waiting()
    client.post(link())
    mail.outbox.clear()


def depart(rule: Rule, **facts) -> Departure:
    given = {"kind": "moved", "day": DAY, "new_day": DAY + dt.timedelta(days=1), "reason": "họp", "notice": "243/TB"}
    return Departure.objects.create(rule=rule, **(given | facts))


def test_a_wish_is_confirmed_from_the_mail_by_a_button_and_not_by_opening_it(rule, client):
    assert PAGE in client.get("/lich-tiep-cong-dan/?co-quan=so-mau").content.decode()
    assert "Xin mở thư và xác nhận" in client.post(PAGE, {"email": MAIL}).content.decode()
    assert news_sending.send_waiting() == 1
    assert mail.outbox[0].to == [MAIL]
    assert client.get(link()).status_code == 200
    assert TimetableFollower.objects.get().confirmed_at is None
    assert "Đã xác nhận" in client.post(link()).content.decode()
    assert TimetableFollower.objects.get().confirmed_at is not None


def test_a_moved_and_then_cancelled_session_is_told_once_each(rule, client):
    followed(client)
    notice = depart(rule)
    assert (news_sending.send_waiting(), news_sending.send_waiting()) == (1, 0)
    body = mail.outbox[0].body
    assert "Thứ Tư 25/11/2026" in body
    assert "243/TB" in body
    assert f"/lich-tiep-cong-dan/buoi/{rule.pk}-20261124/" in body
    notice.kind, notice.new_day, notice.reason = "cancelled", None, "bão"
    notice.save()
    assert news_sending.send_waiting() == 1
    assert "Hủy buổi tiếp" in mail.outbox[1].body
    assert "Tiếp lúc" not in mail.outbox[1].body


def test_two_corrections_before_the_worker_comes_are_one_letter_with_the_newest_state(rule, client):
    followed(client)
    notice = depart(rule)
    for words in ("bão", "bão số 9"):
        notice.reason = words
        notice.save()
    assert (news_sending.send_waiting(), news_sending.send_waiting()) == (1, 0)
    assert "Lý do: bão số 9" in mail.outbox[0].body
    notice.kind, notice.new_day = "restored", None
    notice.save()
    assert news_sending.send_waiting() == 1


def test_a_second_click_at_the_same_moment_reads_the_same_page(rule, client, monkeypatch):
    client.post(PAGE, {"email": MAIL})
    AskedAddress.objects.all().delete()
    # The other click's row is not there yet when this one looks.
    monkeypatch.setattr(TimetableFollower.objects, "select_for_update", TimetableFollower.objects.none)
    assert "Xin mở thư và xác nhận" in client.post(PAGE, {"email": MAIL}).content.decode()
    assert (TimetableFollower.objects.count(), BookingNews.objects.count()) == (1, 1)


def test_an_added_session_is_told_too_and_a_sample_is_not(rule, client):
    followed(client)
    depart(rule, kind="extra", day=dt.date(2026, 11, 26), new_day=None, notice="")
    assert news_sending.send_waiting() == 1
    assert "26/11/2026" in mail.outbox[0].body
    depart(rule, is_sample=True)
    assert news_sending.send_waiting() == 0


def test_nobody_unconfirmed_and_nobody_of_another_office_is_told(rule, client):
    from tests.tracking.petitions import agency

    agency("so-khac")
    client.post(PAGE, {"email": "chua.xac.nhan@example.org"})
    followed(client, page="/lich-tiep-cong-dan/theo-doi/so-khac/")
    depart(rule)
    news_sending.send_waiting()
    assert [letter.to for letter in mail.outbox if "thay đổi" in letter.subject] == []


def test_leaving_is_one_post_without_a_page_and_forgets_the_address(rule, client):
    followed(client)
    depart(rule)
    news_sending.send_waiting()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    depart(rule, day=DAY + dt.timedelta(days=7), new_day=DAY + dt.timedelta(days=8))
    away = re.search(r"/lich-tiep-cong-dan/theo-doi/thoi/[^>]+", headers["List-Unsubscribe"])[0]
    bare = Client(enforce_csrf_checks=True)
    assert bare.post(away, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not TimetableFollower.objects.exists()
    assert news_sending.send_waiting() == 0
    assert client.get(away).status_code == 404


def test_the_address_is_not_readable_in_the_database(rule, client):
    followed(client)
    with connection.cursor() as cursor:
        cursor.execute("select * from reception_timetablefollower")
        assert "nguoi.mau" not in str(cursor.fetchall())


def test_a_strangers_address_cannot_be_flooded_and_the_page_says_the_same(rule, client):
    first = client.post(PAGE, {"email": MAIL}).content.decode()
    again = client.post(PAGE, {"email": MAIL.upper()}).content.decode()
    assert "Xin mở thư và xác nhận" in first
    assert "Xin mở thư và xác nhận" in again
    assert BookingNews.objects.count() == 1


def test_an_address_gets_three_questions_a_day_of_all_offices_together(rule, client, clock):
    from tests.tracking.petitions import agency

    agency("so-khac")
    other = "/lich-tiep-cong-dan/theo-doi/so-khac/"
    for hour in range(23):
        clock.move_to(NOW + dt.timedelta(minutes=61 * hour))
        for page in (PAGE, other):
            assert "Xin mở thư và xác nhận" in client.post(page, {"email": MAIL}).content.decode()
    assert BookingNews.objects.filter(what="question").count() == 3
    clock.move_to(NOW + dt.timedelta(hours=26))
    client.post(other, {"email": MAIL})
    assert BookingNews.objects.filter(what="question").count() == 4
    clock.move_to(NOW + dt.timedelta(hours=51))
    following.forget_unconfirmed()
    assert not AskedAddress.objects.exists()


def test_a_machine_in_the_trap_is_thanked_without_effect(rule, client):
    assert "Xin mở thư" in client.post(PAGE, {"email": MAIL, "website": "x"}).content.decode()
    assert not TimetableFollower.objects.exists()


def test_what_is_never_confirmed_is_forgotten(rule, client, clock):
    client.post(PAGE, {"email": MAIL})
    following.forget_unconfirmed()
    assert TimetableFollower.objects.count() == 1
    clock.move_to(NOW + dt.timedelta(days=4))
    following.forget_unconfirmed()
    assert not TimetableFollower.objects.exists()


@pytest.mark.parametrize("token", ["x", "1:abc", "1", "%00", "a" * 300])
def test_a_forged_address_of_a_mail_opens_nothing(rule, client, token):
    followed(client)
    for way in ("xac-nhan", "thoi"):
        assert client.post(f"/lich-tiep-cong-dan/theo-doi/{way}/{token}/").status_code in (404, 400)
    assert TimetableFollower.objects.count() == 1


def test_a_reader_of_english_is_written_to_in_english(rule, client):
    client.post(f"/en{PAGE}", {"email": MAIL})
    news_sending.send_waiting()
    assert "Please confirm" in mail.outbox[0].body
    client.post(link())
    depart(rule)
    news_sending.send_waiting()
    assert "Director of Mẫu" in mail.outbox[1].body


def test_without_a_relay_no_address_is_asked_for(rule, client, settings):
    settings.EMAIL_URL = ""
    page = client.get(PAGE).content.decode()
    assert 'name="email"' not in page
    assert "Atom" in page

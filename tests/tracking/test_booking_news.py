"""Who booked with an address learns by mail that the session moved, was called off or is near: nothing private."""

import datetime as dt

import pytest
import time_machine
from django.core import mail

from tests.tracking.petitions import agency
from tracking.casework import codes
from tracking.reception import bookings, news_sending
from tracking.reception.bookings import Wish
from tracking.reception.models import Booking, BookingNews, Departure, Place, Rule

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
DAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def relay(settings):
    settings.EMAIL_URL = "smtp+tls://relay.example.org:587"
    with time_machine.travel(NOW) as clock:
        yield clock


@pytest.fixture
def rule() -> Rule:
    office = agency("so-mau")
    place = Place.objects.create(agency=office, name="Phòng tiếp", address="1 phố Mẫu")
    return Rule.objects.create(
        agency=office,
        place=place,
        host="Giám đốc Sở Mẫu",
        host_en="Director of Mẫu",
        pattern="weekly",
        weekdays=[1],
        starts=dt.time(8),
        ends=dt.time(10),
        places_a_session=1,
        minutes_each=30,
        valid_from=dt.date(2026, 11, 1),
    )


def book(rule: Rule, email: str = "mau@example.com") -> Booking:
    wish = Wish(name="Nguyễn Văn Mẫu", phone="0900 000 000", subject="land", about="việc riêng", email=email)
    return bookings.book(uid=f"{rule.pk}-{DAY:%Y%m%d}", token=codes.new_token(), wish=wish)[0]


def announce(rule: Rule, **facts: object) -> Departure:
    given = {
        "kind": "moved",
        "day": DAY,
        "new_day": DAY + dt.timedelta(days=1),
        "reason": "họp Thành ủy",
        "notice": "243",
    }
    return Departure.objects.create(rule=rule, **(given | facts))


def test_a_moved_session_is_told_once_with_its_new_day_and_nothing_of_the_person(rule):
    book(rule)
    announce(rule)
    assert news_sending.send_waiting() == 1
    assert news_sending.send_waiting() == 0
    (letter,) = mail.outbox
    assert letter.to == ["mau@example.com"]
    assert letter.subject == "Buổi tiếp công dân ngày 25/11/2026"
    assert "khoảng 08:00, Thứ Tư 25/11/2026, tại Phòng tiếp, 1 phố Mẫu" in letter.body
    assert "Theo lịch là ngày 24/11/2026. Lý do: họp Thành ủy" in letter.body
    for private in ("Nguyễn", "0900", "việc riêng"):
        assert private not in letter.subject + letter.body


def test_a_session_called_off_after_it_was_moved_is_told_again(rule):
    book(rule)
    departure = announce(rule)
    news_sending.send_waiting()
    departure.kind, departure.new_day = "cancelled", None
    departure.save()
    assert news_sending.send_waiting() == 1
    assert mail.outbox[-1].subject == "Buổi tiếp ngày 24/11/2026 đã hủy"


def test_a_session_called_off_late_tells_the_number_and_why_it_is_late(rule):
    book(rule)
    announce(rule, kind="cancelled", new_day=None, notice="Thông báo số 245/TB-UBND", late_reason="bão vào đột ngột")
    news_sending.send_waiting()
    assert "Thông báo số 245/TB-UBND" in mail.outbox[0].body
    assert "Lý do công bố muộn: bão vào đột ngột." in mail.outbox[0].body


def test_two_corrections_before_the_worker_comes_are_one_letter(rule):
    book(rule)
    notice = announce(rule)
    notice.new_day = DAY + dt.timedelta(days=2)
    notice.save()
    assert (news_sending.send_waiting(), news_sending.send_waiting()) == (1, 0)
    assert "26/11/2026" in mail.outbox[0].body


def test_no_address_no_mail_and_who_gave_the_turn_back_is_left_alone(rule):
    book(rule, email="")
    announce(rule)
    assert not BookingNews.objects.exists()
    other = Booking.objects.get()
    bookings.cancel(booking_id=other.pk)
    Departure.objects.all().delete()
    mine = book(rule)
    announce(rule)
    bookings.cancel(booking_id=mine.pk)
    assert news_sending.send_waiting() == 0
    assert mail.outbox == []


def test_a_turn_that_became_free_is_told_to_the_first_in_line(rule):
    first = book(rule, email="")
    book(rule, email="cho@example.com")
    bookings.cancel(booking_id=first.pk)
    assert news_sending.send_waiting() == 1
    assert mail.outbox[0].to == ["cho@example.com"]
    assert "khoảng 08:00" in mail.outbox[0].body


def test_a_day_before_everybody_with_a_turn_is_reminded_once(rule, relay):
    book(rule)
    assert news_sending.remind() == 0
    relay.move_to(NOW + dt.timedelta(days=7))
    for _again in range(2):
        assert news_sending.remind() == 1
        news_sending.send_waiting()
    assert len(mail.outbox) == 1


def test_a_moved_session_is_reminded_of_before_its_new_day(rule, relay):
    book(rule)
    announce(rule, new_day=DAY + dt.timedelta(days=3))
    relay.move_to(NOW + dt.timedelta(days=7))
    assert news_sending.remind() == 0
    relay.move_to(NOW + dt.timedelta(days=10))
    assert news_sending.remind() == 1


def test_a_relay_that_is_away_is_tried_again_later_and_nothing_is_lost(rule, relay, monkeypatch):
    book(rule)
    announce(rule)

    def away(_message):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", away)
        assert news_sending.send_waiting() == 0
    assert news_sending.send_waiting() == 0, "not before its time"
    relay.move_to(NOW + dt.timedelta(minutes=30))
    assert news_sending.send_waiting() == 1


def test_the_mail_speaks_the_language_of_the_form(rule, client):
    book(rule)
    booking = Booking.objects.get()
    booking.data |= {"language": "en"}
    booking.save()
    announce(rule)
    news_sending.send_waiting()
    assert mail.outbox[0].subject == "Reception on 25/11/2026"
    assert "Director of Mẫu" in mail.outbox[0].body


def test_without_a_relay_the_form_asks_for_no_address(rule, client, settings):
    address = f"/lich-tiep-cong-dan/buoi/{rule.pk}-{DAY:%Y%m%d}/dang-ky/"
    assert 'name="email"' in client.get(address).content.decode()
    settings.EMAIL_URL = ""
    assert 'name="email"' not in client.get(address).content.decode()

"""A turn at a session: one person a turn, the next in line gets what is given back, and only receivers see names."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection, connections

from tests.tracking.petitions import agency, custodian_key, person, submit
from tracking.casework import codes
from tracking.casework.models import Case
from tracking.casework.petition import Kind
from tracking.organisation.models import Role
from tracking.reception import bookings, starter
from tracking.reception.bookings import NoTurn, Wish
from tracking.reception.models import Booking, BookingState, Departure, Place, Rule, RuleKind, hold
from tracking.reception.schedule import sessions

NOW = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture(autouse=True)
def mid_november():
    with time_machine.travel(NOW):
        yield


def timetable(**facts) -> Rule:
    office = agency("so-mau")
    place = Place.objects.create(agency=office, name="Phòng tiếp", address="1 phố Mẫu")
    given = {
        "host": "Giám đốc Sở Mẫu",
        "pattern": "weekly",
        "weekdays": [1],
        "starts": dt.time(8),
        "ends": dt.time(10),
        "places_a_session": 2,
        "minutes_each": 30,
        "valid_from": dt.date(2026, 11, 1),
    }
    return Rule.objects.create(agency=office, place=place, **(given | facts))


@pytest.fixture
def rule(db) -> Rule:
    return timetable()


def uid(rule: Rule, day="20261124") -> str:
    return f"{rule.pk}-{day}"


def book(rule, number: int, **more):
    wish = Wish(name=f"Nguyễn Văn Mẫu {number}", phone=f"0912 000 {number:03}", subject="land", **more)
    return bookings.book(uid=uid(rule), token=codes.new_token(), wish=wish)


def test_turns_are_given_out_in_order_and_then_a_place_on_the_waiting_list(rule):
    turns = [book(rule, number)[0] for number in range(3)]
    assert [(turn.turn, turn.state) for turn in turns] == [(0, "booked"), (1, "booked"), (None, "waiting")]
    assert [bookings.turn_of(turn).at.strftime("%H:%M") for turn in turns[:2]] == ["08:00", "08:30"]


def test_the_same_form_sent_again_is_the_same_turn_with_the_same_code(rule):
    token, wish = codes.new_token(), Wish("Nguyễn Văn Mẫu", "0912000001", "land")
    first, code = bookings.book(uid=uid(rule), token=token, wish=wish)
    second, again = bookings.book(uid=uid(rule), token=token, wish=wish)
    assert (first.pk, code) == (second.pk, again)


def test_nobody_can_ask_whether_a_telephone_number_has_a_turn(rule):
    states = [
        bookings.book(uid=uid(rule), token=codes.new_token(), wish=Wish(name, "0912 345 678", "land"))[0].state
        for name in ("A", "B")
    ]
    assert states == [BookingState.BOOKED, BookingState.BOOKED]


def test_the_reference_of_a_denunciation_never_stands_beside_a_name(rule):
    custodian_key()
    sent = submit(Kind.DENUNCIATION, agency=agency("so-mau"))
    hidden, _code = book(rule, 1, reference=sent.case.reference)
    assert hidden.data["reference"] == ""
    shown, _code = book(rule, 2, reference=submit(Kind.COMPLAINT, agency=agency("so-mau")).case.reference)
    assert shown.data["reference"].startswith("HP26-")


SPELLINGS = [
    "HP26-V01CP2",
    "HP26 V01CP2",
    "hp26-v01cp2",
    "HP 26 – V01 CP2",
    "H.P.26/V01CP2",
    "HP2026-V01CP2",
    "ＨＰ26－V01CP2",
    "HP26-UOLCP2",
    "HP26\u200bV01CP2",
    "HP26-V01CP2-QX4DT",
]
WITHOUT_THE_YEAR = ["V01CP2", "v01 cp2", "26-V01CP2", "26V01CP2"]


def known_as(kind: Kind, reference: str = "HP26-V01CP2") -> Case:
    custodian_key()
    case = submit(kind, agency=agency("so-mau")).case
    Case.objects.filter(pk=case.pk).update(reference=reference)
    return case


@pytest.mark.parametrize("typed", [*SPELLINGS, *WITHOUT_THE_YEAR])
def test_a_denunciation_is_known_in_every_spelling_and_in_the_free_text(rule, typed):
    known_as(Kind.DENUNCIATION)
    kept, _code = book(rule, 1, reference=typed, about=f"Tôi hỏi về đơn {typed}, nộp tháng trước.")
    assert kept.data["reference"] == ""
    assert kept.data["about"] in {f"Tôi hỏi về đơn …{rest}, nộp tháng trước." for rest in ("", "-QX4DT")}


def test_a_reference_inside_a_name_or_a_longer_word_is_found_too(rule):
    known_as(Kind.DENUNCIATION)
    wish = Wish("Nguyễn Mẫu HP26-V01CP2", "0912345678", "land", about="xxhp26v01cp2yy; hai lần: HP26V01CP2 HP26V01CP2")
    kept, _code = bookings.book(uid=uid(rule), token=codes.new_token(), wish=wish)
    assert kept.data["name"] == "Nguyễn Mẫu …"
    assert kept.data["about"] == "xx…yy; hai lần: … …"


@pytest.mark.parametrize("typed", SPELLINGS)
def test_the_reference_of_any_other_case_is_kept_as_the_portal_writes_it(rule, typed):
    known_as(Kind.COMPLAINT)
    kept, _code = book(rule, 1, reference=typed, about=f"Về đơn {typed}")
    assert (kept.data["reference"], kept.data["about"]) == ("HP26-V01CP2", f"Về đơn {typed}")


@pytest.mark.parametrize("typed", ["", "HP26-999999", "HP26-V01CP", "đơn hôm qua", "V01CP2", "HP26-V01CP2X"])
def test_what_is_no_reference_of_a_case_is_not_kept(rule, typed):
    known_as(Kind.COMPLAINT)
    kept, _code = book(rule, 1, reference=typed)
    assert kept.data["reference"] == ""


def test_a_petition_that_became_a_denunciation_after_the_booking_is_not_named_on_the_sheet(client, rule):
    case = known_as(Kind.COMPLAINT)
    book(rule, 7, reference="HP26-V01CP2", about="Hỏi về hp26 v01cp2")
    client.force_login(person("officer", Role.OFFICER, agency("so-mau")))
    assert "HP26-V01CP2" in client.get("/admin/dang-ky-tiep/", follow=True).content.decode()
    Case.objects.filter(pk=case.pk).update(kind=Kind.DENUNCIATION.value)
    page = client.get("/admin/dang-ky-tiep/", follow=True).content.decode()
    assert "Nguyễn Văn Mẫu 7" in page
    assert "V01CP2" not in page.upper()


def test_a_turn_given_back_goes_to_the_first_in_line_those_with_priority_before_others(rule):
    taken, _code = book(rule, 0)
    book(rule, 1)
    book(rule, 2)
    old, _code = book(rule, 3, has_priority=True)
    bookings.cancel(booking_id=taken.pk)
    old.refresh_from_db()
    assert (old.state, old.turn) == (BookingState.BOOKED, 0)


def test_what_was_written_is_gone_with_a_cancelled_turn(rule):
    taken, _code = book(rule, 0)
    bookings.cancel(booking_id=taken.pk)
    taken.refresh_from_db()
    assert taken.data == {}
    assert bookings.cancel(booking_id=taken.pk).state == BookingState.CANCELLED


@pytest.mark.parametrize("day", ["20261103", "20261125"])
def test_a_session_past_or_not_in_the_timetable_takes_no_booking(rule, day):
    with pytest.raises(NoTurn):
        bookings.book(uid=uid(rule, day), token=codes.new_token(), wish=Wish("A", "0912345678", "land"))


def test_a_cancelled_session_takes_no_booking(rule):
    Departure.objects.create(rule=rule, kind="cancelled", day=dt.date(2026, 11, 24), reason="bão", notice="1")
    with pytest.raises(NoTurn):
        book(rule, 1)


def test_a_moved_session_takes_its_turns_along(rule):
    taken, _code = book(rule, 1)
    Departure.objects.create(
        rule=rule, kind="moved", day=dt.date(2026, 11, 24), new_day=dt.date(2026, 11, 26), reason="họp", notice="1"
    )
    assert bookings.turn_of(taken).at.date() == dt.date(2026, 11, 26)


def test_turns_go_on_after_the_break_at_noon(db):
    whole_day = timetable(
        ends=dt.time(9),
        afternoon_starts=dt.time(13, 30),
        afternoon_ends=dt.time(14, 30),
        places_a_session=4,
    )
    turns = [book(whole_day, number)[0] for number in range(4)]
    assert [bookings.turn_of(turn).at.strftime("%H:%M") for turn in turns] == ["08:00", "08:30", "13:30", "14:00"]


def test_names_are_forgotten_ninety_days_after_and_the_count_stays(rule):
    book(rule, 1)
    with time_machine.travel(NOW + dt.timedelta(days=120)):
        assert bookings.forget_old() == 1
        assert bookings.forget_old() == 0
    assert Booking.objects.get().subject == "land"


def test_after_a_lawyers_advice_only_count_and_subject_stay(db):
    book(timetable(kind=RuleKind.LAWYER), 1)
    with time_machine.travel(NOW + dt.timedelta(days=10)):
        assert bookings.forget_old() == 1
    assert (Booking.objects.get().data, Booking.objects.get().subject) == ({}, "land")


def test_what_people_wrote_is_unreadable_in_the_database(rule):
    book(rule, 1, about="việc riêng")
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM reception_booking")
        assert "Mẫu" not in str(cursor.fetchone()[0])


@pytest.mark.parametrize("gone", ["called off", "taken away"])
def test_a_session_that_goes_while_a_turn_is_asked_for_gives_none(rule, monkeypatch, gone):
    look = bookings.find_session

    def looked_at_just_before(uid: str):
        monkeypatch.setattr(bookings, "find_session", look)
        found = look(uid)
        if gone == "called off":
            Departure.objects.create(rule=rule, kind="cancelled", day=found.due, reason="bão", notice="1/TB")
        else:
            Rule.objects.filter(pk=rule.pk).delete()
        return found

    monkeypatch.setattr(bookings, "find_session", looked_at_just_before)
    with pytest.raises(NoTurn, match="không còn nhận đăng ký" if gone == "called off" else "đưa ra khỏi lịch"):
        book(rule, 1)
    assert not Booking.objects.exists()


def test_giving_out_turns_holds_the_timetable_and_not_its_office(rule, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        hold(rule.pk)
    assert "organisation_agency" not in asked[0]["sql"]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_never_get_the_same_turn():
    rule = timetable()

    def one(number: int) -> int | None:
        try:
            return book(rule, number)[0].turn
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        turns = list(pool.map(one, range(4)))
    assert sorted(turn for turn in turns if turn is not None) == [0, 1]


def form_values(page: str, **more) -> dict[str, str]:
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    key = re.search(r'name="question_0"\s+value="([^"]+)"', page)[1]
    bond = re.search(r'name="question_2"\s+value="([^"]*)"', page)[1]
    return {
        "token": token,
        "question_0": key,
        "question_1": answer(key),
        "question_2": bond,
        "name": "Nguyễn Văn Mẫu",
        "phone": "0912345678",
        "subject": "land",
        "consent": "on",
    } | more


def answer(key: str) -> str:
    from captcha.models import CaptchaStore

    return CaptchaStore.objects.get(hashkey=key).response


def test_a_citizen_books_sees_the_turn_by_its_code_and_gives_it_back(client, rule):
    address = f"/lich-tiep-cong-dan/buoi/{uid(rule)}/dang-ky/"
    page = client.get(address).content.decode()
    booked = client.post(address, form_values(page)).content.decode()
    assert "Ông/bà có lượt vào khoảng 08:00 ngày 24/11/2026" in booked
    code = re.search(r'class="code">([^<]+)<', booked)[1]
    seen = client.post("/lich-tiep-cong-dan/dang-ky/", {"code": code.lower()}).content.decode()
    assert "08:00 ngày 24/11/2026" in seen
    over = client.post("/lich-tiep-cong-dan/dang-ky/huy/", {"code": code}).content.decode()
    assert "Lượt này đã hủy" in over


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_answer_to_giving_back_leads_on_in_the_other_language(client, rule, prefix):
    address = f"{prefix}/lich-tiep-cong-dan/dang-ky/huy/"
    assert client.get(address).headers["Location"] == f"{prefix}/lich-tiep-cong-dan/dang-ky/"


def test_a_form_with_a_mistake_keeps_what_was_written(client, rule):
    address = f"/lich-tiep-cong-dan/buoi/{uid(rule)}/dang-ky/"
    page = client.get(address).content.decode()
    again = client.post(address, form_values(page, phone="không", about="việc đất đai")).content.decode()
    assert "từ 9 đến 15 chữ số" in again
    assert "việc đất đai" in again
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"phone": "", "email": ""}, "Xin ghi số điện thoại hoặc thư điện tử"),
        ({"phone": "", "email": "ten@"}, "Thư điện tử chưa đúng"),
        ({"phone": ".........", "email": ""}, "từ 9 đến 15 chữ số"),
        ({"phone": "1" * 16, "email": "ten@example.com"}, "từ 9 đến 15 chữ số"),
        ({"phone": "", "email": "ten@example.com"}, ""),
        ({"phone": "+84 (912) 345-678", "email": ""}, ""),
    ],
)
def test_a_telephone_number_or_an_address_is_enough(client, rule, settings, given, told):
    settings.EMAIL_URL = "smtp+tls://relay.example.org:587"
    address = f"/lich-tiep-cong-dan/buoi/{uid(rule)}/dang-ky/"
    answer = client.post(address, form_values(client.get(address).content.decode(), **given)).content.decode()
    assert told in answer
    assert Booking.objects.exists() != bool(told)
    if told:
        assert answer.count('<a href="#id_') == 1  # one mistake, told once


def test_without_a_relay_the_telephone_number_is_needed(client, rule):
    address = f"/lich-tiep-cong-dan/buoi/{uid(rule)}/dang-ky/"
    answer = client.post(address, form_values(client.get(address).content.decode(), phone="")).content.decode()
    assert "Xin ghi số điện thoại để cơ quan báo" in answer


def test_what_is_to_be_mended_is_told_in_the_order_of_the_page(client, rule):
    address = f"/lich-tiep-cong-dan/buoi/{uid(rule)}/dang-ky/"
    wrong = {"name": "", "phone": "", "subject": "", "consent": "", "question_1": "sai"}
    page = client.post(address, form_values(client.get(address).content.decode(), **wrong)).content.decode()
    told = re.findall(r'<a href="#id_(\w+)">', page)
    assert told == ["name", "phone", "subject", "consent", "question_1"]
    for field in told:
        assert f'id="id_{field}"' in page


def test_the_secret_code_of_a_petition_is_not_taken_where_its_reference_is_asked(client, rule):
    address = f"/lich-tiep-cong-dan/buoi/{uid(rule)}/dang-ky/"
    secret = codes.code_from_token(codes.new_token(), b"k" * 32)
    page = client.get(address).content.decode()
    again = client.post(address, form_values(page, reference=secret)).content.decode()
    assert "mã tra cứu bí mật" in again


@pytest.mark.parametrize("code", ["", "x", "7K2M-94QX-AAAA-AAAA", "9" * 200])
def test_a_wrong_code_gets_one_answer(client, rule, code):
    answer = client.post("/lich-tiep-cong-dan/dang-ky/", {"code": code})
    assert "Không có lượt nào với mã ấy" in answer.content.decode()


def test_those_who_receive_see_who_comes_and_others_do_not(client, rule):
    book(rule, 7)
    for role, office, sees in (
        (Role.OFFICER, "so-mau", True),
        (Role.OFFICER, "so-khac", False),
        (Role.COMMUNICATIONS, "so-mau", None),
    ):
        client.force_login(person(f"{role}-{office}", role, agency(office)))
        answer = client.get("/admin/dang-ky-tiep/", follow=True)
        page = answer.content.decode()
        assert ("Nguyễn Văn Mẫu 7" in page) is bool(sees), (role, office)


def test_lawyers_are_found_by_subject_and_are_not_leaders_sessions(client, db):
    timetable(kind=RuleKind.LAWYER, host="Luật sư Ví Dụ", subjects=["penalty"])
    assert "Luật sư Ví Dụ" in client.get("/luat-su/").content.decode()
    assert "Luật sư Ví Dụ" in client.get("/luat-su/?linh-vuc=penalty").content.decode()
    assert "Luật sư Ví Dụ" not in client.get("/luat-su/?linh-vuc=land").content.decode()
    assert "Luật sư Ví Dụ" not in client.get("/lich-tiep-cong-dan/").content.decode()


def test_the_sample_roster_is_marked_as_a_sample(client, db):
    agency("ban-tiep-cong-dan")
    starter.load()
    page = client.get("/luat-su/").content.decode()
    assert "Dữ liệu mẫu" in page
    starter.clear_samples()
    assert "Luật sư Nguyễn Văn Mẫu" not in client.get("/luat-su/").content.decode()


def test_more_turns_than_the_hours_hold_are_refused(rule):
    from django.core.exceptions import ValidationError

    rule.places_a_session = 5
    with pytest.raises(ValidationError, match="chỉ đủ giờ cho 4 lượt"):
        rule.full_clean()
    assert len(sessions(dt.date(2026, 11, 24), dt.date(2026, 11, 24))) == 1


def test_an_officer_is_offered_no_menu_that_leads_nowhere(client, db):
    client.force_login(person("can.bo", Role.OFFICER, agency("so-mau")))
    page = client.get("/admin/vu-viec/").content.decode()
    assert "dang-ky-tiep/" in page
    assert "lich-tiep/nhap/" not in page

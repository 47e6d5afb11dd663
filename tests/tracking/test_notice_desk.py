"""A notice at the desk: filled in, looked at with who booked it, published, and who must be told."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from tests.tracking.petitions import person
from tests.tracking.test_timetable_desk import desk, editor, foreign, own  # noqa: F401
from tests.tracking.test_timetable_promises import book
from tracking.organisation.models import Role
from tracking.reception import news_sending, telling
from tracking.reception.models import BookingNews, Departure, Place, Rule, TimetableFollower

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
TUESDAY = dt.date(2026, 11, 24)
NEW = "/admin/timetable_departure/new/"


@pytest.fixture(autouse=True)
def mid_november(settings):
    settings.EMAIL_URL = "smtp+tls://relay.example.org:587"
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def rule(own):  # noqa: F811
    own.places_a_session = 4
    own.save()
    return own


def people(rule) -> None:
    """One with mail, one with a telephone alone, one waiting with mail."""
    for turn, facts in enumerate(
        (
            {"data": {"name": "Nguyễn Văn Mẫu", "phone": "0912 000 001", "email": "a@example.com"}},
            {"data": {"name": "Trần Thị Ví Dụ", "phone": "0912 000 002"}},
        )
    ):
        book(rule, TUESDAY, turn, **facts)
    waits = {"state": "waiting", "data": {"name": "Lê Thử", "phone": "0912 000 003", "email": "c@example.com"}}
    one = book(rule, TUESDAY, 2, **waits)
    one.turn = None
    one.save()


def filled(rule, **changes):
    data = {"rule": rule.pk, "kind": "moved", "day": "2026-11-24", "new_day": "2026-12-03", "reason": "họp"}
    return data | {"notice": "Thông báo số 243/TB-UBND ngày 16/11/2026"} | changes


def test_a_notice_is_shown_with_who_booked_before_it_is_published(desk, rule):  # noqa: F811
    people(rule)
    TimetableFollower.objects.create(
        agency=rule.agency, address_mac="m", data={"email": "d@example.com"}, language="vi", confirmed_at=NOW
    )
    page = " ".join(desk.post(NEW, filled(rule)).content.decode().split())
    assert "<strong>3 người</strong> (trong đó 1 người trong danh sách chờ):" in page
    assert "2 người được cổng gửi thư, 1 người phải gọi điện." in page
    assert "1 người theo dõi lịch" in page
    assert "Theo lịch là ngày 24/11/2026. Lý do: họp" in page
    assert "Thứ Năm, ngày 03/12/2026" in page
    assert 'name="new_day" value="2026-12-03"' in page
    for private in ("Nguyễn Văn Mẫu", "0912"):
        assert private not in page
    assert not Departure.objects.exists()
    assert not BookingNews.objects.exists()


def test_without_a_relay_everybody_must_be_called(desk, rule, settings):  # noqa: F811
    settings.EMAIL_URL = ""
    people(rule)
    assert "0 người được cổng gửi thư, 3 người phải gọi điện" in desk.post(NEW, filled(rule)).content.decode()


def test_from_the_preview_one_goes_back_to_what_was_typed(desk, rule):  # noqa: F811
    page = desk.post(NEW, filled(rule) | {"back": "1"}).content.decode()
    assert 'value="họp"' in page
    assert not Departure.objects.exists()


def test_a_published_notice_is_corrected_by_the_same_two_steps(desk, rule):  # noqa: F811
    desk.post(NEW, filled(rule) | {"publish": "1"})
    address = f"/admin/timetable_departure/edit/{Departure.objects.get().pk}/"
    changed = filled(rule, new_day="2026-12-04", seen_revision="1")
    assert "Xem lại trước khi công bố" in desk.post(address, changed).content.decode()
    assert Departure.objects.get().revision == 1
    assert desk.post(address, changed | {"publish": "1"}).status_code == 302
    assert (Departure.objects.get().revision, Departure.objects.get().earlier_days) == (2, ["2026-12-03"])


def test_a_published_notice_offers_neither_another_session_nor_another_sort(desk, rule):  # noqa: F811
    desk.post(NEW, filled(rule) | {"publish": "1"})
    page = desk.get(f"/admin/timetable_departure/edit/{Departure.objects.get().pk}/").content.decode()
    assert 'value="restored"' in page
    assert 'value="extra_off"' not in page
    assert 'value="restored"' not in desk.get(NEW).content.decode()


def test_after_publishing_the_editor_reads_how_many_were_told_and_no_name(desk, rule):  # noqa: F811
    people(rule)
    page = " ".join(desk.post(NEW, filled(rule) | {"publish": "1"}, follow=True).content.decode().split())
    assert "Đã công bố thông báo." in page
    assert "<strong>2</strong> thư đang chờ gửi" in page
    assert "<strong>1</strong> phải gọi điện" in page
    assert "Trần Thị Ví Dụ" not in page
    news_sending.send_waiting()
    address = f"/admin/dang-ky-tiep/thong-bao/{Departure.objects.get().pk}/"
    assert "<strong>2</strong> đã gửi thư" in " ".join(desk.get(address).content.decode().split())


def test_a_receiver_of_the_office_reads_whom_to_call_and_nobody_else_does(desk, rule, client, foreign):  # noqa: F811
    people(rule)
    desk.post(NEW, filled(rule) | {"publish": "1"})
    address = f"/admin/dang-ky-tiep/thong-bao/{Departure.objects.get().pk}/"
    officer = person("can-bo", Role.OFFICER, rule.agency)
    client.force_login(officer)
    page = client.get(address, follow=True).content.decode()
    assert "Trần Thị Ví Dụ" in page
    assert "0912 000 002" in page
    assert "Nguyễn Văn Mẫu" not in page  # was written to
    client.force_login(person("can-bo-khac", Role.OFFICER, foreign.agency))
    assert client.get(address, follow=True).status_code == 404


def test_a_changed_session_far_ahead_stands_on_the_list_of_who_comes_with_the_way_to_whom_to_call(rule, client):
    far = dt.date(2027, 2, 16)
    book(rule, far, data={"name": "Nguyễn Văn Mẫu", "phone": "0912 000 001"})
    client.force_login(person("can-bo", Role.OFFICER, rule.agency))
    assert "Nguyễn Văn Mẫu" not in client.get("/admin/dang-ky-tiep/", follow=True).content.decode()
    notice = Departure.objects.create(rule=rule, kind="cancelled", day=far, reason="bão", notice="1/TB")
    page = client.get("/admin/dang-ky-tiep/").content.decode()
    assert "Nguyễn Văn Mẫu" in page
    assert f"/admin/dang-ky-tiep/thong-bao/{notice.pk}/" in page


def test_standing_hours_are_not_offered_for_a_notice(desk, rule):  # noqa: F811
    assert rule.host in desk.get(NEW).content.decode()
    rule.kind = "regular"
    rule.save()
    assert rule.host not in desk.get(NEW).content.decode()


def test_two_timetables_of_one_host_are_told_apart_in_the_form(desk, rule):  # noqa: F811
    yearly = {"agency": rule.agency, "host": rule.host, "place": rule.place, "pattern": "dates"}
    hours = {"starts": dt.time(8), "ends": dt.time(11, 30)}
    this_year = Rule.objects.create(
        **yearly,
        **hours,
        afternoon_starts=dt.time(13, 30),
        afternoon_ends=dt.time(16),
        dates=["2026-12-22", "2026-01-20"],
        valid_from=dt.date(2026, 1, 1),
        ground="Thông báo số 12/TB-UBND",
    )
    next_year = Rule.objects.create(**yearly, **hours, dates=["2027-01-19"], valid_from=dt.date(2027, 1, 1))
    page = " ".join(desk.get(NEW).content.decode().split())
    host, office = f">{rule.host} · ", f" · {rule.agency}</option>"
    for one, words in (
        (this_year, "08:00–11:30, 13:30–16:00 · 20/01/2026 – 22/12/2026 · Thông báo số 12/TB-UBND"),
        (next_year, "08:00–11:30 · 19/01/2027"),
        (rule, "08:00–11:00 · từ 01/10/2026"),
    ):
        assert f'<option value="{one.pk}"{host}{words}{office}' in page


def test_the_timetables_to_choose_from_are_read_in_one_query(desk, rule, django_assert_max_num_queries):  # noqa: F811
    desk.get(NEW)
    with CaptureQueriesContext(connection) as few:
        desk.get(NEW)
    for number in range(8):
        rule.pk, rule.host = None, f"Phó Chủ tịch {number}"
        rule.save()
    with django_assert_max_num_queries(len(few)):
        desk.get(NEW)


def test_a_mailbox_that_refuses_is_called_instead(rule):
    people(rule)
    notice = Departure.objects.create(rule=rule, kind="cancelled", day=TUESDAY, reason="bão", notice="1/TB")
    BookingNews.objects.filter(what="changed").update(settled_at=NOW)
    assert {how for _booking, how in telling.told(notice)} == {telling.How.CALL}


def test_who_booked_after_the_notice_has_read_it_and_need_not_be_called(rule):
    before = book(rule, TUESDAY, data={"phone": "0912 000 001"})
    notice = Departure.objects.create(
        rule=rule, kind="moved", day=TUESDAY, new_day=TUESDAY, reason="họp", notice="1/TB"
    )
    after = book(rule, TUESDAY, 1, data={"phone": "0912 000 002"})
    assert telling.told(notice) == [(before, telling.How.CALL)]
    notice.new_day = dt.date(2026, 12, 3)
    notice.save()
    assert [booking for booking, _how in telling.told(notice)] == [before, after]


def test_a_corrected_notice_counts_the_mail_of_its_newest_state(rule):
    people(rule)
    notice = Departure.objects.create(rule=rule, kind="cancelled", day=TUESDAY, reason="bão", notice="1/TB")
    news_sending.send_waiting()
    notice.reason = "bão và lụt"
    notice.save()
    hows = [how for _booking, how in telling.told(notice)]
    assert (hows.count(telling.How.WAITS), hows.count(telling.How.SENT)) == (2, 0)


def test_the_form_arrives_filled_in_with_the_session(desk, rule):  # noqa: F811
    hall = Place.objects.create(agency=rule.agency, name="Hội trường", address="2 phố Mẫu")
    page = desk.get(f"{NEW}?buoi={rule.pk}-20261124&tu=14:00&den=16:00&noi=Hội trường").content.decode()
    assert f'<option value="{rule.pk}" selected>' in page
    assert f'<option value="{hall.pk}" selected>' in page
    assert '<option value="moved" selected>' in page
    for name, value in (("day", "2026-11-24"), ("new_starts", "14:00"), ("new_ends", "16:00")):
        (field,) = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
        assert f'value="{value}"' in field


@pytest.mark.parametrize("asked", ["x", "999-20261124", "-", "1-99999999"])
def test_a_session_that_is_not_there_leaves_the_form_empty(desk, rule, asked):  # noqa: F811
    assert "selected>" in desk.get(f"{NEW}?buoi={asked}&tu=xx").content.decode()


def test_a_session_with_a_notice_leads_to_that_notice(desk, rule):  # noqa: F811
    notice = Departure.objects.create(rule=rule, kind="cancelled", day=TUESDAY, reason="bão", notice="1/TB")
    answer = desk.get(f"{NEW}?buoi={rule.pk}-20261124")
    assert answer.headers["Location"] == f"/admin/timetable_departure/edit/{notice.pk}/"


def test_calling_off_a_moved_session_takes_the_new_day_with_it(desk, rule, client):  # noqa: F811
    desk.post(NEW, filled(rule, publish="1"))
    notice = Departure.objects.get()
    edit = f"/admin/timetable_departure/edit/{notice.pk}/"
    called_off = filled(rule, kind="cancelled", notice="Thông báo số 250/TB-UBND", late_reason="bão vào")
    desk.post(edit, called_off | {"seen_revision": "1", "publish": "1"})
    notice.refresh_from_db()
    assert (notice.kind, notice.new_day) == ("cancelled", None)
    assert "2026-12-03" in str(notice.earlier_days)


def test_calling_off_with_another_new_day_is_asked_about(desk, rule):  # noqa: F811
    page = desk.post(NEW, filled(rule, kind="cancelled")).content.decode()
    assert "muốn có buổi mới xin chọn «Chuyển»" in page


def hidden_revision(page: str) -> str:
    return re.search(r'name="seen_revision" value="(\d+)"', page)[1]


@pytest.mark.parametrize("from_preview", [False, True])
def test_of_two_editors_the_second_is_told_and_keeps_what_was_typed(desk, rule, from_preview):  # noqa: F811
    desk.post(NEW, filled(rule, publish="1"))
    edit = f"/admin/timetable_departure/edit/{Departure.objects.get().pk}/"
    seen = hidden_revision(desk.get(edit).content.decode())
    mine = filled(rule, reason="họp đột xuất", seen_revision=seen)
    if from_preview:
        mine["seen_revision"] = hidden_revision(desk.post(edit, mine).content.decode())
    desk.post(edit, filled(rule, reason="lụt", seen_revision=seen, publish="1"))
    page = desk.post(edit, mine | {"publish": "1"}).content.decode()
    assert "Thông báo đã được sửa từ lúc ông/bà mở trang; xin xem bản mới" in page
    assert 'value="họp đột xuất"' in page
    assert (Departure.objects.get().reason, Departure.objects.get().revision) == ("lụt", 2)
    mine["seen_revision"] = hidden_revision(desk.get(edit).content.decode())
    desk.post(edit, mine | {"publish": "1"})
    assert (Departure.objects.get().reason, Departure.objects.get().revision) == ("họp đột xuất", 3)


@pytest.mark.parametrize("seen", [{}, {"seen_revision": ""}, {"seen_revision": "x"}, {"seen_revision": "2"}])
def test_a_correction_that_does_not_say_what_it_corrects_is_refused_and_kept(desk, rule, seen):  # noqa: F811
    desk.post(NEW, filled(rule, publish="1"))
    edit = f"/admin/timetable_departure/edit/{Departure.objects.get().pk}/"
    for step in ({}, {"publish": "1"}):
        page = desk.post(edit, filled(rule, reason="họp đột xuất") | seen | step).content.decode()
        assert "xin xem bản mới (mở lại mục này ở thẻ khác)" in page
        assert 'value="họp đột xuất"' in page
    assert (Departure.objects.get().reason, Departure.objects.get().revision) == ("họp", 1)


@pytest.mark.django_db(transaction=True)
def test_two_corrections_at_the_same_moment_get_two_numbers(rule):
    notice = Departure.objects.create(rule=rule, kind="cancelled", day=TUESDAY, reason="bão", notice="1/TB")

    def correct(number: int) -> int:
        try:
            mine = Departure.objects.get(pk=notice.pk)
            mine.reason = f"bão số {number}"
            mine.save()
            return mine.revision
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(correct, range(4))) == [2, 3, 4, 5]

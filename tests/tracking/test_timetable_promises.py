"""What a published timetable promised: it is changed by a numbered notice, never silently."""

import datetime as dt

import pytest

from tests.tracking import test_timetable_desk as at_desk
from tests.tracking.test_timetable_desk import desk, editor, foreign, mid_november, own  # noqa: F401
from tracking.reception.models import Booking, Departure, Rule

pytestmark = pytest.mark.django_db
NOTICE = {"reason": "bão", "notice": "Thông báo số 12/TB-UBND ngày 16/11/2026"}
# Own sessions are every Tuesday; today is Monday 16 November.
FAR = dt.date(2026, 12, 15)


def book(rule: Rule, due: dt.date = FAR, turn: int = 0, **facts) -> Booking:
    given = {"state": "booked", "subject": "land", "token_mac": f"t{due}{turn}", "code_mac": f"c{due}{turn}"}
    return Booking.objects.create(rule=rule, due=due, turn=turn, **(given | facts))


def rule_data(rule: Rule, **changes):
    """The form as the rule stands."""
    facts = {"pattern": "weekly", "weekdays": ["1"], "positions": [], "valid_from": "2026-10-01", "host": rule.host}
    return at_desk.form_data(rule, **(facts | changes))


def edit(desk, rule: Rule, **changes) -> str:  # noqa: F811
    answer = desk.post(f"/admin/timetable_rule/edit/{rule.pk}/", rule_data(rule, **changes), follow=True)
    return answer.content.decode()


def delete(desk, rule: Rule) -> str:  # noqa: F811
    return desk.post(f"/admin/timetable_rule/delete/{rule.pk}/", follow=True).content.decode()


@pytest.fixture
def far_off(own):  # noqa: F811
    """A timetable of one session, still replaceable in time."""
    own.pattern, own.dates = "dates", [FAR.isoformat()]
    own.save()
    return own


def test_a_timetable_with_bookings_is_not_deleted_and_the_editor_told_how_many(desk, far_off):  # noqa: F811
    book(far_off)
    book(far_off, turn=1)
    assert "2 người đã đăng ký" in delete(desk, far_off)
    assert Booking.objects.count() == 2


def test_a_timetable_with_a_notice_is_not_deleted(desk, far_off):  # noqa: F811
    Departure.objects.create(rule=far_off, kind="cancelled", day=FAR, **NOTICE)
    assert "1 thông báo đã công bố" in delete(desk, far_off)
    assert Departure.objects.exists()


def test_a_timetable_whose_next_session_can_no_longer_be_posted_in_time_is_not_deleted(desk, own):  # noqa: F811
    assert "17/11/2026" in delete(desk, own)
    assert Rule.objects.filter(pk=own.pk).exists()


def test_a_timetable_nobody_counts_on_yet_can_be_deleted(desk, far_off):  # noqa: F811
    book(far_off, state="cancelled", turn=None)
    delete(desk, far_off)
    assert not Rule.objects.filter(pk=far_off.pk).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"weekdays": ["2"]},
        {"starts": "09:00"},
        {"valid_to": "2026-12-01"},
        {"minutes_each": "10"},
        {"kind": "regular"},
    ],
)
def test_an_edit_that_drops_or_shifts_a_booked_session_is_refused_with_its_day(desk, own, change):  # noqa: F811
    book(own)
    page = edit(desk, own, **change)
    assert "15/12/2026" in page
    assert "bằng thông báo" in page
    own.refresh_from_db()
    assert (own.weekdays, own.starts, own.valid_to, own.kind) == ([1], dt.time(8), None, "leader")


def test_an_edit_that_would_silence_a_notice_is_refused(desk, own):  # noqa: F811
    Departure.objects.create(rule=own, kind="cancelled", day=FAR, **NOTICE)
    assert "15/12/2026" in edit(desk, own, valid_to="2026-12-01")


def test_a_timetable_may_end_behind_the_last_session_people_count_on(desk, own):  # noqa: F811
    book(own)
    edit(desk, own, valid_to="2026-12-16")
    own.refresh_from_db()
    assert own.valid_to == dt.date(2026, 12, 16)


def test_words_of_a_booked_timetable_may_be_corrected(desk, own):  # noqa: F811
    book(own)
    edit(desk, own, content="Đất đai")
    own.refresh_from_db()
    assert own.content == "Đất đai"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"pattern": "dates", "dates": "15/12/2027", "valid_to": "2026-12-31"}, "không có buổi nào"),
        ({"pattern": "month_day", "month_days": ["31"], "valid_to": "2026-12-05"}, "không có buổi nào"),
        ({"pattern": "month_weekday", "weekdays": ["5"], "on_day_off": "skip"}, "không có buổi nào"),
    ],
)
def test_a_timetable_without_a_single_session_is_refused(desk, own, change, word):  # noqa: F811
    answer = desk.post("/admin/timetable_rule/new/", at_desk.form_data(own, **change))
    assert word in answer.content.decode()
    assert Rule.objects.count() == 1


def test_a_table_of_days_far_ahead_without_an_end_is_accepted(desk, own):  # noqa: F811
    data = at_desk.form_data(own, pattern="dates", dates="15/12/2028")
    assert desk.post("/admin/timetable_rule/new/", data).status_code == 302


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"kind": "moved", "new_day": "2026-11-13"}, "đã qua"),
        ({"kind": "moved", "new_day": "2026-12-20"}, "Chủ Nhật"),
        ({"kind": "extra", "day": "2026-11-12"}, "đã qua"),
        ({"kind": "extra", "day": "2026-12-20"}, "Chủ Nhật"),
        ({"kind": "cancelled", "new_day": "2026-12-17"}, "xin chọn «Chuyển»"),
    ],
)
def test_a_notice_names_no_day_on_which_nobody_is_received(desk, own, facts, word):  # noqa: F811
    data = {"rule": own.pk, "day": FAR.isoformat(), **NOTICE, **facts}
    assert word in desk.post("/admin/timetable_departure/new/", {"publish": "1"} | data).content.decode()
    assert not Departure.objects.exists()


def test_a_session_moves_to_a_working_day_ahead(desk, own):  # noqa: F811
    data = {"rule": own.pk, "kind": "moved", "day": FAR.isoformat(), "new_day": "2026-12-17", **NOTICE}
    assert desk.post("/admin/timetable_departure/new/", {"publish": "1"} | data).status_code == 302


def test_new_hours_hold_the_turns_given_out(desk, own):  # noqa: F811
    for turn in range(2):
        book(own, turn=turn)
    data = {"rule": own.pk, "kind": "moved", "day": FAR.isoformat(), "new_starts": "16:00", **NOTICE}
    short = f"16:{own.minutes_each:02}"
    answer = desk.post(
        "/admin/timetable_departure/new/", {"publish": "1"} | data | {"new_ends": short}
    ).content.decode()
    assert "2 người đã đăng ký, lượt cuối là lượt 2; giờ mới chỉ đủ 1 lượt" in answer
    assert not Departure.objects.exists()
    assert (
        desk.post("/admin/timetable_departure/new/", {"publish": "1"} | data | {"new_ends": "18:00"}).status_code == 302
    )


def test_the_booking_page_of_a_session_gone_by_says_so(client, own):  # noqa: F811
    page = client.get(f"/lich-tiep-cong-dan/buoi/{own.pk}-20261110/dang-ky/").content.decode()
    assert "Buổi tiếp này đã qua." in page
    assert "Ông/bà vẫn có thể đến vào giờ tiếp" not in page

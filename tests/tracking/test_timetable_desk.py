"""Who may keep a timetable, and that another agency's is out of reach."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Permission

from tracking.organisation.models import Agency, Membership, Person, Role
from tracking.reception.models import Departure, Place, Rule

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mid_november():
    """A fortnight before the timetables these tests enter begin, so that they are announced in time."""
    with time_machine.travel(dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)):
        yield


def agency(slug):
    return Agency.objects.create(slug=slug, name=f"UBND {slug}", tier="commune", valid_from="2025-07-01")


def rule_of(owner):
    place = Place.objects.create(agency=owner, name="Phòng tiếp", address="1 phố Mẫu")
    return Rule.objects.create(
        agency=owner,
        place=place,
        host=f"Chủ tịch {owner.name}",
        pattern="weekly",
        weekdays=[1],
        starts=dt.time(8),
        ends=dt.time(11),
        valid_from=dt.date(2026, 10, 1),
    )


@pytest.fixture
def own():
    return rule_of(agency("phuong-nha"))


@pytest.fixture
def foreign():
    return rule_of(agency("phuong-khac"))


@pytest.fixture
def editor(own):
    person = Person.objects.create_user("bien.tap", password="x" * 20)
    permissions = Permission.objects.filter(content_type__app_label__in=["reception"])
    person.user_permissions.set([*permissions, Permission.objects.get(codename="access_admin")])
    Membership.objects.create(person=person, agency=own.agency, role=Role.COMMUNICATIONS)
    return person


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def form_data(rule, **changes):
    data = {
        "agency": rule.agency_id,
        "kind": "leader",
        "host": "Chủ tịch UBND phường Mẫu",
        "place": rule.place_id,
        "pattern": "month_weekday",
        "weekdays": ["1", "3"],
        "positions": ["1", "-1"],
        "on_day_off": "next",
        "starts": "08:00",
        "ends": "11:00",
        "places_a_session": "0",
        "minutes_each": "20",
        "valid_from": "2026-12-01",
    }
    return data | changes


def test_the_list_shows_only_the_timetable_of_ones_own_agency(desk, own, foreign):
    page = desk.get("/admin/timetable_rule/").content.decode()
    assert own.host in page
    assert foreign.host not in page


def test_a_rule_can_be_added_and_appears_on_the_public_page(desk, own):
    response = desk.post("/admin/timetable_rule/new/", form_data(own))
    assert response.status_code == 302, response.content.decode()
    added = Rule.objects.exclude(pk=own.pk).get()
    assert (added.weekdays, added.positions) == ([1, 3], [1, -1])
    assert "Chủ tịch UBND phường Mẫu" in desk.get("/lich-tiep-cong-dan/").content.decode()


def test_a_rule_cannot_be_added_for_another_agency(desk, own, foreign):
    response = desk.post("/admin/timetable_rule/new/", form_data(own, agency=foreign.agency_id))
    assert response.status_code == 200
    assert Rule.objects.filter(agency=foreign.agency).count() == 1


def test_a_rule_without_days_is_refused_and_what_was_typed_is_kept(desk, own):
    response = desk.post("/admin/timetable_rule/new/", form_data(own, weekdays=[]))
    page = response.content.decode()
    assert "Chọn ít nhất một ngày" in page
    assert "Chủ tịch UBND phường Mẫu" in page


@pytest.mark.parametrize("view", ["edit", "delete"])
def test_another_agencys_rule_does_not_exist_for_the_editor(desk, foreign, view):
    address = f"/admin/timetable_rule/{view}/{foreign.pk}/"
    assert desk.get(address).status_code == 404
    assert desk.post(address, form_data(foreign)).status_code == 404
    assert Rule.objects.filter(pk=foreign.pk, host=foreign.host).exists()


def test_a_move_of_another_agencys_session_is_refused(desk, own, foreign):
    data = {"rule": foreign.pk, "kind": "cancelled", "day": "2026-12-01", "reason": "không có lý do"}
    assert desk.post("/admin/timetable_departure/new/", {"publish": "1"} | data).status_code == 200
    assert not Departure.objects.exists()


def test_a_cancelled_session_needs_a_numbered_notice(desk, own):
    data = {"rule": own.pk, "kind": "cancelled", "day": "2026-12-01", "reason": "bão số 9"}
    answer = desk.post("/admin/timetable_departure/new/", {"publish": "1"} | data)
    assert answer.status_code == 200
    assert "Ghi số và ngày của thông báo" in answer.content.decode()
    assert not Departure.objects.exists()


def test_a_cancelled_session_needs_a_reason(desk, own):
    data = {"rule": own.pk, "kind": "cancelled", "day": "2026-12-01", "reason": ""}
    assert desk.post("/admin/timetable_departure/new/", {"publish": "1"} | data).status_code == 200
    assert (
        desk.post(
            "/admin/timetable_departure/new/",
            {"publish": "1"} | data | {"reason": "bão số 9", "notice": "Thông báo số 12/TB-UBND ngày 25/11/2026"},
        ).status_code
        == 302
    )
    assert Departure.objects.get().reason == "bão số 9"


@pytest.mark.parametrize(("kind", "day"), [("cancelled", "2026-12-02"), ("extra", "2026-12-01")])
def test_a_notice_that_misses_the_timetable_is_refused(desk, own, kind, day):
    data = {"rule": own.pk, "kind": kind, "day": day, "reason": "bão"}
    page = desk.post("/admin/timetable_departure/new/", {"publish": "1"} | data)
    assert page.status_code == 200
    assert "không đúng với lịch" in page.content.decode()
    assert not Departure.objects.exists()


def test_an_ended_membership_closes_the_desk_at_once(desk, editor, own):
    Membership.objects.filter(person=editor).update(valid_to=dt.date(2026, 1, 1), valid_from=dt.date(2025, 12, 1))
    # Without any editorial role the whole of the editors' admin is closed, so the rule is not even looked for.
    assert desk.get(f"/admin/timetable_rule/edit/{own.pk}/").headers["Location"] == "/admin/"


def test_a_place_still_in_a_timetable_is_kept_and_the_editor_told(desk, own):
    response = desk.post(f"/admin/timetable_place/delete/{own.place_id}/", follow=True)
    assert "Chưa xóa được" in response.content.decode()
    assert Place.objects.filter(pk=own.place_id).exists()


def test_a_session_announced_too_late_needs_a_reason(desk, own):
    data = form_data(own, pattern="weekly", valid_from="2026-11-17")
    answer = desk.post("/admin/timetable_rule/new/", data)
    assert "còn dưới 05 ngày làm việc" in answer.content.decode()
    assert desk.post("/admin/timetable_rule/new/", data | {"late_reason": "mới thành lập"}).status_code == 302


def test_correcting_a_word_of_a_published_timetable_asks_for_no_reason(desk, own):
    own.weekdays = [2]
    own.save()
    data = form_data(
        own, pattern="weekly", weekdays=["2"], valid_from="2026-10-01", host="Chủ tịch UBND phường Mẫu mới"
    )
    assert desk.post(f"/admin/timetable_rule/edit/{own.pk}/", data).status_code == 302


def test_the_days_of_a_yearly_table_can_be_entered_as_they_are(desk, own):
    data = form_data(own, pattern="dates", dates="24/12/2026, 15/12/2026\n20/01/2027")
    assert desk.post("/admin/timetable_rule/new/", data).status_code == 302
    assert Rule.objects.get(pattern="dates").dates == ["2026-12-15", "2026-12-24", "2027-01-20"]


def test_a_day_that_is_no_day_is_named(desk, own):
    answer = desk.post("/admin/timetable_rule/new/", form_data(own, pattern="dates", dates="31/11/2026"))
    assert "“31/11/2026” không phải là ngày" in answer.content.decode()


def test_a_soft_line_break_from_word_becomes_a_blank_before_it_is_kept(desk, own):
    data = {"rule": own.pk, "kind": "cancelled", "day": "2026-12-01", "reason": "bão\x0bsố\x07 9", "notice": "TB 1"}
    data |= {"publish": "1"}
    desk.post("/admin/timetable_departure/new/", data)
    assert [row.reason for row in Departure.objects.all()] == ["bão số 9"]
    assert desk.get("/lich-tiep-cong-dan/thay-doi.atom").status_code == 200

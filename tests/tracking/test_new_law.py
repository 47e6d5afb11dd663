"""A day off or a rule changes: previewed on the open cases, refused if it contradicts, carried where it moves."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tracking.casework import casework
from tracking.casework.citizen.case.case_history import history
from tracking.casework.models import Case, Event, EventKind
from tracking.casework.petition import Kind
from tracking.casework.timing import missed_terms, new_law
from tracking.organisation import roles
from tracking.organisation.models import Role
from tracking.terms import carrying, starter
from tracking.terms.desk_forms import FLAG_NAMES, IntervalForm, TermRuleForm
from tracking.terms.law import Law
from tracking.terms.models import CalendarDay, CriterionRow, IntervalRow, Recomputation, TermRuleRow, criteria_for

from .petitions import agency, custodian_key, person, received, signed, submit
from .steps_taken import acceptance_told

pytestmark = pytest.mark.django_db
CALENDAR = "/admin/thoi-han/lich/new/"
RULES = "/admin/thoi-han/quy-tac/"
DAY = {
    "day": "2026-11-30",
    "kind": "off",
    "name": "Nghỉ phòng bão",
    "ground": "Thông báo của UBND thành phố",
    "source": "cổng thành phố",
    "confidence": "V",
}


@pytest.fixture(autouse=True)
def law():
    roles.sync_role_groups()
    starter.load()


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-26T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def administrator():
    return person("quantri", Role.ADMINISTRATOR)


@pytest.fixture
def admin(administrator):
    browser = Client()
    browser.force_login(administrator)
    return browser


@pytest.fixture
def officer():
    return person("canbo", Role.OFFICER)


def arrived(day: str, officer) -> Case:
    with time_machine.travel(f"{day}T09:00:00+07:00", tick=False):
        return received(submit().case, officer)


def due(case: Case, name: str = "acceptance") -> dt.date:
    return case.terms.get(name=name).due


def moved(case: Case) -> list[Event]:
    return list(case.events.filter(kind=EventKind.RECOMPUTED))


def test_a_day_off_is_previewed_and_nothing_is_kept_before_the_answer(admin, officer):
    case = arrived("2026-11-23", officer)
    page = admin.post(CALENDAR, DAY).content.decode()
    assert "1 vụ việc đang mở sẽ đổi hạn" in page
    assert "02/12/2026" in page
    assert "03/12/2026" in page
    assert not CalendarDay.objects.filter(day="2026-11-30").exists()
    assert due(case) == dt.date(2026, 12, 2)


def test_a_preview_names_no_case_its_reader_may_not_know(admin, officer, administrator):
    case = arrived("2026-11-23", officer)
    page = admin.post(CALENDAR, DAY).content.decode()
    assert case.reference not in page
    assert "Ngoài phạm vi của ông/bà" in page
    row = CalendarDay(**{**DAY, "day": dt.date(2026, 11, 30)})
    assert {move.reference for move in carrying.would_move(Law.with_row(row), officer)} == {case.reference}


def test_a_preview_tells_neither_office_nor_day_of_a_denunciation_to_who_may_not_know_it(admin):
    custodian_key()
    with time_machine.travel("2026-11-23T09:00:00+07:00", tick=False):
        case = received(submit(Kind.DENUNCIATION).case, person("canbo", Role.OFFICER))
    page = admin.post(CALENDAR, DAY).content.decode()
    assert "1 vụ việc đang mở sẽ đổi hạn" in page
    assert "Tố cáo, giữ kín" in page
    for told in (case.reference, case.handling_agency.name, "02/12/2026", "03/12/2026"):
        assert told not in page


def test_a_day_off_moves_the_right_cases_and_leaves_its_trace_on_them_alone(admin, officer):
    before_it = arrived("2026-11-12", officer)
    over_it = arrived("2026-11-23", officer)
    closed = arrived("2026-11-23", officer)
    casework.move(
        case_id=closed.pk,
        action="refuse",
        actor=officer,
        expected_version=closed.version,
        ground="refuse.complaint.no_signature",
        public_text="Đơn chưa ký.",
    )
    assert admin.post(CALENDAR, DAY | {"confirmed": "1"}).status_code == 302
    new_law.carry_all()
    assert [due(case) for case in (before_it, over_it, closed)] == [
        dt.date(2026, 11, 23),
        dt.date(2026, 12, 3),
        dt.date(2026, 12, 2),
    ]
    assert [len(moved(case)) for case in (before_it, over_it, closed)] == [0, 1, 0]
    told = moved(over_it)[0]
    assert {"name": "acceptance", "old": "2026-12-02", "new": "2026-12-03"} in told.details["moved"]
    assert "Nghỉ phòng bão" in told.details["change"]
    assert told.actor.username == "quantri"
    job = Recomputation.objects.get()
    assert (job.state, job.seen, job.moved) == ("done", 2, 1)
    assert Case.objects.get(pk=over_it.pk).next_due == dt.date(2026, 12, 3)


def test_what_is_done_is_not_judged_anew(admin, officer):
    case = signed(arrived("2026-11-23", officer), officer)
    case = casework.move(case_id=case.pk, action="accept", actor=officer, expected_version=case.version)
    acceptance_told(case)
    admin.post(CALENDAR, DAY | {"confirmed": "1"})
    new_law.carry_all()
    assert (due(case), due(case, "classification")) == (dt.date(2026, 12, 2), dt.date(2026, 12, 7))
    assert moved(case) == []
    casework.move(case_id=case.pk, action="settle", actor=officer, expected_version=case.version)
    assert due(case) == dt.date(2026, 12, 2)


def test_the_old_date_stays_readable_for_the_citizen(admin, officer):
    case = arrived("2026-11-23", officer)
    admin.post(CALENDAR, DAY | {"confirmed": "1"})
    new_law.carry_all()
    entry = next(entry for entry in history(case, list(case.events.order_by("case_seq"))) if entry.moved)
    assert (entry.moved[-1].old, entry.moved[-1].new) == (dt.date(2026, 12, 2), dt.date(2026, 12, 3))


def test_a_worker_that_died_is_followed_by_another_from_where_it_stopped(admin, officer, monkeypatch):
    cases = [arrived("2026-11-23", officer) for _ in range(5)]
    admin.post(CALENDAR, DAY | {"confirmed": "1"})
    monkeypatch.setattr(new_law, "PORTION", 2)
    job = new_law._claim()
    assert new_law._carry_portion(job)
    assert new_law._claim() is None  # still another's
    assert sum(len(moved(case)) for case in cases) == 2
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=6), tick=False):
        new_law.carry_all()
    assert [len(moved(case)) for case in cases] == [1] * 5
    assert not new_law._carry_portion(job)  # the dead one, come back, has nothing to say any more


def test_a_portion_that_fails_leaves_nothing_half_done(admin, officer, monkeypatch):
    case = arrived("2026-11-23", officer)
    admin.post(CALENDAR, DAY | {"confirmed": "1"})
    monkeypatch.setattr(new_law.events, "record", lambda **_facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        new_law.carry_all()
    assert due(case) == dt.date(2026, 12, 2)
    assert Recomputation.objects.get().state == "waiting"


def test_a_changed_rule_moves_the_cases_it_governs(admin, officer):
    case = arrived("2026-11-23", officer)
    rule = TermRuleRow.objects.get(code="K3'")
    given = form_of(rule) | {"length": "10"}
    page = admin.post(f"{RULES}edit/{rule.pk}/", given).content.decode()
    assert "1 vụ việc đang mở sẽ đổi hạn" in page
    assert "07/12/2026" in page
    assert admin.post(f"{RULES}edit/{rule.pk}/", given | {"confirmed": "1"}).status_code == 302
    new_law.carry_all()
    assert due(case) == dt.date(2026, 12, 7)
    rule.refresh_from_db()
    assert (rule.length, rule.basis[1]) == (
        10,
        {"document": "136/2025/QH15", "article": "2", "clause": "15", "point": "b"},
    )


def form_of(rule: TermRuleRow) -> dict:
    return {
        "code": rule.code,
        "name": rule.name,
        "kinds": rule.kinds,
        "instance": rule.instance,
        "requires": rule.requires,
        "excludes": rule.excludes,
        "length": rule.length,
        "unit": rule.unit,
        "extensions": rule.extensions,
        "extension_days": rule.extension_days,
        "basis": "điểm b khoản 15 Điều 2 136/2025/QH15\nĐiều 10 155/2026/NĐ-CP"
        if not rule.basis
        else "\n".join(cited.label for cited in rule.rule().basis),
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else "",
        "note": rule.note,
        "source": rule.source,
        "confidence": rule.confidence,
    }


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"valid_from": "2026-12-01"}, "hai dòng không được cùng hiệu lực"),
        ({"code": "K3-mới", "valid_from": "2026-12-01"}, "sẽ cùng áp dụng cho một vụ việc"),
        ({"code": "X", "basis": ""}, "Thời hạn luật định phải có căn cứ"),
        ({"code": "X", "basis": "luật nào đó"}, "Không đọc được “luật nào đó”"),
        ({"code": "X", "source": ""}, "This field is required|Trường này là bắt buộc|bắt buộc"),
        ({"code": "X", "valid_to": "2020-01-01"}, "Ngày cuối phải từ ngày đầu trở đi"),
        ({"code": "X", "requires": ["complex"], "excludes": ["complex"]}, "vừa phải có vừa phải không"),
        ({"code": "X", "length": "0"}, "Thời hạn phải từ 1 trở lên"),
        ({"code": "X", "unit": "tuần"}, "Không có đơn vị “tuần”"),
        ({"valid_to": ""}, "đã có một dòng từ đúng ngày ấy"),
    ],
)
def test_a_rule_that_contradicts_is_refused_with_the_reason_and_nothing_is_kept(admin, change, reason):

    given = form_of(TermRuleRow.objects.get(code="K3'")) | change
    known = TermRuleRow.objects.count()
    answer = admin.post(f"{RULES}new/", given | {"confirmed": "1"})
    assert answer.status_code == 200
    assert re.search(reason, answer.content.decode())
    assert TermRuleRow.objects.count() == known
    assert not Recomputation.objects.exists()


def test_a_day_is_in_the_calendar_once(admin):
    known = CalendarDay.objects.count()
    answer = admin.post(CALENDAR, DAY | {"day": "2026-09-01", "confirmed": "1"}).content.decode()
    assert "Ngày này đã có trong lịch. Xin tìm và sửa dòng đã có." in answer
    assert (CalendarDay.objects.count(), Recomputation.objects.count()) == (known, 0)


def test_a_day_needs_its_ground_and_its_source(admin):
    answer = admin.post(CALENDAR, DAY | {"ground": "", "source": "", "confirmed": "1"})
    assert answer.status_code == 200
    assert not CalendarDay.objects.filter(day="2026-11-30").exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_changes_the_law_of_the_clock(role):
    browser = Client()
    browser.force_login(person("ai-do", role))
    assert browser.post(CALENDAR, DAY | {"confirmed": "1"}).status_code in (302, 403)
    assert not CalendarDay.objects.filter(day="2026-11-30").exists()


INTERVALS = "/admin/thoi-han/khoang-thoi-gian/"


def form_of_interval(row: IntervalRow, **change) -> dict:
    given = IntervalForm(instance=row).initial | {"valid_to": "", **change}
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in given.items()}


def test_an_interval_is_changed_in_the_admin_and_moves_no_term(admin):
    row = IntervalRow.objects.get(code="K15")
    page = admin.post(f"{INTERVALS}edit/{row.pk}/", form_of_interval(row, length=7)).content.decode()
    assert "không làm đổi hạn" in page
    admin.post(f"{INTERVALS}edit/{row.pk}/", form_of_interval(row, length=7, confirmed="1"))
    row.refresh_from_db()
    assert (row.length, Recomputation.objects.count()) == (7, 0)
    assert "7 ngày" in admin.get(INTERVALS).content.decode()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"valid_from": "2026-12-01"}, "hai dòng không được cùng hiệu lực"),
        ({"code": "X"}, "Dòng K15 đã đặt khoảng này cho cùng loại đơn"),
        ({"code": "X", "name": "evidence", "length": "0"}, "phải từ 1 ngày trở lên"),
        ({"code": "X", "kinds": ["denunciation"], "valid_to": "2020-01-01"}, "Ngày cuối phải từ ngày đầu trở đi"),
        ({"code": "X", "kinds": ["denunciation"], "unit": "tuần"}, "Không có đơn vị “tuần”"),
        ({"code": "X", "kinds": ["denunciation"], "basis": "luật nào đó"}, "Không đọc được “luật nào đó”"),
    ],
)
def test_an_interval_that_contradicts_is_refused_with_the_reason_and_nothing_is_kept(admin, change, reason):
    known = IntervalRow.objects.count()
    given = form_of_interval(IntervalRow.objects.get(code="K15"), confirmed="1") | change
    answer = admin.post(f"{INTERVALS}new/", given)
    assert answer.status_code == 200
    assert reason in answer.content.decode()
    assert IntervalRow.objects.count() == known


def test_every_list_of_the_law_opens_and_nothing_can_be_deleted(admin):
    for part in ("quy-tac", "lich", "tam-dinh-chi", "khoang-thoi-gian", "phuc-tap", "tinh-lai"):
        assert admin.get(f"/admin/thoi-han/{part}/").status_code == 200
        assert admin.get(f"/admin/thoi-han/{part}/delete/1/").status_code == 404
    rule = TermRuleRow.objects.get(code="K3'")
    page = admin.get(f"{RULES}edit/{rule.pk}/").content.decode()
    assert "điểm b khoản 15 Điều 2 136/2025/QH15" in page


def test_every_rule_can_be_opened_and_saved_without_losing_a_flag(admin):
    flags = {flag for row in TermRuleRow.objects.all() for flag in (*row.requires, *row.excludes)}
    assert {"overdue", "forwarded"} <= flags <= set(FLAG_NAMES)
    for row in TermRuleRow.objects.all():
        form = TermRuleForm(data=TermRuleForm(instance=row).initial, instance=row)
        assert form.is_valid(), (row.code, form.errors)
        assert (form.instance.requires, form.instance.excludes) == (row.requires, row.excludes)


def test_a_list_of_rules_says_for_whom_how_long_and_on_what_ground(admin):
    page = admin.get(RULES).content.decode()
    for words in ("Khiếu nại, lần hai", "7 ngày làm việc", "Điều 27 02/2011/QH13", "đã đọc văn bản"):
        assert words in page
    assert "khoản 3 Điều 111 45/2019/QH14" in admin.get("/admin/thoi-han/lich/").content.decode()


def test_the_dashboard_says_which_days_to_come_are_only_foreseen(admin):
    page = admin.get("/admin/").content.decode()
    assert "ngày nghỉ sắp tới chưa có quyết định" in page
    assert "04/02/2027 – Tết Nguyên đán" in page
    assert "01/01/2027 – Tết Dương lịch" not in page
    CalendarDay.objects.filter(day__gte="2026-11-26").update(confidence="V", kind="off")
    assert "ngày nghỉ sắp tới chưa có quyết định" not in admin.get("/admin/").content.decode()
    browser = Client()
    browser.force_login(person("canbo", Role.OFFICER))
    assert "Thời hạn: còn phải xác nhận" not in browser.get("/admin/").content.decode()


def test_the_seven_criteria_of_complexity_are_data_with_their_days(admin):
    assert len(criteria_for("complaint", dt.date(2026, 7, 1))) == 7
    assert criteria_for("complaint", dt.date(2026, 6, 30)) == []
    first = criteria_for("denunciation", dt.date(2026, 1, 1))[0]
    assert first.basis[0].key == "31/2019/NĐ-CP#dieu-3.khoan-2.diem-a"
    row = CriterionRow.objects.get(code="K10-a")
    given = {
        "code": row.code,
        "words": "Nhiều nơi",
        "kinds": row.kinds,
        "basis": "khoản 1 Điều 3a 124/2020/NĐ-CP",
        "valid_from": "2026-07-01",
        "source": "thử",
        "confidence": "V",
    }
    page = admin.post(f"/admin/thoi-han/phuc-tap/edit/{row.pk}/", given).content.decode()
    assert "không làm đổi hạn" in page
    admin.post(f"/admin/thoi-han/phuc-tap/edit/{row.pk}/", given | {"confirmed": "1"})
    row.refresh_from_db()
    assert (row.words, Recomputation.objects.count()) == ("Nhiều nơi", 0)


def test_a_missed_settlement_opens_the_citizens_next_step_without_anybody_acting(officer):
    with time_machine.travel("2026-08-03T09:00:00+07:00", tick=False):
        case = casework.move(
            case_id=(got := signed(received(submit().case, officer), officer)).pk,
            action="accept",
            actor=officer,
            expected_version=got.version,
        )
    missed_terms.start()
    second = case.terms.get(name="second_complaint")
    # 30 days after 03/8 is 02/9, a holiday: 03/9; then thirty more, Saturday 03/10: Monday 05/10.
    assert (second.start, second.due) == (dt.date(2026, 9, 3), dt.date(2026, 10, 5))
    assert moved(case) == []


def test_a_due_date_moved_by_a_day_off_is_told_though_the_settlement_was_missed_the_night_before(admin, officer):
    with time_machine.travel("2026-08-03T09:00:00+07:00", tick=False):
        got = signed(received(submit().case, officer), officer)
        case = casework.move(case_id=got.pk, action="accept", actor=officer, expected_version=got.version)
    # Late since midnight (30 days end on 03/9), the nightly job not yet run, then a day off falls on the due date.
    with time_machine.travel("2026-09-08T00:30:00+07:00", tick=False):
        storm = DAY | {"day": "2026-09-03", "confirmed": "1"}
        client = Client()
        client.force_login(person("quantri-2", Role.ADMINISTRATOR))
        assert client.post(CALENDAR, storm).status_code == 302
        new_law.carry_all()
        assert due(case, "settlement") == dt.date(2026, 9, 4)
        assert case.terms.get(name="second_complaint").start == dt.date(2026, 9, 4)
    moves = [move for event in moved(case) for move in event.details["moved"]]
    assert {"name": "settlement", "old": "2026-09-03", "new": "2026-09-04"} in moves


def test_a_denunciation_moves_like_any_case(admin, officer):
    custodian_key()
    with time_machine.travel("2026-11-23T09:00:00+07:00", tick=False):
        case = received(submit(Kind.DENUNCIATION, agency=agency("mau")).case, officer)
    admin.post(CALENDAR, DAY | {"confirmed": "1"})
    new_law.carry_all()
    assert due(case) == dt.date(2026, 12, 3)
    assert next(entry for entry in history(case, list(case.events.order_by("case_seq"))) if entry.moved).text == ""


def test_the_cases_of_complexity_come_in_the_order_of_the_law():
    for kind in ("complaint", "denunciation"):
        points = [row.code.partition("-")[2] for row in criteria_for(kind, dt.date(2026, 8, 1))]
        assert points == ["a", "b", "c", "d", "đ", "e", "g"]

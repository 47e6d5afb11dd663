"""A new release meets an installation that has its law already: it adds, proposes, says so, and overwrites nothing."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from tracking.casework.timing import new_law
from tracking.organisation import roles
from tracking.organisation.models import Role
from tracking.terms import release, starter
from tracking.terms.models import CalendarDay, IntervalRow, Recomputation, ReleaseRow, TermRuleRow
from tracking.terms.rules import TermName

from .petitions import person, received, submit

pytestmark = pytest.mark.django_db
PROPOSALS = "/admin/thoi-han/ban-phat-hanh/"
WAITING = ReleaseRow.State.WAITING


@pytest.fixture(autouse=True)
def installed():
    """As an office has it since an earlier release; what was asked for then is done."""
    roles.sync_role_groups()
    starter.load()
    assert not Recomputation.objects.exists()


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-26T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def admin():
    browser = Client()
    browser.force_login(person("quantri", Role.ADMINISTRATOR))
    return browser


def shipped(**changes: dict):
    """Rows of this release, some of them as another release would ship them: `code={field: value}`."""
    book = starter.shipped()
    rows = {name: [table(**row) for row in book[name]] for name, table in release.DATED.items()}
    for row in (row for each in rows.values() for row in each):
        for name, value in changes.get(row.code, {}).items():
            setattr(row, name, value)
    return rows


def loaded(rows) -> list[str]:
    return release.load(rows).sentences()


def test_the_same_release_again_says_and_changes_nothing():
    before = list(TermRuleRow.objects.values())
    assert starter.load() == []
    assert list(TermRuleRow.objects.values()) == before
    assert set(ReleaseRow.objects.values_list("state", flat=True)) == {"same"}
    assert not Recomputation.objects.exists()


def test_rules_that_are_missing_are_added_told_and_carried_into_the_open_cases():
    officer = person("canbo", Role.OFFICER)
    TermRuleRow.objects.filter(code="R10").delete()
    with time_machine.travel("2026-11-23T09:00:00+07:00", tick=False):
        case = received(submit().case, officer)
    assert not case.terms.filter(name="classification").exists()
    ReleaseRow.objects.all().delete()
    out = io.StringIO()
    call_command("load_starter", stdout=out)
    assert "law: 1 rows added (R10 2014-07-01)" in out.getvalue()
    job = Recomputation.objects.get()
    assert (job.change, job.by) == ("Bản phát hành mới thêm 1 dòng: R10 2014-07-01", None)
    new_law.carry_all()
    assert case.terms.get(name="classification").due == dt.date(2026, 12, 7)
    assert [event.details["change"] for event in case.events.filter(kind="recomputed")] == [job.change]


def test_what_counts_no_term_is_added_without_a_recomputation():
    IntervalRow.objects.filter(code="K15").delete()
    assert starter.load() == ["law: 1 rows added (K15 2026-07-01)"]
    assert not Recomputation.objects.exists()


def test_a_rule_the_release_changed_waits_and_what_stands_goes_on():
    told = loaded(shipped(K15={"length": 9}, R10={"length": 9}))
    assert len(told) == 1
    assert "2 rows differ from this release and were left alone (R10 2014-07-01, K15 2026-07-01)" in told[0]
    assert TermRuleRow.objects.get(code="R10").length == 10
    assert ReleaseRow.objects.filter(state=WAITING).count() == 2
    assert not Recomputation.objects.exists()
    assert loaded(shipped(K15={"length": 9}, R10={"length": 9})) == []


def test_what_an_editor_changed_by_hand_is_neither_overwritten_nor_proposed_again():
    TermRuleRow.objects.filter(code="R10").update(length=8)
    CalendarDay.objects.filter(day="2026-09-01").update(name="Nghỉ khác")
    assert starter.load() == []
    assert TermRuleRow.objects.get(code="R10").length == 8
    assert not ReleaseRow.objects.filter(state=WAITING).exists()


def test_an_installation_older_than_this_memory_is_asked_about_what_differs():
    ReleaseRow.objects.all().delete()
    TermRuleRow.objects.filter(code="R10").update(length=8)
    (told,) = starter.load()
    assert "1 rows differ" in told
    assert TermRuleRow.objects.get(code="R10").length == 8


def test_a_new_row_that_contradicts_the_offices_own_waits():
    TermRuleRow.objects.filter(code="T20-khoản 3").update(code="Của cơ quan")
    ReleaseRow.objects.filter(key__startswith="T20-khoản 3").delete()
    (told,) = starter.load()
    assert "1 rows differ" in told
    assert TermRuleRow.objects.filter(name=TermName.CONCLUSION_REPORT.value).count() == 1


def proposal(**changes) -> ReleaseRow:
    loaded(shipped(**changes))
    return ReleaseRow.objects.get(state=WAITING)


def test_an_administrator_sees_both_rows_and_the_cases_that_would_move(admin):
    officer = person("canbo", Role.OFFICER)
    with time_machine.travel("2026-11-23T09:00:00+07:00", tick=False):
        case = received(submit().case, officer)
    item = proposal(R10={"length": 9})
    assert "Bản phát hành mới ghi khác 1 dòng" in admin.get("/admin/").content.decode()
    listed = admin.get(PROPOSALS).content.decode()
    assert "R10 2014-07-01" in listed
    assert "2026-09-01" not in listed
    page = admin.get(f"{PROPOSALS}edit/{item.pk}/").content.decode()
    for words in ("khoản 1 Điều 28 42/2013/QH13", "<strong>9</strong>", "1 vụ việc đang mở sẽ đổi hạn", "04/12/2026"):
        assert words in page
    assert TermRuleRow.objects.get(code="R10").length == 10
    admin.post(f"{PROPOSALS}edit/{item.pk}/", {"apply": "1"})
    assert TermRuleRow.objects.get(code="R10").length == 9
    new_law.carry_all()
    assert case.terms.get(name="classification").due == dt.date(2026, 12, 4)
    item.refresh_from_db()
    assert (item.state, item.before["length"], item.decided_by.username) == ("applied", 10, "quantri")
    page = admin.get(f"{PROPOSALS}edit/{item.pk}/").content.decode()
    assert "Đã áp dụng" in page
    assert "<strong>9</strong>" in page


def test_keeping_the_offices_row_is_remembered_and_decided_once(admin):
    item = proposal(R10={"length": 9})
    admin.post(f"{PROPOSALS}edit/{item.pk}/", {"keep": "1"})
    assert TermRuleRow.objects.get(code="R10").length == 10
    again = admin.post(f"{PROPOSALS}edit/{item.pk}/", {"apply": "1"}, follow=True).content.decode()
    assert "đã được quyết định" in again
    assert TermRuleRow.objects.get(code="R10").length == 10
    assert loaded(shipped(R10={"length": 9})) == []
    assert not Recomputation.objects.exists()


def test_a_proposal_that_would_contradict_cannot_be_applied_and_says_why(admin):
    TermRuleRow.objects.filter(code="T20-khoản 3").update(code="Của cơ quan")
    ReleaseRow.objects.filter(key__startswith="T20-khoản 3").delete()
    starter.load()
    item = ReleaseRow.objects.get(state=WAITING)
    page = admin.get(f"{PROPOSALS}edit/{item.pk}/").content.decode()
    assert "sẽ cùng áp dụng cho một vụ việc" in page
    assert 'name="apply"' not in page
    told = admin.post(f"{PROPOSALS}edit/{item.pk}/", {"apply": "1"}, follow=True).content.decode()
    assert "Chưa áp dụng được" in told
    assert not TermRuleRow.objects.filter(code="T20-khoản 3").exists()


@pytest.mark.parametrize("table", [*release.TABLES])
def test_a_row_of_every_table_can_be_proposed_and_applied(admin, table):
    row = release.TABLES[table].objects.order_by("pk").last()
    key, facts = release.key_of(row), release.facts_of(row)
    item = ReleaseRow.objects.get(table=table, key=key)
    item.row, item.state = {**facts, "source": "Bản phát hành thử"}, WAITING
    item.save()
    assert "Bản phát hành thử" in admin.get(f"{PROPOSALS}edit/{item.pk}/").content.decode()
    admin.post(f"{PROPOSALS}edit/{item.pk}/", {"apply": "1"})
    row.refresh_from_db()
    assert release.facts_of(row) == {**facts, "source": "Bản phát hành thử"}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_decides_about_a_release(role):
    item = proposal(R10={"length": 9})
    browser = Client()
    browser.force_login(person("ai-do", role))
    assert browser.post(f"{PROPOSALS}edit/{item.pk}/", {"apply": "1"}).status_code in (302, 403)
    assert TermRuleRow.objects.get(code="R10").length == 10


def test_an_empty_board_says_what_would_stand_there(admin):
    assert "Không dòng nào tự đổi." in admin.get(PROPOSALS).content.decode()

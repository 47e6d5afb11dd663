"""Officers are reminded at set working days, once, in office hours, by reference; the head once a term has passed."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from tracking.casework.models import CaseTerm, Notice, Reminder, ReminderSetting
from tracking.casework.notices import reminders, sending
from tracking.organisation.models import Role
from tracking.terms import starter

from .petitions import agency, content, person, petitioner, submit

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
THURSDAY = dt.date(2026, 11, 26)


def at(day=THURSDAY, hour=9):
    return dt.datetime(day.year, day.month, day.day, hour, tzinfo=HANOI)


@pytest.fixture
def here(settings):
    settings.EMAIL_URL = "smtp+tls://relay.example.org:587"
    settings.EMAIL_USE_TLS = True
    office = agency("mau")
    return {
        "officer": person("can", Role.OFFICER, office, email="can@example.org"),
        "head": person("truong", Role.HEAD, office, email="truong@example.org"),
        "foreign": person("khac", Role.OFFICER, agency("khac"), email="khac@example.org"),
    }


def term(due):
    case = submit(content=content(subject="VIỆC RIÊNG"), petitioner=petitioner(name="Trịnh Thị Hải Âu")).case
    case.terms.all().delete()
    CaseTerm.objects.create(
        case=case, name="settlement", start=THURSDAY, due=due, is_owed=True, length=30, unit="d", rule="x"
    )
    return case


def digests():
    return {notice.person.username: notice.facts for notice in Notice.objects.filter(kind="digest")}


def test_three_and_one_working_days_before_the_officer_is_told_once_each(here):
    case = term(dt.date(2026, 12, 1))  # Tuesday: three working days ahead
    assert reminders.remind(at()) == 1
    assert digests() == {"can": {"soon": [[case.reference, "Giải quyết", "01/12/2026"]], "late": []}}
    assert reminders.remind(at(hour=11)) == 0
    assert reminders.remind(at(dt.date(2026, 11, 27))) == 0
    assert reminders.remind(at(dt.date(2026, 11, 30))) == 1


def test_after_it_has_passed_the_head_is_told_too(here):
    term(dt.date(2026, 11, 25))
    reminders.remind(at())
    assert set(digests()) == {"can", "truong"}
    assert digests()["truong"]["late"]


def test_a_petition_nobody_received_reaches_officer_and_head_when_the_promise_has_passed(here):
    starter.load()
    case = submit().case
    promise = case.terms.get(name="acknowledgement")
    assert promise.is_local
    CaseTerm.objects.filter(pk=promise.pk).update(due=dt.date(2026, 11, 25))
    reminders.remind(at())
    assert {name: facts["late"] for name, facts in digests().items()} == {
        name: [[case.reference, "Tiếp nhận", "25/11/2026"]] for name in ("can", "truong")
    }


def test_one_digest_holds_all_of_a_day_and_no_name(here):
    cases = [term(dt.date(2026, 11, 27)), term(dt.date(2026, 11, 20))]
    reminders.remind(at())
    sending.send_waiting()
    to_officer = [letter for letter in mail.outbox if letter.to == ["can@example.org"]]
    assert len(to_officer) == 1
    assert all(case.reference in to_officer[0].body for case in cases)
    assert not any(secret in letter.body for letter in mail.outbox for secret in ("Hải Âu", "VIỆC RIÊNG"))
    assert not any(letter.to == ["khac@example.org"] for letter in mail.outbox)


@pytest.mark.parametrize("moment", [at(hour=6), at(hour=17), at(dt.date(2026, 11, 28)), at(dt.date(2026, 11, 29))])
def test_outside_office_hours_and_on_days_off_nothing_is_written(here, moment):
    term(dt.date(2026, 11, 27))
    assert reminders.remind(moment) == 0
    assert not Reminder.objects.exists()


def test_a_day_the_worker_did_not_run_is_made_good(here):
    term(dt.date(2026, 11, 30))  # two working days ahead: the threshold of three was yesterday's
    assert reminders.remind(at()) == 1


def test_an_agency_sets_its_own_days_and_may_leave_the_head_alone(here):
    ReminderSetting.objects.create(agency=agency("mau"), days_before="5", escalates=False)
    term(dt.date(2026, 12, 3))
    term(dt.date(2026, 11, 20))
    reminders.remind(at())
    assert set(digests()) == {"can"}
    assert digests()["can"]["late"] == []


def test_days_that_are_no_numbers_are_refused():
    setting = ReminderSetting(agency=agency("mau"), days_before="3, mai")
    with pytest.raises(ValidationError):
        setting.full_clean()


def test_a_recomputed_term_with_another_end_is_a_new_term_to_be_told(here):
    case = term(dt.date(2026, 12, 1))
    reminders.remind(at())
    case.terms.all().delete()
    CaseTerm.objects.create(
        case=case, name="settlement", due=dt.date(2026, 12, 2), is_owed=True, length=30, unit="d", rule="x"
    )
    assert reminders.remind(at(dt.date(2026, 11, 27))) == 1

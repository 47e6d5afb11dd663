"""The terms of a case follow its steps, in the same transaction, and say who is late."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from tracking.casework import casework
from tracking.casework.models import Case, CaseTerm
from tracking.casework.petition import Kind
from tracking.casework.timing import clock
from tracking.organisation.models import Role
from tracking.terms import starter
from tracking.terms.law import Law
from tracking.terms.models import TermRuleRow

from .petitions import agency, custodian_key, person, signed, submit
from .steps_taken import acceptance_told

pytestmark = pytest.mark.django_db


@pytest.fixture
def law():
    starter.load()


@pytest.fixture
def officer():
    return person("canbo", Role.OFFICER)


def go(case: Case, action: str, actor, **facts) -> Case:
    return casework.move(
        case_id=case.pk, action=action, actor=actor, expected_version=case.version, public_text="Lý do.", **facts
    )


def at(day: str):
    return time_machine.travel(f"{day}T09:00:00+07:00", tick=False)


def due(case: Case) -> dict[str, str]:
    """The dates the law sets."""
    return {term.name: term.due.isoformat() for term in case.terms.filter(is_local=False) if term.due}


def test_a_petition_that_waits_to_be_received_names_its_terms_without_dates(law):
    case = submit().case
    assert {term.name for term in case.terms.all()} >= {"classification", "acceptance", "settlement"}
    assert due(case) == {}


def test_an_office_promises_to_take_in_what_was_sent_and_is_not_late_by_law(law):
    with at("2026-11-23"):
        case = submit().case
    promise = case.terms.get(name="acknowledgement")
    assert (promise.due, promise.is_local, promise.basis) == (dt.date(2026, 11, 25), True, [])
    assert case.next_due == promise.due
    assert not CaseTerm.objects.late(dt.date(2026, 12, 24)).exists()


def test_receiving_and_accepting_start_the_terms_of_the_law_of_that_day(law, officer):
    with at("2026-11-23"):
        case = go(submit().case, "receive", officer)
    assert due(case) == {"classification": "2026-12-07", "acceptance": "2026-12-02"}
    assert Case.objects.get().next_due == dt.date(2026, 12, 2)
    with at("2026-11-26"):
        case = go(signed(case, officer), "accept", officer)
    assert due(case) == {"classification": "2026-12-07", "acceptance": "2026-12-02", "settlement": "2026-12-28"}
    assert [term.name for term in case.terms.owed()] == ["acceptance", "settlement"]
    with at("2026-11-27"):
        acceptance_told(case)
    assert [term.name for term in case.terms.owed()] == ["settlement"]
    assert Case.objects.get().next_due == dt.date(2026, 12, 28)


def test_the_event_says_what_the_clock_heard(law, officer):
    with at("2026-11-23"):
        case = go(submit().case, "receive", officer)
    assert case.events.last().details["terms"] == [{"type": "received", "on": "2026-11-23", "days": None}]


def test_the_flags_of_the_case_lengthen_its_settlement(law, officer):
    with at("2026-11-23"):
        case = submit().case
        Case.objects.filter(pk=case.pk).update(flags=["complex"])
        case = go(signed(go(Case.objects.get(), "receive", officer), officer), "accept", officer)
    assert case.terms.get(name="settlement").length == 45


def test_an_office_that_takes_a_case_over_starts_its_own_clock(law, officer):
    other = agency("khac", receives_petitions=True)
    with at("2026-11-23"):
        case = go(go(submit().case, "receive", officer), "transfer", officer, to_agency=other)
        assert due(case) == {}
        case = go(case, "receive", person("nguoikhac", Role.OFFICER, other))
    assert due(case) == {"classification": "2026-12-07", "acceptance": "2026-12-02"}


def test_the_database_says_what_is_late_and_what_is_due_soon(law, officer):
    with at("2026-11-23"):
        case = go(submit().case, "receive", officer)
    assert [term.name for term in CaseTerm.objects.late(dt.date(2026, 12, 3))] == ["acceptance"]
    assert not CaseTerm.objects.late(dt.date(2026, 12, 2)).exists()
    soon = CaseTerm.objects.due_between(dt.date(2026, 12, 1), dt.date(2026, 12, 4))
    assert [term.case for term in soon] == [case]


def test_a_case_that_is_over_owes_nothing(law, officer):
    with at("2026-11-23"):
        case = go(go(submit().case, "receive", officer), "refuse", officer, ground="refuse.complaint.no_signature")
    assert case.terms.exists()
    assert not case.terms.owed().exists()
    assert Case.objects.get().next_due is None


def test_terms_that_did_not_change_are_left_alone(law, officer):
    with at("2026-11-23"):
        case = go(submit().case, "receive", officer)
        before = list(case.terms.values_list("pk", flat=True))
        assert clock.refresh(case) == []
    assert list(case.terms.values_list("pk", flat=True)) == before


def test_what_moved_is_told_with_its_old_and_new_date(law, officer):
    with at("2026-11-23"):
        case = go(submit().case, "receive", officer)
        TermRuleRow.objects.filter(code="K3'").update(length=10)
        assert clock.refresh(case) == [clock.Moved("acceptance", dt.date(2026, 12, 2), dt.date(2026, 12, 7))]


def test_a_term_kept_reads_as_the_engine_gave_it(law, officer):
    with at("2026-11-23"):
        case = go(submit().case, "receive", officer)
        today = timezone.localdate()
        given = clock.answer_for(case, case.events.all(), Law.current(), today).terms
    assert tuple(term.term(today) for term in case.terms.all()) == given


def test_a_denunciation_runs_under_its_own_law(law, officer):
    custodian_key()
    with at("2026-11-23"):
        case = go(submit(Kind.DENUNCIATION).case, "receive", officer)
    assert due(case) == {"acceptance": "2026-12-02"}


def test_without_rules_there_are_no_terms_and_nothing_breaks(officer):
    case = go(submit().case, "receive", officer)
    assert not case.terms.exists()


def test_rules_that_contradict_each_other_cost_no_petition_and_are_told_to_the_officer(law, officer):
    double = TermRuleRow.objects.get(code="K3'")
    double.pk, double.code = None, "K3-hai"
    double.save()
    case = submit().case
    assert Case.objects.get() == case
    with pytest.raises(casework.NotAllowed, match="Hai quy tắc thời hạn cùng áp dụng"):
        go(case, "receive", officer)
    assert Case.objects.get().state == "submitted"

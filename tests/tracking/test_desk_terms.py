"""What an officer sees first: the term that binds the office, and the step on the straight way."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tracking.casework.petition import Kind
from tracking.organisation.models import Role
from tracking.terms.starter import load as load_terms

from .petitions import agency, person
from .steps_taken import acceptance_told
from .test_procedure_life import sent_in, signs, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    load_terms()
    here = agency("so-mau", name="Sở Mẫu")
    desks = {"officer": Client(), "head": Client()}
    for name, role in (("officer", Role.OFFICER), ("head", Role.HEAD)):
        desks[name].force_login(person(name, role, here))
    return desks


@pytest.fixture
def settling(office):
    case = sent_in(Kind.COMPLAINT, "2026-08-03").case
    taken(office, case, "officer", "receive", "2026-08-03")
    signs(office, case, "2026-08-03")
    taken(office, case, "officer", "accept", "2026-08-05")
    with time_machine.travel(dt.datetime(2026, 8, 5, 10), tick=False):
        case.refresh_from_db()
        acceptance_told(case)
    taken(office, case, "officer", "settle", "2026-08-05")
    taken(office, case, "officer", "verified", "2026-08-06", result="agrees")
    return case


def seen(office, case, day):
    with time_machine.travel(dt.datetime.fromisoformat(day + "T09:00:00+07:00"), tick=False):
        return office["head"].get(reverse("desk:case", args=[case.reference]))


def test_the_term_that_binds_the_office_stands_above_everything(office, settling):
    page = seen(office, settling, "2026-08-10").content.decode()
    first = page.index("desk-due")
    assert "04/09/2026" in page[first : first + 400]
    assert first < page.index("desk-grid")


def test_what_is_done_and_what_is_the_citizens_own_stands_below(office, settling):
    terms = seen(office, settling, "2026-09-08").context["terms"]
    begun = [one for one in terms if one.term.start]
    assert [one.term.name for one in begun][:1] == ["settlement"]
    assert begun[-1].term.ended
    assert "Người dân còn" in seen(office, settling, "2026-09-08").content.decode()


def test_the_straight_way_comes_before_what_turns_a_case_aside(office, settling):
    leading = [step.slug for step in seen(office, settling, "2026-08-10").context["steps"].leading]
    assert leading[0] == "decide"
    assert {"suspend", "terminate"} <= set(leading[1:])

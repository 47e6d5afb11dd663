"""Who sees which petition: walls between agencies, the city's view without names, and denunciations apart."""

import datetime as dt

import pytest
from django.utils import timezone

from tracking.casework import casework
from tracking.casework.models import Case
from tracking.casework.petition import Kind
from tracking.casework.scope import Access, View, access, can_read_content, can_read_identity
from tracking.organisation.models import Membership, Person, Role

from .petitions import agency, person, received, submit

pytestmark = pytest.mark.django_db
HANDLING = [Role.OFFICER, Role.HEAD, Role.RECEPTION_BOARD, Role.COMMITTEE_OFFICE]
CITY = [Role.RECEPTION_BOARD, Role.COMMITTEE_OFFICE, Role.INSPECTOR]
NEVER = [Role.FRONT, Role.COMMUNICATIONS, Role.LIBRARIAN, Role.ADMINISTRATOR]


@pytest.fixture
def cases() -> dict[str, Case]:
    """One of each kind at "mau", one complaint and one denunciation at "khac"."""
    here, there = agency("mau"), agency("khac")
    made = {kind.value: submit(kind, agency=here).case for kind in Kind}
    made["foreign"] = submit(agency=there).case
    made["foreign_denunciation"] = submit(Kind.DENUNCIATION, agency=there).case
    return made


def seen(who: Person, cases: dict[str, Case]) -> set[str]:
    visible = set(Case.objects.visible_to(who))
    return {name for name, case in cases.items() if case in visible}


OWN = {"complaint", "denunciation", "proposal", "feedback"}
OPEN = {"complaint", "proposal", "feedback", "foreign"}
DENUNCIATIONS = {"denunciation", "foreign_denunciation"}
EXPECTED = {
    Role.OFFICER: OWN,
    Role.HEAD: OWN,
    Role.RECEPTION_BOARD: OWN | OPEN,
    Role.COMMITTEE_OFFICE: OWN | OPEN,
    Role.INSPECTOR: OPEN,
    Role.CUSTODIAN: DENUNCIATIONS,
    **{role: set() for role in NEVER},
}


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_its_cases_and_no_other(cases, role):
    assert seen(person("ai", role), cases) == EXPECTED[role]


def test_who_has_no_role_sees_nothing(cases):
    assert seen(person("khach"), cases) == set()
    assert seen(person("quantri", is_superuser=True, is_staff=True), cases) == set()


def test_a_disabled_account_sees_nothing_from_the_next_request_on(cases):
    officer = person("canbo", Role.OFFICER)
    Person.objects.filter(pk=officer.pk).update(is_active=False)
    assert seen(Person.objects.get(pk=officer.pk), cases) == set()


@pytest.mark.parametrize(("starts", "ends"), [(-10, -1), (1, 10)])
def test_a_membership_counts_on_its_days_only(cases, starts, ends):
    who, today = person("canbo"), timezone.localdate()
    days = {"valid_from": today + dt.timedelta(starts), "valid_to": today + dt.timedelta(ends)}
    membership = Membership.objects.create(person=who, agency=agency("mau"), role=Role.OFFICER, **days)
    assert seen(who, cases) == set()
    membership.valid_from = membership.valid_to = today
    membership.save()
    assert seen(who, cases) == OWN


def test_two_memberships_add_up(cases):
    who = person("canbo", Role.OFFICER)
    Membership.objects.create(person=who, agency=agency("khac"), role=Role.OFFICER, valid_from=dt.date(2020, 1, 1))
    assert seen(who, cases) == set(cases)


def test_access_says_none_exactly_where_visible_to_hides(cases):
    """The two answers of this room must never drift apart."""
    cases["passed"] = passed_on()
    people = [person(f"{role}-{office}", role, agency(office)) for role in Role for office in ("mau", "khac", "ba")]
    for who in people:
        visible = set(Case.objects.visible_to(who))
        for case in cases.values():
            assert (access(case, who).view != View.NONE) == (case in visible), (who.username, case.kind)


def passed_on() -> Case:
    """A complaint that "mau" received and passed to "khac"."""
    officer = person("nguoichuyen", Role.OFFICER)
    case = received(submit().case, officer)
    return casework.move(
        case_id=case.pk,
        action="transfer",
        actor=officer,
        expected_version=case.version,
        public_text="Việc thuộc thẩm quyền cơ quan khác.",
        to_agency=agency("khac"),
    )


def test_a_case_passed_on_stays_visible_to_read_its_course_only():
    case = passed_on()
    before, now = Person.objects.get(username="nguoichuyen"), person("nguoinhan", Role.OFFICER, agency("khac"))
    assert access(case, before) == Access(View.TRANSFERRED)
    assert casework.allowed_steps(case, before) == []
    assert access(case, now).view == View.HANDLING
    assert list(Case.objects.visible_to(before)) == list(Case.objects.visible_to(now)) == [case]


def test_a_case_passed_back_and_forth_is_listed_once():
    case = passed_on()
    other = person("nguoinhan", Role.OFFICER, agency("khac"))
    for _ in range(2):
        case = received(case, other)
        case = casework.move(
            case_id=case.pk, action="transfer", actor=other, expected_version=case.version,
            public_text="Trả lại.", to_agency=agency("mau"),
        )  # fmt: skip
        other, to = Person.objects.get(username="nguoichuyen"), "khac"
        case = received(case, other)
        case = casework.move(
            case_id=case.pk, action="transfer", actor=other, expected_version=case.version,
            public_text="Chuyển lại.", to_agency=agency(to),
        )  # fmt: skip
        other = Person.objects.get(username="nguoinhan")
    assert Case.objects.visible_to(Person.objects.get(username="nguoichuyen")).count() == 1


@pytest.mark.parametrize("role", Role)
def test_the_petitioner_is_known_to_the_handling_agency_only(cases, role):
    here, there = person("day", role), person("kia", role, agency("khac"))
    assert can_read_identity(cases["complaint"], here) == (role in HANDLING)
    assert not can_read_identity(cases["complaint"], there)
    assert not can_read_identity(cases["denunciation"], here)


@pytest.mark.parametrize("role", Role)
def test_a_denunciations_text_is_for_the_custodian_until_a_rendition_is_released(cases, role):
    assert can_read_content(cases["denunciation"], person("ai", role)) == (role == Role.CUSTODIAN)


@pytest.mark.parametrize("role", CITY)
def test_the_city_reads_the_matter_of_others_but_not_who_and_writes_nothing(cases, role):
    assert access(cases["foreign"], person("ai", role)) == Access(View.CITY, read_content=True)


def test_the_scope_costs_two_queries_however_many_cases(cases, django_assert_num_queries):
    who = person("ban", Role.RECEPTION_BOARD)
    with django_assert_num_queries(2):
        list(Case.objects.visible_to(who))


def test_the_scope_composes_with_filters_and_counts(cases):
    who = person("canbo", Role.OFFICER)
    own = Case.objects.visible_to(who)
    assert own.filter(kind="complaint").count() == 1
    assert own.exclude(kind="complaint").count() == 3
    assert Case.objects.filter(state="submitted").visible_to(who).count() == 4

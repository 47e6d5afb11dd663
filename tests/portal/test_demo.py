"""The invented office of `make demo`: every state an officer can reach, written as real cases are."""

import pytest
from django.utils import timezone

from portal.operation import demo
from tracking.casework.letters.starter import load as load_letters
from tracking.casework.models import Case, CaseTerm
from tracking.casework.workflow import State
from tracking.organisation.accounts import ensure_starter_accounts
from tracking.organisation.starter import load as load_agencies
from tracking.terms.starter import load as load_terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> list[tuple[str, str, str]]:
    load_agencies()
    load_terms()
    load_letters()
    ensure_starter_accounts()
    return demo.load()


def test_it_shows_every_state_but_the_custodians(told: list[tuple[str, str, str]]) -> None:
    states = set(Case.objects.values_list("state", flat=True))
    assert states == {state.value for state in State} - {State.IDENTITY_CHECK.value}


def test_some_of_its_cases_are_late(told: list[tuple[str, str, str]]) -> None:
    assert CaseTerm.objects.late(timezone.localdate()).count() >= 2


def test_its_codes_open_its_cases(told: list[tuple[str, str, str]]) -> None:
    assert [Case.objects.by_code(code).reference for _, code, _ in told] == [reference for reference, _, _ in told]


def test_where_a_case_exists_it_adds_none(told: list[tuple[str, str, str]]) -> None:
    before = Case.objects.count()
    assert demo.load() == []
    assert Case.objects.count() == before


def test_everybody_in_it_is_visibly_invented(told: list[tuple[str, str, str]]) -> None:
    assert all(case.petitioner.details.name == "Nguyễn Văn Mẫu" for case in Case.objects.all())

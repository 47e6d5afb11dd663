"""The table of steps, walked both ways: what it allows, and that it allows nothing else."""

import datetime as dt
import itertools

import pytest

from tracking.casework import workflow
from tracking.casework.grounds import GROUNDS, ground_by_key
from tracking.casework.petition import KIND_NAMES, REQUIREMENTS, Field, Kind, fields_for, missing
from tracking.casework.workflow import ACTION_NAMES, END_STATES, STATE_NAMES, TABLE, Action, State, allowed, find
from tracking.organisation.models import Role

from .petitions import content, petitioner

BEFORE, SINCE = dt.date(2026, 6, 30), dt.date(2026, 7, 1)
ROLES = [role.value for role in Role]
HANDLERS = {"officer", "head", "reception_board", "committee_office"}
OPEN_KINDS = {Kind.COMPLAINT, Kind.PROPOSAL, Kind.FEEDBACK}

# The review copy of the table: (kinds, from, action, to, roles). A change there must be written here too, on purpose.
EXPECTED = {
    (State.SUBMITTED, Action.RECEIVE, State.RECEIVED): (OPEN_KINDS, HANDLERS),
    (State.SUBMITTED, Action.RECEIVE, State.IDENTITY_CHECK): ({Kind.DENUNCIATION}, HANDLERS),
    (State.RECEIVED, Action.ACCEPT, State.ACCEPTED): (OPEN_KINDS, HANDLERS),
    (State.RECEIVED, Action.REFUSE, State.REFUSED): (OPEN_KINDS, HANDLERS),
    (State.RECEIVED, Action.GUIDE, State.GUIDED): (OPEN_KINDS, HANDLERS),
    (State.RECEIVED, Action.TRANSFER, State.SUBMITTED): (OPEN_KINDS, HANDLERS),
    (State.RECEIVED, Action.TRANSFER, State.TRANSFERRED_OUT): (OPEN_KINDS, HANDLERS),
    (State.ACCEPTED, Action.SETTLE, State.SETTLING): (OPEN_KINDS, HANDLERS),
    (State.SETTLING, Action.DECIDE, State.DECIDED): (OPEN_KINDS, {"head"}),
    (State.DECIDED, Action.CLOSE, State.CLOSED): (OPEN_KINDS, HANDLERS),
}


@pytest.mark.parametrize(("kind", "state"), list(itertools.product(Kind, State)))
def test_every_kind_state_action_and_role_is_allowed_or_forbidden_as_written(kind, state):
    for action, target, role in itertools.product(Action, State, ROLES):
        kinds, roles = EXPECTED.get((state, action, target), (set(), set()))
        steps = [step for step in allowed(kind, state, [role]) if (step.action, step.target) == (action, target)]
        assert len(steps) == int(kind in kinds and role in roles), (kind, state, action, target, role)


def test_the_walk_meets_every_step_of_the_table():
    assert {(step.source, step.action, step.target) for step in TABLE} == set(EXPECTED)
    assert len(TABLE) == len(EXPECTED)


@pytest.mark.parametrize("role", sorted({role.value for role in Role} - HANDLERS))
def test_roles_that_do_not_handle_petitions_may_do_nothing(role):
    assert [step for kind in Kind for state in State for step in allowed(kind, state, [role])] == []


def test_several_roles_add_up_and_none_allows_nothing():
    assert len(allowed(Kind.COMPLAINT, State.SETTLING, ["officer", "head"])) == 1
    assert allowed(Kind.COMPLAINT, State.SETTLING, ["officer"]) == []
    assert allowed(Kind.COMPLAINT, State.RECEIVED, []) == []


@pytest.mark.parametrize("kind", Kind)
def test_from_every_state_reached_an_end_can_be_reached(kind):
    """A denunciation stops at the identity check until its own path is built; every other kind ends."""
    reached, waiting = set(), [State.SUBMITTED]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += [step.target for step in allowed(kind, state, ROLES)]
    stops = {state for state in reached if not allowed(kind, state, ROLES)}
    assert stops == ({State.IDENTITY_CHECK} if kind is Kind.DENUNCIATION else END_STATES)


@pytest.mark.parametrize("state", sorted(END_STATES))
def test_an_end_is_an_end(state):
    assert [step for kind in Kind for step in allowed(kind, state, ROLES)] == []


def test_one_action_never_means_two_steps():
    for kind, state, action, inside in itertools.product(Kind, State, Action, [False, True]):
        steps = [s for s in allowed(kind, state, ROLES) if s.action == action and s.names_agency == inside]
        assert len(steps) <= 1
        assert find(allowed(kind, state, ROLES), action, inside=inside) == (steps[0] if steps else None)


@pytest.mark.parametrize("day", [BEFORE, SINCE, dt.date(2013, 1, 1), dt.date(2030, 1, 1)])
def test_every_step_has_a_ground_in_the_law_of_its_day_or_is_not_offered(day):
    for kind, state in itertools.product(Kind, State):
        offered = allowed(kind, state, ROLES, day)
        assert all(step.grounds(kind, day) for step in offered)
        left_out = [step for step in allowed(kind, state, ROLES) if step not in offered]
        assert {step.action for step in left_out} <= {Action.TRANSFER}


def test_a_complaint_may_be_passed_on_only_since_the_law_says_so():
    """Luật 136/2025 Đ.1 k.11 added "hoặc chuyển đơn" to Luật Tiếp công dân Đ.26 k.1b."""
    for day, there in ((BEFORE, False), (SINCE, True)):
        steps = allowed(Kind.COMPLAINT, State.RECEIVED, ["officer"], day)
        assert (find(steps, Action.TRANSFER, inside=True) is not None) == there
        assert find(allowed(Kind.PROPOSAL, State.RECEIVED, ["officer"], day), Action.TRANSFER) is not None


def test_acceptance_of_a_complaint_rests_on_the_law_of_the_day_it_was_received():
    step = find(allowed(Kind.COMPLAINT, State.RECEIVED, ["officer"]), Action.ACCEPT)
    assert step.ground("", Kind.COMPLAINT, BEFORE).key == "accept.complaint.ten_days"
    assert step.ground("", Kind.COMPLAINT, SINCE).key == "accept.complaint.seven_working_days"
    assert step.ground("accept.complaint.ten_days", Kind.COMPLAINT, SINCE) is None


def test_the_nine_cases_of_article_11_are_the_grounds_to_refuse_a_complaint():
    step = find(allowed(Kind.COMPLAINT, State.RECEIVED, ["officer"]), Action.REFUSE)
    choices = step.grounds(Kind.COMPLAINT, SINCE)
    assert [ground.citation for ground in choices] == [
        f"02/2011/QH13#dieu-11.khoan-{clause}" for clause in range(1, 10)
    ]
    assert step.needs_choice(Kind.COMPLAINT, SINCE)
    assert step.ground("", Kind.COMPLAINT, SINCE) is None
    assert step.ground("refuse.opinion.answered", Kind.COMPLAINT, SINCE) is None
    assert step.ground("refuse.complaint.court", Kind.COMPLAINT, SINCE) is choices[-1]


def test_grounds_are_well_formed():
    keys = [ground.key for ground in GROUNDS]
    assert len(keys) == len(set(keys))
    for ground in GROUNDS:
        assert ground_by_key(ground.key) is ground
        assert len(ground.key) <= 60
        assert ground.action in set(Action)
        assert ground.title
        assert ground.citizen_words.endswith(".")
        assert ground.confidence in {"V", "S", "G"}
        assert all("/" in citation.split("#")[0] and "#dieu-" in citation for citation in ground.citations)
        assert ground.valid_to is None or ground.valid_from <= ground.valid_to
    assert ground_by_key("khong.co") is None


def test_a_step_that_can_disappoint_says_why():
    silent = {Action.RECEIVE, Action.ACCEPT, Action.SETTLE, Action.CLOSE}
    assert {step.action for step in TABLE if not step.says_why} == silent


def test_every_state_action_and_kind_has_a_name():
    assert set(STATE_NAMES) == set(State)
    assert set(ACTION_NAMES) == set(Action)
    assert set(KIND_NAMES) == set(REQUIREMENTS) == set(Kind)
    assert all(step.officer_words.endswith(".") and step.title for step in TABLE)


def test_roles_of_the_table_are_roles_of_the_organisation():
    assert {role for step in TABLE for role in step.roles} <= {role.value for role in Role}
    assert workflow.HANDLERS == HANDLERS


@pytest.mark.parametrize("kind", Kind)
def test_a_whole_petition_misses_nothing_and_an_empty_one_everything_the_law_asks(kind):
    assert missing(kind, content(), petitioner()) == []
    blank = content(subject=" ", body="", reason="", request="", respondent="")
    nobody = petitioner(name="", address=" ", phone="")
    assert missing(kind, blank, nobody) == list(REQUIREMENTS[kind])
    assert {need.holder for need in missing(kind, blank, None)} == {"content"}


def test_some_fields_exist_for_denunciations_only():
    assert set(fields_for(Kind.DENUNCIATION)) - set(fields_for(Kind.COMPLAINT)) == {
        Field.CORRUPTION,
        Field.PUBLIC_SERVICE,
    }

"""The table of steps, walked both ways: what it allows, and that it allows nothing else."""

import csv
import datetime as dt
import itertools
from pathlib import Path

import pytest

from tracking.casework import workflow
from tracking.casework.grounds import GROUNDS, ground_by_key
from tracking.casework.petition import KIND_NAMES, REQUIREMENTS, Field, Kind, fields_for, missing
from tracking.casework.workflow import (
    ACTION_NAMES,
    END_STATES,
    STATE_NAMES,
    STATES,
    TABLE,
    Action,
    State,
    allowed,
    find,
)
from tracking.organisation.models import Role

from .petitions import content, petitioner

BEFORE, SINCE = dt.date(2026, 6, 30), dt.date(2026, 7, 1)
ROLES = [role.value for role in Role]
HANDLERS = {"officer", "head", "reception_board", "committee_office"}
Row = tuple[Kind, State, Action, State]


def _expected() -> dict[Row, set[str]]:
    """The review copy of the table, row by row. A change there must be written here too, on purpose."""
    rows: dict[Row, set[str]] = {}
    with (Path(__file__).parent / "workflow_table.csv").open() as file:
        for line in csv.DictReader(file):
            roles = set(line["roles"].split("+"))
            held = (roles - {"handlers"}) | (HANDLERS if "handlers" in roles else set())
            for kind in line["kinds"].split("+"):
                rows[Kind(kind), State(line["from"]), Action(line["step"]), State(line["to"])] = held
    return rows


EXPECTED = _expected()


@pytest.mark.parametrize(("kind", "state"), list(itertools.product(Kind, State)))
def test_every_kind_state_action_and_role_is_allowed_or_forbidden_as_written(kind, state):
    for action, target, role in itertools.product(Action, State, ROLES):
        roles = EXPECTED.get((kind, state, action, target), set())
        steps = [step for step in allowed(kind, state, [role]) if (step.action, step.target) == (action, target)]
        assert len(steps) == int(role in roles), (kind, state, action, target, role)


def test_the_walk_meets_every_step_of_the_table():
    assert {(kind, step.source, step.action, step.target) for step in TABLE for kind in step.kinds} == set(EXPECTED)


@pytest.mark.parametrize("role", sorted({role.value for role in Role} - HANDLERS - {"custodian"}))
def test_roles_that_do_not_handle_petitions_may_do_nothing(role):
    assert [step for kind in Kind for state in State for step in allowed(kind, state, [role])] == []


def test_a_custodian_works_on_denunciations_alone():
    steps = [step for kind in Kind for state in State for step in allowed(kind, state, ["custodian"])]
    assert {kind for step in steps for kind in step.kinds} == {Kind.DENUNCIATION}


def test_several_roles_add_up_and_none_allows_nothing():
    officer, head = (set(allowed(Kind.COMPLAINT, State.SETTLING, [role])) for role in ("officer", "head"))
    assert set(allowed(Kind.COMPLAINT, State.SETTLING, ["officer", "custodian"])) == officer
    assert officer < head
    assert allowed(Kind.COMPLAINT, State.RECEIVED, []) == []


@pytest.mark.parametrize("kind", Kind)
def test_from_every_state_reached_an_end_can_be_reached(kind):
    reached, waiting = set(), [State.SUBMITTED]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += [step.target for step in allowed(kind, state, ROLES)]
    assert {state for state in reached if not allowed(kind, state, ROLES)} == reached & END_STATES
    for state in reached - END_STATES:
        assert any(step.target != state for step in allowed(kind, state, ROLES))


@pytest.mark.parametrize("kind", Kind)
def test_what_a_state_means_for_the_citizen_agrees_with_the_steps_out_of_it(kind):
    """Something is left to withdraw exactly where the table knows a withdrawal of the whole, or a step before it."""
    for state, standing in STATES.items():
        actions = {step.action for step in allowed(kind, state, ROLES)}
        if actions and state not in (State.SUBMITTED, State.IDENTITY_CHECK):
            assert standing.can_be_withdrawn == (Action.WITHDRAW in actions), state
        assert standing.is_over == (state in END_STATES)


@pytest.mark.parametrize("state", sorted(END_STATES))
def test_an_end_is_an_end_for_every_office(state):
    assert [step for kind in Kind for step in allowed(kind, state, ROLES)] == []


def test_one_action_never_means_two_steps():
    for kind, state, action, inside in itertools.product(Kind, State, Action, [False, True]):
        steps = [s for s in allowed(kind, state, ROLES) if s.action == action and s.names_agency == inside]
        assert len(steps) <= 1
        assert find(allowed(kind, state, ROLES), action, inside=inside) == (steps[0] if steps else None)


# Luật 136/2025: passing a complaint on, suspending it, withdrawing it in part.
NEW_IN_2026 = {Action.TRANSFER, Action.SUSPEND, Action.RESUME, Action.WITHDRAW_PART}


@pytest.mark.parametrize("day", [BEFORE, SINCE, dt.date(2013, 1, 1), dt.date(2030, 1, 1)])
def test_every_step_has_a_ground_in_the_law_of_its_day_or_is_not_offered(day):
    for kind, state in itertools.product(Kind, State):
        offered = allowed(kind, state, ROLES, day)
        assert all(step.grounds(kind, day) for step in offered)
        left_out = [step for step in allowed(kind, state, ROLES) if step not in offered]
        flags = frozenset({"overdue", "recommended"})
        some = {step.action for step in left_out if step.grounds(kind, day, flags=flags)}
        assert some <= {Action.ASK_REPORT, Action.RESULT_REPORTED}
        assert {step.action for step in left_out} - some <= NEW_IN_2026


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
        assert any(ground.action == step.action and ground.kinds & step.kinds for step in TABLE), ground.key
        assert ground.title
        assert ground.citizen_words.endswith(".")
        assert ground.confidence in {"V", "S", "G"}
        assert all("/" in citation.split("#")[0] and "#dieu-" in citation for citation in ground.citations)
        assert ground.valid_to is None or ground.valid_from <= ground.valid_to
    assert ground_by_key("khong.co") is None


def test_a_step_that_can_disappoint_says_why():
    """Except of a denunciation, whose page tells stages only: there the custodian tells the denouncer."""
    disappointing = {
        Action.REFUSE, Action.GUIDE, Action.TRANSFER, Action.RETURN_PAPERS, Action.FILE, Action.RECLASSIFY,
        Action.EXTEND, Action.SUSPEND, Action.TERMINATE, Action.DECIDE, Action.ASK_EVIDENCE, Action.INVITE,
    }  # fmt: skip
    for step in TABLE:
        if step.action in disappointing:
            assert step.says_why == (Kind.DENUNCIATION not in step.kinds), step


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

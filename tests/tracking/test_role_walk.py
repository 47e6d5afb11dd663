"""Every address of the portal, asked by everybody about their own and other people's things (R23, R28, finding 7).

The promise stands in `role_walk.csv`, for review. After a deliberate change write it anew and read the difference:
`WRITE_ROLE_WALK=1 .venv/bin/pytest tests/tracking/test_role_walk.py`
"""

import os
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from tests.cast import EVERYBODY, PARTS, STRANGERS, Cast, assemble, canary

from . import role_walk
from .role_walk import DENIED, ERROR, GONE, LOGIN, METHOD, Answer, Line, Walker, addresses
from .role_walk_paths import CASES, lines_of, visits

WRITE = os.environ.get("WRITE_ROLE_WALK") == "1"
CASE_ADDRESSES = "admin/vu-viec/<"
# The mark matters although the data is made once: without it pytest-django would make no test database at all.
pytestmark = pytest.mark.django_db

# Wagtail's own test of the error page, and the answer of a server whose worker does not run.
BREAK_ON_PURPOSE = ("admin/failwhale/", "health/ready")
READ_ONLY = (
    "reception_board",
    "committee_office",
    "inspector",
    "front",
    "communications",
    "librarian",
    "administrator",
)
# What an anonymous visitor may have of the admin: the way in, and its pictures and words.
OPEN_TO_STRANGERS = ("admin/login/", "admin/password_reset/", "admin/sprite/", "admin/jsi18n/")
# Who reads which canary of which case; everything not here is a leak.
EVERYTHING = frozenset(PARTS)
THE_PETITION = frozenset({"subject", "body"})
READERS: dict[str, dict[str, frozenset[str]]] = {
    "officer": {"own": EVERYTHING, "own_denunciation": frozenset({"note"})},
    "head": {"own": EVERYTHING, "own_denunciation": frozenset({"note"})},
    "outsider": {"foreign": EVERYTHING, "foreign_denunciation": frozenset({"note"})},
    "reception_board": {"own": THE_PETITION, "foreign": THE_PETITION},
    "committee_office": {"own": THE_PETITION, "foreign": THE_PETITION},
    "inspector": {"own": THE_PETITION, "foreign": THE_PETITION},
    "custodian": {"own_denunciation": THE_PETITION | {"note"}, "foreign_denunciation": THE_PETITION | {"note"}},
    "citizen": {"own": EVERYTHING - {"note"}},
    "other_citizen": {"foreign": EVERYTHING - {"note"}},
}
# Whose inbox holds which cases: the reference is public on paper, yet no list may tell of a case beyond the wall.
CITY = frozenset({"own", "foreign"})
SEES: dict[str, frozenset[str]] = {
    "officer": frozenset({"own", "own_denunciation"}),
    "head": frozenset({"own", "own_denunciation"}),
    "outsider": frozenset({"foreign", "foreign_denunciation"}),
    "reception_board": CITY,
    "committee_office": CITY,
    "inspector": CITY,
    "custodian": frozenset({"own_denunciation", "foreign_denunciation"}),
    "citizen": frozenset({"own"}),
    "other_citizen": frozenset({"foreign"}),
}

Walk = dict[Line, Answer]
Problems = dict[Line, str]
_observed: dict[str, dict[Line, str]] = {}


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker) -> Iterator[Cast]:
    # Sessions in the cookie: one query less for each of ten thousand requests.
    in_cookies = override_settings(SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies")
    with in_cookies, django_db_blocker.unblock(), transaction.atomic():
        yield assemble()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def matrix() -> dict[Line, str]:
    return role_walk.read_matrix()


def test_every_address_has_its_line_in_the_matrix(matrix):
    lines = [line for address in addresses() for line in lines_of(address)]
    missing, stale = [line for line in lines if line not in matrix], set(matrix) - set(lines)
    assert WRITE or not (missing or stale), f"say what everybody gets there: {missing}; no address any more: {stale}"


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_gets_what_is_theirs_and_nothing_else(who, cast, matrix):
    walk = _walk(who, cast)
    _observed[who] = {line: answer.outcome for line, answer in walk.items()}
    problems = {
        "an address breaks": _broken(walk),
        "a canary left its cage": _leaks(walk, who, cast),
        "a case beyond the wall differs from no case": _tell_tales(walk, who),
        "a stranger found a door of the admin": _open_doors(walk, who),
        "somebody who only reads moved a case": _forbidden_writes(walk, who),
        "the walk itself does not reach what it must": _blind_spots(walk, who),
        "not what the matrix says": {} if WRITE else _surprises(walk, who, matrix),
    }
    assert not {name: found for name, found in problems.items() if found}


def test_the_matrix_is_written_anew_when_asked():
    if WRITE:
        assert set(_observed) == set(EVERYBODY)
        lines = next(iter(_observed.values()))
        outcomes = {line: {name: _observed[name][line] for name in EVERYBODY} for line in lines}
        role_walk.write_matrix({line: role_walk.summarise(everybody) for line, everybody in outcomes.items()})


def _walk(who: str, cast: Cast) -> Walk:
    walker, found = Walker(), Walk()
    for address in addresses():
        # Turned away by the beginning of the path alone: the next object of this address would not be looked at either.
        turned_away: Answer | None = None
        for visit in visits(address, cast):
            answer = turned_away or walker.ask(visit.line[2], visit.path, cast.cookies[who], visit.body)
            turned_away = answer if not answer.was_routed else None
            found[visit.line] = answer
    return found


def _surprises(walk: Walk, who: str, matrix: dict[Line, str]) -> Problems:
    expected = {line: role_walk.expected_of(matrix.get(line, ""), who) for line in walk}
    return {
        line: f"{answer.outcome}, expected {expected[line] or 'nothing yet'}"
        for line, answer in walk.items()
        if answer.outcome != expected[line]
    }


def _broken(walk: Walk) -> Problems:
    return {
        line: repr(answer.trouble)
        for line, answer in walk.items()
        if answer.outcome == ERROR and line[0] not in BREAK_ON_PURPOSE
    }


def _leaks(walk: Walk, who: str, cast: Cast) -> Problems:
    reads = READERS.get(who, {})
    caged = {canary(case, part) for case in cast.cases for part in PARTS if part not in reads.get(case, ())}
    caged |= {case.reference for name, case in cast.cases.items() if name not in SEES.get(who, ())}
    return {line: word for line, answer in walk.items() for word in caged if word in answer.body}


def _tell_tales(walk: Walk, who: str) -> Problems:
    hidden = set(CASES) - SEES.get(who, frozenset())
    return {
        line: answer.outcome
        for line, answer in walk.items()
        if line[0].startswith(CASE_ADDRESSES) and line[1] in hidden and who not in STRANGERS
        if answer.outcome != GONE or _seen(answer) != _seen(walk[line[0], "absent", line[2]])
    }


def _seen(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.body


def _open_doors(walk: Walk, who: str) -> Problems:
    if who not in STRANGERS:
        return {}
    closed = {LOGIN, GONE, METHOD, DENIED}
    inside = {line: a.outcome for line, a in walk.items() if line[0].startswith("admin/") and a.outcome not in closed}
    return {line: outcome for line, outcome in inside.items() if not line[0].startswith(OPEN_TO_STRANGERS)}


def _forbidden_writes(walk: Walk, who: str) -> Problems:
    if who not in READ_ONLY:
        return {}
    writes = {line: a.outcome for line, a in walk.items() if line[0].startswith(CASE_ADDRESSES) and line[2] == "POST"}
    return {line: outcome for line, outcome in writes.items() if outcome not in {GONE, METHOD}}


def _blind_spots(walk: Walk, who: str) -> Problems:
    """A walk that meets closed doors only would prove nothing."""
    must: dict[Line, tuple[str, ...]] = {}
    if who in {"officer", "head"}:
        must[f"{CASE_ADDRESSES}case_reference:reference>/", "own", "GET"] = (*THE_PETITION, "message", "note", "paper")
        must[f"{CASE_ADDRESSES}case_reference:reference>/nguoi-gui/", "own", "POST"] = ("name",)
        must[f"{CASE_ADDRESSES}case_reference:reference>/tep/<int:paper>/", "own", "GET"] = ("bytes",)
        must["admin/vu-viec/", "-", "GET"] = ("subject",)
    if who == "citizen":
        must["tra-cuu/ho-so/", "-", "GET"] = ("reply",)
    return {line: part for line, parts in must.items() for part in parts if canary("own", part) not in walk[line].body}

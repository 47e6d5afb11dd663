"""Whole cases against the law: each names its rule and article; the dates were worked out apart from the engine.

`term_cases.jsonl`: `case` as `compute_terms` reads it; `expect` names terms, None for one that must not be there;
`basis` are the provisions at the head of the answer's; `refused` the types of events the law does not allow.
`names` asks for terms beyond the contract of `compute_terms`.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tracking.terms.engine import Term, compute
from tracking.terms.exchange import case_of, row_of
from tracking.terms.facts import BadCase, CaseFacts, Event
from tracking.terms.rules import CONTRACT, TermName

from .test_terms import BOOK, WORK

CASES = [json.loads(line) for line in (Path(__file__).parent / "term_cases.jsonl").read_text("utf-8").splitlines()]


def place(cited: dict[str, str | None]) -> str:
    return f"{cited['document']}#{cited['article']}" + (f".{cited['clause']}" if cited["clause"] else "")


def facts_in(row: dict[str, Any]) -> CaseFacts:
    """A line of the contract as `compute_terms` reads it; one with `names` may tell what only the portal's pages do."""
    case = row["case"]
    if "names" not in row:
        return case_of(case)
    events = tuple(Event(event["type"], dt.date.fromisoformat(event["on"])) for event in case["events"])
    today = dt.date.fromisoformat(case["today"])
    return CaseFacts(case["kind"], events, today, case["instance"], frozenset(case["flags"]))


def regime(term: Term) -> tuple[str, dt.date]:
    """The rule a term was counted by, told from others of its code by the day it is in force on."""
    found = [
        rule
        for rule in BOOK.terms
        if (rule.code, rule.name) == (term.rule, term.name)
        and rule.valid_from <= term.start <= (rule.valid_to or dt.date.max)
    ]
    return found[0].code, found[0].valid_from


@pytest.mark.parametrize("row", [row for row in CASES if "error" not in row], ids=lambda row: row["name"])
def test_a_case_has_the_terms_the_law_gives_it(row):
    names = [TermName(name) for name in row.get("names", CONTRACT)]
    answer = row_of(compute(facts_in(row), BOOK, WORK, names))
    terms = {term["name"]: term for term in answer["terms"]}
    assert [item["type"] for item in answer.get("refused", [])] == row.get("refused", [])
    for name, expected in row["expect"].items():
        if expected is None:
            assert name not in terms
            continue
        found, wanted = terms[name], dict(expected)
        basis = wanted.pop("basis", [])
        given = [place(cited) for cited in found["basis"]]
        assert given == basis if isinstance(basis, list) and basis else given[: bool(basis)] == [basis][: bool(basis)]
        assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize("row", [row for row in CASES if "error" in row], ids=lambda row: row["name"])
def test_a_case_that_cannot_be_is_refused_with_the_reason(row):
    with pytest.raises(BadCase, match=row["error"]):
        case_of(row["case"])


def test_the_cases_cover_every_rule_that_ships():
    """A rule is met by a line that states its due date; one code may stand for several regimes, each from its day."""
    met = set()
    for row in CASES:
        stated = {name for name, term in row.get("expect", {}).items() if term and term.get("due")}
        if stated:
            names = [TermName(name) for name in row.get("names", CONTRACT)]
            found = compute(facts_in(row), BOOK, WORK, names).terms
            met |= {regime(term) for term in found if term.name in stated}
    assert {(rule.code, rule.valid_from) for rule in BOOK.terms} - met == set()
    assert len(CASES) >= 150

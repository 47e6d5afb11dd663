"""Each guard of the table by itself: it refuses when what it asks is missing, and lets pass when it is there."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from tracking.casework.letters.catalogue import LETTER_NAMES, LetterKey
from tracking.casework.petition import Kind
from tracking.casework.workflow import TABLE, Action, Check, Done, Facts, Need, State
from tracking.casework.workflow import guards as need
from tracking.casework.workflow.facts import Extensions, Lengths

from .test_intervals import SHIPPED

DAY = dt.date(2026, 8, 20)
RECEIVED = dt.date(2026, 8, 3)


def done(action: Action, on: dt.date = DAY, **given: Any) -> Done:
    return Done(action, on, given)


def facts(*steps: Done, **more: Any) -> Facts:
    given = {"kind": Kind.COMPLAINT, "state": State.SETTLING, "today": DAY, "received_on": RECEIVED, **more}
    return Facts(done=tuple(steps), intervals=lambda: SHIPPED, **given)


DENUNCIATION = Lengths(complex=Extensions(1, 30), special=Extensions(2, 30))
# LKN Đ.37 and Đ.50: 45 days, 60 in remote places, 30 about a disciplinary decision.
PLAIN, REMOTE, DISCIPLINE = frozenset[str](), frozenset({"remote"}), frozenset({"disciplinary"})
SECOND_COMPLAINT = Lengths(lasts={PLAIN: 45, REMOTE: 60, DISCIPLINE: 30, REMOTE | DISCIPLINE: 30})
INVITE = done(Action.INVITE, dt.date(2026, 8, 12), dialogue_on="2026-08-19")
ASKED = done(Action.ASK_EVIDENCE, evidence_from="petitioner")
SHOWN = done(Action.PUBLISH, dt.date(2026, 8, 5), ways=["portal"], until="2026-08-22")
# guard → a case it holds back, a case it lets pass
NEEDS: dict[Need, tuple[Facts, Facts]] = {
    need.GUIDED_ONCE: (facts(before=frozenset({Action.GUIDE})), facts()),
    need.TRANSFERRED_ONCE: (facts(before=frozenset({Action.TRANSFER})), facts()),
    need.IDENTIFIED: (
        facts(done(Action.IDENTITY_CHECKED, identity="false_name")),
        facts(done(Action.IDENTITY_CHECKED, identity="identified")),
    ),
    need.CHECK_RECORDED: (facts(), facts(checked_as="unknown")),
    need.SIGNED_COMPLAINT: (facts(), facts(signed_on=DAY)),
    need.SIGNED_DENUNCIATION: (facts(), facts(signed_on=DAY)),
    need.MANDATE_PROVEN: (facts(unproven=True), facts(proven_on=DAY)),
    need.NOTIFIED_ONCE: (facts(done(Action.NOTIFY)), facts()),
    need.CHECK_ORDERED: (facts(), facts(done(Action.ORDER_CHECK))),
    need.VERIFIED: (facts(), facts(done(Action.VERIFIED))),
    need.EVIDENCE_ASKED: (
        facts(done(Action.ASK_EVIDENCE), done(Action.GOT_EVIDENCE)),
        facts(done(Action.ASK_EVIDENCE)),
    ),
    need.NOT_INVITED: (facts(INVITE), facts(INVITE, done(Action.DIALOGUE))),
    need.INVITED: (facts(INVITE, done(Action.DIALOGUE)), facts(INVITE)),
    need.TALKED: (facts(instance=2), facts(INVITE, done(Action.DIALOGUE, attendance="held"), instance=2)),
    need.SECOND_VERIFIED: (facts(instance=2), facts(done(Action.VERIFIED), instance=2)),
    need.NOT_COMPLEX_YET: (facts(flags=frozenset({"complex"})), facts()),
    need.EXTENSIONS_LEFT: (
        facts(*[done(Action.EXTEND)] * 2, lengths=DENUNCIATION),
        facts(done(Action.EXTEND), lengths=DENUNCIATION),
    ),
    need.NOT_WITHDRAWN: (facts(done(Action.WITHDRAW)), facts(done(Action.WITHDRAW_PART))),
    need.WISH_ANSWERED: (facts(wish_waits=True), facts()),
    **{
        there: (facts(instance=instance), facts(instance=instance, papers=frozenset({there.letter})))
        for there, instance in (
            (need.FIRST_DECISION_THERE, 1),
            (need.SECOND_DECISION_THERE, 2),
            (need.REPLY_THERE, 1),
            (need.CONCLUSION_THERE, 1),
            (need.DENOUNCER_TOLD_THERE, 1),
            (need.ACCEPTANCE_THERE, 1),
            (need.CONTENT_THERE, 1),
        )
    },
    need.NOT_DELIVERED: (facts(done(Action.DELIVER)), facts()),
    need.DELIVERED: (facts(), facts(done(Action.DELIVER))),
    need.PUBLISHED: (facts(), facts(SHOWN)),
    need.ON_SHOW: (facts(SHOWN, done(Action.UNPUBLISH)), facts(SHOWN)),
    need.NOT_PUBLISHED: (facts(SHOWN), facts()),
    need.SHOWN_LONG_ENOUGH: (facts(SHOWN), facts(SHOWN, today=dt.date(2026, 8, 22))),
    need.NO_APPEAL: (facts(is_appealed=True), facts()),
    need.IN_FORCE: (facts(effect_due=DAY), facts(effect_due=DAY - dt.timedelta(days=1))),
    need.ENFORCING: (facts(), facts(done(Action.ENFORCE))),
    need.NOT_ENFORCING: (facts(done(Action.ENFORCE)), facts()),
    need.HANDLED: (facts(), facts(done(Action.ENFORCED))),
    need.NOT_REPORTED: (facts(done(Action.RESULT_REPORTED)), facts()),
    need.NOT_ENFORCED: (facts(done(Action.ENFORCED)), facts()),
    need.ENFORCED_IF_STARTED: (facts(done(Action.ENFORCE)), facts(done(Action.ENFORCE), done(Action.ENFORCED))),
}
Form = dict[str, Any]
CRIMINAL, WITHDRAWN = "terminate.denunciation.final", "terminate.denunciation.withdrawal"
KNOWN = facts(done(Action.IDENTITY_CHECKED, identity="identified"))
SECOND, CITY = facts(instance=2), facts(instance=2, chaired_by_city=True)
DECIDED = facts(done(Action.DECIDE, dt.date(2026, 7, 20)), effect_due=dt.date(2026, 8, 19))
# guard → a form it refuses, a form it lets pass, each with the case it is filled in for
CHECKS: dict[Check, tuple[tuple[Facts, Form], tuple[Facts, Form]]] = {
    need.AS_RECORDED: (
        (facts(checked_as="unknown"), {"identity": "identified"}),
        (facts(checked_as="unknown"), {"identity": "unknown"}),
    ),
    need.REPORT_ASKED: (
        (facts(), {"ground": "file.overdue.answered"}),
        (facts(done(Action.ASK_REPORT)), {"ground": "file.overdue.answered"}),
    ),
    need.SENDER_KNOWN_OR_NOT: (
        (KNOWN, {"ground": "file.denunciation.anonymous"}),
        (facts(), {"ground": "file.denunciation.anonymous"}),
    ),
    need.SIGNED_BY_THEN: (
        (facts(signed_on=DAY), {"on": DAY - dt.timedelta(days=1)}),
        (facts(signed_on=DAY), {"on": DAY}),
    ),
    need.UNSIGNED: (
        (facts(signed_on=DAY), {"ground": "refuse.complaint.no_signature"}),
        (facts(), {"ground": "refuse.complaint.no_signature"}),
    ),
    need.UNPROVEN_KNOWN: (
        (facts(unproven=True), {}),
        (facts(unproven=True), {"unproven_known": True}),
    ),
    need.UNPROVEN: (
        (facts(proven_on=DAY), {"ground": "refuse.complaint.unlawful_representative"}),
        (facts(unproven=True), {"ground": "refuse.complaint.unlawful_representative"}),
    ),
    need.PART_OF_OTHER_KIND: ((facts(), {"part_kind": "complaint"}), (facts(), {"part_kind": "feedback"})),
    need.OTHER_KIND: ((facts(), {"to_kind": "complaint"}), (facts(), {"to_kind": "proposal"})),
    need.DISMISSAL_IS_DISCIPLINARY: (
        (facts(), {"flags": ["dismissal"]}),
        (facts(), {"flags": ["dismissal", "disciplinary"]}),
    ),
    need.FLAGS_EXPLAINED: ((facts(), {"flags": ["remote"]}), (facts(), {"flags": ["remote"], "because": "Thư."})),
    need.SHORT_NOTICE: (
        (facts(), {"on": DAY, "dialogue_on": DAY + dt.timedelta(days=4)}),
        (facts(), {"on": DAY, "dialogue_on": DAY + dt.timedelta(days=5)}),
    ),
    need.DIALOGUE_LATER: (
        (facts(), {"on": DAY, "dialogue_on": DAY}),
        (facts(), {"on": DAY, "dialogue_on": DAY + dt.timedelta(days=1)}),
    ),
    need.RIGHT_CHAIR: (
        (CITY, {"chair": "deputy", "must_chair": ["tense"]}),
        (CITY, {"chair": "deputy", "must_chair": []}),
    ),
    need.PARTIES: (
        (facts(), {"participants": ["complainant"]}),
        (facts(), {"participants": ["respondent", "complainant"]}),
    ),
    need.ON_THE_DAY: (
        (facts(INVITE), {"on": dt.date(2026, 8, 18)}),
        (facts(INVITE), {"on": dt.date(2026, 8, 19)}),
    ),
    need.FOUND_OUT: ((facts(), {"outcome": "wrong"}), (facts(), {"outcome": "right"})),
    need.IN_TIME: (
        (facts(settlement_due=DAY - dt.timedelta(days=1)), {"on": DAY}),
        (facts(settlement_due=DAY - dt.timedelta(days=1)), {"on": DAY - dt.timedelta(days=1)}),
    ),
    need.WAITED_FOR: (
        (facts(ASKED), {"evidence_from": "agency", "on": DAY}),
        (facts(ASKED), {"evidence_from": "petitioner", "on": DAY}),
    ),
    need.NOT_LENGTHENED_LATE: (
        (facts(settlement_due=DAY - dt.timedelta(days=1), lengths=SECOND_COMPLAINT), {"flags": ["remote"]}),
        (facts(settlement_due=DAY, lengths=SECOND_COMPLAINT), {"flags": ["remote"]}),
    ),
    need.CRITERIA_NAMED: ((facts(), {}), (facts(), {"criteria": ["K10-a"]})),
    need.CRITERIA_ENOUGH: (
        (facts(), {"ground": "extend.denunciation.special", "criteria": ["T15-a"]}),
        (facts(), {"ground": "extend.denunciation.special", "criteria": ["T15-a", "T15-b"]}),
    ),
    need.EXTENSION_SHORT: ((facts(lengths=DENUNCIATION), {"days": 31}), (facts(lengths=DENUNCIATION), {"days": 30})),
    need.WITHDRAWN_BEFORE: (
        (facts(), {"ground": "terminate.complaint.withdrawal"}),
        (facts(done(Action.WITHDRAW)), {"ground": "terminate.complaint.withdrawal"}),
    ),
    need.EXCEPTIONS_SEEN: ((facts(), {"ground": WITHDRAWN}), (facts(), {"ground": CRIMINAL})),
    need.NOT_STILL_SETTLED: ((facts(), {"still_settled": "forced"}), (facts(), {"still_settled": "none"})),
    need.CRIME_GROUND: (
        (facts(state=State.DECIDED), {"ground": "report_crime.denunciation"}),
        (facts(state=State.DECIDED), {"ground": "report_crime.concluded"}),
    ),
    need.BINDING: ((DECIDED, {"on": dt.date(2026, 8, 19)}), (DECIDED, {"on": DAY})),
    need.LONG_ENOUGH: (
        (facts(), {"on": DAY, "ways": ["posting"], "until": DAY + dt.timedelta(days=14)}),
        (facts(), {"on": DAY, "ways": ["posting"], "until": DAY + dt.timedelta(days=15)}),
    ),
    need.PLACE_NAMED: (
        (facts(), {"ways": ["posting"]}),
        (facts(), {"ways": ["posting"], "place": "Bảng tin trụ sở"}),
    ),
    need.PAGE_NAMED: (
        (facts(), {"ways": ["portal"]}),
        (facts(), {"ways": ["portal"], "page": "/ket-qua-giai-quyet/mau/"}),
    ),
    need.DAY_OFF_MEANT: (
        (facts(why_off=lambda _day: "Chủ Nhật"), {"dialogue_on": DAY}),
        (facts(why_off=lambda _day: "Chủ Nhật"), {"dialogue_on": DAY, "on_day_off": True}),
    ),
    need.INVITATION_ANSWERED: ((facts(INVITE), {}), (facts(INVITE), {"dialogue_dropped": True})),
    need.OTHER_INSTANCE: ((facts(instance=2), {"to_instance": "2"}), (facts(instance=2), {"to_instance": "1"})),
    need.ON_THE_PORTAL: ((facts(), {"ways": ["meeting"]}), (facts(), {"ways": ["meeting", "site"]})),
    need.ANNOUNCED: (
        (facts(), {"on": DAY, "ways": ["meeting"], "announced_on": DAY - dt.timedelta(days=2)}),
        (facts(), {"on": DAY, "ways": ["meeting"], "announced_on": DAY - dt.timedelta(days=3)}),
    ),
    need.FORWARDED_WHOLLY: (
        (facts(), {"forwarded_by": "press", "forwarder": "Báo Mẫu"}),
        (facts(), {"forwarded_by": "press", "forwarder": "Báo Mẫu", "forwarded_on": DAY}),
    ),
    need.NOT_EARLY: ((facts(SHOWN), {"on": dt.date(2026, 8, 21)}), (facts(SHOWN), {"on": dt.date(2026, 8, 22)})),
}


@pytest.mark.parametrize("guard", NEEDS, ids=lambda guard: guard.name)
def test_a_step_waits_for_what_the_law_wants_first_and_says_so(guard: Need):
    held, free = NEEDS[guard]
    assert not guard.holds(held)
    assert guard.holds(free)
    assert guard.words.endswith(".")


@pytest.mark.parametrize("guard", CHECKS, ids=lambda guard: guard.name)
def test_a_form_against_the_law_is_refused_in_words_and_a_lawful_one_passes(guard: Check):
    (held, wrong), (free, right) = CHECKS[guard]
    assert guard.fault(held, wrong).endswith(".")
    assert guard.fault(free, right) == ""


def test_every_guard_of_the_table_is_tried_here_and_no_other_exists():
    used = {guard for step in TABLE for guard in (*step.needs, *step.checks)}
    written = {guard for guard in vars(need).values() if isinstance(guard, Need | Check)}
    assert used == written == {*NEEDS, *CHECKS}


@pytest.mark.parametrize(
    ("case", "form"),
    [
        (SECOND, {"chair": "deputy"}),
        (
            facts(done(Action.EXTEND), lengths=DENUNCIATION),
            {"ground": "extend.denunciation.complex", "criteria": ["T15-a"]},
        ),
        (facts(effect_due=DAY), {"on": DAY}),
    ],
    ids=["below the city the settler meets them himself", "complex is extended once", "the last day still waits"],
)
def test_guards_with_more_than_one_rule_keep_each(case: Facts, form: Form):
    guard = next(
        check for check in (need.RIGHT_CHAIR, need.CRITERIA_ENOUGH, need.BINDING) if {check.field} & form.keys()
    )
    assert guard.fault(case, form)


def test_a_dialogue_missed_for_a_good_cause_is_not_held_and_one_without_cause_is():
    """NĐ 124/2020 Đ.28 k.5, Đ.28a."""
    for attendance, passes in (("good_cause", False), ("no_cause", True), ("held", True)):
        case = facts(INVITE, done(Action.DIALOGUE, attendance=attendance), instance=2)
        assert need.TALKED.holds(case) == passes


@pytest.mark.parametrize("outcome", ["partly", "wrong"])
def test_who_does_not_find_a_complaint_right_has_verified_and_talked_first(outcome: str):
    """LKN Đ.29 k.1, Đ.30 k.1: only a complaint found right is decided at once."""
    form = {"outcome": outcome}
    verified, talked = done(Action.VERIFIED, result="agrees"), done(Action.DIALOGUE, attendance="held")
    assert "xác minh" in need.FOUND_OUT.fault(facts(INVITE, talked), form)
    assert "đối thoại" in need.FOUND_OUT.fault(facts(verified), form)
    assert need.FOUND_OUT.fault(facts(verified, INVITE, talked), form) == ""


def test_papers_that_came_end_the_request_to_their_own_source_alone():
    asked = [done(Action.ASK_EVIDENCE, evidence_from=source) for source in ("petitioner", "agency", "petitioner")]
    of_agency, unnamed = done(Action.GOT_EVIDENCE, evidence_from="agency"), done(Action.GOT_EVIDENCE)
    assert facts(*asked, of_agency).open_evidence == (asked[0], asked[2])
    assert facts(*asked, of_agency, of_agency).open_evidence == (asked[0], asked[2])
    assert facts(*asked, unnamed).open_evidence == (asked[0], asked[1])
    early = {"evidence_from": "petitioner", "on": DAY - dt.timedelta(days=1)}
    assert "không đến trước" in need.WAITED_FOR.fault(facts(ASKED), early)


def test_after_its_term_a_case_may_be_found_to_have_a_shorter_one_but_no_longer_one():
    late = {"settlement_due": DAY - dt.timedelta(days=1), "instance": 2, "lengths": SECOND_COMPLAINT}
    disciplinary = facts(flags=frozenset({"disciplinary"}), **late)
    assert need.NOT_LENGTHENED_LATE.fault(facts(**late), {"flags": ["disciplinary"]}) == ""
    assert need.NOT_LENGTHENED_LATE.fault(disciplinary, {"flags": []})
    assert need.NOT_LENGTHENED_LATE.fault(facts(flags=frozenset({"remote"}), **late), {"flags": ["remote"]}) == ""


def test_about_a_disciplinary_decision_there_is_a_dialogue_always():
    """LKN Đ.53 k.1."""
    discipline = {"flags": frozenset({"disciplinary"})}
    verified = done(Action.VERIFIED, result="agrees")
    assert not need.TALKED.holds(facts(verified, **discipline))
    assert need.TALKED.holds(facts(verified, INVITE, done(Action.DIALOGUE, attendance="held"), **discipline))


def test_the_first_settlement_needs_no_dialogue_where_the_result_agrees_with_the_claim():
    """LKN Đ.30 k.1."""
    assert need.TALKED.holds(facts(done(Action.VERIFIED, result="agrees")))
    assert not need.TALKED.holds(facts(done(Action.VERIFIED, result="differs")))


def test_a_dialogue_on_a_working_day_and_a_decision_without_an_invitation_ask_nothing():
    assert need.DAY_OFF_MEANT.fault(facts(), {"dialogue_on": DAY}) == ""
    assert need.INVITATION_ANSWERED.fault(facts(), {}) == ""
    assert need.INVITATION_ANSWERED.fault(facts(INVITE, done(Action.DIALOGUE, attendance="held")), {}) == ""


def test_a_paper_is_asked_for_under_its_own_name_and_only_in_its_own_settlement():
    for there in (need.FIRST_DECISION_THERE, need.SECOND_DECISION_THERE, need.REPLY_THERE, need.CONCLUSION_THERE,
                  need.DENOUNCER_TOLD_THERE, need.ACCEPTANCE_THERE, need.CONTENT_THERE):  # fmt: skip
        assert f"«{LETTER_NAMES[LetterKey(there.letter)]}»" in there.words
    assert need.SECOND_DECISION_THERE.holds(facts(instance=1))
    assert need.FIRST_DECISION_THERE.holds(facts(instance=2))


@pytest.mark.parametrize(("instance", "unless"), [(1, True), (2, False)])
def test_enforcement_waits_for_the_decision_to_bind_and_says_from_which_day(instance, unless):
    (step,) = [row for row in TABLE if row.action is Action.ENFORCE and Kind.COMPLAINT in row.kinds]
    decided = facts(done(Action.DECIDE), state=State.DECIDED, instance=instance, effect_due=DAY)
    (told,) = step.hindrances(decided)
    assert told.startswith("Quyết định chưa có hiệu lực pháp luật. Có hiệu lực từ ngày")
    assert f"{DAY + dt.timedelta(days=1):%d/%m/%Y}" in told
    assert ("nếu không có khiếu nại lần hai" in told) is unless
    binding = dataclasses.replace(decided, today=DAY + dt.timedelta(days=1))
    assert step.hindrances(binding) == []


def test_what_follows_from_a_conclusion_waits_for_no_legal_effect():
    (step,) = [row for row in TABLE if row.action is Action.ENFORCE and Kind.DENUNCIATION in row.kinds]
    assert step.hindrances(facts(done(Action.DECIDE), state=State.DECIDED)) == []


def test_what_hangs_on_a_board_or_an_offices_own_site_counts_to_the_duration_of_the_law_and_may_not_end_before():
    """NĐ 124/2020 Đ.29 k.3, NĐ 31/2019 Đ.6 k.2: fifteen days from the day it was hung or shown."""
    for ways in (["posting", "site"], ["site"]):
        shown = facts(done(Action.PUBLISH, DAY, ways=ways, until="2026-09-04"), state=State.DECIDED)
        early = {"on": DAY + dt.timedelta(days=14)}
        assert need.NOT_EARLY.fault(shown, early) == "Phải công khai đến hết ngày 04/09/2026."
        assert need.NOT_EARLY.fault(shown, {"on": DAY + dt.timedelta(days=15)}) == ""
        assert not need.SHOWN_LONG_ENOUGH.holds(shown)
    form = {"on": DAY, "ways": ["site"], "until": DAY + dt.timedelta(days=14)}
    assert "ít nhất đến ngày" in need.LONG_ENOUGH.fault(facts(), form)

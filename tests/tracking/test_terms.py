"""The law's arithmetic, clause by clause. Due dates were counted by hand on the calendars of the years named."""

# ruff: noqa: E501 – one clause a line reads as a table

import csv
import datetime as dt
import io
import json
import sys

import pytest
from django.core.management import call_command
from hypothesis import assume, given
from hypothesis import strategies as st

from tracking.terms import starter
from tracking.terms.calendar import WorkCalendar
from tracking.terms.counting import count
from tracking.terms.engine import compute
from tracking.terms.facts import CaseFacts, Event
from tracking.terms.models import SuspensionRuleRow, TermRuleRow, current_calendar, current_rules
from tracking.terms.rules import AmbiguousRules, RuleBook, Unit


def shipped_book():
    data = starter.shipped()
    return RuleBook(
        tuple(TermRuleRow(**row).rule() for row in data["terms"]),
        tuple(SuspensionRuleRow(**row).rule() for row in data["suspensions"]),
    )


def shipped_calendar():
    off, on = {}, set()
    with (starter._DATA / "calendar.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            day = dt.date.fromisoformat(row["day"])
            if row["kind"] == "off":
                off[day] = row["name"]
            elif row["kind"] == "working":
                on.add(day)
    return WorkCalendar(off, frozenset(on))


BOOK = shipped_book()
WORK = shipped_calendar()


def answer(kind, events, *, today="2030-01-01", instance=1, flags=()):
    parsed = []
    for text in events.split():
        name, _, rest = text.partition("=")
        day, _, days = rest.partition("+")
        parsed.append(Event(name, dt.date.fromisoformat(day), int(days) if days else None))
    facts = CaseFacts(kind, tuple(parsed), dt.date.fromisoformat(today), instance, frozenset(flags))
    return compute(facts, BOOK, WORK)


def term(name, *args, **kwargs):
    found = [item for item in answer(*args, **kwargs).terms if item.name == name]
    assert len(found) <= 1
    return found[0] if found else None


def cited(found):
    return [(citation.document, citation.article, citation.clause) for citation in found.basis]


CLAUSES = [
    # code, name, kind, events, flags, instance → length, unit, due, first citation
    ("R10 LTCD Đ.28", "classification", "feedback", "received=2026-11-23", "", 1, 10, "wd", "2026-12-07", "42/2013/QH13"),
    ("R10 kiến nghị", "classification", "proposal", "received=2026-11-23", "", 1, 10, "wd", "2026-12-07", "42/2013/QH13"),
    ("K3 LKN Đ.27", "acceptance", "complaint", "received=2024-03-04", "", 1, 10, "d", "2024-03-14", "02/2011/QH13"),
    ("K3 ends Saturday", "acceptance", "complaint", "received=2024-03-06", "", 1, 10, "d", "2024-03-18", "02/2011/QH13"),
    ("K3' 07 wd", "acceptance", "complaint", "received=2026-07-01", "", 1, 7, "wd", "2026-07-10", "02/2011/QH13"),
    ("K7 Đ.36 before", "acceptance", "complaint", "received=2024-03-04", "", 2, 10, "d", "2024-03-14", "02/2011/QH13"),
    ("K7 Đ.36 now", "acceptance", "complaint", "received=2026-07-01", "", 2, 7, "wd", "2026-07-10", "02/2011/QH13"),
    ("Đ.50 now", "acceptance", "complaint", "received=2026-07-01", "disciplinary", 1, 7, "wd", "2026-07-10", "02/2011/QH13"),
    ("Đ.50 before", "acceptance", "complaint", "received=2024-03-04", "dismissal", 2, 10, "d", "2024-03-14", "02/2011/QH13"),
    ("T4 LTC Đ.24", "acceptance", "denunciation", "received=2026-11-23", "", 1, 7, "wd", "2026-12-02", "25/2018/QH14"),
    ("T4 several", "acceptance", "denunciation", "received=2026-11-23", "several_places", 1, 10, "wd", "2026-12-07", "25/2018/QH14"),
    ("T12 Đ.29 k.3", "acceptance_notice", "denunciation", "accepted=2026-11-23", "", 1, 5, "wd", "2026-11-30", "25/2018/QH14"),
    ("K5 Đ.28", "settlement", "complaint", "accepted=2026-03-02", "", 1, 30, "d", "2026-04-01", "02/2011/QH13"),
    ("K5 complex", "settlement", "complaint", "accepted=2026-03-02", "complex", 1, 45, "d", "2026-04-16", "02/2011/QH13"),
    ("K6 remote", "settlement", "complaint", "accepted=2026-03-02", "remote", 1, 45, "d", "2026-04-16", "02/2011/QH13"),
    ("K6 remote complex", "settlement", "complaint", "accepted=2026-03-02", "remote complex", 1, 60, "d", "2026-05-04", "02/2011/QH13"),
    ("K8 Đ.37", "settlement", "complaint", "accepted=2026-03-02", "", 2, 45, "d", "2026-04-16", "02/2011/QH13"),
    ("K8 complex", "settlement", "complaint", "accepted=2026-03-02", "complex", 2, 60, "d", "2026-05-04", "02/2011/QH13"),
    ("K8 remote", "settlement", "complaint", "accepted=2026-03-02", "remote", 2, 60, "d", "2026-05-04", "02/2011/QH13"),
    ("K8 both", "settlement", "complaint", "accepted=2026-03-02", "remote complex", 2, 70, "d", "2026-05-11", "02/2011/QH13"),
    ("K9 Đ.50", "settlement", "complaint", "accepted=2026-03-02", "disciplinary", 2, 30, "d", "2026-04-01", "02/2011/QH13"),
    ("K9 complex", "settlement", "complaint", "accepted=2026-03-02", "disciplinary complex remote", 1, 45, "d", "2026-04-16", "02/2011/QH13"),
    ("T13 Đ.30", "settlement", "denunciation", "accepted=2026-03-02", "", 1, 30, "d", "2026-04-01", "25/2018/QH14"),
    ("T14 once", "settlement", "denunciation", "accepted=2026-03-02 extended=2026-03-20+30", "complex", 1, 60, "d", "2026-05-04", "25/2018/QH14"),
    ("T14 shorter", "settlement", "denunciation", "accepted=2026-03-02 extended=2026-03-20+10", "complex", 1, 40, "d", "2026-04-13", "25/2018/QH14"),
    ("T14 twice", "settlement", "denunciation", "accepted=2026-03-02 extended=2026-03-20+30 extended=2026-04-20+30", "specially_complex", 1, 90, "d", "2026-06-01", "25/2018/QH14"),
    ("K18 Đ.32", "decision_delivery", "complaint", "decided=2026-11-20", "", 1, 3, "wd", "2026-11-25", "02/2011/QH13"),
    ("K19 Đ.41", "decision_delivery", "complaint", "decided=2026-11-16", "", 2, 7, "d", "2026-11-23", "02/2011/QH13"),
    ("T19 Đ.35 k.3", "decision_delivery", "denunciation", "decided=2026-11-20", "", 1, 5, "wd", "2026-11-27", "25/2018/QH14"),
    ("K20 Đ.41", "publication", "complaint", "decided=2026-11-16", "", 1, 15, "d", "2026-12-01", "02/2011/QH13"),
    ("T21 Đ.40", "publication", "denunciation", "decided=2026-11-20", "", 1, 7, "wd", "2026-12-01", "25/2018/QH14"),
    ("K11 Đ.33", "second_complaint", "complaint", "delivered=2026-11-02", "", 1, 30, "d", "2026-12-02", "02/2011/QH13"),
    ("K11 remote", "second_complaint", "complaint", "delivered=2026-11-02", "remote", 1, 45, "d", "2026-12-17", "02/2011/QH13"),
    ("K2 Đ.48", "second_complaint", "complaint", "delivered=2026-11-02", "disciplinary", 1, 10, "d", "2026-11-12", "02/2011/QH13"),
    ("K2 dismissal", "second_complaint", "complaint", "delivered=2026-11-02", "dismissal", 1, 30, "d", "2026-12-02", "02/2011/QH13"),
]  # fmt: skip


@pytest.mark.parametrize("clause", CLAUSES, ids=[row[0] for row in CLAUSES])
def test_a_clause_of_the_law_gives_its_date(clause):
    _, name, kind, events, flags, instance, length, unit, due, document = clause
    found = term(name, kind, events, flags=flags.split(), instance=instance)
    assert (found.length, found.unit, found.due.isoformat()) == (length, unit, due)
    assert found.basis[0].document == document


def test_transfer_of_a_denunciation_is_a_term_only_once_it_happened():
    assert term("transfer", "denunciation", "received=2026-11-23") is None
    found = term("transfer", "denunciation", "received=2026-11-23 transferred=2026-11-30")
    assert (found.due.isoformat(), found.state) == ("2026-11-30", "met")


@pytest.mark.parametrize(
    ("received", "citation"),
    [("2026-06-30", ("124/2020/NĐ-CP", "16", "1")), ("2026-07-01", ("136/2025/QH15", "2", "15"))],
)
def test_the_day_of_receipt_chooses_the_regime_of_acceptance(received, citation):
    assert citation in cited(term("acceptance", "complaint", f"received={received}"))


@pytest.mark.parametrize(
    ("start", "due"),
    [("2024-02-07", "2024-02-15"), ("2025-01-24", "2025-02-03"), ("2026-02-13", "2026-02-23")],
)
def test_one_working_day_over_tet(start, due):
    day, skipped = count(dt.date.fromisoformat(start), 1, Unit.WORKING_DAYS, WORK)
    assert day.isoformat() == due
    assert sum("Tết" in why for _, why in skipped) == 5


def test_a_swapped_saturday_counts_as_a_working_day():
    assert count(dt.date(2026, 8, 21), 1, Unit.WORKING_DAYS, WORK)[0] == dt.date(2026, 8, 22)


def test_a_term_in_days_that_ends_on_a_holiday_ends_with_the_next_working_day():
    # 30 days after 01/4/2026 is 01/5, a holiday, and 02–03/5 is a weekend.
    found = term("settlement", "complaint", "accepted=2026-04-01")
    assert found.due == dt.date(2026, 5, 4)
    assert [day.day for day, _ in found.skipped] == [1, 2, 3]


def test_extension_beyond_the_law_is_refused_and_changes_nothing():
    events = "accepted=2026-03-02 extended=2026-03-20+30 extended=2026-04-20+30"
    got = answer("denunciation", events, flags=["complex"])
    assert [item.event.on for item in got.refused] == [dt.date(2026, 4, 20)]
    assert next(item for item in got.terms if item.name == "settlement").length == 60


@pytest.mark.parametrize("days", [0, 31, -5])
def test_an_extension_longer_than_thirty_days_is_refused(days):
    got = answer("denunciation", f"accepted=2026-03-02 extended=2026-03-20+{days}", flags=["complex"])
    assert "không quá 30 ngày" in got.refused[0].reason


def test_a_plain_denunciation_cannot_be_extended_at_all():
    assert answer("denunciation", "accepted=2026-03-02 extended=2026-03-20").refused


def test_suspension_stops_the_clock_and_keeps_the_length():
    plain = term("settlement", "denunciation", "accepted=2026-03-02")
    paused = term("settlement", "denunciation", "accepted=2026-03-02 suspended=2026-03-10 resumed=2026-03-25")
    assert (paused.due - plain.due).days == 15
    assert paused.length == plain.length
    assert sum(why == "tạm đình chỉ" for _, why in paused.skipped) == 15


def test_an_open_suspension_has_no_due_date_yet():
    found = term("settlement", "denunciation", "accepted=2026-03-02 suspended=2026-03-10", today="2026-06-01")
    assert (found.state, found.due) == ("suspended", None)


def test_a_suspension_after_the_term_ran_out_does_not_save_it():
    found = term("settlement", "denunciation", "accepted=2026-03-02 suspended=2026-05-10", today="2026-06-01")
    assert (found.state, found.due.isoformat()) == ("late", "2026-04-01")


def test_a_complaint_could_not_be_suspended_before_the_new_law():
    old = answer("complaint", "accepted=2026-03-02 suspended=2026-03-10 resumed=2026-03-20")
    new = answer("complaint", "accepted=2026-08-03 suspended=2026-08-10 resumed=2026-08-20")
    assert old.refused
    assert not new.refused


def test_second_complaint_counts_from_the_missed_end_when_nothing_was_decided():
    found = term("second_complaint", "complaint", "accepted=2026-03-02", today="2026-04-10")
    assert (found.start.isoformat(), found.due.isoformat()) == ("2026-04-01", "2026-05-04")


def test_no_second_complaint_while_the_first_is_in_time_or_in_the_second_instance():
    assert term("second_complaint", "complaint", "accepted=2026-03-02", today="2026-03-10").state == "not_started"
    assert term("second_complaint", "complaint", "delivered=2026-03-02", instance=2) is None


@pytest.mark.parametrize(
    ("today", "events", "state"),
    [
        ("2026-04-01", "accepted=2026-03-02", "running"),
        ("2026-04-02", "accepted=2026-03-02", "late"),
        ("2026-04-02", "accepted=2026-03-02 decided=2026-04-01", "met"),
        ("2026-04-10", "accepted=2026-03-02 decided=2026-04-02", "late"),
        ("2026-04-10", "accepted=2026-03-02 withdrawn=2026-03-20", "met"),
        # Settled although it was withdrawn: the decision ends the term, in time or late.
        ("2026-04-10", "accepted=2026-03-02 withdrawn=2026-03-20 decided=2026-03-31", "met"),
        ("2026-04-10", "accepted=2026-03-02 withdrawn=2026-03-20 decided=2026-04-10", "late"),
        ("2026-03-01", "received=2026-02-25 accepted=2026-03-02", "not_started"),
    ],
)
def test_the_state_is_judged_at_the_end_of_the_day(today, events, state):
    assert term("settlement", "complaint", events, today=today).state == state


def test_a_refused_complaint_has_no_terms_of_settlement():
    names = [item.name for item in answer("complaint", "received=2026-11-02 refused=2026-11-09").terms]
    assert names == ["classification", "acceptance"]


# --- properties -----------------------------------------------------------------------------------

DAYS = st.dates(dt.date(2022, 1, 1), dt.date(2027, 6, 1))
UNITS = st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS])


@given(DAYS, st.integers(1, 90), UNITS)
def test_a_term_never_ends_on_a_day_off(start, length, unit):
    assert WORK.is_working(count(start, length, unit, WORK)[0])


@given(DAYS, st.integers(1, 90), UNITS)
def test_a_longer_term_never_ends_earlier_and_a_later_start_neither(start, length, unit):
    due = count(start, length, unit, WORK)[0]
    assert count(start, length + 1, unit, WORK)[0] >= due
    assert count(start + dt.timedelta(days=1), length, unit, WORK)[0] >= due


@given(DAYS, st.integers(1, 60), st.integers(0, 59), st.integers(0, 200))
def test_a_suspension_adds_exactly_its_days_before_days_off_are_looked_at(start, length, after, days):
    assume(after < length)
    since = start + dt.timedelta(days=after)
    plain = WorkCalendar(working_days=frozenset(start + dt.timedelta(days=n) for n in range(400)))
    without = count(start, length, Unit.DAYS, plain)[0]
    window = (since, since + dt.timedelta(days=days))
    assert count(start, length, Unit.DAYS, plain, [window])[0] - without == dt.timedelta(days=days)


@given(DAYS, st.integers(1, 60), UNITS)
def test_counted_and_skipped_days_make_up_the_whole_way(start, length, unit):
    due, skipped = count(start, length, unit, WORK)
    way = [start + dt.timedelta(days=number) for number in range(1, (due - start).days + 1)]
    if unit is Unit.DAYS:
        # Every day counts; what ends on a day off waits for the first working day, and that day is named but not counted.
        last = start + dt.timedelta(days=length)
        not_counted = [day for day in way if last <= day < due]
        assert due >= last
        assert not any(map(WORK.is_working, not_counted))
    else:
        not_counted = [day for day in way if not WORK.is_working(day)]
    assert WORK.is_working(due)
    assert len(way) - len(not_counted) == length
    assert skipped == tuple((day, WORK.why_off(day)) for day in not_counted)


FLAG_SETS = st.sets(
    st.sampled_from(["complex", "specially_complex", "remote", "disciplinary", "dismissal", "several_places"])
)


@given(st.sampled_from(["complaint", "denunciation", "proposal", "feedback"]), st.sampled_from([1, 2]), FLAG_SETS, DAYS)
def test_no_case_fits_two_rules_at_once(kind, instance, flags, day):
    events = tuple(
        Event(name, day + dt.timedelta(days=number * 3))
        for number, name in enumerate(["received", "accepted", "notified", "decided", "delivered", "published"])
    )
    facts = CaseFacts(kind, events, day + dt.timedelta(days=400), instance, frozenset(flags))
    assert compute(facts, BOOK, WORK).terms


def test_two_rules_for_one_case_are_an_error_in_the_data():
    double = RuleBook((*BOOK.terms, next(rule for rule in BOOK.terms if rule.code == "R10")))
    with pytest.raises(AmbiguousRules):
        compute(CaseFacts("feedback", (Event("received", dt.date(2026, 1, 5)),), dt.date(2026, 1, 6)), double, WORK)


def test_every_rule_names_an_article_and_a_first_day_but_the_promises_of_the_office():
    assert all(rule.is_local or (rule.basis and rule.basis[0].article and rule.valid_from) for rule in BOOK.terms)
    assert [rule.code for rule in BOOK.terms if rule.is_local] == ["CQ-1"]


# --- the command ----------------------------------------------------------------------------------


@pytest.mark.django_db
class TestCommand:
    def run(self, monkeypatch, *lines):
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
        out = io.StringIO()
        call_command("compute_terms", stdout=out)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    def test_it_answers_line_by_line(self, monkeypatch):
        row = {
            "id": "a",
            "kind": "feedback",
            "events": [{"type": "received", "on": "2026-02-10"}],
            "today": "2026-02-11",
        }
        (got,) = self.run(monkeypatch, json.dumps(row))
        (classification,) = got["terms"]
        assert got["id"] == "a"
        assert classification["due"] == "2026-03-03"
        assert classification["basis"] == [{"document": "42/2013/QH13", "article": "28", "clause": "1"}]
        assert {"day": "2026-02-17", "why": "Tết Nguyên đán"} in classification["skipped"]

    @pytest.mark.parametrize(
        "line",
        [
            "not json",
            "[]",
            '{"id": 1}',
            '{"id": 1, "kind": "khác", "today": "2026-01-01"}',
            '{"id": 1, "kind": "feedback", "today": "01/01/2026"}',
            '{"id": 1, "kind": "feedback", "today": "2026-01-01", "events": [{"type": "bay", "on": "2026-01-01"}]}',
            '{"id": 1, "kind": "feedback", "today": "2026-01-01", "flags": ["bay"]}',
            '{"id": 1, "kind": "feedback", "today": "2026-01-01", "instance": "ba"}',
        ],
    )
    def test_a_bad_line_gets_its_own_answer_and_the_next_is_read(self, monkeypatch, line):
        good = '{"id": 2, "kind": "feedback", "events": [], "today": "2026-01-01"}'
        bad, fine = self.run(monkeypatch, line, good)
        assert bad["error"]
        assert fine["id"] == 2
        assert "error" not in fine

    def test_an_edited_rule_is_followed(self, monkeypatch):
        starter.load()
        TermRuleRow.objects.filter(code="R10").update(length=3)
        row = {"kind": "feedback", "events": [{"type": "received", "on": "2026-11-23"}], "today": "2026-11-24"}
        (got,) = self.run(monkeypatch, json.dumps(row))
        assert got["terms"][0]["due"] == "2026-11-26"

    def test_the_database_holds_the_shipped_rules_unchanged(self):
        starter.load()
        assert set(current_rules().terms) == set(BOOK.terms)
        assert current_calendar().days_off == WORK.days_off

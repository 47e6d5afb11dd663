"""A rule changed in the admin moves the guard of the step with it: the law stands in one place."""

import datetime as dt

import pytest

from tracking.casework.models import Case
from tracking.casework.petition import Kind
from tracking.casework.workflow import guards as need
from tracking.casework.writing.case_facts import facts_of
from tracking.terms.models import IntervalRow, TermRuleRow

from .petitions import custodian_key
from .test_after_the_result import accepted, decided
from .test_procedure_life import checks, office, refused, sent_in, signs, taken, waits  # noqa: F401

pytestmark = pytest.mark.django_db
COMPLEX = {"ground": "extend.denunciation.complex", "criteria": ["T15-a"], "because": "Hai nơi.", "number": "3/QĐ"}


def of(case: Case, day: str):
    return facts_of(Case.objects.get(pk=case.pk), dt.date.fromisoformat(day))


def test_a_decision_binds_after_the_day_the_clock_counts_rolled_over_a_day_off(office):  # noqa: F811
    made = decided(office)
    # Thirty days from 20/08/2026 end on Saturday 19/09: the last day is Monday the 21st.
    assert "22/09/2026" in waits(office, made.case, "officer", "enforce", "2026-09-21")
    taken(office, made.case, "officer", "enforce", "2026-09-22")


def accepted_denunciation(desks):
    custodian_key()
    made = sent_in(Kind.DENUNCIATION, "2026-08-03")
    taken(desks, made.case, "officer", "receive", "2026-08-03")
    checks(desks, made.case, "2026-08-06")
    signs(desks, made.case, "2026-08-06", "custodian")
    taken(desks, made.case, "head", "accept", "2026-08-07", number="21/QĐ-SM")
    return made


def test_how_often_and_how_long_a_settlement_is_extended_stands_in_the_rules(office):  # noqa: F811
    made = accepted_denunciation(office)
    refused(office, made.case, "head", "extend", "2026-08-10", "days", "không quá 30 ngày", days=31, **COMPLEX)
    TermRuleRow.objects.filter(code="T14").update(extension_days=20)
    refused(office, made.case, "head", "extend", "2026-08-10", "days", "không quá 20 ngày", days=21, **COMPLEX)
    taken(office, made.case, "head", "extend", "2026-08-10", days=20, **COMPLEX)
    again = {**COMPLEX, "days": 5}
    refused(office, made.case, "head", "extend", "2026-08-11", "criteria", "hết số lần gia hạn", **again)
    TermRuleRow.objects.filter(code="T14-đặc biệt").update(extensions=1)
    assert not need.EXTENSIONS_LEFT.holds(of(made.case, "2026-08-11"))


def test_which_flags_lengthen_a_settlement_stands_in_the_rules(office):  # noqa: F811
    made = accepted(office)
    late = of(made.case, "2026-10-01")
    assert need.NOT_LENGTHENED_LATE.fault(late, {"flags": ["remote"]})
    TermRuleRow.objects.filter(code="K6-vùng xa").update(length=30)
    assert need.NOT_LENGTHENED_LATE.fault(of(made.case, "2026-10-01"), {"flags": ["remote"]}) == ""


def test_how_long_a_result_is_shown_and_a_meeting_announced_stands_in_the_rules(office):  # noqa: F811
    shown = of(decided(office).case, "2026-09-30")
    form = {"on": dt.date(2026, 8, 20), "ways": ["meeting", "portal"], "announced_on": dt.date(2026, 8, 17)}
    until = {"until": dt.date(2026, 9, 4)}
    assert (need.ANNOUNCED.fault(shown, form), need.LONG_ENOUGH.fault(shown, form | until)) == ("", "")
    assert "ngày 04/09/2026 (15 ngày từ ngày 20/08/2026" in need.LONG_ENOUGH.fault(shown, form)
    IntervalRow.objects.filter(code="K20-niêm yết").update(length=30)
    IntervalRow.objects.filter(code="K20-họp").update(unit="wd")
    assert "đến ngày 19/09/2026" in need.LONG_ENOUGH.fault(shown, form | until)
    assert need.ANNOUNCED.fault(shown, form | {"announced_on": dt.date(2026, 8, 15)}) == ""
    assert "họp sớm nhất ngày 20/08" in need.ANNOUNCED.fault(shown, form | {"on": dt.date(2026, 8, 19)})


def test_a_row_that_ended_asks_nothing_of_later_steps_and_the_one_after_it_does(office):  # noqa: F811
    case = of(accepted(office).case, "2026-12-30")
    IntervalRow.objects.filter(code="K15").update(valid_to="2026-08-31")
    late = {"on": dt.date(2026, 9, 1), "dialogue_on": dt.date(2026, 9, 3)}
    assert need.SHORT_NOTICE.fault(case, late) == ""
    early = {"on": dt.date(2026, 8, 31), "dialogue_on": dt.date(2026, 9, 3)}
    assert "sớm nhất 05/09/2026 (05 ngày từ ngày 31/08/2026; khoản 1 Điều 28" in need.SHORT_NOTICE.fault(case, early)
    row = IntervalRow.objects.get(code="K15")
    row.pk, row.length, row.valid_from, row.valid_to = None, 7, dt.date(2026, 9, 1), None
    row.save()
    assert "07 ngày" in need.SHORT_NOTICE.fault(case, late)

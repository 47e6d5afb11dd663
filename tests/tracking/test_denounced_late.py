"""Denounced again because the term ran out (LTC Đ.38): the office above asks why within five working days; the twenty
days of Đ.37 and its grounds are for what was settled wrongly."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tracking.casework.citizen.case import follow_up
from tracking.casework.models import Case
from tracking.casework.petition import Follows, Kind
from tracking.casework.timing.overdue import Way
from tracking.terms.engine import compute
from tracking.terms.facts import CaseFacts, Event
from tracking.terms.rules import TermName

from .petitions import custodian_key
from .test_procedure_life import ZONE, checks, due, office, refused, sent_in, signs, taken
from .test_procedure_second_life import Relation, again, city, conclusion
from .test_terms import BOOK, WORK

pytestmark = pytest.mark.django_db
__all__ = ["city", "office"]


@pytest.mark.parametrize(
    ("received", "until"),
    [
        # Tuesday; the weekend of 12 and 13/09 does not count.
        ("2026-09-08", "2026-09-15"),
        # 31/08 (worked off on 22/08), 01 and 02/09 are off, then a weekend.
        ("2026-08-27", "2026-09-08"),
        ("2019-01-02", "2019-01-09"),
    ],
)
def test_the_demand_has_five_working_days_and_takes_the_place_of_the_review(received, until):
    names = (TermName.REPORT_DEMAND, TermName.REPEAT_REVIEW, TermName.ACCEPTANCE)
    day = dt.date.fromisoformat(received)
    facts = CaseFacts("denunciation", (Event("received", day),), day, flags=frozenset({"overdue"}))
    (term,) = compute(facts, BOOK, WORK, names).terms
    assert (term.name, term.rule, term.due) == (TermName.REPORT_DEMAND, "T23", dt.date.fromisoformat(until))
    assert [cited.key for cited in term.basis] == ["25/2018/QH14#dieu-38.khoan-2"]
    plain = CaseFacts("denunciation", (Event("received", day),), day, instance=2)
    assert [term.name for term in compute(plain, BOOK, WORK, names).terms] == list(names[1:])


def test_the_rules_themselves_say_that_delay_follows_article_38_alone():
    """T4 and T22 run beside each other when a settlement is called wrong (Đ.37); for delay neither does (Đ.38 k.2)."""
    for rule in BOOK.terms:
        if rule.code in ("T4", "T22"):
            assert "khoản 2 Điều 38" in rule.note, rule.code


def never_settled(office):
    """Accepted on 07/08/2026: the 30 days end on Sunday 06/09, so on Monday 07/09."""
    case = sent_in(Kind.DENUNCIATION, "2026-08-03").case
    taken(office, case, "officer", "receive", "2026-08-03")
    checks(office, case, "2026-08-04")
    signs(office, case, "2026-08-04", "custodian")
    taken(office, case, "head", "accept", "2026-08-07", number="31/QĐ-SM")
    assert due(case, "settlement") == dt.date(2026, 9, 7)
    return case


def draft(case, day):
    with time_machine.travel(dt.datetime.fromisoformat(day + ZONE), tick=False):
        return follow_up.draft_for(Case.objects.get(pk=case.pk), Way.DENOUNCE_AGAIN)


def test_what_is_written_says_why_it_goes_up(office):
    custodian_key()
    late, settled = never_settled(office), conclusion(office)
    assert draft(late, "2026-09-07") is None
    assert draft(late, "2026-09-08").follows == Follows(late.pk, Relation.DENOUNCED_LATE.value)
    assert draft(settled, "2026-09-08").follows == Follows(settled.pk, Relation.DENOUNCED_AGAIN.value)


def test_the_office_above_asks_for_a_report_and_settles_only_as_article_38_says(office, city):
    custodian_key()
    case = again(Kind.DENUNCIATION, never_settled(office), Relation.DENOUNCED_LATE, "2026-09-08").case
    assert (case.instance, case.flags) == (1, ["overdue"])
    taken(city, case, "officer", "receive", "2026-09-08")
    assert due(case, "report_demand") == dt.date(2026, 9, 15)
    assert not case.terms.filter(name__in=["repeat_review", "acceptance"]).exists()
    refused(city, case, "head", "ask_report", "2026-09-09", "number", "Xin điền", number="")
    taken(city, case, "head", "ask_report", "2026-09-09", number="7/UBND")
    term = case.terms.get(name="report_demand")
    assert (term.ended, term.is_owed) == (dt.date(2026, 9, 9), False)
    checks(city, case, "2026-09-10")
    signs(city, case, "2026-09-10", "custodian")
    with time_machine.travel(dt.datetime.fromisoformat("2026-09-11" + ZONE), tick=False):
        page = city["head"].get(reverse("desk:step", args=[case.reference, "accept"]))
        assert [one.key for one in page.context["grounds"]] == ["accept.overdue.serious", "accept.overdue.biased"]
        assert city["head"].get(reverse("desk:step", args=[case.reference, "refuse"])).status_code == 302
    taken(city, case, "head", "accept", "2026-09-14", number="9/QĐ-UBND", ground="accept.overdue.biased")
    assert due(case, "settlement") == dt.date(2026, 10, 14)


def test_who_was_answered_below_is_told_and_the_file_is_laid_down(office, city):
    custodian_key()
    case = again(Kind.DENUNCIATION, never_settled(office), Relation.DENOUNCED_LATE, "2026-09-08").case
    taken(city, case, "officer", "receive", "2026-09-08")
    checks(city, case, "2026-09-09")
    answered = {"ground": "file.overdue.answered"}
    refused(city, case, "officer", "file", "2026-09-10", "ground", "Chưa ghi việc yêu cầu báo cáo", **answered)
    taken(city, case, "head", "ask_report", "2026-09-10", number="7/UBND")
    taken(city, case, "officer", "file", "2026-09-30", **answered)
    assert case.state == "filed"


def test_no_other_denunciation_knows_that_demand(office):
    custodian_key()
    case = sent_in(Kind.DENUNCIATION, "2026-08-03").case
    taken(office, case, "officer", "receive", "2026-08-03")
    with time_machine.travel(dt.datetime.fromisoformat("2026-08-04" + ZONE), tick=False):
        assert office["head"].get(reverse("desk:step", args=[case.reference, "ask_report"])).status_code == 302
    assert not case.terms.filter(name="report_demand").exists()

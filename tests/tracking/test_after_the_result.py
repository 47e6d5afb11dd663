"""The citizen's next steps once there is a result, or none in time: open as long as the law says, with its days."""

import datetime as dt

import pytest
import time_machine

from tracking.casework.citizen.case import follow_up
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Case
from tracking.casework.petition import Kind
from tracking.casework.timing.overdue import Occasion, Way
from tracking.organisation.models import Tier

from .petitions import agency, custodian_key
from .test_procedure_life import ZONE, checks, issued, office, page_of, sent_in, signs, taken  # noqa: F401

pytestmark = pytest.mark.django_db


def offered(case: Case, day: str) -> dict[Way, follow_up.OpenWay]:
    case = Case.objects.get(pk=case.pk)
    with time_machine.travel(dt.datetime.fromisoformat(day + ZONE), tick=False):
        found = follow_up.open_ways(case, follow_up.late_terms(case))
    assert len(found) == len({offer.remedy.way for offer in found})
    return {offer.remedy.way: offer for offer in found}


def draft(case: Case, step: Way, day: str):
    case = Case.objects.get(pk=case.pk)
    with time_machine.travel(dt.datetime.fromisoformat(day + ZONE), tick=False):
        return follow_up.draft_for(case, step)


def accepted(desks, *flags: str, receipt=None):
    """A complaint of 03/08/2026, accepted on 05/08 by a paper that was recorded on the 6th."""
    made = sent_in(Kind.COMPLAINT, "2026-08-03")
    taken(desks, made.case, "officer", "receive", "2026-08-03", **(receipt or {}))
    if flags:
        why = "Quyết định kỷ luật số 5."
        taken(desks, made.case, "officer", "classify", "2026-08-03", flags=list(flags), because=why)
    signs(desks, made.case, "2026-08-05")
    taken(desks, made.case, "officer", "accept", "2026-08-06", on="2026-08-05")
    return made


def decided(desks, *flags: str, receipt=None):
    """Decided on 20/08, with the citizen on 21/08, published never: the 15 days for that end on 04/09."""
    made = accepted(desks, *flags, receipt=receipt)
    taken(desks, made.case, "officer", "settle", "2026-08-06")
    taken(desks, made.case, "head", "order_check", "2026-08-06", number="11/QĐ-SM")
    taken(desks, made.case, "officer", "verified", "2026-08-13", result="differs")
    invitation = {"dialogue_on": "2026-08-19", "participants": ["complainant", "respondent"], "chair": "settler"}
    taken(desks, made.case, "officer", "invite", "2026-08-13", **invitation)
    taken(desks, made.case, "officer", "dialogue", "2026-08-19", attendance="held")
    taken(desks, made.case, "head", "decide", "2026-08-20", number="15/QĐ-SM", outcome="wrong")
    issued(made.case, "2026-08-20", LetterKey.DECISION_FIRST)
    taken(desks, made.case, "officer", "deliver", "2026-08-21")
    return made


def concluded(desks):
    """A denunciation concluded on 01/09 and published never, though 07 working days are given for that."""
    custodian_key()
    agency("thanh-tra-mau", tier=Tier.CITY)
    made = sent_in(Kind.DENUNCIATION, "2026-08-03")
    taken(desks, made.case, "officer", "receive", "2026-08-03")
    checks(desks, made.case, "2026-08-06")
    signs(desks, made.case, "2026-08-06", "custodian")
    taken(desks, made.case, "head", "accept", "2026-08-07", number="21/QĐ-SM")
    taken(desks, made.case, "officer", "settle", "2026-08-10")
    taken(desks, made.case, "head", "order_check", "2026-08-10", number="22/QĐ-SM")
    taken(desks, made.case, "officer", "verified", "2026-08-31")
    taken(desks, made.case, "head", "decide", "2026-09-01", number="26/KL-SM", outcome="right")
    issued(made.case, "2026-09-01", LetterKey.CONCLUSION, LetterKey.NOTICE_TO_DENOUNCER)
    taken(desks, made.case, "officer", "deliver", "2026-09-03")
    return made


def test_a_decision_not_published_in_time_takes_no_appeal_away(office):  # noqa: F811
    made = decided(office)
    # The 15 days end on Friday 04/09; Monday is the first working day past them.
    before, after = offered(made.case, "2026-09-04"), offered(made.case, "2026-09-07")
    assert set(before) == {Way.SECOND_COMPLAINT, Way.COURT}
    assert set(after) == {Way.SECOND_COMPLAINT, Way.COURT, Way.REMIND, Way.INSPECTORATE}
    # 20/09/2026 is a Sunday, 21/08/2027 a Saturday.
    assert after[Way.SECOND_COMPLAINT].until == dt.date(2026, 9, 21)
    assert after[Way.COURT].until == dt.date(2027, 8, 23)
    page = page_of(made.code, "2026-09-07")
    assert "viet-tiep/khieu-nai-lan-hai/" in page
    for day in ("21/09/2026", "23/08/2027"):
        assert page.count(f"Làm được ít nhất đến hết ngày {day}") == 1
    assert draft(made.case, Way.SECOND_COMPLAINT, "2026-09-07") is not None
    assert Way.SECOND_COMPLAINT not in offered(made.case, "2026-09-22")


def test_a_conclusion_not_published_in_time_can_still_be_denounced_again(office):  # noqa: F811
    made = concluded(office)
    after = offered(made.case, "2026-10-20")
    assert {Way.DENOUNCE_AGAIN, Way.REMIND} == set(after)
    assert after[Way.DENOUNCE_AGAIN].remedy.occasion is Occasion.DECIDED
    body = draft(made.case, Way.DENOUNCE_AGAIN, "2026-10-20").values["body"]
    assert "Việc giải quyết không đúng pháp luật, vì:" in body
    assert "chưa được giải quyết" not in body


def test_the_year_to_court_is_the_engines_in_the_head_and_in_the_list(office):  # noqa: F811
    made = accepted(office)
    assert offered(made.case, "2026-09-08")[Way.COURT].until == dt.date(2027, 9, 6)
    page = page_of(made.code, "2026-09-08")
    assert "Làm được ít nhất đến hết ngày 06/09/2027" in page
    # 04/09/2027 is a Saturday; no day but the engine's may be promised.
    assert "Làm được ít nhất đến hết ngày 04/09/2027" not in page


@pytest.mark.parametrize(
    ("flags", "second", "court"),
    [
        (("disciplinary",), dt.date(2026, 9, 14), None),
        (("disciplinary", "dismissal"), dt.date(2026, 10, 5), dt.date(2027, 9, 6)),
    ],
)
def test_a_disciplinary_complaint_goes_to_court_only_over_a_dismissal(office, flags, second, court):  # noqa: F811
    late = offered(accepted(office, *flags).case, "2026-09-08")
    assert late[Way.SECOND_COMPLAINT].until == second
    assert (late[Way.COURT].until if Way.COURT in late else None) == court


def test_after_a_disciplinary_decision_the_days_are_those_of_its_own_article(office):  # noqa: F811
    made = decided(office, "disciplinary")
    after = offered(made.case, "2026-08-24")
    assert set(after) == {Way.SECOND_COMPLAINT}
    # Ten days end on 31/08, which is off with 01 and 02/09.
    assert after[Way.SECOND_COMPLAINT].until == dt.date(2026, 9, 3)
    page = page_of(made.code, "2026-08-24")
    head = page[page.index('id="buoc-tiep"') : page.index("viet-tiep/khieu-nai-lan-hai/")]
    assert "02-2011-qh13/dieu-48/" in head
    assert "dieu-33" not in head
    assert "Thời hạn của ông/bà: 10 ngày." in head
    assert Way.SECOND_COMPLAINT not in offered(made.case, "2026-09-04")


def test_the_next_document_names_the_day_of_the_acceptance_not_of_the_click(office):  # noqa: F811
    made = accepted(office)
    for step, words in ((Way.SECOND_COMPLAINT, "earlier"), (Way.INSPECTORATE, "body")):
        told = draft(made.case, step, "2026-09-08").values[words]
        assert "Thụ lý ngày 05/08/2026." in told
        assert "06/08/2026" not in told

"""A second complaint that was ticked by mistake is set right: same code, terms and letters of the right settlement."""

import datetime as dt

import pytest

from tracking.casework.letters.by_step import Course
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import CaseLink
from tracking.casework.petition import Follows, Kind
from tracking.casework.timing import clock

from .petitions import content
from .test_procedure_life import due, issued, office, page_of, refused, sent_in, signs, taken  # noqa: F401

pytestmark = pytest.mark.django_db
WHY = {"because": "Chưa có quyết định giải quyết lần đầu nào."}


def ticked_as_second(desks):
    made = sent_in(Kind.COMPLAINT, "2026-08-03", content=content(instance="2", earlier="Chưa gửi đâu."))
    taken(desks, made.case, "officer", "receive", "2026-08-03")
    return made


def test_an_officer_sets_it_right_before_acceptance_and_the_citizen_keeps_the_code(office):  # noqa: F811
    made = ticked_as_second(office)
    case = made.case
    assert case.instance == 2
    refused(
        office,
        case,
        "officer",
        "correct_instance",
        "2026-08-04",
        "to_instance",
        "đang ghi đúng",
        to_instance="2",
        **WHY,
    )
    refused(office, case, "officer", "correct_instance", "2026-08-04", "because", "Xin điền", to_instance="1")
    taken(office, case, "officer", "correct_instance", "2026-08-04", to_instance="1", **WHY)
    assert (case.instance, case.state, case.version) == (1, "received", 3)
    event = case.events.last()
    assert event.details["given"]["to_instance"] == "1"
    assert "Chưa có quyết định giải quyết lần đầu nào." in event.internal_note
    signs(office, case, "2026-08-05")
    taken(office, case, "officer", "accept", "2026-08-05")
    assert case.events.last().ground == "accept.complaint.seven_working_days"
    page = page_of(made.code, "2026-08-06")
    assert "Lần giải quyết của đơn được ghi lại cho đúng." in page
    assert case.reference in page


def test_after_acceptance_the_head_sets_it_right_and_the_settlement_is_counted_anew(office):  # noqa: F811
    case = ticked_as_second(office).case
    signs(office, case, "2026-08-05")
    taken(office, case, "officer", "accept", "2026-08-05")
    assert due(case, "settlement") == dt.date(2026, 9, 21)
    taken(office, case, "head", "correct_instance", "2026-08-06", to_instance="1", **WHY)
    assert due(case, "settlement") == dt.date(2026, 9, 4)
    course = Course.of(case)
    assert not course.hindrance(LetterKey.NOTICE_OF_ACCEPTANCE)
    assert "lần đầu" in course.hindrance(LetterKey.DECISION_SECOND)


def test_the_first_decision_takes_effect_again_once_the_second_complaint_was_none(office):  # noqa: F811
    first = sent_in(Kind.COMPLAINT, "2026-08-03").case
    taken(office, first, "officer", "receive", "2026-08-03")
    signs(office, first, "2026-08-04")
    taken(office, first, "officer", "accept", "2026-08-05")
    taken(office, first, "officer", "settle", "2026-08-05")
    taken(office, first, "head", "decide", "2026-08-10", number="15/QĐ-SM", outcome="right")
    issued(first, "2026-08-10", LetterKey.DECISION_FIRST)
    effect = due(first, "legal_effect")
    assert effect
    follows = Follows(first.pk, CaseLink.Relation.SECOND_COMPLAINT.value)
    second = sent_in(Kind.COMPLAINT, "2026-08-12", follows=follows).case
    assert second.instance == 2
    assert not first.terms.filter(name="legal_effect", due__isnull=False).exists()
    taken(office, second, "officer", "receive", "2026-08-12")
    taken(office, second, "officer", "correct_instance", "2026-08-13", to_instance="1", **WHY)
    assert due(first, "legal_effect") == effect
    assert clock.moved(list(first.terms.all()), first.terms.all()) == []

"""After the first answer: the second complaint, denouncing again, evidence asked for, a rating that hurts."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import CaseLink
from tracking.casework.offices.competence import CITY
from tracking.casework.petition import Follows, Kind
from tracking.organisation.models import Role

from .petitions import agency, custodian_key, person
from .test_procedure_life import (
    ZONE,
    checks,
    due,
    issued,
    office,
    page_of,
    refused,
    sent_in,
    shows,
    shows_the_engine,
    signs,
    taken,
    waits,
)

pytestmark = pytest.mark.django_db
Relation = CaseLink.Relation
__all__ = ["office"]


@pytest.fixture
def city(office):
    """The office above, with the custodian of the first."""
    here = agency(CITY, name="Ủy ban nhân dân thành phố Mẫu")
    desks = {"officer": Client(), "head": Client(), "custodian": office["custodian"]}
    for name, role in (("officer", Role.OFFICER), ("head", Role.HEAD)):
        desks[name].force_login(person(f"{name}-tp", role, here))
    return desks


def again(kind, first, relation, day):
    return sent_in(kind, day, agency=agency(CITY), follows=Follows(first.pk, relation.value))


def settled_first(office, *, delivers=True):
    case = sent_in(Kind.COMPLAINT, "2026-08-03").case
    taken(office, case, "officer", "receive", "2026-08-03")
    signs(office, case, "2026-08-04")
    taken(office, case, "officer", "accept", "2026-08-05")
    taken(office, case, "officer", "settle", "2026-08-05")
    outcome = {"number": "15/QĐ-SM", "outcome": "wrong"}
    refused(office, case, "head", "decide", "2026-08-06", "outcome", "chỉ khi khiếu nại đúng", **outcome)
    taken(office, case, "officer", "verified", "2026-08-14", result="agrees")
    refused(office, case, "head", "decide", "2026-08-14", "outcome", "phải đối thoại", **outcome)
    invitation = {"dialogue_on": "2026-08-21", "participants": ["complainant", "respondent"], "chair": "settler"}
    taken(office, case, "officer", "invite", "2026-08-14", **invitation)
    taken(office, case, "officer", "dialogue", "2026-08-21", attendance="held")
    taken(office, case, "head", "decide", "2026-08-24", **outcome)
    issued(case, "2026-08-25", LetterKey.DECISION_FIRST)
    if delivers:
        taken(office, case, "officer", "deliver", "2026-08-25")
    return case


def test_a_second_complaint_is_settled_above_with_a_dialogue_always(office, city):
    """LKN Đ.33, 36, 37, 39, 41 k.1; NĐ 124/2020 Đ.28 k.2b; competence Đ.21 (Luật 136/2025 Đ.2 k.8)."""
    first = settled_first(office)
    made = again(Kind.COMPLAINT, first, Relation.SECOND_COMPLAINT, "2026-09-07")
    case = made.case
    assert case.instance == 2
    assert "khiếu nại lần hai" in waits(office, first, "officer", "enforce", "2026-10-20")
    taken(city, case, "officer", "receive", "2026-09-07")
    assert "Điều 11 Luật Khiếu nại" in waits(city, case, "officer", "accept", "2026-09-08")
    signs(city, case, "2026-09-08")
    taken(city, case, "officer", "accept", "2026-09-08")
    assert case.events.last().ground == "accept.complaint.second_seven_working_days"
    assert due(case, "settlement") == dt.date(2026, 10, 23)
    taken(city, case, "officer", "settle", "2026-09-08")
    assert "Chưa có kết quả xác minh" in waits(city, case, "head", "decide", "2026-09-09")
    taken(city, case, "officer", "verified", "2026-09-21", result="agrees")
    assert "Phải đối thoại" in waits(city, case, "head", "decide", "2026-09-22")
    invitation = {"dialogue_on": "2026-09-29", "participants": ["complainant", "respondent"], "must_chair": ["tense"]}
    refused(city, case, "officer", "invite", "2026-09-22", "chair", "Chủ tịch phải", chair="deputy", **invitation)
    taken(city, case, "officer", "invite", "2026-09-22", chair="settler", **invitation)
    taken(city, case, "officer", "dialogue", "2026-09-29", attendance="no_cause")
    refused(city, case, "head", "decide", "2026-10-05", "outcome", "", number="90/QĐ-UBND", outcome="right")
    taken(city, case, "head", "decide", "2026-10-05", number="90/QĐ-UBND", outcome="changed")
    assert case.events.last().details["letter"] == "decision_second"
    assert due(case, "decision_delivery") == dt.date(2026, 10, 12)
    assert "giải quyết khiếu nại lần hai»" in waits(city, case, "officer", "deliver", "2026-10-06")
    issued(case, "2026-10-06", LetterKey.DECISION_SECOND)
    taken(city, case, "officer", "deliver", "2026-10-06")
    told = [
        ("submitted", "2026-09-07"),
        ("received", "2026-09-07"),
        ("accepted", "2026-09-08"),
        ("decided", "2026-10-05"),
        ("delivered", "2026-10-06"),
    ]
    assert "90/QĐ-UBND" in shows_the_engine("complaint", told, made.code, "2026-10-07", instance=2)


def conclusion(office):
    case = sent_in(Kind.DENUNCIATION, "2026-08-03").case
    taken(office, case, "officer", "receive", "2026-08-03")
    checks(office, case, "2026-08-04")
    signs(office, case, "2026-08-04", "custodian")
    taken(office, case, "head", "accept", "2026-08-05", number="21/QĐ-SM")
    taken(office, case, "officer", "settle", "2026-08-05")
    taken(office, case, "head", "order_check", "2026-08-05", number="22/QĐ-SM")
    taken(office, case, "officer", "verified", "2026-08-20")
    taken(office, case, "head", "decide", "2026-08-24", number="26/KL-SM", outcome="wrong")
    return case


@pytest.mark.parametrize("answer", ["refused", "accepted"])
def test_who_denounces_again_is_answered_by_the_office_above_in_twenty_days(office, city, answer):
    """LTC Đ.37: the settlement before was right and is not done again, or it is done again."""
    custodian_key()
    case = again(Kind.DENUNCIATION, conclusion(office), Relation.DENOUNCED_AGAIN, "2026-09-07").case
    taken(city, case, "officer", "receive", "2026-09-07")
    assert due(case, "repeat_review") == dt.date(2026, 9, 28)
    checks(city, case, "2026-09-08")
    if answer == "refused":
        taken(city, case, "officer", "refuse", "2026-09-14", ground="refuse.again.right")
    else:
        signs(city, case, "2026-09-08", "custodian")
        taken(city, case, "head", "accept", "2026-09-14", number="5/QĐ-UBND", ground="accept.again.missed")
        assert due(case, "settlement") == dt.date(2026, 10, 14)
    assert case.state == answer
    assert case.terms.get(name="repeat_review").ended == dt.date(2026, 9, 14)


def test_evidence_is_asked_for_and_waited_for_until_it_came(office):
    """LKN Đ.12 k.1đ, 14, 15; NĐ 124/2020: seven days, and the citizen reads what is wanted."""
    made = sent_in(Kind.COMPLAINT, "2026-08-03")
    case = made.case
    taken(office, case, "officer", "receive", "2026-08-03")
    signs(office, case, "2026-08-03")
    taken(office, case, "officer", "accept", "2026-08-05")
    taken(office, case, "officer", "settle", "2026-08-05")
    assert "Không có yêu cầu nào" in waits(office, case, "officer", "got_evidence", "2026-08-06")
    asked = {"public_text": "Xin gửi bản chụp sổ đỏ."}
    refused(office, case, "officer", "ask_evidence", "2026-08-06", "evidence_from", "Xin điền", **asked)
    taken(office, case, "officer", "ask_evidence", "2026-08-06", evidence_from="petitioner", **asked)
    assert "Xin gửi bản chụp sổ đỏ." in page_of(made.code, "2026-08-07")
    taken(office, case, "officer", "ask_evidence", "2026-08-07", evidence_from="agency", **asked)
    assert "trước hết ngày 13/08/2026" in page_of(made.code, "2026-08-08")
    taken(office, case, "officer", "got_evidence", "2026-08-09", evidence_from="agency")
    assert "trước hết ngày 13/08/2026" in page_of(made.code, "2026-08-09")
    got = {"evidence_from": "respondent"}
    refused(office, case, "officer", "got_evidence", "2026-08-10", "evidence_from", "Không có yêu cầu", **got)
    taken(office, case, "officer", "got_evidence", "2026-08-10", evidence_from="petitioner")
    assert "trước hết ngày 13/08/2026" not in page_of(made.code, "2026-08-10")
    assert "Không có yêu cầu nào" in waits(office, case, "officer", "got_evidence", "2026-08-11")


def test_a_bad_rating_asks_the_head_who_answers_the_citizen(office):
    made = sent_in(Kind.FEEDBACK, "2026-08-03")
    case, code = made.case, made.code
    taken(office, case, "officer", "receive", "2026-08-03")
    taken(office, case, "officer", "accept", "2026-08-04")
    taken(office, case, "officer", "settle", "2026-08-04")
    taken(office, case, "head", "decide", "2026-08-10", number="31/SM")
    with time_machine.travel(dt.datetime.fromisoformat("2026-08-11" + ZONE), tick=False):
        citizen = Client()
        citizen.post(reverse("casework:lookup"), {"code": code})
        rated = citizen.post("/tra-cuu/ho-so/danh-gia/", {"score": "1", "reason": "Nắp cống vẫn vỡ."})
        assert rated.status_code == 303
        address = reverse("desk:review", args=[case.reference])
        office["officer"].post(address, {"text": "Cán bộ trả lời thay."})
        assert case.rating.reviewed_at is None
        assert "Nắp cống vẫn vỡ." in office["head"].get(reverse("desk:case", args=[case.reference])).content.decode()
        office["head"].post(address, {"text": "Đã kiểm tra lại và thay nắp."})
    page = page_of(code, "2026-08-12")
    assert "Đã kiểm tra lại và thay nắp." in page
    assert "Cán bộ trả lời thay." not in page


def test_a_paper_recorded_late_keeps_its_true_day(office, monkeypatch):
    """Each step is ordered after those it follows, not after whatever was written down before it."""
    case = settled_first(office, delivers=False)
    page = shows(monkeypatch, "complaint", "15/QĐ-SM")
    shown = {"ways": ["portal"], "page": page, "until": "2026-09-15"}
    taken(office, case, "officer", "publish", "2026-08-28", **shown)
    refused(office, case, "officer", "deliver", "2026-08-28", "on", "trước bước «Ban hành kết quả»", on="2026-08-23")
    taken(office, case, "officer", "deliver", "2026-08-28", on="2026-08-26")
    assert case.terms.get(name="decision_delivery").ended == dt.date(2026, 8, 26)


def test_an_extension_signed_in_time_may_be_written_down_later_and_everybody_sees_how_late(office):
    made = sent_in(Kind.COMPLAINT, "2026-08-03")
    case = made.case
    taken(office, case, "officer", "receive", "2026-08-03")
    signs(office, case, "2026-08-04")
    taken(office, case, "officer", "accept", "2026-08-05")
    paper = {"number": "12/QĐ-SM", "criteria": ["K10-b"], "because": "Biên bản ngày 05/8/2026."}
    refused(office, case, "head", "extend", "2026-09-05", "on", "đã hết ngày 04/09/2026", **paper)
    taken(office, case, "head", "extend", "2026-09-05", on="2026-09-04", **paper)
    assert due(case, "settlement") == dt.date(2026, 9, 21)
    told = "Việc làm ngày 04/09/2026; cơ quan ghi vào hồ sơ ngày 05/09/2026, sau 1 ngày."
    assert told in page_of(made.code, "2026-09-05")
    desk = office["officer"].get(reverse("desk:case", args=[case.reference])).content.decode()
    assert "ghi vào hồ sơ ngày 05/09/2026, sau 1 ngày" in desk

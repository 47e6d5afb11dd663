"""What may be meant and may be a slip is asked once more, beside its field, and goes through when it is meant."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from tracking.casework.letters.by_step import Course
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Case
from tracking.casework.petition import Kind
from tracking.casework.timing.duties import duties
from tracking.casework.writing.case_facts import steps_in
from tracking.terms.models import current_intervals

from .test_procedure_life import ZONE, office, refused, sent_in, signs, take, taken  # noqa: F401

pytestmark = pytest.mark.django_db
INVITATION = {"participants": ["complainant", "respondent"], "chair": "settler"}


@pytest.fixture
def settling(office):  # noqa: F811
    case = sent_in(Kind.COMPLAINT, "2026-08-03").case
    taken(office, case, "officer", "receive", "2026-08-03")
    signs(office, case, "2026-08-04")
    taken(office, case, "officer", "accept", "2026-08-05")
    taken(office, case, "officer", "settle", "2026-08-05")
    return case


def test_a_dialogue_on_a_sunday_is_set_once_that_is_said_to_be_meant(office, settling):  # noqa: F811
    sunday = {"dialogue_on": "2026-08-23", **INVITATION}
    answer = take(office, settling, "officer", "invite", "2026-08-10", **sunday)
    assert answer.status_code == 422
    assert "Ngày 23/08/2026 là ngày nghỉ (Chủ Nhật)" in str(answer.context["form"].errors["on_day_off"])
    assert 'name="on_day_off"' in answer.content.decode()
    taken(office, settling, "officer", "invite", "2026-08-10", on_day_off="on", **sunday)
    desk = office["officer"].get(reverse("desk:case", args=[settling.reference])).content.decode()
    assert "Các bên đã thống nhất đối thoại vào ngày nghỉ này" in desk


def test_a_dialogue_on_a_holiday_is_asked_about_too_and_one_on_a_working_day_is_not(office, settling):  # noqa: F811
    holiday = {"dialogue_on": "2026-09-02", **INVITATION}
    refused(office, settling, "officer", "invite", "2026-08-10", "on_day_off", "02/09/2026", **holiday)
    with time_machine.travel(dt.datetime.fromisoformat("2026-08-10" + ZONE), tick=False):
        asked = office["officer"].get(reverse("desk:step", args=[settling.reference, "invite"]))
    assert 'name="on_day_off"' not in asked.content.decode()
    taken(office, settling, "officer", "invite", "2026-08-10", dialogue_on="2026-08-20", **INVITATION)


def test_a_decision_while_an_invitation_stands_is_asked_about(office, settling):  # noqa: F811
    taken(office, settling, "officer", "invite", "2026-08-10", dialogue_on="2026-08-20", **INVITATION)
    right = {"number": "15/QĐ-SM", "outcome": "right"}
    refused(
        office,
        settling,
        "head",
        "decide",
        "2026-08-14",
        "dialogue_dropped",
        "Đã mời đối thoại ngày 20/08/2026",
        **right,
    )
    taken(office, settling, "head", "decide", "2026-08-14", dialogue_dropped="on", **right)
    assert settling.events.last().details["given"]["dialogue_dropped"] is True


def test_the_desk_says_until_when_each_one_asked_has_to_answer(office, settling):  # noqa: F811
    taken(office, settling, "officer", "ask_evidence", "2026-08-06", evidence_from="respondent")
    taken(office, settling, "officer", "ask_evidence", "2026-08-10", evidence_from="agency")
    address = reverse("desk:case", args=[settling.reference])
    with time_machine.travel(dt.datetime.fromisoformat("2026-08-14" + ZONE), tick=False):
        page = " ".join(office["officer"].get(address).content.decode().split())
    asked = page[page.index('id="cho-chung-cu"') :]
    read = " ".join(re.sub("<[^>]+>", "", asked).split())
    assert "Người bị khiếu nại: yêu cầu ngày 06/08/2026, hạn 13/08/2026, đã quá hạn" in read
    assert "Cơ quan, tổ chức, cá nhân khác: yêu cầu ngày 10/08/2026, hạn 17/08/2026" in read
    taken(office, settling, "officer", "got_evidence", "2026-08-14", evidence_from="respondent")
    taken(office, settling, "officer", "got_evidence", "2026-08-14", evidence_from="agency")
    assert 'id="cho-chung-cu"' not in office["officer"].get(address).content.decode()


def test_a_dialogue_that_was_dropped_is_asked_of_nobody_any_more(office, settling):  # noqa: F811
    taken(office, settling, "officer", "invite", "2026-08-10", dialogue_on="2026-08-20", **INVITATION)
    case = Case.objects.get(pk=settling.pk)
    assert LetterKey.DIALOGUE_INVITATION in {owed.key for owed in Course.of(case).owed(case.letters.all())}
    assert "ngày 20/08/2026" in asked_of_the_citizen(case)
    right = {"number": "15/QĐ-SM", "outcome": "right", "dialogue_dropped": "on"}
    taken(office, settling, "head", "decide", "2026-08-14", **right)
    case.refresh_from_db()
    assert LetterKey.DIALOGUE_INVITATION not in {owed.key for owed in Course.of(case).owed(case.letters.all())}
    assert asked_of_the_citizen(case) == ""


def asked_of_the_citizen(case: Case) -> str:
    return " ".join(duty.text for duty in duties(Kind(case.kind), steps_in(case.events.all()), current_intervals))

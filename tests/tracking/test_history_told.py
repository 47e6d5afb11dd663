"""The citizen's history says each thing once, how long a term became, and announces nothing that has happened."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from tests.tracking.petitions import agency, person, received, signed, submit
from tracking.casework import casework
from tracking.casework.case_words import words
from tracking.casework.desk.steps import choice_of, steps_for
from tracking.casework.history import events
from tracking.casework.models import Case, EventKind
from tracking.casework.petition import Kind
from tracking.casework.scope import access
from tracking.casework.workflow import Action, State
from tracking.organisation.models import Role
from tracking.terms.starter import load as load_terms

pytestmark = pytest.mark.django_db


def plain(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def sent():
    load_terms()
    officer, head = person("can-bo-ke", Role.OFFICER), person("truong-ke", Role.HEAD)
    with time_machine.travel("2026-09-07T09:00:00+07:00", tick=False) as day:
        sent = submit()
        case = signed(received(sent.case, officer), officer)
        step(
            case, "accept", officer, public_text="Khiếu nại đủ điều kiện và thuộc thẩm quyền của cơ quan này. Xin chờ."
        )
        step(case, "settle", officer)
        day.shift(dt.timedelta(days=3))
        given = {"number": "6/QĐ-UBND", "criteria": ["K10-b"], "because": "Có hai nội dung."}
        step(case, "extend", head, public_text="Vụ việc có hai nội dung.", given=given)
        yield sent


def step(case, action, actor, **facts):
    case.refresh_from_db()
    casework.move(case_id=case.pk, action=action, actor=actor, expected_version=case.version, **facts)


def test_an_extension_says_by_how_much_until_when_and_why_by_law(client, sent):
    client.post(reverse("casework:lookup"), {"code": sent.code})
    page = plain(client.get(reverse("casework:case")))
    entry = page[page.index("Thời hạn được kéo dài.") :]
    entry = entry[: entry.index("</li>")]
    assert "Kéo dài thêm 15 ngày." in entry
    assert '<del>07/10/2026</del> → <strong class="nowrap">22/10/2026</strong>' in entry
    assert "Căn cứ:" in entry
    assert " 6/QĐ-UBND" in entry


def test_the_words_of_a_ground_the_office_wrote_itself_stand_once(client, sent):
    client.post(reverse("casework:lookup"), {"code": sent.code})
    page = plain(client.get(reverse("casework:case")))
    assert page.count("Khiếu nại đủ điều kiện và thuộc thẩm quyền của cơ quan này") == 1


def test_what_was_sent_is_not_announced_any_more():
    before = words(Kind.COMPLAINT, State.DECIDED)
    after = words(Kind.COMPLAINT, State.DECIDED, 1, {Action.DELIVER})
    assert "được gửi đến địa chỉ" in before.next
    assert after.next.startswith("Kết quả đã được gửi.")
    assert words(Kind.COMPLAINT, State.SETTLING, 1, {Action.DELIVER}).next == words(Kind.COMPLAINT, State.SETTLING).next


def test_the_cases_in_which_the_chair_leads_are_asked_for_in_the_second_dialogue_alone(client):
    load_terms()
    officer = person("can-bo-lan", Role.OFFICER, agency("mau"))
    case = signed(received(submit().case, officer), officer)
    step(case, "accept", officer)
    step(case, "settle", officer)
    case.refresh_from_db()

    def asked(instance):
        Case.objects.filter(pk=case.pk).update(instance=instance)
        found = Case.objects.get(pk=case.pk)
        invite = next(one for one in steps_for(found, access(found, officer)) if one.slug == "invite")
        return {field.name for field in invite.asks}

    assert "must_chair" not in asked(1)
    assert "must_chair" in asked(2)


def test_the_desk_lists_nothing_done_as_not_yet_possible(client):
    case, officer = submit().case, person("can-bo-xong", Role.OFFICER, agency("mau"))
    received(case, officer)
    Case.objects.filter(pk=case.pk).update(state="decided")

    def waiting():
        found = Case.objects.get(pk=case.pk)
        return {one.slug for one in choice_of(steps_for(found, access(found, officer))).waiting}

    assert {"deliver", "served"} <= waiting()
    with transaction.atomic():
        events.record(kind=EventKind.MOVED, case=case, action="deliver", from_state="decided", to_state="decided")
    assert "deliver" not in waiting()

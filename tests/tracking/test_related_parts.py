"""One code opens the parts of its own petition, and nothing of a petition that merely says the same; a part keeps the
day, the people and the settlement of the whole."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from tests.tracking.citizen import Citizen, offices
from tests.tracking.petitions import agency, person, received, submit
from tracking.casework import casework
from tracking.casework.history import audit
from tracking.casework.models import Case, CaseLink, CaseTerm
from tracking.casework.petition import Follows, Kind
from tracking.casework.writing import related
from tracking.organisation.models import Role
from tracking.terms.models import TermRuleRow
from tracking.terms.starter import load as load_terms

pytestmark = pytest.mark.django_db
OTHERS = "\n".join(f"Người Thứ {n}; Số {n} phố Mẫu" for n in range(2, 7))
WORDS = {"part_subject": "Đèn đường hỏng", "part_body": "Đèn ngõ Mẫu hỏng từ tháng chín."}


@pytest.fixture
def officer():
    return person("can-bo", Role.OFFICER, agency("so-mau"))


def at(day: str):
    return time_machine.travel(f"{day}T09:00:00+07:00", tick=False)


def case(**facts):
    return submit(Kind.COMPLAINT, agency=agency("so-mau"), **facts).case


def link(later, earlier, relation):
    return CaseLink.objects.create(case=later, earlier=earlier, relation=relation)


def go(case, action, officer, **facts):
    case.refresh_from_db()
    given = {"public_text": "Cơ quan báo để ông/bà biết.", **facts}
    return casework.move(case_id=case.pk, action=action, actor=officer, expected_version=case.version, **given)


def split(whole, officer, kind="feedback"):
    known = set(Case.objects.values_list("pk", flat=True))
    go(whole, "split", officer, given={"part_kind": kind, **WORDS})
    return Case.objects.exclude(pk__in=known).get()


# --- what one code opens --------------------------------------------------------------------------


def test_a_code_opens_its_petition_with_all_parts_of_it():
    origin, first, second = case(), case(), case()
    link(first, origin, related.Relation.PART)
    link(second, origin, related.Relation.PART)
    for opened in (origin, first, second):
        assert related.opened_together(opened) == [origin, first, second]


def test_a_petition_that_says_the_same_opens_nothing_but_itself():
    origin, part, strangers = case(), case(), case()
    link(part, origin, related.Relation.PART)
    link(strangers, origin, related.Relation.SAME_CONTENT)
    assert related.opened_together(strangers) == [strangers]
    assert related.opened_together(part) == [origin, part]


def test_a_part_that_says_the_same_as_a_strangers_petition_opens_its_own_whole_alone():
    origin, part, stranger = case(), case(), case()
    link(part, origin, related.Relation.PART)
    link(part, stranger, related.Relation.SAME_CONTENT)
    assert related.opened_together(part) == [origin, part]
    assert related.opened_together(stranger) == [stranger]


def test_a_part_of_a_part_is_opened_by_the_same_code(officer):
    whole = received(case(), officer)
    part = split(whole, officer)
    smallest = split(part, officer, "proposal")
    for opened in (whole, part, smallest):
        assert related.opened_together(opened) == [whole, part, smallest]


# --- the clock of a part --------------------------------------------------------------------------


def test_the_terms_of_a_part_run_from_the_day_the_whole_was_received(officer):
    load_terms()
    with at("2026-11-20"):
        whole = case()
    with at("2026-11-23"):
        received(whole, officer)
    with at("2026-12-03"):
        part = split(whole, officer)
    whole.refresh_from_db()
    assert (part.state, part.received_at, part.submitted_at) == ("received", whole.received_at, whole.submitted_at)
    # Ten working days from Monday, 23 November.
    assert part.terms.get(name="classification").due == part.next_due == dt.date(2026, 12, 7)
    promised = part.terms.get(name="acknowledgement")
    assert (promised.start, promised.ended) == (dt.date(2026, 11, 20), dt.date(2026, 11, 23))
    assert [term.case for term in CaseTerm.objects.late(dt.date(2026, 12, 8)).filter(case=part)] == [part]
    assert [(event.kind, event.action) for event in part.events.all()] == [("submitted", ""), ("moved", "receive")]
    assert audit.faults() == []


def test_a_part_goes_on_at_once_as_a_received_petition_and_not_before_its_receipt(officer):
    load_terms()
    with at("2026-11-23"):
        whole = received(case(), officer)
    with at("2026-12-03"):
        part = split(whole, officer)
        with pytest.raises(casework.Faulty, match="23/11/2026"):
            go(part, "accept", officer, given={"on": dt.date(2026, 11, 20)})
        assert go(part, "accept", officer).state == "accepted"
    assert audit.faults() == []


def test_a_part_split_off_by_the_office_a_petition_was_sent_on_to_has_that_offices_clock(officer):
    load_terms()
    there = agency("noi-nhan", receives_petitions=True)
    other = person("nguoi-nhan", Role.OFFICER, there)
    with at("2026-11-02"):
        whole = received(case(), officer)
    with at("2026-11-20"):
        go(whole, "transfer", officer, to_agency=there)
    with at("2026-11-23"):
        whole.refresh_from_db()
        received(whole, other)
    with at("2026-12-03"):
        part = split(whole, other)
    assert part.handling_agency == there
    assert part.terms.get(name="classification").due == dt.date(2026, 12, 7)
    assert part.terms.get(name="acknowledgement").start == dt.date(2026, 11, 20)
    assert audit.faults() == []


def test_a_part_of_a_second_complaint_stays_in_the_second_settlement(officer):
    second = case(follows=Follows(case().pk, related.Relation.SECOND_COMPLAINT))
    assert split(received(second, officer), officer).instance == 2


def test_a_part_of_the_same_kind_is_refused_and_the_form_says_what_to_do(officer, client):
    whole = received(case(), officer)
    client.force_login(officer)
    sent = {"version": whole.version, "ground": "split.parts", "public_text": "Tách riêng.", "part_kind": "complaint"}
    response = client.post(reverse("desk:step", args=[whole.reference, "split"]), {**sent, **WORDS})
    assert response.status_code == 422
    assert "Phần tách ra cùng loại với đơn." in str(response.context["form"].errors["part_kind"])
    assert WORDS["part_body"] in response.content.decode()
    assert Case.objects.count() == 1


def test_a_part_the_clock_refuses_is_told_on_the_page_and_nothing_of_it_is_kept(officer, client):
    load_terms()
    rule = TermRuleRow.objects.get(code="R10", valid_to=None)
    rule.pk, rule.code, rule.kinds = None, "R10-hai", ["feedback"]
    rule.save()
    whole = received(case(), officer)
    client.force_login(officer)
    sent = {"version": whole.version, "ground": "split.parts", "public_text": "Tách riêng.", "part_kind": "feedback"}
    response = client.post(reverse("desk:step", args=[whole.reference, "split"]), {**sent, **WORDS})
    assert response.status_code == 422
    assert "Hai quy tắc thời hạn cùng áp dụng" in str(response.context["form"].errors)
    assert WORDS["part_body"] in response.content.decode()
    assert Case.objects.get().version == whole.version
    assert not whole.events.filter(action="split").exists()


# --- the people of a group ------------------------------------------------------------------------


@pytest.fixture
def group(settings):
    """Six people of whom the first and the third represent the others, and the codes of all six."""
    settings.MINIMUM_FILL_SECONDS = 0
    offices()
    citizen = Citizen()
    people = {"others": OTHERS, "representatives": "Nguyễn Văn Mẫu\nNgười Thứ 3", "appointment": "later"}
    citizen.hands_in(**people)
    return re.findall(r'class="code">([0-9A-Z-]{19})<', citizen.page)


@pytest.fixture
def part_of_group(group):
    whole = Case.objects.get()
    officer = person("can-bo-nhan", Role.OFFICER, whole.handling_agency)
    received(whole, officer)
    return split(whole, officer), officer


def opens_part(code, part):
    citizen = Citizen()
    citizen.looks_up(code)
    citizen.client.post(reverse("casework:open_part"), {"reference": part.reference})
    citizen._sees(citizen.client.get(reverse("casework:case")))
    assert f"Hồ sơ {part.reference}" in citizen.page
    return citizen


def test_who_speaks_for_the_group_speaks_in_a_part_too_and_the_others_look_on(group, part_of_group):
    part, _officer = part_of_group
    first, second, third, *_rest = group
    for code, status in ((first, 303), (second, 403), (third, 303)):
        citizen = opens_part(code, part)
        assert ('name="body"' in citizen.page) is (status == 303)
        answer = citizen.client.post("/tra-cuu/ho-so/nhan-tin/", {"body": f"Chào từ {code[:4]}"})
        assert answer.status_code == status
    assert part.messages.count() == 2


def test_the_desk_counts_the_people_of_a_part_and_marks_the_group(part_of_group, client):
    part, officer = part_of_group
    client.force_login(officer)
    page = client.get(reverse("desk:case", args=[part.reference])).content.decode()
    assert "6 người" in page
    assert "nhiều người cùng một nội dung" in page


def test_the_letter_of_appointment_is_offered_on_the_groups_page_and_in_its_part(group, part_of_group):
    part, _officer = part_of_group
    address = reverse("casework:appointment_pdf")
    own = Citizen()
    own.looks_up(group[0])
    assert address in own.page
    assert address in opens_part(group[2], part).page
    assert address not in opens_part(group[1], part).page


# --- the same content, sent again and again -------------------------------------------------------


def waiting(officer):
    return received(case(), officer)


def same(officer, later, earlier):
    return go(later, "same_content", officer, given={"earlier_reference": earlier.reference})


def test_guiding_once_holds_however_long_the_chain_of_petitions_that_say_the_same(officer):
    first, second, third, fourth = (waiting(officer) for _ in range(4))
    go(first, "guide", officer, ground="guide.split")
    same(officer, second, first)
    same(officer, third, second)
    same(officer, fourth, third)
    with pytest.raises(casework.Faulty, match="đã được hướng dẫn một lần"):
        go(fourth, "guide", officer, ground="guide.split")


def test_guiding_one_petition_holds_for_its_sisters_too(officer):
    root, guided, sister = (waiting(officer) for _ in range(3))
    same(officer, guided, root)
    same(officer, sister, root)
    go(guided, "guide", officer, ground="guide.split")
    for other in (sister, root):
        with pytest.raises(casework.Faulty, match="đã được hướng dẫn một lần"):
            go(other, "guide", officer, ground="guide.split")


def test_links_in_a_circle_come_to_an_end(officer):
    one, two, three = (waiting(officer) for _ in range(3))
    for later, earlier in ((two, one), (three, two), (one, three)):
        link(later, earlier, related.Relation.SAME_CONTENT)
    assert related.same_content(one) == {two.pk, three.pk}


def test_a_case_without_links_costs_one_query(officer, django_assert_num_queries):
    alone = case()
    with django_assert_num_queries(1):
        assert related.same_content(alone) == set()


def test_a_part_is_not_the_same_content_as_its_whole(officer):
    whole = waiting(officer)
    part = split(whole, officer)
    assert related.same_content(part) == related.same_content(whole) == set()


def test_a_second_complaint_sent_twice_can_be_marked_the_same(officer):
    first = case()
    second, again = (
        received(case(follows=Follows(first.pk, related.Relation.SECOND_COMPLAINT)), officer) for _ in range(2)
    )
    go(second, "guide", officer, ground="guide.split")
    same(officer, again, second)
    assert set(again.links.values_list("relation", flat=True)) == {"second_complaint", "same_content"}
    with pytest.raises(casework.Faulty, match="đã được hướng dẫn một lần"):
        go(again, "guide", officer, ground="guide.split")


def test_a_case_says_the_same_as_one_earlier_case_only(officer):
    first, other, again = (waiting(officer) for _ in range(3))
    same(officer, again, first)
    with pytest.raises(casework.Faulty, match="đã nối với một đơn trước cùng nội dung"):
        same(officer, again, other)

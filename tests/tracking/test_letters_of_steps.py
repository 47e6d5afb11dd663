"""A letter belongs to a step of its case: none before it is taken, and owed from then until it is issued."""

import pytest
from django.urls import reverse

from tests.tracking.letter_office import letter_office
from tests.tracking.petitions import agency, content, custodian_key, person, received, signed, submit
from tests.tracking.steps_taken import step_taken
from tracking.casework import casework
from tracking.casework.letters import clearing, issuing, starter
from tracking.casework.letters.by_step import AFTER, Course
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Letter, LetterCounter, LetterHead, LetterProposal
from tracking.casework.petition import Kind
from tracking.casework.workflow import steps_of
from tracking.casework.writing.moves import NotAllowed
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db
UNSIGNED = issuing.Signature()


@pytest.fixture
def office():
    return letter_office()


@pytest.fixture
def officer(office):
    return person("can-bo", Role.OFFICER, office)


@pytest.fixture
def case(office, officer):
    return received(submit(agency=office, content=content(subject="việc mẫu")).case, officer)


def go(case, action, actor, **facts):
    return casework.move(
        case_id=case.pk, action=action, actor=actor, expected_version=case.version, public_text="Lý do.", **facts
    )


def issue(case, key, actor):
    return issuing.issue(case_id=case.pk, key=key, actor=actor, answers={}, signature=UNSIGNED)


def owed(case):
    return [one.key for one in Course.of(case).owed(case.letters.all())]


def panel(client, case, who):
    client.force_login(who)
    page = client.get(reverse("desk:case", args=[case.reference]))
    return page, {row.key for row in page.context["offered_letters"]}


def test_a_case_just_received_is_offered_no_letter_of_a_step_nobody_took(client, case, officer):
    _page, offered = panel(client, case, officer)
    assert offered == {LetterKey.TRANSFER_OPINION}


@pytest.mark.parametrize("button", ["xem", "ban_hanh", "trinh"])
def test_a_letter_before_its_step_is_refused_by_post_with_the_name_of_the_step(client, case, officer, button):
    client.force_login(officer)
    address = reverse("desk:letter", args=[case.reference, LetterKey.NOTICE_OF_ACCEPTANCE.value])
    answer = client.post(address, {button: "1"}, follow=True)
    assert "Văn bản này thuộc bước «Thụ lý», chưa được ghi." in answer.content.decode()
    assert not Letter.objects.exists()
    assert not LetterProposal.objects.exists()
    assert not LetterCounter.objects.exists()


def test_neither_issuing_nor_laying_before_the_head_takes_a_letter_before_its_step(case, officer):
    for write in (
        lambda: issue(case, LetterKey.DECISION_FIRST, officer),
        lambda: clearing.submit(
            case_id=case.pk, key=LetterKey.DECISION_FIRST, actor=officer, answers={}, signature=UNSIGNED, wording=1
        ),
    ):
        with pytest.raises(NotAllowed, match="«Ban hành kết quả», chưa được ghi"):
            write()


def test_a_decision_of_the_second_settlement_is_for_no_first_one(case, officer):
    step_taken(case, LetterKey.DECISION_FIRST)
    with pytest.raises(NotAllowed, match="giải quyết lần đầu"):
        issue(case, LetterKey.DECISION_SECOND, officer)
    assert issue(case, LetterKey.DECISION_FIRST, officer).symbol == "01/QĐ-UBND"


def test_the_letter_that_goes_with_a_case_to_another_office_is_written_before_it_goes(office, officer, case):
    assert issue(case, LetterKey.TRANSFER_OPINION, officer).symbol == "01/UBND"
    other = agency("so-mau", name="Sở Mẫu")
    LetterHead.objects.create(agency=other, symbol="SM", needs_clearance=False)
    there = person("can-bo-so", Role.OFFICER, other)
    passed = received(go(case, "transfer", officer, to_agency=other), there)
    assert owed(passed) == []
    assert LetterKey.GUIDANCE not in owed(passed)


def test_a_letter_is_owed_after_later_steps_too_oldest_first_until_it_is_issued(client, case, officer):
    case = go(signed(case, officer), "accept", officer)
    case = go(case, "settle", officer)
    case = go(case, "ask_evidence", officer, given={"evidence_from": "petitioner"})
    assert owed(case) == [LetterKey.NOTICE_OF_ACCEPTANCE, LetterKey.EVIDENCE_REQUEST]
    shown = panel(client, case, officer)[0].content.decode()
    assert "Văn bản còn phải ban hành" in shown
    assert "Bước «Thụ lý» ngày" in shown
    issue(case, LetterKey.NOTICE_OF_ACCEPTANCE, officer)
    assert owed(case) == [LetterKey.EVIDENCE_REQUEST]
    issue(case, LetterKey.EVIDENCE_REQUEST, officer)
    assert owed(case) == []
    assert "Văn bản còn phải ban hành" not in panel(client, case, officer)[0].content.decode()


def test_each_step_wants_its_own_letter(case, officer):
    step_taken(case, LetterKey.VERIFICATION_MINUTES, LetterKey.VERIFICATION_MINUTES)
    issue(case, LetterKey.VERIFICATION_MINUTES, officer)
    assert owed(case) == [LetterKey.VERIFICATION_MINUTES]


def test_a_denunciation_accepted_is_owed_to_the_denouncer_and_the_denounced_by_the_custodian(client, office, officer):
    custodian_key()
    custodian = person("nguoi-giu", Role.CUSTODIAN, office)
    case = received(submit(Kind.DENUNCIATION, agency=office).case, officer)
    step_taken(case, LetterKey.ACCEPTANCE_DECISION)
    assert owed(case) == [
        LetterKey.ACCEPTANCE_DECISION, LetterKey.NOTICE_OF_ACCEPTANCE, LetterKey.CONTENT_NOTICE,
    ]  # fmt: skip
    for who, count in ((officer, 1), (custodian, 3)):
        assert len(panel(client, case, who)[0].context["owed_letters"]) == count


def test_every_letter_of_the_starter_has_a_step_that_opens_it():
    for row in starter.rows():
        called = {key for step in steps_of(Kind(row["kind"])) for key in step.letters}
        assert row["key"] in called | set(AFTER), row["key"]


def test_a_second_result_of_the_check_takes_the_place_of_the_first_and_one_report_answers_both(case, officer):
    step_taken(case, LetterKey.REVIEW_REPORT, LetterKey.REVIEW_REPORT)
    assert owed(case) == [LetterKey.REVIEW_REPORT]
    issue(case, LetterKey.REVIEW_REPORT, officer)
    assert owed(case) == []
    step_taken(case, LetterKey.REVIEW_REPORT)
    assert owed(case) == [LetterKey.REVIEW_REPORT]

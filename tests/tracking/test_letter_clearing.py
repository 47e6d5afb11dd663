"""A letter is laid before the head, signed or sent back; it has no number before, and nobody else gives it one."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from tests.tracking.letter_office import letter_office
from tests.tracking.petitions import agency, content, person, received, submit
from tests.tracking.steps_taken import step_taken
from tracking.casework.history import audit
from tracking.casework.letters import clearing, issuing
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import EventKind, Letter, LetterCounter, LetterHead, LetterProposal
from tracking.casework.writing.moves import NotAllowed
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db
KEY = LetterKey.REFUSAL


@pytest.fixture
def office():
    return letter_office(clears_here=True)


@pytest.fixture
def officer(office):
    return person("can-bo", Role.OFFICER, office)


@pytest.fixture
def head(office):
    return person("chu-tich", Role.HEAD, office)


@pytest.fixture
def case(office, officer):
    case = received(submit(agency=office, content=content(subject="việc mẫu")).case, officer)
    return step_taken(case, KEY, LetterKey.VERIFICATION_MINUTES)


def issue(case, actor, key=KEY):
    return issuing.issue(case_id=case.pk, key=key, actor=actor, answers={}, signature=issuing.Signature())


def letter_page(case):
    return reverse("desk:letter", args=[case.reference, KEY.value])


def proposal_page(proposal):
    return reverse("desk:letter_proposal", args=[proposal.case.reference, proposal.pk])


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]


def submitted(client, officer, case, **typed):
    """The officer fills in, looks, and presses «Trình ký»."""
    client.force_login(officer)
    shown = client.get(letter_page(case))
    labels = {field.label: name for name, field in shown.context["form"].fields.items()}
    words = {"ban_mau": hidden(shown, "ban_mau"), "nguoi_ky": "Người Ký Mẫu", "quyen_han": "CHỦ TỊCH"}
    words |= {labels[label]: text for label, text in typed.items()}
    assert "Trình ký" in client.post(letter_page(case), {**words, "xem": "1"}).content.decode()
    answer = client.post(letter_page(case), {**words, "trinh": "1", "de_trong": "1"})
    assert answer.status_code == 302, answer.content.decode()
    return LetterProposal.objects.latest("pk")


def test_an_officer_lays_a_letter_before_the_head_who_signs_it_and_it_gets_its_number(client, case, officer, head):
    proposal = submitted(client, officer, case, **{"Lý do không thụ lý": "Lý do mẫu"})
    assert not Letter.objects.exists()
    assert not LetterCounter.objects.exists()
    client.force_login(head)
    assert proposal_page(proposal) in client.get(reverse("wagtailadmin_home")).content.decode()
    shown = client.get(proposal_page(proposal))
    assert 'src="data:image/png' in shown.content.decode()
    answer = client.post(proposal_page(proposal), {"ky": "1", "da_xem": hidden(shown, "da_xem")})
    assert answer.status_code == 302
    letter = Letter.objects.get()
    assert (letter.symbol, letter.issued_by, letter.proposal.asked_by) == ("01/TB-UBND", head, officer)
    assert letter.answers["fields"] == {"Lý do không thụ lý": "Lý do mẫu"}
    steps = case.events.filter(kind=EventKind.CLEARANCE).order_by("case_seq")
    assert [(step.actor, step.details["state"]) for step in steps] == [(officer, "waiting"), (head, "signed")]
    assert audit.faults() == []


def test_a_letter_before_the_head_is_owed_still_and_not_offered_to_be_written_again(client, case, officer):
    def owed_list():
        page = client.get(reverse("desk:case", args=[case.reference])).content.decode()
        start = page.index('id="van-ban-con-phai-ban-hanh"')
        return page[start : page.index("</ul>", start)]

    client.force_login(officer)
    assert f'href="{letter_page(case)}"' in owed_list()
    proposal = submitted(client, officer, case)
    assert "đang chờ ký" in owed_list()
    assert proposal_page(proposal) in owed_list()
    assert f'href="{letter_page(case)}"' not in owed_list()


def test_the_head_sends_it_back_with_a_remark_and_the_officer_goes_on_from_what_was_typed(client, case, officer, head):
    proposal = submitted(client, officer, case, **{"Lý do không thụ lý": "Lý do mẫu"})
    client.force_login(head)
    assert client.post(proposal_page(proposal), {"tra_lai": "1"}).status_code == 422
    assert client.post(proposal_page(proposal), {"tra_lai": "1", "y_kien": "Ghi rõ điều."}).status_code == 302
    assert not Letter.objects.exists()
    client.force_login(officer)
    page = client.get(proposal_page(proposal)).content.decode()
    assert "Ghi rõ điều." in page
    again = client.get(f"{letter_page(case)}?tu={proposal.pk}").content.decode()
    assert "Lý do mẫu" in again
    panel = client.get(reverse("desk:case", args=[case.reference])).content.decode()
    assert re.search(r"chu-tich trả lại ngày [^<]*<strong>(<p>)?Ghi rõ điều\.", panel)
    assert submitted(client, officer, case).pk != proposal.pk
    event = case.events.filter(kind=EventKind.CLEARANCE, details__state="returned").get()
    assert event.internal_note == "Ghi rõ điều."
    assert "Ghi rõ" not in str(event.details)


def test_a_numbered_letter_with_empty_parts_goes_on_only_when_they_are_meant_to_be_empty(client, case, officer, head):
    client.force_login(officer)
    shown = client.get(letter_page(case))
    words = {"ban_mau": hidden(shown, "ban_mau"), "nguoi_ky": "Người Ký Mẫu", "quyen_han": "CHỦ TỊCH"}
    refused = client.post(letter_page(case), {**words, "trinh": "1"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Còn để trống: " in page
    assert "Lý do không thụ lý" in page
    assert 'src="data:image/png' in page
    assert not LetterProposal.objects.exists()
    assert client.post(letter_page(case), {**words, "trinh": "1", "de_trong": "1"}).status_code == 302
    client.force_login(head)
    assert "Để trống để ghi tay:" in client.get(proposal_page(LetterProposal.objects.get())).content.decode()


def test_what_came_back_is_listed_until_it_was_answered(client, case, officer, head):
    first = submitted(client, officer, case)
    client.force_login(head)
    client.post(proposal_page(first), {"tra_lai": "1", "y_kien": "Ghi rõ điều."})
    client.force_login(officer)
    case_page = reverse("desk:case", args=[case.reference])
    assert proposal_page(first) in client.get(case_page).content.decode()
    second = submitted(client, officer, case)
    page = client.get(case_page).content.decode()
    assert proposal_page(second) in page
    assert proposal_page(first) not in page
    issue(case, head)
    assert proposal_page(first) not in client.get(case_page).content.decode()


def test_nobody_but_the_head_of_the_handling_office_gives_a_number(client, case, officer, office):
    proposal = submitted(client, officer, case)
    with pytest.raises(NotAllowed):
        issue(case, officer)
    with pytest.raises(NotAllowed):
        clearing.sign(proposal=proposal, actor=officer, seen="")
    with pytest.raises(NotAllowed):
        clearing.send_back(proposal=proposal, actor=officer, remark="Không.")
    assert client.post(proposal_page(proposal), {"tra_lai": "1", "y_kien": "Không."}).status_code == 404
    stranger = person("chu-tich-khac", Role.HEAD, agency("phuong-khac"))
    client.force_login(stranger)
    assert client.get(proposal_page(proposal)).status_code == 404
    assert list(clearing.waiting_for(stranger)) == []
    assert not Letter.objects.exists()


def test_two_clicks_sign_once_and_a_signed_letter_is_not_sent_back(client, case, officer, head):
    proposal = submitted(client, officer, case)
    client.force_login(head)
    seen = hidden(client.get(proposal_page(proposal)), "da_xem")
    clearing.sign(proposal=proposal, actor=head, seen=seen)
    with pytest.raises(NotAllowed):
        clearing.sign(proposal=proposal, actor=head, seen=seen)
    with pytest.raises(NotAllowed):
        clearing.send_back(proposal=proposal, actor=head, remark="Muộn rồi.")
    assert Letter.objects.count() == 1
    assert LetterCounter.objects.get().last == 1


def test_the_head_signs_only_what_was_seen(client, case, officer, head):
    proposal = submitted(client, officer, case)
    client.force_login(head)
    answer = client.post(proposal_page(proposal), {"ky": "1", "da_xem": "0" * 64})
    assert answer.status_code == 422
    assert "Xin xem lại" in answer.content.decode()
    assert not Letter.objects.exists()


def test_one_letter_of_a_kind_waits_at_a_time(client, case, officer):
    proposal = submitted(client, officer, case)
    with pytest.raises(NotAllowed):
        clearing.submit(
            case_id=case.pk,
            key=KEY,
            actor=officer,
            answers={},
            signature=issuing.Signature(),
            wording=proposal.wording_id,
        )
    assert LetterProposal.objects.count() == 1


def test_the_head_writes_and_issues_without_asking_anybody(case, head):
    assert issue(case, head).symbol == "01/TB-UBND"


def test_a_notice_of_acceptance_gets_its_number_from_who_settles(case, officer, head):
    """LKN Đ.27: who has the competence to settle accepts, and says so in writing; an officer only writes it down."""
    case = step_taken(case, LetterKey.NOTICE_OF_ACCEPTANCE)
    with pytest.raises(NotAllowed, match="thủ trưởng ký duyệt"):
        issue(case, officer, LetterKey.NOTICE_OF_ACCEPTANCE)
    assert not LetterCounter.objects.exists()
    assert issue(case, head, LetterKey.NOTICE_OF_ACCEPTANCE).symbol == "01/TB-UBND"


def test_minutes_take_no_number_and_need_no_head(case, officer):
    assert issue(case, officer, LetterKey.VERIFICATION_MINUTES).symbol == ""


def test_an_office_that_clears_on_paper_numbers_at_once(case, officer):
    LetterHead.objects.update(needs_clearance=False)
    assert issue(case, officer).symbol == "01/TB-UBND"


def test_what_was_laid_before_the_head_is_encrypted_at_rest(client, case, officer):
    submitted(client, officer, case, **{"Lý do không thụ lý": "hoangyen-ly-do"})
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {LetterProposal._meta.db_table}")
        assert "hoangyen" not in str(cursor.fetchall())

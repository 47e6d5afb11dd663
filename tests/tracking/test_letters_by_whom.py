"""Who writes a letter, who signs it, and who is told to wait: the handler, the head, the custodian."""

import pytest
from django.urls import reverse

from tests.tracking.letter_office import letter_office
from tests.tracking.petitions import agency, custodian_key, person, received, submit
from tests.tracking.steps_taken import step_taken
from tracking.casework.letters import clearing, issuing, owed
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.petition import Kind
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db
ACCEPTED = LetterKey.NOTICE_OF_ACCEPTANCE
UNSIGNED = issuing.Signature()


@pytest.fixture
def office():
    return letter_office(clears_here=True)


@pytest.fixture
def officer(office):
    return person("can-bo", Role.OFFICER, office)


@pytest.fixture
def head(office):
    return person("truong", Role.HEAD, office)


@pytest.fixture
def accepted(office, officer):
    return step_taken(received(submit(agency=office).case, officer), ACCEPTED)


def seen(client, who, address):
    client.force_login(who)
    return client.get(address).content.decode()


def page_of(client, who, case):
    return seen(client, who, reverse("desk:case", args=[case.reference]))


def submitted(case, officer):
    wording = issuing.draft(case, ACCEPTED, officer).wording.pk
    return clearing.submit(
        case_id=case.pk, key=ACCEPTED, actor=officer, answers={}, signature=UNSIGNED, wording=wording
    )


def test_a_handler_is_shown_the_way_to_the_head_and_no_click_that_only_the_head_may_make(
    client, accepted, officer, head
):
    outside = reverse("desk:letter_outside", args=[accepted.reference, ACCEPTED.value])
    handlers = page_of(client, officer, accepted)
    assert "Soạn, trình thủ trưởng ký" in handlers
    assert outside not in handlers
    heads = page_of(client, head, accepted)
    assert outside in heads
    assert "Soạn, trình thủ trưởng ký" not in heads


def test_a_handler_who_comes_to_the_heads_page_is_led_to_the_draft_with_the_reason(client, accepted, officer):
    client.force_login(officer)
    answer = client.get(reverse("desk:letter_outside", args=[accepted.reference, ACCEPTED.value]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("desk:letter", args=[accepted.reference, ACCEPTED.value])
    assert "bấm «Trình ký»" in answer.content.decode()


def test_what_was_laid_before_the_head_is_counted_there_and_comes_back_to_who_laid_it(client, accepted, officer, head):
    proposal = submitted(accepted, officer)
    home = reverse("wagtailadmin_home")
    assert "1 văn bản đang trình" in seen(client, head, home)
    clearing.send_back(proposal=proposal, actor=head, remark="Xin ghi rõ số nhà.")
    assert "văn bản đang trình" not in seen(client, head, home)
    assert "Văn bản thủ trưởng trả lại tôi" in seen(client, officer, home)
    submitted(accepted, officer)
    assert "Văn bản thủ trưởng trả lại tôi" not in seen(client, officer, home)


def test_the_history_says_which_letter_was_laid_before_the_head_and_what_came_of_it(client, accepted, officer, head):
    clearing.send_back(proposal=submitted(accepted, officer), actor=head, remark="Xin ghi rõ số nhà.")
    history = page_of(client, officer, accepted)
    assert "Trình thủ trưởng ký: Thông báo thụ lý" in history
    assert "Thủ trưởng trả lại: Thông báo thụ lý" in history
    assert "Xin ghi rõ số nhà." in history


class TestDenunciation:
    @pytest.fixture
    def custodian(self, office):
        custodian_key()
        return person("nguoi-giu", Role.CUSTODIAN, agency("thanh-tra"))

    @pytest.fixture
    def case(self, office, officer, custodian):
        case = received(submit(Kind.DENUNCIATION, agency=office).case, officer)
        return step_taken(case, LetterKey.ACCEPTANCE_DECISION)

    def test_handlers_and_head_read_that_the_custodian_writes_it(self, client, case, officer, head):
        for who in (officer, head):
            shown = page_of(client, who, case)
            assert "người giữ danh tính lập và gửi" in shown
            assert "ông/bà chờ, không phải lập" in shown

    def test_it_stands_in_the_custodians_own_list_until_it_is_issued(self, client, case, custodian, officer):
        assert [one.owed.key for one in owed.owed_by(custodian)] == [ACCEPTED, LetterKey.CONTENT_NOTICE]
        assert owed.owed_by(officer) == []
        home = seen(client, custodian, reverse("wagtailadmin_home"))
        assert "Văn bản tố cáo chờ tôi lập và gửi" in home
        issuing.issue(case_id=case.pk, key=ACCEPTED, actor=custodian, answers={}, signature=UNSIGNED)
        assert [one.owed.key for one in owed.owed_by(custodian)] == [LetterKey.CONTENT_NOTICE]

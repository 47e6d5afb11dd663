"""What is approved is what was read: a later draft stops the approval, and its author or the writer gains nothing."""

import pytest
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from portal.models import PlainPage
from portal.models.approval import StaleVersion
from portal.publishing import approving
from tests.portal.test_publishing import form_of, office, said, signed_in, submitted, take, waiting
from tests.tracking.petitions import agency, person
from tracking.organisation.models import Membership, Person, Role

pytestmark = pytest.mark.django_db
__all__ = ["office"]


@pytest.fixture
def both(office: dict[str, Person]) -> Person:
    """Writes and heads in one agency, as in a small commune."""
    found = person("both", Role.COMMUNICATIONS, agency("ubnd-thanh-pho"))
    membership = Membership.objects.get(person=found)
    membership.pk, membership.role = None, Role.HEAD
    membership.save()
    signed_in(found).get("/admin/")
    return Person.objects.get(pk=found.pk)


def redraft(page: PlainPage, who: Person, summary: str) -> None:
    latest = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    latest.summary = summary
    latest.save_revision(user=who)


def test_a_colleagues_later_draft_does_not_let_a_writer_approve_their_own_words(
    office: dict[str, Person], both: Person
):
    page = submitted(both, summary="Của tôi.")
    take(office["librarian"])
    assert waiting(both) == []
    redraft(page, office["head"], "Bản khác.")
    assert waiting(both) == []
    task = Page.objects.get(pk=page.pk).specific.current_workflow_task
    assert task.get_actions(Page.objects.get(pk=page.pk).specific, both) == []


def test_the_legal_check_does_not_pass_a_draft_it_has_not_read(office: dict[str, Person]):
    page = submitted(office["writer"], summary="Đã đọc.")
    redraft(page, person("another", Role.LIBRARIAN, agency("van-phong-ubnd")), "Chưa đọc.")
    browser = signed_in(office["librarian"])
    (item,) = approving.waiting_for(office["librarian"])
    address = reverse("approval", args=[item.state.pk])
    screen = browser.get(address).content.decode()
    assert "đã được sửa sau khi gửi" in screen
    assert 'value="approve"' not in screen
    answer = browser.post(address, {"action": "approve"})
    assert "xin xem lại bản mới và gửi lại" in said(answer)
    with pytest.raises(StaleVersion):
        approving.decide(office["librarian"], item.state.pk, approving.APPROVE)
    assert waiting(office["head"]) == []
    assert item.state.revision.as_object().summary == "Đã đọc."
    assert Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object().summary == "Chưa đọc."


def test_a_draft_written_over_after_submission_is_a_later_one_too(office: dict[str, Person]):
    page = submitted(office["writer"], summary="Đã đọc.")
    page = Page.objects.get(pk=page.pk).specific
    page.summary = "Viết đè."
    page.save_revision(user=office["writer"], overwrite_revision=page.latest_revision)
    (item,) = approving.waiting_for(office["librarian"])
    assert item.state.revision_id == page.latest_revision_id
    with pytest.raises(StaleVersion):
        approving.decide(office["librarian"], item.state.pk, approving.APPROVE)


def test_a_page_changed_by_its_chief_is_returned_sent_again_and_read_by_everybody(
    office: dict[str, Person], both: Person, django_capture_on_commit_callbacks
):
    page = submitted(office["writer"], summary="Bản đầu.")
    take(office["librarian"])
    redraft(page, both, "Bản sửa.")
    with pytest.raises(StaleVersion):
        take(both)
    take(both, approving.RETURN, "Tôi đã sửa, xin gửi lại.")
    state = WorkflowState.objects.get(object_id=str(page.pk))
    state.resume(user=office["writer"])
    assert TaskState.objects.latest("pk").revision.as_object().summary == "Bản sửa."
    assert waiting(both) == []
    take(office["head"])
    assert waiting(office["librarian"]) == ["Thông báo mới"]
    assert not Page.objects.get(pk=page.pk).live
    with django_capture_on_commit_callbacks(execute=True):
        take(office["librarian"])
    assert PlainPage.objects.live().get(pk=page.pk).summary == "Bản sửa."


def test_changing_and_approving_in_one_press_saves_the_draft_and_approves_nothing(
    office: dict[str, Person], both: Person
):
    page = submitted(office["writer"], summary="Bản đầu.")
    take(office["librarian"])
    browser = signed_in(both)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "đã được sửa sau khi gửi" not in browser.get(address).content.decode()
    fields = {
        **form_of(page.title, page.slug, "Sửa rồi duyệt luôn."),
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": "{}",
    }
    answer = browser.post(address, fields)
    assert answer.status_code == 302
    assert "xin xem lại bản mới và gửi lại" in said(answer)
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().summary == "Sửa rồi duyệt luôn."
    assert WorkflowState.objects.get(object_id=str(page.pk)).status == WorkflowState.STATUS_IN_PROGRESS
    again = browser.post(address, fields)
    assert "xin xem lại bản mới và gửi lại" in said(again)
    assert "đã được sửa sau khi gửi" in browser.get(address).content.decode()
    assert waiting(office["head"]) == ["Thông báo mới"]


def test_the_writer_takes_a_changed_page_back_with_the_existing_button(office: dict[str, Person], both: Person):
    page = submitted(office["writer"], summary="Bản đầu.")
    take(office["librarian"])
    redraft(page, both, "Bản sửa.")
    browser = signed_in(office["writer"])
    browser.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        {**form_of(page.title, page.slug, "Mất"), "action-cancel-workflow": "1"},
    )
    page = Page.objects.get(pk=page.pk).specific
    assert page.current_workflow_state is None
    assert page.get_latest_revision_as_object().summary == "Bản sửa."
    page.get_workflow().start(page, office["writer"])
    assert waiting(office["librarian"]) == ["Thông báo mới"]

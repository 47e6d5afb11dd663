"""Ways to the public that ask nobody: copies, aliases, moves, the admin's API, the translation editor. All shut."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage
from wagtail_localize.models import TranslationSource

from portal import starter
from portal.models import GuidanceIndexPage, HomePage, PlainPage, ResultPage
from portal.publishing import approving
from portal.publishing.under_workflow import must_be_approved
from tests.portal.test_publishing import form_of, office, result, said, signed_in, take
from tests.tracking.petitions import agency
from tracking.organisation.models import Person

pytestmark = pytest.mark.django_db
__all__ = ["office"]


@pytest.fixture
def live(office: dict[str, Person]) -> Page:
    """A page everybody may read, in the writer's own branch."""
    return Page.objects.get(slug="du-lieu-ca-nhan", locale__language_code="vi")


@pytest.fixture
def writer(office: dict[str, Person]) -> Client:
    return signed_in(office["writer"])


def copied(page: Page, **more: object) -> dict[str, object]:
    return {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": page.get_parent().pk, **more}


@pytest.mark.parametrize("way", ["publish_copies", "alias"])
def test_a_copy_that_would_be_live_at_once_is_not_made(writer: Client, live: Page, way: str):
    answer = writer.post(reverse("wagtailadmin_pages:copy", args=[live.pk]), copied(live, **{way: "on"}))
    assert "luôn là bản nháp" in said(answer)
    assert not Page.objects.filter(slug="ban-sao").exists()


def test_a_copy_is_a_draft_and_the_form_offers_nothing_else(writer: Client, live: Page):
    address = reverse("wagtailadmin_pages:copy", args=[live.pk])
    form = writer.get(address).content.decode()
    assert 'name="new_title"' in form
    assert "publish_copies" not in form
    assert 'name="alias"' not in form
    writer.post(address, copied(live))
    copy = Page.objects.get(slug="ban-sao")
    assert (copy.live, copy.alias_of_id, copy.approved_schedule) == (False, None, False)


def test_a_new_page_with_a_forged_publish_button_is_a_draft(writer: Client, client: Client):
    home = HomePage.objects.get(locale__language_code="vi")
    fields = {**form_of("Trang đăng ngay", "trang-dang-ngay"), "action-publish": "1"}
    answer = writer.post(reverse("wagtailadmin_pages:add", args=["portal", "plainpage", home.pk]), fields)
    assert "lãnh đạo duyệt" in said(answer)
    page = Page.objects.get(slug="trang-dang-ngay", locale__language_code="vi")
    assert (page.live, page.first_published_at, page.get_latest_revision().user.username) == (False, None, "writer")
    assert client.get("/trang-dang-ngay/").status_code == 404


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("copy", {"keep_live": True, "slug": "ban-sao"}),
        ("copy", {"keep_live": False, "slug": "ban-sao"}),
        ("create_alias", {"update_slug": "ban-sao"}),
        ("copy_for_translation", {"locale": "en"}),
        ("publish", {}),
        ("unpublish", {}),
        ("delete", {}),
        ("convert_alias", {}),
        ("move", {"destination_page_id": 1}),
        ("revert_to_page_revision", {"revision_id": 1}),
        ("something_new", {}),
    ],
)
def test_the_admins_api_does_nothing_to_a_page(writer: Client, live: Page, action: str, data: dict[str, object]):
    before = Page.objects.count()
    answer = writer.post(f"/admin/api/main/pages/{live.pk}/action/{action}/", data, content_type="application/json")
    assert answer.status_code == 403
    live.refresh_from_db()
    assert (live.live, Page.objects.count()) == (True, before)


def test_a_decision_within_its_time_leaves_by_no_door(office: dict[str, Person]):
    page = result()
    page.save_revision().publish()
    index = page.get_parent()
    root = signed_in(Person.objects.create_superuser("root", password="x" * 20))
    for action, data in (("unpublish", {}), ("delete", {}), ("unpublish", {"recursive": True})):
        for one in (page, index):
            assert root.post(f"/admin/api/main/pages/{one.pk}/action/{action}/", data).status_code == 403
    for action in ("delete", "unpublish", "move"):
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        for one in (page, index):
            answer = root.post(f"{bulk}?id={one.pk}", {"include_descendants": "on", "chooser": index.get_parent().pk})
            assert "ít nhất 15 ngày" in said(answer), (action, one.title)
    home = HomePage.objects.get(locale__language_code="vi")
    answer = root.post(reverse("wagtailadmin_pages:move_confirm", args=[index.pk, home.pk]))
    assert "ít nhất 15 ngày" in said(answer)
    page.refresh_from_db()
    assert page.live


def test_a_page_stays_under_the_check_that_let_it_out(office: dict[str, Person], writer: Client, live: Page):
    home = HomePage.objects.get(locale__language_code="vi")
    other = home.add_child(instance=PlainPage(title="Nhánh khác", slug="nhanh-khac"))
    WorkflowPage.objects.create(page=other, workflow=Workflow.objects.create(name="Chỉ một bước"))
    answer = writer.post(reverse("wagtailadmin_pages:move_confirm", args=[live.pk, other.pk]))
    assert "do người khác duyệt" in said(answer)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    answer = writer.post(f"{bulk}?id={live.pk}", {"chooser": other.pk})
    assert "do người khác duyệt" in said(answer)
    WorkflowPage.objects.filter(page=other).delete()
    theirs = agency("so-xay-dung")
    theirs.branch = other
    theirs.save()
    answer = writer.post(reverse("wagtailadmin_pages:move_confirm", args=[live.pk, other.pk]))
    assert "do người khác duyệt" in said(answer)
    live.refresh_from_db()
    assert live.get_parent() == home.page_ptr


def test_a_page_moves_freely_within_one_check(office: dict[str, Person], writer: Client):
    home = HomePage.objects.get(locale__language_code="vi")
    other = home.add_child(instance=GuidanceIndexPage(title="Hướng dẫn khác", slug="huong-dan-khac"))
    guide = Page.objects.get(slug="dat-bi-thu-hoi", locale__language_code="vi")
    writer.post(reverse("wagtailadmin_pages:move_confirm", args=[guide.pk, other.pk]))
    guide.refresh_from_db()
    assert guide.get_parent().pk == other.pk


def test_the_other_languages_tree_has_the_same_way_to_the_public(office: dict[str, Person]):
    english = HomePage.objects.get(locale__language_code="en")
    assert english.get_workflow() == HomePage.objects.get(locale__language_code="vi").get_workflow()
    WorkflowPage.objects.filter(page=english).delete()
    english = HomePage.objects.get(locale__language_code="en")
    assert must_be_approved(english, office["writer"])
    starter.load()
    assert WorkflowPage.objects.filter(page=english).exists()


@pytest.fixture
def translator(office: dict[str, Person]) -> Client:
    """The writer, with the English tree for a branch as well."""
    group = Group.objects.create(name="branch:english")
    english = HomePage.objects.get(locale__language_code="en")
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=english, permission=permission)
    office["writer"].groups.add(group)
    return signed_in(office["writer"])


@pytest.fixture
def no_nightly_rights(settings) -> None:
    """A group ticked by hand does not last a request; here it is to."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "StaffRights" not in name]


@pytest.mark.usefixtures("no_nightly_rights")
def test_the_translation_editor_publishes_nothing_alone(translator: Client, live: Page):
    english = live.get_translations().get(locale__language_code="en")
    source = TranslationSource.objects.get(object_id=live.translation_key)
    before = english.last_published_at
    answers = [
        translator.post(reverse("wagtailadmin_pages:edit", args=[english.pk]), {"action": "publish"}),
        translator.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"}),
        translator.post(f"/admin/localize/page/{english.pk}/convert_to_alias/"),
    ]
    assert "gửi duyệt bản dịch" in said(answers[0])
    assert all("Bản dịch cũng phải qua" in said(answer) for answer in answers[1:])
    english.refresh_from_db()
    assert (english.last_published_at, english.alias_of_id) == (before, None)


@pytest.mark.usefixtures("no_nightly_rights")
def test_a_page_sent_to_translation_is_a_draft_there(
    translator: Client, office: dict[str, Person], django_capture_on_commit_callbacks
):
    home = HomePage.objects.get(locale__language_code="vi")
    page = home.add_child(instance=PlainPage(title="Trang mới", slug="trang-moi"))
    page.get_translations().filter(alias_of__isnull=False).delete()
    english = HomePage.objects.get(locale__language_code="en").locale
    with django_capture_on_commit_callbacks(execute=True):
        translator.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": english.pk})
    assert not page.get_translations().get(locale=english).live


PRIVATE = "Người khiếu nại có căn cước 031088123456."


def private_copy(writer: Person) -> ResultPage:
    """As the copy of a whole branch leaves it: nobody has looked at the text."""
    page = result(live=False)
    page.text = PRIVATE
    page.save_revision(user=writer, clean=False)
    return page


def test_a_decision_is_not_copied_with_private_persons_in_it(office: dict[str, Person], writer: Client):
    page = result()
    page.save_revision().publish()
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    answer = writer.post(address, copied(page, new_title="Trả lời người gọi 0912 345 678"))
    assert answer.status_code == 200
    assert "0912 345 678" in answer.content.decode()
    ResultPage.objects.filter(pk=page.pk).update(text=PRIVATE)
    assert "031088123456" in writer.post(address, copied(page)).content.decode()
    assert not Page.objects.filter(slug="ban-sao").exists()
    ResultPage.objects.filter(pk=page.pk).update(text="Công nhận một phần khiếu nại.")
    writer.post(address, copied(page))
    copy = Page.objects.get(slug="ban-sao")
    assert not copy.live


def test_a_decision_nobody_has_redacted_is_neither_approved_nor_published(office: dict[str, Person]):
    page = private_copy(office["writer"])
    page.get_workflow().start(page, office["writer"])
    (item,) = approving.waiting_for(office["librarian"])
    assert [name for name, _label, _modal in item.state.task.specific.get_actions(page, office["librarian"])] == [
        "reject"
    ]
    answer = signed_in(office["librarian"]).post(f"/admin/duyet-bai/{item.state.pk}/", {"action": "approve"})
    assert "031088123456" in said(answer)
    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()
    page.refresh_from_db()
    assert not page.live
    take(office["librarian"], approving.RETURN, "Xin bỏ số căn cước.")


def test_a_decisions_head_for_search_engines_is_asked_too(office: dict[str, Person]):
    page = result(issued=dt.date(2026, 11, 3))
    page.search_description = "Gọi 0912 345 678"
    assert "0912 345 678" in " ".join(page.private_things())

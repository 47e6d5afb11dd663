"""Who links to a page chooses among what everybody can read and their own; other people's drafts stay unknown."""

import json

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from portal.models import GuidanceIndexPage, HomePage, PlainPage
from tests.portal.test_publishing import office, signed_in
from tests.tracking.petitions import agency, person
from tracking.organisation.models import Person, Role

pytestmark = pytest.mark.django_db
__all__ = ["office"]
SECRET = "Hoàng Yến chưa đăng"


@pytest.fixture
def draft(office: dict[str, Person]) -> Page:
    home = HomePage.objects.get(locale__language_code="vi")
    return home.add_child(instance=PlainPage(title=SECRET, slug="hoang-yen", live=False))


@pytest.fixture
def others(office: dict[str, Person]) -> list[Client]:
    """A librarian and an administrator, who have no pages, and an editor of another branch."""
    branch = Page.objects.get(slug="huong-dan", locale__language_code="vi")
    theirs = agency("so-xay-dung")
    theirs.branch = branch
    theirs.save()
    people = [
        office["librarian"],
        person("administrator", Role.ADMINISTRATOR, agency("van-phong-ubnd")),
        person("editor", Role.COMMUNICATIONS, theirs),
    ]
    return [signed_in(who) for who in people]


def ways(page: Page) -> list[str]:
    return [
        "/admin/choose-page/search/?q=Hoàng Yến",
        f"/admin/choose-page/{page.get_parent().pk}/",
        f"/admin/choose-page/{page.pk}/",
        f"/admin/choose-page/chosen-multiple/?id={page.get_parent().pk}&id={page.pk}",
    ]


def told(answer: HttpResponse) -> str:
    """The chooser answers in JSON now, in HTML then."""
    text = answer.content.decode()
    return json.dumps(json.loads(text), ensure_ascii=False) if text.startswith("{") else text


def test_somebody_elses_draft_is_neither_found_nor_named(draft: Page, others: list[Client]):
    for who in others:
        for address in ways(draft):
            answer = who.get(address)
            assert answer.status_code in (200, 404), address
            assert "hoang-yen" not in told(answer), address
            assert SECRET not in told(answer), address


def test_a_new_title_is_not_told_before_it_is_published(draft: Page, others: list[Client]):
    live = Page.objects.get(slug="du-lieu-ca-nhan", locale__language_code="vi").specific
    live.title = SECRET
    live.save_revision()
    for who in others:
        for address in ways(live):
            assert SECRET not in told(who.get(address)), address


def test_what_everybody_reads_and_ones_own_drafts_can_be_chosen(
    draft: Page, others: list[Client], office: dict[str, Person]
):
    own = signed_in(office["writer"])
    for address in ways(draft):
        assert SECRET in told(own.get(address)), address
    live = Page.objects.get(slug="du-lieu-ca-nhan", locale__language_code="vi")
    for who in (own, *others):
        assert "Dữ liệu cá nhân" in told(who.get("/admin/choose-page/search/?q=Dữ liệu"))
        assert who.get(f"/admin/choose-page/{live.pk}/").status_code == 200
        assert who.get("/admin/choose-page/").status_code == 200


def test_the_way_down_to_ones_own_branch_is_shown(office: dict[str, Person]):
    home = HomePage.objects.get(locale__language_code="vi")
    above = home.add_child(instance=GuidanceIndexPage(title="Nhánh chưa đăng", slug="nhanh", live=False))
    theirs = agency("so-xay-dung")
    theirs.branch = above
    theirs.save()
    editor = signed_in(person("editor", Role.COMMUNICATIONS, theirs))
    assert "Nhánh chưa đăng" in told(editor.get(f"/admin/choose-page/{home.pk}/"))

"""An agency's own part from a template in one action: pages, writers, pictures; nobody reaches into another's."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, GroupCollectionPermission, Locale, Page
from wagtail.permission_policies.collections import CollectionPermissionPolicy

from portal import own_parts
from portal.models import AgencyPage, ArticlePage, HomePage, NewsIndexPage, PlainPage
from portal.publishing import approving
from portal.publishing.whose import agency_of
from portal.search_sources import GuidanceSource
from tests.tracking.petitions import person
from tracking.organisation.models import Agency, Person, Role

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/phan-rieng/"


@pytest.fixture
def ward(starter_pages: None) -> Agency:
    return Agency.objects.filter(tier="commune", branch=None).order_by("slug")[0]


@pytest.fixture
def administrator(starter_pages: None) -> Person:
    return person("administrator", Role.ADMINISTRATOR, Agency.objects.get(slug="van-phong-ubnd"))


@pytest.fixture
def part(ward: Agency, administrator: Person) -> AgencyPage:
    """Opened, checked by the librarian and approved by the agency's head."""
    opened = own_parts.open_part(agency=ward, person=administrator)
    approve_all(ward)
    opened.refresh_from_db()
    return opened


def approve_all(ward: Agency) -> None:
    checker = person("who.checks", Role.LIBRARIAN, Agency.objects.get(slug="van-phong-ubnd"))
    for who in (checker, person("who.heads", Role.HEAD, ward)):
        for item in approving.waiting_for(who):
            approving.decide(who, item.state.pk, approving.APPROVE)


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_an_administrator_opens_a_part_with_one_press_and_publishes_nothing_alone(
    ward: Agency, administrator: Person, client: Client
) -> None:
    desk = signed_in(administrator)
    assert ward.name in desk.get(ADDRESS).content.decode()
    answer = desk.post(ADDRESS, {"agency": ward.pk})
    assert any("Đã mở phần riêng" in str(message) for message in get_messages(answer.wsgi_request))
    assert client.get(f"/co-quan/{ward.slug}/").status_code == 404, "nobody has approved it yet"
    approve_all(ward)
    front = client.get(f"/co-quan/{ward.slug}/").content.decode()
    assert f"<h1>{ward.name}</h1>" in front
    assert f"/co-quan/{ward.slug}/tin-tuc/" in front
    assert ward.name in client.get("/co-quan/").content.decode()
    assert client.get(f"/co-quan/{ward.slug}/lien-he/").status_code == 404, "a draft until its own words are approved"


def test_what_is_common_is_shown_on_the_part_and_written_nowhere_twice(part: AgencyPage, client: Client) -> None:
    page = client.get(part.address).content.decode()
    assert "Hướng dẫn chung của thành phố" in page
    assert "/huong-dan/dat-bi-thu-hoi/" in page
    assert reverse("reception:timetable") in page


def test_a_second_part_for_the_same_agency_is_refused_and_changes_nothing(
    part: AgencyPage, ward: Agency, administrator: Person
) -> None:
    pages, collections = Page.objects.count(), Collection.objects.count()
    with pytest.raises(own_parts.CannotOpen, match="đã có phần riêng"):
        own_parts.open_part(agency=ward, person=administrator)
    assert (Page.objects.count(), Collection.objects.count()) == (pages, collections)


def test_no_agency_is_chosen_beforehand_and_an_empty_choice_opens_nothing(ward: Agency, administrator: Person) -> None:
    desk = signed_in(administrator)
    page = " ".join(desk.get(ADDRESS).content.decode().split())
    assert 'name="agency" required> <option value="">– Chọn cơ quan –</option>' in page
    assert "selected" not in page.partition('id="id_agency"')[2].partition("</select>")[0]
    answer = desk.post(ADDRESS, {"agency": ""}, follow=True)
    assert "Chưa mở: xin chọn cơ quan" in answer.content.decode()
    assert not AgencyPage.objects.exists()


@pytest.mark.parametrize("given", ["x", "999999"])
def test_an_agency_that_is_not_there_is_not_found(ward: Agency, administrator: Person, given: str) -> None:
    assert signed_in(administrator).post(ADDRESS, {"agency": given}).status_code == 404


def test_its_writers_write_there_and_nowhere_else(part: AgencyPage, ward: Agency) -> None:
    writer = person("writer", Role.COMMUNICATIONS, ward)
    news = NewsIndexPage.objects.child_of(part).get()
    common = NewsIndexPage.objects.get(slug="tin-tuc", locale__language_code="vi", depth=3)
    assert news.permissions_for_user(writer).can_add_subpage()
    assert not common.permissions_for_user(writer).can_add_subpage()
    desk = signed_in(writer)
    assert desk.get(reverse("wagtailadmin_pages:add", args=["portal", "articlepage", news.pk])).status_code == 200
    assert desk.get(reverse("wagtailadmin_pages:add", args=["portal", "articlepage", common.pk])).status_code == 302


def test_its_pictures_and_documents_go_into_its_own_collection(part: AgencyPage, ward: Agency) -> None:
    writer = person("writer", Role.COMMUNICATIONS, ward)
    policy = CollectionPermissionPolicy(get_document_model())
    assert list(policy.collections_user_has_permission_for(writer, "add")) == [part.collection]
    ward.save()  # the group is made anew with every change of the agency
    assert list(policy.collections_user_has_permission_for(writer, "add")) == [part.collection]
    committee = person("committee", Role.COMMUNICATIONS, Agency.objects.get(slug="ubnd-thanh-pho"))
    assert GroupCollectionPermission.objects.filter(group__in=committee.groups.all()).exists()


def test_a_writer_without_a_branch_adds_no_pictures(starter_pages: None) -> None:
    lonely = Agency.objects.filter(branch=None, tier="department").first()
    writer = person("writer", Role.COMMUNICATIONS, lonely)
    assert not CollectionPermissionPolicy(get_document_model()).user_has_permission(writer, "add")


def test_its_head_approves_its_pages_and_another_agencys_head_does_not(part: AgencyPage, ward: Agency) -> None:
    writer = person("writer", Role.COMMUNICATIONS, ward)
    librarian = person("librarian", Role.LIBRARIAN, Agency.objects.get(slug="van-phong-ubnd"))
    head = person("head", Role.HEAD, ward)
    stranger = person("stranger", Role.HEAD, Agency.objects.get(slug="so-xay-dung"))
    contact = PlainPage.objects.child_of(part).get()
    assert agency_of(contact) == ward
    contact.save_revision(user=writer)
    contact.get_workflow().start(contact, writer)
    (waiting,) = approving.waiting_for(librarian)
    approving.decide(librarian, waiting.state.pk, approving.APPROVE)
    assert approving.waiting_for(stranger) == []
    assert [item.page.pk for item in approving.waiting_for(head)] == [contact.pk]


def test_an_article_of_a_part_leads_back_to_its_own_news(part: AgencyPage, client: Client) -> None:
    news = NewsIndexPage.objects.child_of(part).get()
    article = ArticlePage(title="Cho cán bộ", slug="cho-can-bo", audience="officials", locale=news.locale)
    news.add_child(instance=article)
    article.save_revision().publish()
    html = client.get(article.address).content.decode()
    assert f'<a href="{news.address}">' in html
    assert "Cho cán bộ" in client.get(f"{news.address}?doi-tuong=officials").content.decode()
    assert "Cho cán bộ" not in client.get(f"{news.address}?doi-tuong=citizens").content.decode()
    assert "Cho cán bộ" not in client.get("/tin-tuc/").content.decode()


def test_only_administrators_open_parts(ward: Agency) -> None:
    for role in (Role.COMMUNICATIONS, Role.LIBRARIAN):
        desk = signed_in(person(f"one-{role.value}", role, ward))
        assert desk.post(ADDRESS, {"agency": ward.pk}).status_code == 302
    assert not AgencyPage.objects.exists()


def test_the_front_of_a_part_is_found_by_its_name_and_address(part: AgencyPage) -> None:
    (entry,) = GuidanceSource().entries([str(part.pk)])
    assert (entry.title, entry.url) == (part.agency.name, part.address)
    assert part.agency.name in entry.body


@pytest.mark.parametrize("below", [False, True])
def test_a_page_moved_under_itself_is_told_so_and_stays(part: AgencyPage, ward: Agency, below: bool) -> None:
    desk = signed_in(person("boss", is_superuser=True))
    target = NewsIndexPage.objects.child_of(part).get() if below else part
    answer = desk.post(reverse("wagtailadmin_pages:move_confirm", args=[part.pk, target.pk]))
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:move", args=[part.pk])
    assert any("vào chính nó" in str(message) for message in get_messages(answer.wsgi_request))
    assert Page.objects.get(pk=part.pk).path == part.path


def test_its_writers_translate_it_and_no_other_page(part: AgencyPage, ward: Agency) -> None:
    writer = person("writer", Role.COMMUNICATIONS, ward)
    english = part.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    assert english.permissions_for_user(Person.objects.get(pk=writer.pk)).can_edit()
    other = HomePage.objects.get(locale__language_code="en")
    assert not other.permissions_for_user(Person.objects.get(pk=writer.pk)).can_edit()


def test_who_keeps_the_whole_site_translates_it(starter_pages: None) -> None:
    committee = Agency.objects.get(slug="ubnd-thanh-pho")
    committee.branch = HomePage.objects.get(locale__language_code="vi")
    committee.save()
    writer = person("writer", Role.COMMUNICATIONS, committee)
    for home in HomePage.objects.all():
        assert home.permissions_for_user(writer).can_edit()

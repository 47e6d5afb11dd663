"""The site map for people, and the staff's page of the visual language."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from portal.desk.styleguide import MEANINGS, read_tokens
from portal.icons import ICONS
from portal.models import GuidancePage, HomePage
from tests.tracking.petitions import agency, person
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("address", "heading"), [("/so-do-cong/", "Sơ đồ cổng"), ("/en/so-do-cong/", "Site map")])
def test_the_site_map_names_every_section_and_every_page(
    starter_pages: None, client: Client, address: str, heading: str
) -> None:
    language = "en" if address.startswith("/en/") else "vi"
    page = client.get(address)
    html = page.content.decode()
    assert f"<h1>{heading}</h1>" in html
    assert not page.cookies
    guides = GuidancePage.objects.live().filter(locale__language_code=language)
    assert guides.count() > 10
    assert [guide.title for guide in guides if f'href="{guide.address}"' not in html] == []
    assert reverse("reception:timetable") in html


def test_what_is_not_published_is_not_on_the_map_nor_what_stands_below_it(starter_pages: None, client: Client) -> None:
    index = Page.objects.get(slug="huong-dan", locale__language_code="vi")
    Page.objects.filter(pk=index.pk).update(live=False)
    html = client.get("/so-do-cong/").content.decode()
    assert "/huong-dan/dat-bi-thu-hoi/" not in html


def test_the_map_is_linked_in_the_foot_and_costs_few_queries(
    starter_pages: None, client: Client, django_assert_max_num_queries
) -> None:
    assert 'href="/so-do-cong/"' in client.get("/").content.decode()
    home = HomePage.objects.get(locale__language_code="vi")
    assert home.get_descendants().count() > 20
    with django_assert_max_num_queries(12):
        client.get("/so-do-cong/")


def test_the_visual_language_is_shown_to_editors_with_every_token_and_icon() -> None:
    client = Client()
    assert client.get("/admin/styleguide/").status_code == 302
    client.force_login(person("writer", Role.COMMUNICATIONS, agency("so-mau")))
    html = client.get("/admin/styleguide/").content.decode()
    light, dark, sizes = read_tokens()
    for name in MEANINGS:
        assert f"--{name}<" in html
        assert light[name] in html
        assert dark[name] in html
    assert len(sizes) == 13
    assert all(f" {name}</li>" in html for name in ICONS)


def test_every_swatch_has_its_colour() -> None:
    css = Path("portal/static/portal/styleguide.css").read_text(encoding="utf-8")
    assert all(f".swatch--{name} {{ background: var(--{name}); }}" in css for name in MEANINGS)

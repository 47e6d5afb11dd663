"""robots.txt, security.txt and the sitemap."""

import re

import pytest
from django.test import Client
from wagtail.models import Site

from portal.models import PortalSettings
from portal.operation import doctor

pytestmark = pytest.mark.django_db


def test_robots_are_kept_from_personal_addresses(client: Client):
    text = client.get("/robots.txt").content.decode()
    for path in ("/bien-nhan/", "/en/bien-nhan/", "/tra-cuu/ho-so/", "/admin/"):
        assert f"Disallow: {path}\n" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /\n" not in text


def test_without_a_contact_there_is_no_security_file(client: Client):
    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_doctor_says_that_nobody_can_report_a_flaw_until_a_contact_is_set():
    (said,) = doctor.examine()["warnings"]
    assert "security.txt" in said
    assert "Thông tin cổng" in said
    PortalSettings.objects.create(site=Site.objects.get(), security_contact="https://example.vn/bao-loi")
    assert doctor.examine()["warnings"] == []


def test_the_security_file_names_the_contact_and_when_it_ends(client: Client):
    PortalSettings.objects.create(site=Site.objects.get(), email="an-ninh@example.vn")
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:an-ninh@example.vn\n" in text
    assert "T00:00:00Z\n" in text


def test_the_sitemap_holds_pages_and_views_in_both_languages(starter_pages: None, client: Client):
    xml = client.get("/sitemap.xml").content.decode()
    for path in ("/", "/en/", "/huong-dan/bon-loai-don/", "/en/huong-dan/bon-loai-don/", "/gui-don/", "/en/gui-don/"):
        assert f"<loc>http://testserver{path}</loc>" in xml
    assert "/bien-nhan/" not in xml
    assert "/home" not in xml


def test_nothing_in_the_sitemap_is_kept_from_robots(starter_pages: None, client: Client):
    places = re.findall(r"<loc>http://testserver([^<]+)</loc>", client.get("/sitemap.xml").content.decode())
    assert len(places) > 40
    hidden = {place for place in places if is_hidden(client, place)}
    assert hidden == set()


def is_hidden(client: Client, place: str) -> bool:
    answer = client.get(place)
    assert answer.status_code == 200, place
    return 'name="robots" content="noindex"' in answer.content.decode() or "noindex" in answer.get("X-Robots-Tag", "")

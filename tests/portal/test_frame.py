"""The frame around every page: office, menu, language switch, without a session."""

import pytest
from django.db import OperationalError
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Site

from portal.furniture import furniture
from portal.models import PortalSettings
from portal.remembering import forget

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_furniture():
    forget()


def render(path: str = "/", language: str = "vi") -> str:
    request = RequestFactory().get(path)
    with translation.override(language):
        template = Template(
            '{% extends "base.html" %}{% block title %}Thử{% endblock %}{% block main %}Nội dung{% endblock %}'
        )
        return template.render(Context({"request": request, "LANGUAGE_CODE": language}))


def test_it_works():
    html = render()
    assert "<title>Thử – Cổng tiếp công dân Thành phố Hải Phòng</title>" in html
    assert "Ủy ban nhân dân thành phố Hải Phòng" in html
    assert 'href="#noi-dung"' in html


def test_the_language_switch_leads_to_the_same_address():
    assert 'href="/en/tra-cuu/"' in render("/tra-cuu/")
    assert 'href="/tra-cuu/"' in render("/en/tra-cuu/", "en")


def test_names_have_an_english_twin_and_fall_back_to_vietnamese():
    site = Site.objects.get()
    PortalSettings.objects.create(site=site, office_name_en="Citizen reception portal", city="Hải Phòng")
    html = render("/en/", "en")
    assert "Citizen reception portal" in html
    assert "Hải Phòng" in html


def test_a_second_page_reads_nothing_from_the_database(django_assert_num_queries):
    render()
    with django_assert_num_queries(0):
        render("/tra-cuu/")


def test_without_a_database_the_names_we_ship_stand_in(monkeypatch):
    def gone(*_args: object) -> None:
        raise OperationalError

    monkeypatch.setattr("portal.furniture._read", gone)
    assert furniture(None).office.name == "Cổng tiếp công dân"

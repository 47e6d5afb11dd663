"""The frame around every page: office, menu, language switch, without a session."""

import datetime as dt

import pytest
import time_machine
from django.db import OperationalError
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation
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


def test_an_urgent_notice_ends_at_its_hour():
    site = Site.objects.get()
    soon = timezone.now() + dt.timedelta(minutes=5)
    PortalSettings.objects.create(site=site, alert="Nghỉ tiếp vì bão", alert_until=soon)
    assert "Nghỉ tiếp vì bão" in render()
    with time_machine.travel(soon + dt.timedelta(seconds=1)):
        assert "Nghỉ tiếp vì bão" not in render()


def test_what_the_office_has_not_published_is_said_plainly():
    assert render().count("cơ quan chưa công bố") == 3
    PortalSettings.objects.create(
        site=Site.objects.get(), responsible="Nguyễn Văn Mẫu, Chánh Văn phòng", licence="Giấy phép số 1 (mẫu)",
        hotline="1900 0000",
    )  # fmt: skip
    html = render()
    assert "Nguyễn Văn Mẫu, Chánh Văn phòng" in html
    assert '<a href="tel:19000000">1900 0000</a>' in html
    assert "cơ quan chưa công bố" not in html


def test_the_menu_marks_where_the_reader_is():
    html = render("/tra-cuu/")
    assert 'href="/tra-cuu/" aria-current="page"' in html
    assert html.count('href="/gui-don/" aria-current') == 0

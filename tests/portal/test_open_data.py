"""The page for people who write programs says what openapi.json says, and what it offers to try works."""

import pytest
from django.test import Client

from legal_library import starter
from portal.open_data_views import operations
from portal.openapi import description
from tests.legal_library.test_machine import fits
from tests.tracking.test_timetable import moved_session, rule, ward  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("address", "heading"), [("/du-lieu-mo/", "Dữ liệu mở"), ("/en/du-lieu-mo/", "Open data")])
def test_every_address_for_machines_is_on_it_with_its_parameters(client: Client, address: str, heading: str) -> None:
    page = client.get(address)
    html = page.content.decode()
    assert f"<h1>{heading}</h1>" in html
    assert not page.cookies
    described = description()["paths"]
    assert len(described) == 6
    for path, methods in described.items():
        assert f"GET {path}<" in html
        for parameter in methods["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in html
            assert parameter["description"] in html


def test_the_examples_can_be_opened(client: Client, settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path
    starter.load()
    told = {operation.path: operation for operation in operations(description())}
    tried = [path for path, operation in told.items() if operation.example]
    assert set(told) == set(tried)
    for path in set(tried) - {"/api/v1/search", "/api/v1/suggest"}:  # an index is built beside
        answer = client.get(told[path].example)
        kind = "application/akn+xml" if path.endswith("akn.xml") else "application/json"
        assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (200, kind), path
        assert told[path].answers == (kind,)
    assert told["/api/v1/search"].example == "/api/v1/search?q=th%E1%BB%9Di+h%E1%BA%A1n+khi%E1%BA%BFu+n%E1%BA%A1i"


def test_the_foot_of_every_page_leads_to_it(starter_pages: None, client: Client) -> None:
    assert 'href="/du-lieu-mo/"' in client.get("/").content.decode()


def test_the_timetable_fits_its_description(client: Client, rule) -> None:  # noqa: F811
    moved_session(rule)
    answers = description()["paths"]["/api/v1/timetable"]["get"]["responses"]
    schemas = description()["components"]["schemas"]
    for query, status in (("tu=2026-11-01&den=2026-11-30", "200"), ("tu=xyz", "400")):
        found = client.get(f"/api/v1/timetable?{query}")
        assert str(found.status_code) == status
        assert fits(found.json(), answers[status]["content"]["application/json"]["schema"], schemas)

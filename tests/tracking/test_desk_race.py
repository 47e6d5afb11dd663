"""Two officers press the same button at the same moment, over HTTP: one wins, the other is told what changed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Locale

from tracking.casework.history import append_only
from tracking.organisation.models import Role

from .petitions import agency, person, submit

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "a" * 32


@pytest.fixture(autouse=True)
def _as_migrated(settings, tmp_path):
    """The test before emptied every table; the admin needs what a migration had made."""
    append_only.protect(connection)
    settings.ATTACHMENT_ROOT = tmp_path / "papers"
    Locale.objects.get_or_create(language_code="vi")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


def post(server: str, path: str, session: str, fields: dict[str, object]) -> tuple[int, str]:
    """A POST with a browser's cookies; the status and the page."""
    address = urlsplit(server)
    browser = HTTPConnection(address.hostname or "", address.port, timeout=60)
    cookies = {django_settings.SESSION_COOKIE_NAME: session, django_settings.CSRF_COOKIE_NAME: SECRET}
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
    }
    browser.request("POST", path, urlencode({**fields, "csrfmiddlewaretoken": SECRET}), headers)
    answer = browser.getresponse()
    return answer.status, answer.read().decode()


@pytest.mark.parametrize("racers", [2, 4])
def test_of_officers_racing_for_one_step_one_wins_and_the_others_get_409(live_server, racers):
    office = agency("so-mau", name="Sở Mẫu")
    case = submit(agency=office).case
    names = [f"canbo{number}" for number in range(racers)]
    sessions = [signed_in(person(name, Role.OFFICER, office)) for name in names]
    barrier = threading.Barrier(racers)
    path = reverse("desk:step", args=[case.reference, "receive"])

    def press(number: int) -> tuple[int, str]:
        fields = {"version": case.version, "ground": "receive.register", "public_text": f"Lời của {names[number]}"}
        barrier.wait()
        return post(live_server.url, path, sessions[number], fields)

    with ThreadPoolExecutor(racers) as pool:
        answers = list(pool.map(press, range(racers)))
    assert sorted(status for status, _page in answers) == [302] + [409] * (racers - 1)
    winner = next(name for name, (status, _page) in zip(names, answers, strict=True) if status == 302)
    for name, (status, page) in zip(names, answers, strict=True):
        if status == 409:
            assert f"Lời của {name}" in page
            assert winner in page
    case.refresh_from_db()
    assert (case.state, case.version) == ("received", 2)
    assert case.events.filter(action="receive").count() == 1


def signed_in(someone) -> str:
    browser = Client()
    browser.force_login(someone)
    return browser.cookies[django_settings.SESSION_COOKIE_NAME].value

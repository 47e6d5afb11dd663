"""A citizen who leaves, or types another code, leaves nothing behind: no copy of the ticket opens the case again."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tracking.casework.citizen import ended_visits, lookup_cookie
from tracking.casework.models import EndedVisit

from .petitions import submit

pytestmark = pytest.mark.django_db
NOW = "2026-11-26T09:00:00+07:00"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def looks_up(code: str, browser: Client | None = None) -> Client:
    browser = browser or Client()
    browser.post(reverse("casework:lookup"), {"code": code})
    return browser


def copy_of(browser: Client) -> Client:
    """Somebody who took the cookie along: from the disk, the cache of a proxy, the machine of an internet café."""
    thief = Client()
    thief.cookies[lookup_cookie.name()] = browser.cookies[lookup_cookie.name()].value
    return thief


def opens(browser: Client, reference: str) -> bool:
    return reference in browser.get(reverse("casework:case")).content.decode()


def test_a_copy_of_the_ticket_is_dead_once_the_citizen_left():
    sent = submit()
    browser = looks_up(sent.code)
    first = copy_of(browser)
    assert opens(browser, sent.case.reference)
    later = copy_of(browser)  # every page renews the ticket; the visit stays the same
    assert opens(first, sent.case.reference)
    browser.post(reverse("casework:leave"))
    for copied in (first, later, browser):
        assert not opens(copied, sent.case.reference)
        assert copied.post(reverse("casework:message"), {"body": "Tin"}).status_code == 403
    assert not sent.case.messages.exists()


def test_another_code_typed_in_the_same_browser_ends_the_visit_before():
    one, other = submit(), submit()
    browser = looks_up(one.code)
    copied = copy_of(browser)
    looks_up(other.code, browser)
    assert not opens(copied, one.case.reference)
    assert opens(browser, other.case.reference)


def test_a_wrong_code_ends_it_too_and_other_browsers_go_on():
    sent = submit()
    browser, elsewhere = looks_up(sent.code), looks_up(sent.code)
    copied = copy_of(browser)
    looks_up("0000-0000-0000-0000", browser)
    assert not opens(copied, sent.case.reference)
    assert opens(elsewhere, sent.case.reference)


def test_what_is_kept_names_no_case_and_is_forgotten_when_it_means_nothing():
    sent = submit()
    browser = looks_up(sent.code)
    browser.post(reverse("casework:leave"))
    browser.post(reverse("casework:leave"))
    kept = EndedVisit.objects.get()
    assert {field.name for field in EndedVisit._meta.fields} == {"mark", "until"}
    # The whole hour after the eight of a visit: no row tells to the minute when somebody was here.
    assert kept.until == dt.datetime.fromisoformat("2026-11-26T18:00:00+07:00")
    ended_visits.prune()
    assert EndedVisit.objects.exists()
    with time_machine.travel("2026-11-26T18:00:01+07:00", tick=False):
        ended_visits.prune()
    assert not EndedVisit.objects.exists()


def test_leaving_without_a_good_ticket_keeps_nothing():
    browser = Client()
    browser.post(reverse("casework:leave"))
    browser.cookies[lookup_cookie.name()] = "x" * 100
    browser.post(reverse("casework:leave"))
    with time_machine.travel("2026-11-26T08:00:00+07:00", tick=False):
        browser = looks_up(submit().code)
    browser.post(reverse("casework:leave"))
    assert not EndedVisit.objects.exists()

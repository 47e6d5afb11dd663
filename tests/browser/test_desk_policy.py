"""The desk under its strict policy: nothing of Wagtail's own screens is blocked, and what we start ourselves starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers import Portal

from .editors import key_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SCREENS = ["/admin/", "/admin/pages/", "/admin/images/", "/admin/reports/site-history/", "/admin/account/"]


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def desk(browser: Browser, live_portal: Portal, complaints: list[str]) -> Page:
    """A communications officer's window, signed in; `complaints` collects what the policy blocked."""
    live_portal.manage("shell", "-c", (
        "from tracking.organisation.models import Person;"
        "person = Person.objects.get(username='truyenthong.mau');"
        "person.set_password('mot-mat-khau-dai-de-thu'); person.password_is_one_time = False; person.save()"
    ))  # fmt: skip
    page = browser.new_page(viewport={"width": 1280, "height": 900}, timezone_id="Asia/Ho_Chi_Minh")
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    page.goto(live_portal.url + "/admin/login/")
    page.fill("input[name=username]", "truyenthong.mau")
    page.fill("input[name=password]", "mot-mat-khau-dai-de-thu")
    page.click("button[type=submit]")
    page.wait_for_load_state()
    return page


def test_no_screen_of_the_desk_is_hindered_by_its_policy(
    desk: Page, live_portal: Portal, complaints: list[str]
) -> None:
    for screen in SCREENS:
        desk.goto(live_portal.url + screen)
        desk.wait_for_load_state("networkidle")
    assert complaints == []


def test_the_page_editor_writes_and_its_date_inputs_open(
    desk: Page, live_portal: Portal, complaints: list[str]
) -> None:
    desk.goto(f"{live_portal.url}/admin/pages/{key_of(live_portal, 'bon-loai-don')}/edit/")
    desk.wait_for_load_state("networkidle")
    assert desk.locator("template[data-starts]").count() == 0
    assert desk.locator(".xdsoft_datetimepicker").count() > 0
    assert complaints == []

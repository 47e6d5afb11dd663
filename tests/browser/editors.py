"""Staff windows for the editor's tests: signed in at once, with the forms of Wagtail's admin at hand."""

from __future__ import annotations

import sqlite3

from tests.browser.conftest import NewVisitor, Visitor
from tests.servers import Portal

PASSWORD = "mot-mat-khau-dai-de-thu"
_KNOWN = """
from tracking.organisation.models import Person
person = Person.objects.get(username={name!r})
person.set_password({password!r})
person.save()
"""


def staff(visitor: NewVisitor, portal: Portal, name: str, width: int = 1280) -> Visitor:
    """A window of that account at the desk."""
    portal.manage("shell", "-v", "0", "-c", _KNOWN.format(name=name, password=PASSWORD))
    window = visitor(width)
    window.page.goto(f"{portal.url}/admin/login/")
    window.page.fill("#id_username", name)
    window.page.fill("#id_password", PASSWORD)
    window.page.locator("form button[type=submit]").first.click()
    window.page.wait_for_load_state()
    return window


def fill(window: Visitor, fields: dict[str, str]) -> None:
    """Write into the form by name of field, choosing where there is a choice."""
    for name, words in fields.items():
        field = window.page.locator(f"[name={name}]").first
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(words)
        else:
            field.fill(words)
            field.press("Escape")  # the day chooser would cover the next field


def submit(window: Visitor, words: str) -> None:
    """Press a button of the form by the words on it."""
    window.page.locator("main button, footer button", has_text=words).last.click()
    window.page.wait_for_load_state()


def said(window: Visitor) -> str:
    """What Wagtail answers at the top of the page."""
    window.settle()
    return window.page.locator(".messages").inner_text()


def key_of(portal: Portal, slug: str, language: str = "vi") -> int:
    """The page of that slug, as the admin's addresses name it."""
    wanted = "select p.id from wagtailcore_page p join wagtailcore_locale l on l.id = p.locale_id"
    with sqlite3.connect(f"file:{portal.data}/portal.sqlite3?mode=ro", uri=True, timeout=30) as connection:
        row = connection.execute(f"{wanted} where slug = ? and language_code = ?", (slug, language)).fetchone()
    assert row, slug
    return int(row[0])


def child_of(window: Visitor, slug: str, kind: str) -> None:
    """Open the form of a new page of that kind below the page of that slug."""
    parent = key_of(window.portal, slug)
    window.page.goto(f"{window.portal.url}/admin/pages/add/portal/{kind}/{parent}/")
    window.page.wait_for_load_state("networkidle")


def add_block(window: Visitor, kind: str, words: str = "") -> None:
    """Add a block at the end of the body, and write into its first field."""
    page = window.page
    page.locator("[data-contentpath=body] .c-sf-add-button").last.click()
    page.get_by_role("option", name=kind).click()
    if words:
        block = page.locator("[data-contentpath=body] section[data-panel], [data-contentpath=body] .w-panel").last
        block.locator("input[type=text], textarea").first.fill(words)


def press_action(window: Visitor, words: str) -> None:
    """One of the actions behind the arrow at the foot of the page editor."""
    window.page.get_by_role("button", name="Thao tác khác").click()
    with window.page.expect_navigation():
        window.page.locator("footer button[type=submit]", has_text=words).click()

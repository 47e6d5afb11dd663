"""Staff windows for the editor's tests: signed in at once, with the forms of Wagtail's admin at hand."""

from __future__ import annotations

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

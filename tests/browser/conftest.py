"""Chromium as citizens and staff have it: a small phone and a desk, with axe on every page they meet."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.browser.first_view import is_light_and_still
from tests.browser.guide import guide
from tests.browser.page_types import SampledPortal
from tests.citizen_client import answer_to
from tests.servers import ROOT, Portal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

__all__ = ["guide"]  # a fixture of its own module
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {360: {"width": 360, "height": 740}, 1280: {"width": 1280, "height": 900}}
# Nothing is still fading in: Wagtail shows its messages after a moment, and a half-faded one has no contrast.
SETTLED = """() => !document.querySelector('.messages:not(.appear) > ul > li')
  && document.getAnimations().every(
    (motion) => motion.playState !== 'running' || motion.effect.getComputedTiming().iterations === Infinity)"""
# How far the page reaches over the edge; only what can be scrolled to counts.
OVER_THE_EDGE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
VIOLATIONS = "portalAxe.run({resultTypes: ['violations']}).then(({violations}) => ({violations}))"
# PICTURES=folder keeps a picture of every page the tests meet, to be looked at.
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        yield chromium
        chromium.close()


@dataclass
class Visitor:
    """One browser window at one width. `meets` runs axe, looks over the edge, and weighs what strangers see."""

    page: Page
    portal: Portal
    width: int

    def open(self, path: str, name: str = "") -> None:
        response = self.page.goto(self.portal.url + path)
        assert response is not None
        assert response.ok, f"{path}: {response.status}"
        self.meets(name or path.strip("/").replace("/", "-") or "home")

    def resize(self, width: int) -> None:
        """The same window at the other width."""
        self.width = width
        self.page.set_viewport_size(SIZES[width])

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def meets(self, name: str) -> None:
        from axe_playwright_python.base import AxeResults
        from axe_playwright_python.sync_playwright import Axe

        self.settle()
        if PICTURES:
            folder = ROOT / PICTURES
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=folder / f"{name}-{self.width}.png", full_page=True)
        wide = self.page.evaluate(OVER_THE_EDGE)
        assert wide <= 0, f"{name} scrolls sideways by {wide}px at {self.width}px"
        if "/admin/" not in self.page.url:
            is_light_and_still(self.page, f"{name} at {self.width}px")
        axe = Axe()
        # A page met before, at another width, has it already; Wagtail's editor has its own, with other rules.
        if not self.page.evaluate("'portalAxe' in window"):
            self.page.evaluate(axe.axe_script)
            self.page.evaluate("window.portalAxe = window.axe")
        found = AxeResults(self.page.evaluate(VIOLATIONS))
        assert found.violations_count == 0, f"{name} at {self.width}px\n{found.generate_report()}"

    def reads(self, words: str) -> None:
        """The page that is here, or on its way on a busy machine, says so."""
        self.page.get_by_text(words).first.wait_for(state="attached", timeout=20_000)

    def settle(self) -> None:
        """Wait at most five seconds until nothing moves: what is judged is what a person reads."""
        from playwright.sync_api import Error

        for _ in range(100):
            try:
                if self.page.evaluate(SETTLED):
                    return
            except Error:  # the page was just left for the next one
                self.page.wait_for_load_state()
            self.page.wait_for_timeout(50)

    def answer(self) -> str:
        """To the question of the page; it is in the portal's database, which the test owns."""
        key = self.page.locator('input[name="question_0"]').get_attribute("value") or ""
        return answer_to(self.portal.data / "portal.sqlite3", key)

    def answer_question(self) -> None:
        self.page.fill('input[name="question_1"]', self.answer())


NewVisitor = Callable[..., Visitor]


@pytest.fixture(scope="session")
def sampled_portal(prepared_portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampledPortal]:
    """A served portal that has every type of page; a relay is named, so that the forms which promise mail are there."""
    settings = {"EMAIL_URL": "smtp+tls://127.0.0.1:9", "DJANGO_SETTINGS_MODULE": "tests.browser.sample_settings"}
    portal = prepared_portal.copy(tmp_path_factory.mktemp("sampled") / "data", **settings)
    told = portal.manage("shell", "-v", "0", "-c", "from tests.browser.sample_office import make; make()")
    portal.start()
    yield SampledPortal(portal, json.loads(told.splitlines()[-1]))
    portal.stop()


@pytest.fixture
def guest(browser: Browser, sampled_portal: SampledPortal) -> Iterator[NewVisitor]:
    """As `visitor`, to the portal that has every type of page."""
    yield from windows(browser, sampled_portal.portal)


@pytest.fixture
def visitor(browser: Browser, live_portal: Portal) -> Iterator[NewVisitor]:
    """`visitor(360)` opens a window; `scripts=False` switches scripts off."""
    yield from windows(browser, live_portal)


def windows(browser: Browser, portal: Portal) -> Iterator[NewVisitor]:
    """Windows onto that portal, closed at the end."""
    contexts: list[BrowserContext] = []

    def new(width: int, *, scripts: bool = True, **options: object) -> Visitor:
        context = browser.new_context(viewport=SIZES[width], locale="vi-VN", java_script_enabled=scripts, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        return Visitor(page, portal, width)

    yield new
    for context in contexts:
        context.close()


def text_of(page: Page, pattern: str) -> str:
    found = re.search(pattern, page.content())
    assert found, pattern
    return found[1]

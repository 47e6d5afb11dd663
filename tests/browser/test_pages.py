"""Pages for strangers, every type at both widths and in both languages: nothing for axe to say, nothing off the edge,
light over the wire, still while they load, and no other host asked. Then schemes, errors and the search."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewVisitor, Visitor
from tests.browser.page_types import MAILED, SAMPLES, SampledPortal

pytestmark = pytest.mark.browser
FIRST_VIEW = 60 * 1024  # bytes over the wire, nothing cached
# All that moved without being asked, since the page began.
SHIFTED = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 0));
})"""
# A type in both languages; a state of one (named after a dot) looks the same in both but for its words.
SEEN = [
    (name, language)
    for name in [*SAMPLES, *sorted(MAILED)]
    for language in ("vi", "en")
    if language == "vi" or "." not in name
]


class Wire:
    """What a window asks for and gets."""

    def __init__(self, window: Visitor) -> None:
        self.bytes = 0
        self.hosts: set[str] = set()
        network = window.page.context.new_cdp_session(window.page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", self._finished)
        window.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))

    def _finished(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("name", "language"), SEEN, ids=[f"{name}-{language}" for name, language in SEEN])
def test_a_type_of_page_is_readable_light_and_still(
    guest: NewVisitor, sampled_portal: SampledPortal, name: str, language: str, width: int
) -> None:
    window = guest(width)
    wire = Wire(window)
    window.open(sampled_portal.address(name, language), f"{name.replace(':', '-')}-{language}")
    assert window.page.locator("html").get_attribute("lang") == language
    assert wire.hosts == {f"127.0.0.1:{window.portal.port}"}
    assert 0 < wire.bytes <= FIRST_VIEW
    assert window.page.evaluate(SHIFTED) == 0


@pytest.mark.parametrize("name", ["homepage", "legal_library:document", "reception:timetable", "articlepage"])
def test_the_dark_scheme_is_as_readable(guest: NewVisitor, sampled_portal: SampledPortal, name: str) -> None:
    guest(360, color_scheme="dark").open(sampled_portal.address(name), f"{name.replace(':', '-')}-dark")


def test_a_missing_page_is_readable_and_leads_on(visitor: NewVisitor) -> None:
    lost = visitor(360)
    response = lost.page.goto(lost.portal.url + "/khong-co-trang-nay/")
    assert response is not None
    assert response.status == 404
    lost.meets("404")
    assert lost.page.get_by_role("link", name="Trang chủ").count() or lost.page.locator("a[href='/']").count()


def test_searching_without_marks_opens_the_record_of_article_28(visitor: NewVisitor) -> None:
    citizen = visitor(360)
    citizen.open("/tim-kiem/?q=thoi+han+giai+quyet+khieu+nai")
    citizen.page.locator("main a", has_text="Điều 28").first.click()
    citizen.page.wait_for_load_state()
    assert "/phap-luat/02-2011-qh13/dieu-28/" in citizen.page.url
    assert "Điều 28" in citizen.page.locator("h1").inner_text()

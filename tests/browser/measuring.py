"""What is measured of every page a stranger can open, in one visit: both widths, large text, the narrowest phone."""

from __future__ import annotations

from tests.browser.conftest import OVER_THE_EDGE, SIZES, Visitor
from tests.browser.first_view import LIMIT, SHIFTED
from tests.browser.page_types import Sample, SampledPortal, sample_of

TYPED = """([name, value]) => { document.querySelector(`main form[method=post] [name=${name}]`).value = value; }"""
# WCAG 1.4.10 asks for 320 pixels, 1.4.4 for text twice as large: by the browser's zoom, which halves the window, and
# by the reader's own size of text.
NARROWEST, ZOOMED = {"width": 320, "height": 640}, {"width": 640, "height": 450}
AS_TYPED = Sample("")
LARGE_TEXT = "size => { document.documentElement.style.fontSize = size; }"


class Wire:
    """What a window asks for and gets."""

    def __init__(self, window: Visitor) -> None:
        self.bytes = 0
        self.hosts: set[str] = set()
        self.network = window.page.context.new_cdp_session(window.page)
        self.network.send("Network.enable")
        self.network.on("Network.loadingFinished", self._finished)
        window.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))

    def begin(self) -> None:
        self.network.send("Network.clearBrowserCache")
        self.bytes = 0

    def _finished(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])


def measure(window: Visitor, portal: SampledPortal, name: str, language: str) -> None:
    """A sample of that type, as a whole."""
    picture = f"{name.replace(':', '-').replace('/', '-')}-{language}"
    measure_address(window, portal.address(name, language), picture, sample_of(name))
    assert window.page.locator("html").get_attribute("lang") == language


def measure_address(window: Visitor, address: str, name: str, sample: Sample = AS_TYPED) -> None:
    """Opened anew at both widths; then axe at each, and nothing over the edge however narrow or large."""
    wire = Wire(window)
    for width in (1280, 360):
        window.resize(width)
        reach(window, wire, sample, address)
        window.settle()
        assert wire.hosts == {f"127.0.0.1:{window.portal.port}"}
        assert 0 < wire.bytes <= LIMIT, f"{name} at {width}px: {wire.bytes} bytes"
        assert window.page.evaluate(SHIFTED) == [], f"{name} moves at {width}px"
    window.meets(name)
    fits(window, NARROWEST, f"{name} on the narrowest phone")
    window.resize(1280)
    window.meets(name)
    fits(window, ZOOMED, f"{name} zoomed to 200 %")
    window.resize(1280)
    window.page.evaluate(LARGE_TEXT, "200%")
    fits(window, SIZES[1280], f"{name} with text at 200 %")


def reach(window: Visitor, wire: Wire, sample: Sample, address: str) -> None:
    """Open it, and where the sample says so, press on from there; the last page counts."""
    page = window.page
    page.context.clear_cookies()  # a form sent back to whoever holds its cookie is not compressed
    wire.begin()
    response = page.goto(window.portal.url + address)
    if sample.press:
        for hidden in sample.tampered:
            page.evaluate(TYPED, list(hidden))
        button = page.locator(f"button[name=step][value={sample.press}]:not(.sr-only)").first
        wire.begin()
        with page.expect_navigation() as answer:
            button.click()
        response = answer.value
    assert response is not None
    assert response.status == sample.status, f"{address}: {response.status}"


def fits(window: Visitor, size: dict[str, int], what: str) -> None:
    window.page.set_viewport_size(size)
    over = window.page.evaluate(OVER_THE_EDGE)
    assert over <= 0, f"{what}: {over}px over the edge"

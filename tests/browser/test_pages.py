"""Pages for strangers, every type at both widths and in both languages: nothing for axe to say, nothing off the edge,
light over the wire, still while they load, large text and narrow phones, and no other host asked. Then the rest."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewVisitor
from tests.browser.measuring import measure
from tests.browser.page_types import MAILED, SAMPLES, TROUBLE, SampledPortal

pytestmark = pytest.mark.browser
# A type in both languages; a state of one (named after a dot) looks the same in both but for its words.
SEEN = [
    (name, language)
    for name in [*SAMPLES, *sorted(MAILED), *TROUBLE]
    for language in ("vi", "en")
    if language == "vi" or "." not in name
]


@pytest.mark.parametrize(("name", "language"), SEEN, ids=[f"{name}-{language}" for name, language in SEEN])
def test_a_type_of_page_is_readable_light_and_still(
    guest: NewVisitor, sampled_portal: SampledPortal, name: str, language: str
) -> None:
    measure(guest(1280), sampled_portal, name, language)


@pytest.mark.parametrize("name", ["homepage", "legal_library:document", "reception:timetable", "articlepage"])
def test_the_dark_scheme_is_as_readable(guest: NewVisitor, sampled_portal: SampledPortal, name: str) -> None:
    guest(360, color_scheme="dark").open(sampled_portal.address(name), f"{name.replace(':', '-')}-dark")


def test_a_missing_page_leads_on(guest: NewVisitor) -> None:
    lost = guest(360)
    lost.page.goto(lost.portal.url + "/khong-co-trang-nay/")
    assert lost.page.locator("main a[href='/gui-don/']").count()
    assert lost.page.locator("main input[type=search]").count()


def test_searching_without_marks_opens_the_record_of_article_28(guest: NewVisitor) -> None:
    citizen = guest(360)
    citizen.open("/tim-kiem/?q=thoi+han+giai+quyet+khieu+nai")
    citizen.page.locator("main a", has_text="Điều 28").first.click()
    citizen.page.wait_for_load_state()
    assert "/phap-luat/02-2011-qh13/dieu-28/" in citizen.page.url
    assert "Điều 28" in citizen.page.locator("h1").inner_text()

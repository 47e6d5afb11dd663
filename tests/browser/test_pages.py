"""Pages for strangers at both widths, in both schemes and languages: nothing for axe to say, nothing off the edge."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewVisitor

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "home-en": "/en/",
    "adviser": "/gui-don/",
    "adviser-step": "/gui-don/?buoc=to-cao",
    "denunciation": "/gui-don/to-cao/",
    "proposal-en": "/en/gui-don/kien-nghi/",
    "receipt-explained": "/bien-nhan/",
    "check-receipt": "/kiem-tra-bien-nhan/",
    "timetable": "/lich-tiep-cong-dan/",
    "timetable-en": "/en/lich-tiep-cong-dan/",
    "guidance": "/huong-dan/",
    "guidance-en": "/en/huong-dan/",
    "results": "/ket-qua-giai-quyet/",
    "news": "/tin-tuc/",
    "article-quiz": "/tin-tuc/bon-con-so-khi-khieu-nai/",
    "lawyers": "/luat-su/",
    "site-map": "/so-do-cong/",
    "site-map-en": "/en/so-do-cong/",
    "library": "/phap-luat/",
    "directive": "/phap-luat/6200-ubnd-ncktgs/",
    "article": "/phap-luat/02-2011-qh13/dieu-28/",
    "search": "/tim-kiem/?q=thoi+han+giai+quyet+khieu+nai",
    "search-nothing": "/tim-kiem/?q=zzzzqqqq",
}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_nothing_for_axe_and_fits_its_width(visitor: NewVisitor, name: str, width: int) -> None:
    visitor(width).open(PAGES[name], name)


@pytest.mark.parametrize("name", ["home", "directive", "timetable"])
def test_the_dark_scheme_is_as_readable(visitor: NewVisitor, name: str) -> None:
    visitor(360, color_scheme="dark").open(PAGES[name], f"{name}-dark")


def test_a_missing_page_is_readable_and_leads_on(visitor: NewVisitor) -> None:
    lost = visitor(360)
    response = lost.page.goto(lost.portal.url + "/khong-co-trang-nay/")
    assert response is not None
    assert response.status == 404
    lost.meets("404")
    assert lost.page.get_by_role("link", name="Trang chủ").count() or lost.page.locator("a[href='/']").count()


def test_no_page_asks_another_host_for_anything(visitor: NewVisitor) -> None:
    guest = visitor(1280)
    hosts: set[str] = set()
    guest.page.on("request", lambda request: hosts.add(request.url.split("/")[2]) if "://" in request.url else None)
    for path in PAGES.values():
        guest.page.goto(guest.portal.url + path)
    assert hosts == {f"127.0.0.1:{guest.portal.port}"}


def test_searching_without_marks_opens_the_record_of_article_28(visitor: NewVisitor) -> None:
    citizen = visitor(360)
    citizen.open("/tim-kiem/?q=thoi+han+giai+quyet+khieu+nai")
    citizen.page.locator("main a", has_text="Điều 28").first.click()
    citizen.page.wait_for_load_state()
    assert "/phap-luat/02-2011-qh13/dieu-28/" in citizen.page.url
    assert "Điều 28" in citizen.page.locator("h1").inner_text()

"""A campaign in the browser: a film with its captions, approved, found, watched, printed, and its effect read."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.starter_pages.media import FOLDER
from tests.browser.conftest import NewVisitor
from tests.browser.editors import add_block, child_of, fill, staff
from tests.browser.test_publishing import publish
from tests.servers import Portal

pytestmark = pytest.mark.browser
TITLE, SLUG = "Tuần lễ tiếp công dân", "tuan-le-tiep-cong-dan"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:03.000\nBốn con số cần nhớ."


def test_a_campaign_runs_from_its_film_to_its_effect(visitor: NewVisitor, live_portal: Portal) -> None:
    editor = staff(visitor, live_portal, "truyenthong.mau")
    page, url = editor.page, live_portal.url
    page.goto(f"{url}/admin/documents/multiple/add/")
    page.set_input_files("#fileupload", FOLDER / "bon-con-so.mp4")
    page.locator("#upload-list li.upload-success, #upload-list input[name$=title]").first.wait_for()

    today = dt.date.today()
    child_of(editor, "tin-tuc", "articlepage")
    fill(editor, {"title": TITLE, "summary": "Một tuần để biết quyền của mình."})
    fill(editor, {"campaign_from": today.isoformat(), "campaign_to": (today + dt.timedelta(days=7)).isoformat()})
    add_block(editor, "Phim")
    block = page.locator("[data-contentpath=body] [data-contentpath=film], [data-contentpath=body] section").last
    page.locator("[data-contentpath=title] input").last.fill("Bốn con số")
    page.locator("[data-contentpath=captions] textarea").last.fill(CAPTIONS)
    page.locator("[data-contentpath=transcript] textarea").last.fill("Bốn con số cần nhớ.")
    page.locator("[data-contentpath=file] button", has_text="Chọn").first.click()
    page.locator(".modal a", has_text="bon-con-so").first.click()
    page.locator("[data-contentpath=file] [data-chooser-title]", has_text="bon-con-so").wait_for()
    assert block.count()
    publish(visitor, editor, TITLE)

    citizen = visitor(360)
    citizen.open("/tin-tuc/", "news-campaign")
    assert "Đợt tuyên truyền đang diễn ra" in citizen.page.content()
    citizen.page.get_by_role("link", name=TITLE).first.click()
    citizen.page.wait_for_load_state()
    citizen.meets("campaign")
    film = citizen.page.locator("video source").get_attribute("src")
    part = citizen.page.request.get(f"{url}{film}", headers={"Range": "bytes=0-99"})
    assert (part.status, len(part.body())) == (206, 100)
    track = citizen.page.locator("track").get_attribute("src")
    assert citizen.page.request.get(f"{url}{track}").text().startswith("WEBVTT")
    leaflet = citizen.page.request.get(
        f"{url}{citizen.page.get_by_role('link', name='Tờ rơi để in').get_attribute('href')}"
    )
    assert leaflet.body().startswith(b"%PDF")

    page.wait_for_timeout(25_000)  # counts are written seconds later
    citizen.page.reload()
    page.goto(f"{url}/admin/hieu-qua-tuyen-truyen/")
    editor.meets("desk-effect")
    row = page.locator("tr", has_text=TITLE).inner_text()
    assert f"{today:%d/%m/%Y}" in row

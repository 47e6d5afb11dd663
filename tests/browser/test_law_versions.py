"""The law before and after 1/7/2026 side by side, as a reader on a phone and at a desk sees it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.browser.conftest import NewVisitor
from tests.legal_library.law_folder import LAW
from tests.servers import Portal

pytestmark = [pytest.mark.browser, pytest.mark.shared_data]
ACTS = ("02/2011/QH13", "136/2025/QH15")
# Librarians check and confirm what applies exactly, as the board of amendments does it.
CONFIRM = """
from legal_library.models import Act
from legal_library.versions import deciding
act = Act.objects.get(symbol="136/2025/QH15")
exact = [each for each in act.amendments.select_related("act", "target") if not deciding.refresh_problem(each)]
deciding.check(amendments=exact, actor_id=None)
deciding.confirm(amendments=exact, actor_id=None)
"""
COMPARED = "/phap-luat/02-2011-qh13/so-sanh/?tu=2026-06-30&den=2026-07-01"


@pytest.fixture(scope="module")
def amended(live_portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """The two laws imported from their files, the amendments confirmed."""
    folder = tmp_path_factory.mktemp("law")
    entries = [
        entry
        for entry in json.loads((LAW / "manifest.json").read_text("utf-8"))
        if entry["symbol"] in ACTS and entry.get("copy") != "rival"
    ]
    for entry in entries:
        shutil.copy(LAW / entry["file"], Path(folder) / entry["file"])
    (folder / "manifest.json").write_text(json.dumps(entries), "utf-8")
    live_portal.manage("import_documents", str(folder))
    live_portal.manage("shell", "-v", "0", "-c", CONFIRM)
    return live_portal


@pytest.mark.parametrize("width", [360, 1280])
def test_two_days_of_the_law_on_complaints_stand_side_by_side(visitor: NewVisitor, amended: Portal, width: int) -> None:
    reader = visitor(width)
    reader.open(COMPARED, "law-compared")
    page = reader.page
    term = page.locator("section", has=page.locator("#dieu-27"))
    assert "10 ngày" in (term.locator("del").first.text_content() or "")
    assert "07 ngày làm việc" in (term.locator("ins").first.text_content() or "")
    new = page.locator("section", has=page.locator("#dieu-11a"))
    assert "tạm đình chỉ" in (new.locator("ins").first.text_content() or "").lower()
    assert not new.locator("del").count()
    assert "được bãi bỏ" in (page.locator("section", has=page.locator("#dieu-18")).text_content() or "")
    # Side by side on a desk; on a phone the older words stand over the newer ones.
    before, after = (term.locator(".law-pair--changed [role=cell]").nth(n).bounding_box() for n in (0, 1))
    assert before
    assert after
    if width == 1280:
        assert before["y"] == after["y"]
        assert before["x"] < after["x"]
    else:
        assert before["y"] < after["y"]


@pytest.mark.parametrize("width", [360, 1280])
def test_an_article_is_read_as_it_stood_on_either_day(visitor: NewVisitor, amended: Portal, width: int) -> None:
    reader = visitor(width)
    reader.open("/phap-luat/02-2011-qh13/dieu-27/?ngay=2026-06-30", "law-article-before")
    assert "10 ngày" in (reader.page.locator(".law-text").text_content() or "")
    assert "07 ngày làm việc" not in (reader.page.locator(".law-text").text_content() or "")
    reader.open("/phap-luat/02-2011-qh13/dieu-27/?ngay=2026-07-01", "law-article-after")
    assert "07 ngày làm việc" in (reader.page.locator(".law-text").text_content() or "")
    reader.page.get_by_role("link", name="so sánh").first.click()
    reader.page.wait_for_load_state()
    reader.meets("law-article-compared")
    assert "07 ngày làm việc" in (reader.page.locator("ins").first.text_content() or "")

"""An editor writes guidance, a librarian checks it, the committee's office approves it, and citizens read it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewVisitor, Visitor
from tests.browser.editors import add_block, child_of, fill, press_action, said, staff
from tests.servers import Portal

pytestmark = pytest.mark.browser
TITLE, SLUG = "Mất giấy hẹn đã nhận", "mat-giay-hen-da-nhan"
SUMMARY = "Ông/bà hỏi lại ở bộ phận một cửa, mang theo căn cước."


def approve(window: Visitor, title: str) -> None:
    """Read the page that waits, and give one's word."""
    window.page.goto(f"{window.portal.url}/admin/duyet-bai/")
    window.meets("desk-approvals")
    window.page.get_by_role("link", name=title).first.click()
    window.page.wait_for_load_state()
    window.meets("desk-approval")
    window.press("Duyệt")
    assert "Đã duyệt" in said(window)


def publish(visitor: NewVisitor, editor: Visitor, title: str) -> None:
    """Sent off by the writer, checked by the librarian, approved by the committee's office."""
    press_action(editor, "Gửi duyệt")
    assert "gửi duyệt" in said(editor).lower()
    for name in ("thuthu.mau", "vanphong.mau"):
        approve(staff(visitor, editor.portal, name), title)


def test_guidance_is_written_checked_approved_and_read(visitor: NewVisitor, live_portal: Portal) -> None:
    editor = staff(visitor, live_portal, "truyenthong.mau")
    child_of(editor, "huong-dan", "guidancepage")
    editor.meets("editor-new-guide")
    fill(editor, {"title": TITLE, "summary": SUMMARY, "law_keys": "02/2011/QH13#dieu-28"})
    add_block(editor, "Tiêu đề mục", "Việc cần làm")
    publish(visitor, editor, TITLE)
    citizen = visitor(360)
    citizen.open(f"/huong-dan/{SLUG}/", "guide-new")
    assert "Việc cần làm" in citizen.page.content()
    assert citizen.page.locator("a[href*='/phap-luat/02-2011-qh13/dieu-28/']").count()

    # Not translated yet: the English address lives, in Vietnamese, and says so.
    citizen.open(f"/en/huong-dan/{SLUG}/", "guide-untranslated")
    assert TITLE in citizen.page.content()

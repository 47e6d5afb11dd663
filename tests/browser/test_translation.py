"""A page is translated in the editor, checked, approved, read in English; the source changes and it is brought up."""

from __future__ import annotations

import sqlite3

import pytest

from tests.browser.conftest import NewVisitor, Visitor
from tests.browser.editors import child_of, fill, key_of, said, staff
from tests.browser.test_publishing import approve, publish
from tests.servers import Portal

pytestmark = pytest.mark.browser
SLUG = "mat-the-can-cuoc"
WORDS = {"Mất thẻ căn cước": "Lost identity card", "Ông/bà báo công an phường.": "Tell the ward police.", SLUG: SLUG}


def translate(editor: Visitor, words: dict[str, str]) -> None:
    """Every sentence that waits, one by one, as the editor shows it; each is saved before the next."""
    for tab in ("Nội dung", "Quảng bá"):
        editor.page.get_by_role("tab", name=tab).click()
        translate_shown(editor, words)


def translate_shown(editor: Visitor, words: dict[str, str]) -> None:
    page = editor.page
    while page.get_by_role("button", name="Dịch", exact=True).count():
        page.get_by_role("button", name="Dịch", exact=True).first.click()
        box = page.locator("main textarea:visible, main input[type=text]:visible").last
        box.wait_for()
        row = box.locator("xpath=ancestor::li[1]").inner_text()
        box.fill(next(english for vietnamese, english in words.items() if vietnamese in row))
        page.get_by_role("button", name="Lưu", exact=True).first.click()
        box.wait_for(state="hidden")


def open_translation(editor: Visitor) -> None:
    editor.page.goto(f"{editor.portal.url}/admin/pages/{key_of(editor.portal, SLUG, 'en')}/edit/")
    editor.page.wait_for_load_state("networkidle")


def send_off(editor: Visitor, visitor: NewVisitor) -> None:
    editor.page.get_by_role("button", name="Gửi duyệt hoặc đăng").click()
    editor.page.wait_for_load_state()
    assert "gửi duyệt bản dịch" in said(editor).lower()
    for name in ("thuthu.mau", "vanphong.mau"):
        approve(staff(visitor, editor.portal, name), "Lost identity card")


def test_a_page_is_translated_and_kept_up_to_date(visitor: NewVisitor, live_portal: Portal) -> None:
    editor = staff(visitor, live_portal, "truyenthong.mau")
    child_of(editor, "huong-dan", "guidancepage")
    fill(editor, {"title": "Mất thẻ căn cước", "summary": "Ông/bà báo công an phường."})
    publish(visitor, editor, "Mất thẻ căn cước")

    editor.page.goto(f"{live_portal.url}/admin/localize/submit/page/{key_of(live_portal, SLUG)}/")
    editor.page.check("#id_locales_0")
    editor.page.locator("main form input[type=submit]").click()
    editor.page.wait_for_load_state("networkidle")
    open_translation(editor)
    editor.page.get_by_role("button", name="Gửi duyệt hoặc đăng").click()
    editor.page.wait_for_load_state()
    assert "đoạn chưa dịch" in said(editor)
    open_translation(editor)
    translate(editor, WORDS)
    send_off(editor, visitor)
    reader = visitor(360)
    reader.open(f"/en/huong-dan/{SLUG}/", "guide-translated")
    assert "Tell the ward police." in reader.page.content()

    # The Vietnamese changes: the board lists the translation, and the English reader is told.
    editor.page.goto(f"{live_portal.url}/admin/pages/{key_of(live_portal, SLUG)}/edit/")
    editor.page.wait_for_load_state("networkidle")
    fill(editor, {"summary": "Ông/bà báo công an phường trong ngày."})
    publish(visitor, editor, "Mất thẻ căn cước")
    editor.page.goto(f"{live_portal.url}/admin/noi-dung-can-soat/")
    row = editor.page.locator("tr, li", has_text="Mất thẻ căn cước").filter(has_text="đã đổi sau bản tiếng Anh")
    assert row.count()
    reader.page.reload()
    assert "The Vietnamese page has changed since" in reader.page.content()

    # Brought up to date: only the changed sentence is asked for.
    source = f"{live_portal.url}/admin/localize/update/{source_of(live_portal)}/"
    editor.page.goto(source)
    editor.page.locator("main form [type=submit]").last.click()
    editor.page.wait_for_load_state("networkidle")
    open_translation(editor)
    assert editor.page.get_by_role("button", name="Dịch", exact=True).count() == 1
    translate(editor, {"Ông/bà báo công an phường trong ngày.": "Tell the ward police the same day."})
    send_off(editor, visitor)
    reader.page.reload()
    assert "Tell the ward police the same day." in reader.page.content()
    assert "has changed since" not in reader.page.content()


def source_of(portal: Portal) -> int:
    """The key of the page's source of translation, as the admin's addresses name it."""
    wanted = (
        "select s.id from wagtail_localize_translationsource s join wagtailcore_page p "
        "on replace(p.translation_key, '-', '') = replace(s.object_id, '-', '') where p.id = ?"
    )
    with sqlite3.connect(f"file:{portal.data}/portal.sqlite3?mode=ro", uri=True, timeout=30) as connection:
        return int(connection.execute(wanted, (key_of(portal, SLUG),)).fetchone()[0])

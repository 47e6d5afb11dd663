"""A year's timetable from a sheet, a session found, booked, moved and called off: editor and citizen side by side."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from tests.browser.conftest import NewVisitor, Visitor, text_of
from tests.browser.editors import fill, said, staff, submit
from tests.servers import Portal

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOST = "Chủ tịch UBND thành phố (lịch thử)"
CODE = r'<span class="code">\s*([0-9A-Z-]{19})\s*</span>'


def coming(weekday: int, weeks: int) -> dt.date:
    """A working day far enough ahead to be announced in time."""
    today = dt.date.today()
    return today + dt.timedelta(days=(weekday - today.weekday()) % 7 + 7 * weeks)


FIRST, SECOND = coming(2, 3), coming(2, 4)
NEW = FIRST + dt.timedelta(days=1)


def sheet(*days: dt.date | str) -> dict[str, object]:
    book = Workbook()
    book.active.append(["Ngày", "Từ giờ", "Đến giờ", "Người tiếp", "Địa điểm", "Số chỗ đăng ký"])
    for day in days:
        written = day if isinstance(day, str) else f"{day:%d/%m/%Y}"
        book.active.append([written, "8:00", "11:00", HOST, "Phòng họp số 2", 3])
    kept = io.BytesIO()
    book.save(kept)
    return {"name": "lich.xlsx", "mimeType": XLSX, "buffer": kept.getvalue()}


@pytest.fixture
def editor(visitor: NewVisitor, live_portal: Portal) -> Visitor:
    return staff(visitor, live_portal, "truyenthong.mau")


def read_sheet(editor: Visitor, *days: dt.date | str) -> None:
    editor.page.goto(f"{editor.portal.url}/admin/lich-tiep/nhap/")
    editor.page.select_option("[name=agency]", label="Ủy ban nhân dân thành phố Hải Phòng")
    editor.page.fill("[name=ground]", "Thông báo số 1/TB-UBND (thử)")
    editor.page.set_input_files("[name=file]", [sheet(*days)])
    submit(editor, "Đọc")


def publish_session(editor: Visitor, day: dt.date) -> None:
    read_sheet(editor, day)
    submit(editor, "Công bố 1 buổi tiếp")


def notice(editor: Visitor, session: str, **written: str) -> None:
    """A numbered notice about that session, as its link on the desk opens it: anew, or the one it already has."""
    editor.page.goto(f"{editor.portal.url}/admin/timetable_departure/new/?buoi={uid_in(session)}")
    fill(editor, written)
    submit(editor, "Xem trước")


def uid_in(address: str) -> str:
    found = re.search(r"/buoi/(\d+-\d{8})/", address)
    assert found, address
    return found[1]


def publish(editor: Visitor) -> None:
    """From the preview of a notice."""
    editor.reads("Xem lại trước khi công bố")
    submit(editor, "Công bố thông báo")


def as_typed(day: dt.date) -> str:
    return day.isoformat()


def test_a_timetable_goes_from_the_sheet_to_a_turn_that_is_moved_and_given_back(
    visitor: NewVisitor, editor: Visitor
) -> None:
    # A sheet with a day that does not exist: named, nothing published.
    read_sheet(editor, FIRST, "31/11/2026")
    editor.reads("1 dòng cần sửa")
    editor.meets("desk-sheet-errors")
    read_sheet(editor, FIRST, SECOND)
    editor.meets("desk-sheet-preview")
    submit(editor, "Công bố 2 buổi tiếp")
    assert "Đã công bố 2 buổi tiếp" in said(editor)
    editor.meets("desk-timetable")

    citizen = visitor(360)
    citizen.open("/lich-tiep-cong-dan/", "timetable-before")
    citizen.page.fill("#noi", "thanh pho hai phong")
    citizen.press("Tìm buổi tiếp gần nhất")
    citizen.meets("timetable-near")
    citizen.page.get_by_role("link", name="Ủy ban nhân dân thành phố Hải Phòng", exact=True).first.click()
    citizen.page.wait_for_load_state()
    citizen.page.get_by_role("link", name=HOST).first.click()
    citizen.page.wait_for_load_state()
    citizen.meets("session")
    session = citizen.page.url
    citizen.page.get_by_role("link", name="Đăng ký một lượt").click()
    citizen.page.wait_for_load_state()
    citizen.meets("booking")
    code = book(citizen)
    citizen.reads(f"08:00 ngày {FIRST:%d/%m/%Y}")
    citizen.meets("booked")

    # Moving without a numbered notice is refused and what was typed stays.
    moved = {"kind": "moved", "new_day": as_typed(NEW), "reason": "Chủ tịch họp Thành ủy"}
    notice(editor, session, **moved)
    editor.reads("Ghi số và ngày của thông báo")
    assert editor.page.input_value("[name=reason]") == "Chủ tịch họp Thành ủy"
    editor.meets("desk-departure-refused")
    edge = editor.page.locator("select[name=rule]").evaluate("field => field.getBoundingClientRect().right")
    assert edge < editor.width, "however long its choices are told"
    fill(editor, {"notice": "Thông báo số 243/TB-UBND ngày 20/11/2026"})
    submit(editor, "Xem trước")
    editor.reads("1 người")
    editor.meets("desk-notice-preview")
    publish(editor)
    editor.meets("desk-notice-told")
    see(citizen, code)
    citizen.reads(f"08:00 ngày {NEW:%d/%m/%Y}")
    citizen.reads("Chủ tịch họp Thành ủy")
    citizen.meets("booked-moved")

    citizen.press("Hủy lượt này")
    citizen.reads("Lượt này đã hủy")
    citizen.meets("booked-cancelled")


def test_a_session_called_off_reaches_page_feed_and_who_booked(visitor: NewVisitor, editor: Visitor) -> None:
    day = coming(2, 5)
    publish_session(editor, day)
    citizen = visitor(1280)
    citizen.open("/lich-tiep-cong-dan/?co-quan=ubnd-thanh-pho", "timetable-of-one")
    address = open_booking(citizen, day)
    code = book(citizen)
    notice(editor, address, kind="cancelled", reason="Bão số 9", notice="Thông báo số 245/TB-UBND")
    publish(editor)
    see(citizen, code)
    citizen.reads("Buổi tiếp đã hủy")
    citizen.reads("Bão số 9")
    citizen.meets("booked-called-off")
    citizen.page.goto(address)
    citizen.meets("session-called-off")
    feed = citizen.page.request.get(f"{citizen.portal.url}/lich-tiep-cong-dan/ubnd-thanh-pho.ics").text()
    event = next(part for part in feed.split("BEGIN:VEVENT") if uid_in(address) in part)
    assert "STATUS:CANCELLED" in event


def open_booking(citizen: Visitor, day: dt.date) -> str:
    """From the office's timetable over that day's session to its form; the session's address."""
    link_to_session(citizen, day).click()
    citizen.page.wait_for_load_state()
    address = citizen.page.url
    citizen.page.get_by_role("link", name="Đăng ký một lượt").click()
    citizen.page.wait_for_load_state()
    return address


def link_to_session(citizen: Visitor, day: dt.date) -> Locator:
    """On the office's timetable."""
    return citizen.page.locator("ol.sessions li", has_text=f"{day:%d/%m}").get_by_role("link").first


def book(citizen: Visitor, **more: str) -> str:
    page = citizen.page
    page.fill("#id_name", "Nguyễn Thị Mẫu")
    page.fill("#id_phone", "0900 000 000")
    page.select_option("#id_subject", "land")
    for name, choice in more.items():
        page.select_option(f"#id_{name}", choice)
    page.check("#id_consent")
    citizen.answer_question()
    page.wait_for_timeout(3500)  # faster than this no person fills in a form
    citizen.press("Đăng ký")
    return text_of(page, CODE)


def see(citizen: Visitor, code: str) -> None:
    citizen.page.goto(f"{citizen.portal.url}/lich-tiep-cong-dan/dang-ky/")
    citizen.page.fill("#id_code", code)
    citizen.press("Xem")

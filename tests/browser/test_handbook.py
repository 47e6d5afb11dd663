"""The guides of use, walked as they are told: a citizen on a phone, staff at the desk; `make guides` takes pictures."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.browser.conftest import NewVisitor, Visitor
from tests.browser.editors import add_block, child_of, fill, press_action, said, staff, submit
from tests.browser.guide import NewGuide
from tests.browser.test_main_path import as_upload, petition_of_its_own, receipt_of, send
from tests.browser.test_reception import as_typed, coming
from tests.citizen_client import paper
from tests.servers import Portal

pytestmark = pytest.mark.browser
HOST = "Chủ tịch UBND thành phố (mẫu hướng dẫn)"
PERSON = "nguyen.van.mau"


def follow(window: Visitor, name: str) -> None:
    window.page.get_by_role("link", name=name, exact=True).first.click()
    window.page.wait_for_load_state()


def write(citizen: Visitor) -> None:
    """The form filled in and read over once more."""
    citizen.page.select_option("#id_agency", "so-xay-dung")
    for field, words in petition_of_its_own().items():
        citizen.page.fill(f"#id_{field}", words)


def check(citizen: Visitor) -> None:
    citizen.page.get_by_role("button", name="Xem lại đơn", exact=True).last.click()
    citizen.page.wait_for_load_state()


@pytest.fixture
def code(visitor: NewVisitor) -> tuple[str, str]:
    """A petition that was handed in."""
    citizen = visitor(360)
    citizen.page.goto(f"{citizen.portal.url}/gui-don/khieu-nai/")
    write(citizen)
    check(citizen)
    send(citizen)
    return receipt_of(citizen)


@pytest.fixture
def session_day(visitor: NewVisitor, live_portal: Portal, tmp_path: Path) -> dt.date:
    """A session with places to book, announced in time."""
    editor, day = staff(visitor, live_portal, "truyenthong.mau"), coming(3, 3)
    editor.page.goto(f"{editor.portal.url}/admin/lich-tiep/nhap/")
    choose_sheet(editor, tmp_path, day)
    submit(editor, "Đọc")
    submit(editor, "Công bố 1 buổi tiếp")
    return day


def choose_sheet(editor: Visitor, folder: Path, day: dt.date) -> None:
    book = Workbook()
    book.active.append(["Ngày", "Từ giờ", "Đến giờ", "Người tiếp", "Địa điểm", "Số chỗ đăng ký"])
    book.active.append([f"{day:%d/%m/%Y}", "8:00", "11:00", HOST, "Phòng tiếp công dân", 5])
    book.save(folder / "lich-nam.xlsx")
    editor.page.select_option("[name=agency]", label="Ủy ban nhân dân thành phố Hải Phòng")
    editor.page.fill("[name=ground]", "Thông báo số 1/TB-UBND (mẫu)")
    editor.page.set_input_files("[name=file]", folder / "lich-nam.xlsx")


def test_handbook_a_citizen_hands_in_a_petition(visitor: NewVisitor, guide: NewGuide) -> None:
    citizen = visitor(360)
    with guide("citizen", "gui-don") as step:
        citizen.page.goto(f"{citizen.portal.url}/")
        step("ba-cua", citizen, "a.door")
        citizen.page.locator("a.door", has_text="Gửi đơn").click()
        step("loai-don", citizen, citizen.page.get_by_role("link", name="Khiếu nại", exact=True))
        follow(citizen, "Khiếu nại")
        write(citizen)
        step("viet-don", citizen, "#id_body")
        check(citizen)
        step("xem-lai", citizen, citizen.page.get_by_role("button", name="Gửi đơn", exact=True))
        send(citizen)
        step("ma-ho-so", citizen, ".code")
    assert receipt_of(citizen)


def test_handbook_a_citizen_follows_and_signs(visitor: NewVisitor, guide: NewGuide, code: tuple[str, str]) -> None:
    citizen = visitor(360)
    with guide("citizen", "theo-doi") as step:
        citizen.page.goto(f"{citizen.portal.url}/tra-cuu/")
        citizen.page.fill("#id_code", code[1])
        step("nhap-ma", citizen, "#id_code")
        citizen.press("Mở hồ sơ")
        step("viec-cua-toi", citizen, ".term")
        step("chu-ky", citizen, "#id_signed")
    assert code[0] in citizen.page.content()


def test_handbook_a_citizen_books_a_turn(visitor: NewVisitor, guide: NewGuide, session_day: dt.date) -> None:
    citizen = visitor(360)
    page = citizen.page
    with guide("citizen", "dat-lich") as step:
        page.goto(f"{citizen.portal.url}/lich-tiep-cong-dan/")
        page.fill("#noi", "thanh pho hai phong")
        step("tim-noi", citizen, page.get_by_role("button", name="Tìm buổi tiếp gần nhất"))
        citizen.press("Tìm buổi tiếp gần nhất")
        follow(citizen, "Ủy ban nhân dân thành phố Hải Phòng")
        page.get_by_role("link", name=HOST).first.click()
        page.wait_for_load_state()
        assert f"{session_day:%d/%m/%Y}" in page.content()
        step("chon-buoi", citizen, page.get_by_role("link", name="Đăng ký một lượt"))
        follow(citizen, "Đăng ký một lượt")
        page.fill("#id_name", "Nguyễn Thị Mẫu")
        page.fill("#id_phone", "0900 000 000")
        page.select_option("#id_subject", "land")
        step("dien-phieu", citizen, "#id_name")
        page.check("#id_consent")
        citizen.answer_question()
        page.wait_for_timeout(3500)  # faster than this no person fills in a form
        citizen.press("Đăng ký")
        step("ma-luot", citizen, ".code")
        booked = page.locator(".code").inner_text().strip()
        page.goto(f"{citizen.portal.url}/lich-tiep-cong-dan/dang-ky/")
        page.fill("#id_code", booked)
        citizen.press("Xem")
        step("xem-huy", citizen, page.get_by_role("button", name="Hủy lượt này"))


def test_handbook_an_officer_accepts_a_complaint(
    visitor: NewVisitor, live_portal: Portal, guide: NewGuide, code: tuple[str, str]
) -> None:
    officer, citizen = staff(visitor, live_portal, "canbo.mau"), visitor(360)
    page = officer.page
    with guide("officer", "thu-ly") as step:
        page.goto(f"{live_portal.url}/admin/vu-viec/")
        step("hop-viec", officer, page.get_by_role("link", name=code[0]))
        page.get_by_role("link", name=code[0]).first.click()
        page.wait_for_load_state()
        step("ho-so", officer, _step_link(officer, "Tiếp nhận"))
        _step_link(officer, "Tiếp nhận").click()
        page.wait_for_load_state()
        step("tiep-nhan", officer, '[name="public_text"]')
        _record(officer)
        _send_signed(citizen, code[1])
        page.reload()
        step("doi-chieu", officer, page.get_by_role("button", name="Khớp, xác nhận đã ký"))
        officer.press("Khớp, xác nhận đã ký")
        step("thu-ly", officer, _step_link(officer, "Thụ lý"))
        _step_link(officer, "Thụ lý").click()
        page.wait_for_load_state()
        _record(officer)
        step("da-thu-ly", officer, "#viec-can-lam-section")
    assert "thụ lý" in page.locator("main").inner_text().lower()


def _step_link(officer: Visitor, title: str):  # type: ignore[no-untyped-def]
    exactly = re.compile(f"^\\s*{title}\\s*$")
    return officer.page.locator(".desk-steps a", has_text=exactly).first


def _record(officer: Visitor) -> None:
    page = officer.page
    if page.locator('input[type="radio"][name="ground"]').count():
        page.locator('input[type="radio"][name="ground"]').first.check()
    words = page.locator('[name="public_text"]')
    if words.count() and not words.input_value():
        words.fill("Cơ quan đã nhận và đang giải quyết việc của ông/bà.")
    page.locator(".desk-actions button[type=submit]:not([name])").last.click()
    page.wait_for_load_state()


def _send_signed(citizen: Visitor, code: str) -> None:
    citizen.page.goto(f"{citizen.portal.url}/tra-cuu/")
    citizen.page.fill("#id_code", code)
    citizen.press("Mở hồ sơ")
    citizen.page.set_input_files("#id_signed", [as_upload("don-co-chu-ky.pdf", paper("don co chu ky"))])
    citizen.press("Gửi bản có chữ ký")


def test_handbook_an_editor_publishes_a_timetable(
    visitor: NewVisitor, live_portal: Portal, guide: NewGuide, tmp_path: Path
) -> None:
    editor, day = staff(visitor, live_portal, "truyenthong.mau"), coming(1, 4)
    with guide("editor", "lich-nam") as step:
        editor.page.goto(f"{live_portal.url}/admin/lich-tiep/nhap/")
        choose_sheet(editor, tmp_path, day)
        step("chon-tep", editor, "[name=file]")
        submit(editor, "Đọc")
        step("xem-truoc", editor, editor.page.get_by_role("button", name="Công bố 1 buổi tiếp"))
        submit(editor, "Công bố 1 buổi tiếp")
        step("da-cong-bo", editor, ".messages")
        editor.page.goto(f"{live_portal.url}/admin/timetable_departure/new/")
        new = as_typed(day + dt.timedelta(days=1))
        fill(editor, {"day": as_typed(day), "kind": "moved", "new_day": new, "reason": "Chủ tịch họp Thành ủy"})
        step("chuyen-buoi", editor, "[name=notice]")


def test_handbook_an_editor_writes_and_a_librarian_checks(
    visitor: NewVisitor, live_portal: Portal, guide: NewGuide
) -> None:
    title = "Mất biên nhận hồ sơ"
    editor = staff(visitor, live_portal, "truyenthong.mau")
    with guide("editor", "viet-bai") as step:
        child_of(editor, "huong-dan", "guidancepage")
        fill(
            editor,
            {"title": title, "summary": "Mất biên nhận vẫn tra được bằng mã.", "law_keys": "02/2011/QH13#dieu-28"},
        )
        step("trang-moi", editor, "[name=title]")
        add_block(editor, "Tiêu đề mục", "Việc cần làm")
        step("noi-dung", editor, "[data-contentpath=body]")
        step("gui-duyet", editor, editor.page.get_by_role("button", name="Thao tác khác"))
        press_action(editor, "Gửi duyệt")
    assert "gửi duyệt" in said(editor).lower()
    librarian = staff(visitor, live_portal, "thuthu.mau")
    with guide("librarian", "kiem-tra") as step:
        librarian.page.goto(f"{live_portal.url}/admin/duyet-bai/")
        step("bai-cho", librarian, librarian.page.get_by_role("link", name=title))
        follow(librarian, title)
        step("doc-bai", librarian, librarian.page.get_by_role("link", name="Xem trang như người dân sẽ thấy"))
        step("tra-lai", librarian, "#comment")
        step("duyet", librarian, librarian.page.get_by_role("button", name="Duyệt", exact=True))
        librarian.press("Duyệt")
    assert "Đã duyệt" in said(librarian)


def test_handbook_an_administrator_adds_a_person(visitor: NewVisitor, live_portal: Portal, guide: NewGuide) -> None:
    admin = staff(visitor, live_portal, "quantri.mau")
    page = admin.page
    with guide("administrator", "them-nguoi") as step:
        page.goto(f"{live_portal.url}/admin/users/new/")
        secret = "mot-cau-dung-mot-lan-thoi-nhe"
        names = {"username": PERSON, "last_name": "Nguyễn Văn", "first_name": "Mẫu"}
        fill(admin, names | {"password1": secret, "password2": secret})
        step("tai-khoan", admin, "[name=username]")
        page.locator("main form [type=submit]").last.click()
        page.wait_for_load_state()
        page.goto(f"{live_portal.url}/admin/vai-tro/new/")
        page.locator("[name=person] option", has_text="Nguyễn Văn Mẫu").first.wait_for(state="attached")
        page.select_option(
            "[name=person]", label=page.locator("[name=person] option", has_text="Nguyễn Văn").inner_text()
        )
        page.select_option("[name=agency]", label="Sở Xây dựng")
        page.select_option("[name=role]", label="Cán bộ xử lý đơn")
        step("vai-tro", admin, "[name=role]")
        submit(admin, "Tạo")
        page.goto(f"{live_portal.url}/admin/vai-tro/?q={PERSON}")
        step("xong", admin, "table")


def test_handbook_an_administrator_opens_an_agencys_part(
    visitor: NewVisitor, live_portal: Portal, guide: NewGuide
) -> None:
    admin = staff(visitor, live_portal, "quantri.mau")
    with guide("administrator", "phan-rieng") as step:
        admin.page.goto(f"{live_portal.url}/admin/phan-rieng/")
        admin.page.select_option("#id_agency", label="Sở Y tế")
        step("chon-co-quan", admin, "#id_agency")
        admin.press("Mở phần riêng")
        step("da-mo", admin, "table.listing")


def test_handbook_an_administrator_announces_a_stop(visitor: NewVisitor, live_portal: Portal, guide: NewGuide) -> None:
    admin = staff(visitor, live_portal, "quantri.mau")
    with guide("administrator", "tam-ngung") as step:
        admin.page.goto(f"{live_portal.url}/admin/settings/portal/portalsettings/")
        admin.page.wait_for_load_state("networkidle")
        step("ghi-lich", admin, "[name=downtime_from]")

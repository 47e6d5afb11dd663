"""Without a mouse: a petition handed in, followed by its code, a turn booked; each stop seen, named and in order."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewVisitor, Visitor
from tests.browser.keys import Keys
from tests.browser.test_main_path import receipt_of

pytestmark = pytest.mark.browser


@pytest.fixture
def citizen(guest: NewVisitor) -> Visitor:
    return guest(1280)


def test_the_first_stop_skips_to_the_main_words(citizen: Visitor) -> None:
    citizen.open("/gui-don/")
    keys = Keys(citizen)
    first = keys.tab()
    assert first is not None
    assert (first.role, first.name) == ("link", "Tới nội dung chính")
    keys.keyboard.press("Enter")
    main = keys.here()
    assert main is not None
    assert main.id == "noi-dung"


def test_a_petition_is_handed_in_and_followed_by_keyboard_alone(citizen: Visitor) -> None:
    citizen.open("/")
    keys = Keys(citizen)
    keys.to("link", "Gửi đơn Khiếu nại, tố cáo")
    keys.enter()
    keys.to("link", "Kiến nghị")
    keys.enter()
    # Sent too early: the summary of what is missing has the keyboard, and leads to the field.
    keys.to("button", "Xem lại đơn")
    keys.enter()
    summary = keys.here()
    assert summary is not None
    assert summary.role == "alert"
    missing = keys.tab()
    assert missing is not None
    assert missing.role == "link"
    keys.keyboard.press("Enter")
    field = keys.here()
    assert field is not None
    assert field.told.get("invalid") == "true"
    fill_in(keys)
    keys.to("button", "Xem lại đơn")
    keys.enter()
    keys.tick("Tôi đã đọc thông báo trên và đồng ý")
    keys.answer_question()
    citizen.page.wait_for_timeout(3500)  # faster than this no person reads a petition over
    keys.to("button", "Gửi đơn")
    keys.enter()
    reference, code = receipt_of(citizen)

    citizen.open("/tra-cuu/")
    keys = Keys(citizen)
    keys.write("Mã tra cứu", code)
    keys.enter()
    assert reference in citizen.page.locator("main").inner_text()


def fill_in(keys: Keys) -> None:
    """On from the first missing answer, in the order of the form."""
    keys.keyboard.type("Nguyễn Thị Phím")
    keys.write("Địa chỉ", "Số 2 phố Ví Dụ, phường Mẫu")
    keys.write("Kiến nghị về việc gì?", "Xin thêm ghế ngồi ở nơi tiếp công dân")
    keys.write("Hiện nay thế nào", "Người già phải đứng chờ lâu.")
    keys.write("Ông/bà đề xuất làm gì?", "Xin đặt thêm mười ghế.")


def test_a_turn_is_booked_by_keyboard_alone(citizen: Visitor) -> None:
    citizen.open("/lich-tiep-cong-dan/")
    keys = Keys(citizen)
    keys.write("Ông/bà ở phường, xã nào?", "cat hai")
    keys.enter()
    keys.to("link", "Chủ tịch Ủy ban nhân dân đặc khu Cát Hải")
    keys.enter()
    keys.to("link", "Đăng ký một lượt")
    keys.enter()
    keys.write("Họ và tên", "Trần Văn Phím")
    keys.to("button", "Đăng ký")
    keys.enter()
    summary = keys.here()
    assert summary is not None
    assert summary.role == "alert"
    assert keys.window.page.input_value("#id_name") == "Trần Văn Phím"
    phone = keys.write("Số điện thoại", "0900 000 000")
    assert phone.told.get("invalid") == "true"
    keys.to("combobox", "Ông/bà muốn nói về việc gì?")
    keys.keyboard.press("ArrowDown")
    keys.tick("Tôi đồng ý")
    keys.answer_question()
    citizen.page.wait_for_timeout(3500)
    keys.to("button", "Đăng ký")
    keys.enter()
    assert "Mã đăng ký: xin ghi lại" in citizen.page.content()
    citizen.meets("booked-by-keyboard")

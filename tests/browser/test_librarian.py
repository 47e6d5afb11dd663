"""A librarian brings a text and what a later text changes in it into the library; a second one confirms both."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.browser.conftest import NewVisitor, Visitor
from tests.browser.editors import said, staff
from tests.browser.guide import NewGuide, TakeStep
from tests.servers import Portal

pytestmark = pytest.mark.browser
SECOND = "thuthu.hai"
# The office's second librarian: what one has entered, the other confirms.
_SECOND_LIBRARIAN = f"""
import datetime as dt
from tracking.organisation.models import Membership, Person
mine = Membership.objects.get(person__username="thuthu.mau")
names = {{"last_name": "Thủ thư", "first_name": "Hai"}}
person, new = Person.objects.get_or_create(username="{SECOND}", defaults=names)
if new:
    Membership.objects.create(person=person, role=mine.role, agency=mine.agency, valid_from=dt.date(2026, 1, 1))
"""
HEAD = """ỦY BAN NHÂN DÂN
THÀNH PHỐ MẪU
Số: {symbol}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Thành phố Mẫu, ngày {day:%d} tháng {day:%m} năm {day:%Y}

QUYẾT ĐỊNH
{title}
"""
RECORD = "9903/2026/QĐ-UBND"
# A record without its text, as a starter library has many.
_RECORD = f"""
import datetime as dt
from legal_library.models import Act
facts = {{"slug": "9903-2026-qd-ubnd", "kind": "Quyết định", "title": "Về việc thử nghiệm"}}
Act.objects.get_or_create(symbol="{RECORD}", issued=dt.date(2026, 1, 6), defaults=facts)
"""
RULES, CHANGE = "9901/2026/QĐ-UBND", "9902/2026/QĐ-UBND"
RULES_TITLE = "Ban hành Quy chế mẫu về trả lời thư"
CHANGE_TITLE = f"Sửa đổi, bổ sung một số điều của Quyết định số {RULES} ngày 05 tháng 01 năm 2026"
RULES_TEXT = """Điều 1. Phạm vi điều chỉnh
Quyết định này quy định việc trả lời thư của người dân.
Điều 2. Thời hạn trả lời
1. Cơ quan trả lời thư trong thời hạn 10 ngày, kể từ ngày nhận.
2. Thư gấp được trả lời trước.
Điều 3. Hiệu lực thi hành
Quyết định này có hiệu lực thi hành kể từ ngày 15 tháng 01 năm 2026.
"""
CHANGE_TEXT = f"""Điều 1. Sửa đổi, bổ sung một số điều của Quyết định số {RULES}
1. Sửa đổi, bổ sung khoản 1 Điều 2 như sau:
“1. Cơ quan trả lời thư trong thời hạn 07 ngày làm việc, kể từ ngày nhận.”
Điều 2. Hiệu lực thi hành
Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2026.
"""


@pytest.fixture
def librarians(visitor: NewVisitor, live_portal: Portal) -> tuple[Visitor, Visitor]:
    live_portal.manage("shell", "-v", "0", "-c", _SECOND_LIBRARIAN)
    return staff(visitor, live_portal, "thuthu.mau"), staff(visitor, live_portal, SECOND)


def written(folder: Path, symbol: str, day: dt.date, title: str, text: str) -> Path:
    file = folder / (symbol.replace("/", "-") + ".txt")
    file.write_text(HEAD.format(symbol=symbol, day=day, title=title) + text, "utf-8")
    return file


def rules(folder: Path) -> Path:
    return written(folder, RULES, dt.date(2026, 1, 5), RULES_TITLE, RULES_TEXT)


def change(folder: Path) -> Path:
    return written(folder, CHANGE, dt.date(2026, 6, 15), CHANGE_TITLE, CHANGE_TEXT)


def read_over(librarian: Visitor, file: Path) -> None:
    librarian.page.goto(f"{librarian.portal.url}/admin/thu-vien/nhap/")
    librarian.page.set_input_files("[name=file]", file)
    librarian.press("Đọc thử")


def test_handbook_a_librarian_brings_a_text_and_its_amendment_in(
    librarians: tuple[Visitor, Visitor], guide: NewGuide, tmp_path: Path
) -> None:
    first, second = librarians
    page = first.page
    with guide("librarian", "nhap") as step:
        page.goto(f"{first.portal.url}/admin/thu-vien/nhap/")
        page.set_input_files("[name=file]", rules(tmp_path))
        step("chon-tep", first, "[name=file]")
        step("doc-thu", first, page.get_by_role("button", name="Đọc thử"))
        first.press("Đọc thử")
        assert "3 điều" in page.locator("main").inner_text()
        step("xem-truoc", first, "main dl")
        step("gui", first, page.get_by_role("button", name="Gửi để người khác xác nhận"))
        _hand_in_and_confirm(first, second, step)
    assert "Đã đưa 1 văn bản" in said(second)
    read_over(first, change(tmp_path))
    _hand_in_and_confirm(first, second)
    with guide("librarian", "sua-doi") as step:
        page.goto(f"{first.portal.url}/admin/thu-vien/sua-doi/")
        name = page.locator("td a", has_text=CHANGE)
        step("bang", first, name)
        name.click()
        page.wait_for_load_state()
        step("so-sanh", first, ".law-op")
        assert "07 ngày làm việc" in page.locator(".law-op ins").first.inner_text()
        step("buoc-1", first, page.get_by_role("button", name="Bước 1: đã kiểm tra"))
        board = page.url
        first.press("Bước 1: đã kiểm tra")
        second.page.goto(board)
        step("buoc-2", second, second.page.get_by_role("button", name="Bước 2: xác nhận, đưa vào văn bản"))
        second.press("Bước 2: xác nhận, đưa vào văn bản")
        assert "1 điều có phiên bản mới" in said(second)
        page.goto(f"{first.portal.url}/phap-luat/9901-2026-qd-ubnd/dieu-2/?ngay=2026-07-01")
        step("doc-ngay", first, ".law-text")
    assert "07 ngày làm việc" in page.locator(".law-text").inner_text()
    page.goto(f"{first.portal.url}/phap-luat/9901-2026-qd-ubnd/dieu-2/?ngay=2026-06-30")
    assert "10 ngày" in page.locator(".law-text").inner_text()


def test_handbook_a_librarian_changes_the_facts_of_an_act_and_another_confirms(
    librarians: tuple[Visitor, Visitor], live_portal: Portal, guide: NewGuide
) -> None:
    live_portal.manage("shell", "-v", "0", "-c", _RECORD)
    first, second = librarians
    page = first.page
    with guide("librarian", "thong-tin") as step:
        page.goto(f"{first.portal.url}/admin/thu-vien/van-ban/?q=9903/2026")
        name = page.locator("td a", has_text=RECORD).first
        step("van-ban", first, name)
        name.click()
        page.wait_for_load_state()
        page.fill("[name=title]", "Về việc thử nghiệm, bản đã sửa")
        page.fill("[name=reason]", "Theo bản ký.")
        step("can-cu", first, "[name=reason]")
        step("gui", first, page.get_by_role("button", name="Gửi duyệt"))
        first.press("Gửi duyệt")
        assert "một người khác xác nhận" in said(first)
        assert not page.get_by_role("button", name="Duyệt, công khai").count()
        second.page.goto(f"{second.portal.url}/admin/thu-vien/")
        link = second.page.get_by_role("link", name="Đề nghị chờ duyệt")
        step("viec", second, link)
        link.click()
        second.page.locator("td a", has_text=RECORD).click()
        second.page.wait_for_load_state()
        step("doi-chieu", second, ".law-op")
        assert "bản đã sửa" in second.page.locator(".law-op ins").inner_text()
        step("duyet", second, second.page.get_by_role("button", name="Duyệt, công khai"))
        second.press("Duyệt, công khai")
    assert "Đã duyệt và công khai" in said(second)
    page.goto(f"{first.portal.url}/phap-luat/9903-2026-qd-ubnd/")
    assert "bản đã sửa" in page.locator("main").inner_text()


def _untold(*_: object) -> None: ...


def _hand_in_and_confirm(first: Visitor, second: Visitor, step: TakeStep = _untold) -> None:
    """What one librarian hands in from the preview waits until the other has confirmed it."""
    first.press("Gửi để người khác xác nhận")
    second.page.goto(first.page.url)
    step("xac-nhan", second, second.page.get_by_role("button", name="Xác nhận các tệp đã chọn"))
    second.press("Xác nhận các tệp đã chọn")

"""A citizen hands in a petition on a phone or at a desk, an officer accepts it, the citizen sees it."""

from __future__ import annotations

import itertools
import re
import sqlite3

import pytest

from tests.browser.conftest import NewVisitor, Visitor, text_of
from tests.citizen_client import paper
from tests.servers import Portal

pytestmark = pytest.mark.browser
CODE = r'<span class="code">\s*([0-9A-Z-]{19})\s*</span>'
REFERENCE = r"\b(HP\d\d-[0-9A-Z]{6})\b"
NEW_PASSWORD = "mot-cau-mat-khau-that-dai-cua-rieng-toi"


def petition_of_its_own() -> dict[str, str]:
    """The same petition again would be offered its earlier case instead of a receipt."""
    return PETITION | {"body": f"{PETITION['body']} Biên bản số {next(PAPERS)}."}


def write_petition(citizen: Visitor, *, look: bool = True) -> None:
    """From the three doors to the page that shows the answers once more."""
    meets = citizen.meets if look else (lambda name: None)
    page = citizen.page
    page.goto(citizen.portal.url + "/")
    page.locator("a.door", has_text="Gửi đơn").click()
    meets("gui-don")
    page.get_by_role("link", name="Khiếu nại", exact=True).click()
    meets("form")
    page.get_by_role("button", name="Xem lại đơn", exact=True).last.click()
    page.wait_for_load_state()
    assert page.locator(".error-summary").is_visible()
    meets("form-errors")
    page.select_option("#id_agency", "so-xay-dung")
    for field, words in petition_of_its_own().items():
        page.fill(f"#id_{field}", words)
    files = [("quyet-dinh.pdf", paper("quyet dinh")), ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")]
    page.set_input_files("#id_files", [as_upload(name, data) for name, data in files])
    page.get_by_role("button", name="Xem lại đơn", exact=True).last.click()
    page.wait_for_load_state()
    assert "anh.svg" in page.content()
    assert page.input_value("#id_subject") == PETITION["subject"]
    meets("form-refused-file")
    page.set_input_files("#id_files", [as_upload("don-cu.pdf", paper("don cu"))])
    page.get_by_role("button", name="Xem lại đơn", exact=True).last.click()
    page.wait_for_load_state()
    meets("check")
    assert "quyet-dinh.pdf" in page.content()
    assert "don-cu.pdf" in page.content()


PAPERS = itertools.count(1)
PETITION = {
    "name": "Nguyễn Thị Mẫu",
    "address": "Số 2 phố Ví Dụ, phường Mẫu",
    "phone": "0900000000",
    "respondent": "UBND phường Mẫu",
    "subject": "Dỡ hàng rào không có quyết định",
    "body": "Ngày 03/10/2026 tổ công tác dỡ hàng rào nhà tôi mà không đưa quyết định nào.",
    "reason": "Không ai báo trước và không có giấy tờ.",
    "request": "Xin xem xét lại và dựng lại hàng rào.",
}


def as_upload(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def send(citizen: Visitor) -> None:
    citizen.page.check("#id_consent")
    citizen.answer_question()
    citizen.page.wait_for_timeout(3500)  # faster than this no person reads a petition over
    citizen.press("Gửi đơn")


def receipt_of(citizen: Visitor) -> tuple[str, str]:
    return text_of(citizen.page, REFERENCE), text_of(citizen.page, CODE)


def look_up(citizen: Visitor, code: str) -> None:
    citizen.page.goto(citizen.portal.url + "/tra-cuu/")
    citizen.page.fill("#id_code", code.lower().replace("-", " "))
    citizen.press("Mở hồ sơ")


def cases(portal: Portal) -> int:
    with sqlite3.connect(f"file:{portal.data}/portal.sqlite3?mode=ro", uri=True, timeout=30) as connection:
        return int(connection.execute("select count(*) from casework_case").fetchone()[0])


@pytest.fixture(scope="session")
def signed_in() -> set[str]:
    """Accounts that already have a password of their own."""
    return set()


_ONE_TIME = """
from tracking.organisation.models import Person
person = Person.objects.get(username={name!r})
person.set_password({password!r})
person.password_is_one_time = True
person.save()
"""


def sign_in(officer: Visitor, name: str, signed_in: set[str]) -> None:
    """As that account's person does it for the first time, whatever another walk on this portal did with it before."""
    page, one_time = officer.page, officer.portal.accounts[name]
    if name not in signed_in:
        officer.portal.manage("shell", "-v", "0", "-c", _ONE_TIME.format(name=name, password=one_time))
    page.goto(officer.portal.url + "/admin/")
    officer.meets("admin-login")
    page.fill("#id_username", name)
    page.fill("#id_password", NEW_PASSWORD if name in signed_in else one_time)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_load_state()
    if name not in signed_in:
        page.fill('[name="password-old_password"]', one_time)
        page.fill('[name="password-new_password1"]', NEW_PASSWORD)
        page.fill('[name="password-new_password2"]', NEW_PASSWORD)
        page.locator("form button[type=submit]").last.click()
        page.wait_for_load_state()
        signed_in.add(name)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_petition_goes_from_the_form_to_acceptance(
    visitor: NewVisitor, live_portal: Portal, signed_in: set[str], width: int
) -> None:
    citizen = visitor(width)
    citizen.open("/")
    write_petition(citizen)
    send(citizen)
    citizen.meets("receipt")
    reference, code = receipt_of(citizen)
    citizen.page.reload()  # the browser sends the form again
    assert receipt_of(citizen) == (reference, code)
    citizen.page.fill("#id_last_group", code[-4:])
    citizen.press("Kiểm tra lại mã")
    assert "Đúng rồi" in citizen.page.content()
    citizen.open("/tra-cuu/")
    look_up(citizen, code)
    assert reference in citizen.page.content()
    citizen.meets("case")

    officer = visitor(width)
    sign_in(officer, "canbo.mau", signed_in)
    officer.page.goto(f"{live_portal.url}/admin/vu-viec/")
    officer.meets("desk-inbox")
    officer.page.get_by_role("link", name=reference).first.click()
    officer.page.wait_for_load_state()
    officer.meets("desk-case")
    take_step(officer, "Tiếp nhận")
    sign(citizen, officer)
    take_step(officer, "Thụ lý")
    officer.meets("desk-case-accepted")

    citizen.page.reload()
    assert "thụ lý" in citizen.page.locator("main").inner_text().lower()
    citizen.meets("case-accepted")


def sign(citizen: Visitor, officer: Visitor) -> None:
    """The citizen sends the signed form; until an officer has compared it, the case cannot be accepted."""
    assert officer.page.locator(".desk-steps a", has_text="Thụ lý").count() == 1  # "Không thụ lý" alone
    citizen.page.reload()
    citizen.page.set_input_files("#id_signed", [as_upload("don-co-chu-ky.pdf", paper("don co chu ky"))])
    citizen.press("Gửi bản có chữ ký")
    assert "Chờ đối chiếu" in citizen.page.content()
    citizen.meets("case-signature-sent")
    officer.page.reload()
    officer.press("Khớp, xác nhận đã ký")
    assert "Đã ký." in officer.page.content()


def take_step(officer: Visitor, title: str) -> None:
    page = officer.page
    page.locator(".desk-steps a", has_text=re.compile(f"^\\s*{title}\\s*$")).first.click()
    page.wait_for_load_state()
    officer.meets(f"desk-step-{title.split(maxsplit=1)[0].lower()}")
    if page.locator('input[type="radio"][name="ground"]').count():
        page.locator('input[type="radio"][name="ground"]').first.check()
    words = page.locator('[name="public_text"]')
    if words.count() and not words.input_value():
        words.fill("Cơ quan đã nhận và đang giải quyết việc của ông/bà.")
    page.locator(".desk-actions button[type=submit]:not([name])").last.click()
    page.wait_for_load_state()


def test_everything_a_citizen_does_works_with_scripts_off(visitor: NewVisitor) -> None:
    citizen = visitor(360, scripts=False)
    write_petition(citizen, look=False)
    send(citizen)
    reference, code = receipt_of(citizen)
    look_up(citizen, code)
    assert reference in citizen.page.content()
    citizen.page.fill('textarea[name="body"]', "Tôi gửi thêm một tờ giấy.")
    citizen.page.set_input_files("#id_files", [as_upload("them.pdf", paper("them"))])
    citizen.press("Gửi cho cơ quan")
    assert "Tôi gửi thêm một tờ giấy." in citizen.page.content()
    assert "them.pdf" in citizen.page.content()


def test_a_double_click_makes_one_case(visitor: NewVisitor) -> None:
    citizen = visitor(1280)
    write_petition(citizen, look=False)
    citizen.page.check("#id_consent")
    citizen.answer_question()
    citizen.page.wait_for_timeout(3500)
    before = cases(citizen.portal)
    citizen.page.get_by_role("button", name="Gửi đơn", exact=True).dblclick()
    citizen.page.locator(".code").wait_for()
    first = receipt_of(citizen)
    citizen.page.reload()
    assert receipt_of(citizen) == first
    assert cases(citizen.portal) == before + 1


def test_a_wrong_code_says_the_same_as_a_mistyped_one(visitor: NewVisitor) -> None:
    citizen = visitor(360)
    pages = []
    for code in ("7K2M-94QX-0000-0000", "không phải mã"):
        citizen.page.goto(citizen.portal.url + "/tra-cuu/")
        citizen.page.fill("#id_code", code)
        citizen.press("Mở hồ sơ")
        pages.append(citizen.page.locator("main").inner_text())
        citizen.meets("tra-cuu-wrong")
    assert pages[0] == pages[1]


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_ones_own_case_are_readable_at_both_widths(visitor: NewVisitor, width: int) -> None:
    writer = visitor(360)
    writer.page.goto(f"{writer.portal.url}/gui-don/khieu-nai/")
    writer.page.select_option("#id_agency", "so-xay-dung")
    for field, words in petition_of_its_own().items():
        writer.page.fill(f"#id_{field}", words)
    writer.page.get_by_role("button", name="Xem lại đơn", exact=True).last.click()
    send(writer)
    _reference, code = receipt_of(writer)
    citizen = visitor(width)
    look_up(citizen, code)
    citizen.meets("case-own")
    citizen.page.goto(f"{citizen.portal.url}/tra-cuu/ho-so/rut-don/")
    citizen.meets("withdraw")

"""Staff at their desks in the browser, and a citizen with a phone: what the lives of cases are made of."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser import days
from tests.browser.conftest import Visitor, text_of
from tests.browser.lives import Life, check
from tests.citizen_client import paper
from tracking.casework.desk.steps import INSIDE
from tracking.casework.letters.catalogue import LETTER_NAMES, LetterKey
from tracking.casework.workflow import INTERNAL_ACTIONS, Action

if TYPE_CHECKING:
    from playwright.sync_api import Locator

PASSWORD = "mot-cau-mat-khau-dai-chi-de-thu"
KEY_PHRASE = "hoa phuong do ben song Cam 1888"
CODE = r'<span class="code">\s*([0-9A-Z-]{19})\s*</span>'
REFERENCE = r"\b(HP\d\d-[0-9A-Z]{6})\b"
# Fixed accounts, and two of the office above, where second complaints go.
STAFF = {
    "officer": "canbo.mau",
    "head": "thutruong.mau",
    "custodian": "giudanhtinh.mau",
    "city_officer": "canbo.tren",
    "city_head": "thutruong.tren",
}
MAKE_STAFF = f"""
import json
from tracking.organisation.models import Agency, Membership, Person, Role
city = Agency.objects.get(slug="ubnd-thanh-pho")
for name, role in (("canbo.tren", Role.OFFICER), ("thutruong.tren", Role.HEAD)):
    person = Person.objects.create(username=name, last_name="Cấp trên", first_name="Mẫu")
    Membership.objects.create(person=person, agency=city, role=role)
for name in {list(STAFF.values())!r}:
    person = Person.objects.get(username=name)
    person.set_password({PASSWORD!r})
    person.password_is_one_time = False
    person.save()
from tracking.casework.custodians import custody
key, text = custody.new_custodian_key("Người giữ danh tính", {KEY_PHRASE!r})
custody.register(key)
Membership.objects.update(valid_from="2026-07-01")
print(json.dumps(text))
"""
PAPERS = itertools.count(1)


def read_key(printed: str) -> str:
    """The private half, from what MAKE_STAFF printed."""
    text: str = json.loads(printed.splitlines()[-1])
    return text


@dataclass
class World:
    """The served portal, its today, one window for each person; `opened` is what the citizen looks at with which code
    and day, `at_work` who took the last step in which case."""

    open_window: Callable[..., Visitor]
    key: str
    windows: dict[str, Visitor] = field(default_factory=dict)
    opened: tuple[str, dt.date] | None = None
    at_work: tuple[str, str] | None = None

    def window(self, who: str) -> Visitor:
        if who not in self.windows:
            found = self.windows[who] = self.open_window(1280 if who in STAFF else 360)
            if who in STAFF:
                _sign_in(found, STAFF[who])
        return self.windows[who]

    def on(self, life: Life, day: dt.date) -> None:
        days.set_day(self.window("citizen").portal.data, day)
        life.today = day


def _sign_in(window: Visitor, name: str) -> None:
    window.page.goto(f"{window.portal.url}/admin/login/")
    window.page.fill("#id_username", name)
    window.page.fill("#id_password", PASSWORD)
    window.page.locator("form button[type=submit]").first.click()
    window.page.wait_for_load_state()


# --- the citizen ------------------------------------------------------------------------------------


def send_petition(world: World, life: Life, door: str, words: dict[str, str], *, agency: str) -> None:
    """From the form of that kind to the receipt; `words` by name of field."""
    citizen = world.window("citizen")
    citizen.page.goto(f"{citizen.portal.url}/gui-don/{door}/")
    if agency:
        citizen.page.select_option("#id_agency", agency)
    fill(citizen, {**words, "body": f"{words['body']} Biên bản số {next(PAPERS)}."})
    send(world, life)


def fill(citizen: Visitor, words: dict[str, str]) -> None:
    for name, value in words.items():
        radio = citizen.page.locator(f'input[type=radio][name="{name}"][value="{value}"]')
        if radio.count():
            radio.check()
        else:
            citizen.page.fill(f"#id_{name}", value)


def send(world: World, life: Life) -> None:
    """What was filled in is looked over and sent; the life has its code and its first day."""
    citizen = world.window("citizen")
    citizen.page.get_by_role("button", name="Xem lại đơn", exact=True).last.click()
    citizen.page.wait_for_load_state()
    citizen.page.check("#id_consent")
    citizen.answer_question()
    citizen.press("Gửi đơn")
    life.reference, life.code = text_of(citizen.page, REFERENCE), text_of(citizen.page, CODE)
    life.happened("submitted")
    life.steps.append(life.today)


def read_page(world: World, life: Life) -> dict[str, Any]:
    """The citizen opens the page with the code; every date on it is held against the engine."""
    citizen = world.window("citizen")
    if world.opened == (life.code, life.today):
        citizen.page.goto(f"{citizen.portal.url}/tra-cuu/ho-so/")
    else:
        citizen.page.goto(f"{citizen.portal.url}/tra-cuu/")
        citizen.page.fill("#id_code", life.code)
        citizen.press("Mở hồ sơ")
        world.opened = (life.code, life.today)
    assert life.reference in citizen.page.locator("h1").inner_text()
    return check(life, citizen.page)


def send_signed_form(world: World, life: Life) -> None:
    """The form, printed and signed, comes back as a scan from the case's page."""
    read_page(world, life)
    page = world.window("citizen").page
    page.set_input_files("#id_signed", [as_upload("don-da-ky.pdf", paper(f"da ky {next(PAPERS)}"))])
    world.window("citizen").press("Gửi bản có chữ ký")
    assert "Chờ đối chiếu" in page.locator("#chu-ky").inner_text()
    read_page(world, life)


def as_upload(name: str, data: bytes) -> Any:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def rate(world: World, life: Life, score: str, reason: str) -> None:
    citizen = world.window("citizen")
    citizen.page.check(f'[name="score"][value="{score}"]')
    citizen.page.fill("#id_reason", reason)
    citizen.press("Gửi đánh giá")
    life.steps.append(life.today)
    read_page(world, life)


def remind(world: World) -> None:
    """The words are written beforehand; the citizen sends them as they are."""
    page = world.window("citizen").page
    page.locator('#buoc-tiep form[action*="/nhac/"] button').click()
    page.wait_for_load_state()
    assert "đã quá thời hạn" in page.input_value("#id_body")
    world.window("citizen").press("Gửi cho cơ quan")


# --- the desk ---------------------------------------------------------------------------------------


def open_case(world: World, life: Life, who: str) -> Visitor:
    window = world.window(who)
    address = f"{window.portal.url}/admin/vu-viec/{life.reference}/"
    if world.at_work != (who, life.reference) or window.page.url != address:
        window.page.goto(address)
    world.at_work = (who, life.reference)
    return window


def confirm_signature(world: World, life: Life, who: str) -> None:
    window = open_case(world, life, who)
    window.press("Khớp, xác nhận đã ký")
    assert "Đã ký." in window.page.locator("#chu-ky-section").inner_text()


def take(
    world: World, life: Life, who: str, title: str, fact: str = "", *, days: int | None = None, **fields: Any
) -> dict[str, Any]:
    """One step through its form, from the case's page; then the citizen looks.

    `fields` by name: a date, words, one choice, or a list of ticks. `fact` is what the engine is told of it. The
    step counts on the day of its paper, `on`, and stands in the course of the case on today.
    """
    window = open_case(world, life, who)
    window.page.locator("#viec-can-lam-section a").filter(has_text=_exactly(title)).click()
    window.page.wait_for_load_state()
    action = Action(window.page.url.rstrip("/").rpartition("/")[2].removesuffix(INSIDE))
    _fill_step(window, fields if days is None else {**fields, "days": str(days)})
    window.page.locator(".desk-actions button[type=submit]:not([name])").last.click()
    window.page.wait_for_load_state()
    wrong = window.page.locator(".error-message").all_inner_texts()
    assert window.page.url.endswith(f"/{life.reference}/"), (title, wrong)
    on = fields.get("on", life.today)
    if fact:
        life.happened(fact, on, days)
    life.mentioned.add(on)
    life.is_over = action is Action.CLOSE
    if action not in INTERNAL_ACTIONS:
        life.steps.append(life.today)
    return read_page(world, life)


def issue_letter(world: World, life: Life, who: str, fact: str) -> None:
    """The letter a step calls for: looked at, numbered, issued, sent; only sent it ends its term."""
    window = open_case(world, life, who)
    title = LETTER_NAMES[LetterKey(fact.removesuffix("_sent"))]
    window.page.get_by_role("link", name=f"Lập văn bản: {title}", exact=True).click()
    window.page.wait_for_load_state()
    window.press("Xem trước")
    assert window.page.locator(".desk-sheet").count() >= 1
    if (by_hand := window.page.locator('[name="de_trong"]')).count():
        by_hand.check()
    window.press("Lấy số và ban hành")
    read_page(world, life)
    assert world.window("citizen").page.locator("#van-ban a").count() >= 1
    open_case(world, life, who).press("Ghi đã gửi")
    life.happened(fact)
    read_page(world, life)


def issue_on_paper(world: World, life: Life, who: str, key: LetterKey, number: str = "") -> None:
    """The letter a step calls for went out on paper: its number and day, and why there is no scan yet. The paper of a
    step has the number and day told there."""
    window = open_case(world, life, who)
    owed = window.page.locator("#van-ban-con-phai-ban-hanh li", has_text=f"Lập văn bản: {LETTER_NAMES[key]}")
    owed.first.get_by_role("link", name="Đã phát hành ngoài cổng").click()
    window.page.wait_for_load_state()
    for name, value in (("so", number), ("ngay", life.today.isoformat()), ("ly_do", "Bản quét gửi sau.")):
        field = window.page.locator(f'[name="{name}"]')
        if value and field.count():
            field.fill(value)
    window.press("Ghi đã phát hành ngoài cổng")
    assert window.page.locator("#van-ban-section li", has_text="phát hành ngoài cổng").count() >= 1


PUBLISH = """
import datetime as dt
from portal.models import ResultIndexPage, ResultPage
index = ResultIndexPage.objects.get(locale__language_code="vi")
index.add_child(instance=ResultPage(title="Kết quả mẫu", slug="ket-qua-mau", kind="complaint", symbol={symbol!r},
    issued=dt.date(2026, 11, 2), issuer="Ủy ban nhân dân thành phố", text="Sửa quyết định giải quyết lần đầu."))
"""


def publish_result(world: World, symbol: str) -> str:
    """A page of the portal publishes that decision; its address. How it is approved is lived in test_publishing."""
    world.window("citizen").portal.manage("shell", "-c", PUBLISH.format(symbol=symbol))
    return "/ket-qua-giai-quyet/ket-qua-mau/"


def pass_on(world: World, life: Life, who: str, agency: str) -> None:
    """Inside the portal: the clock of the office that receives begins anew."""
    window = open_case(world, life, who)
    window.page.get_by_role("link", name="Chuyển đơn trong cổng", exact=True).click()
    window.page.wait_for_load_state()
    window.page.locator('[name="to_agency"] option', has_text=agency).first.wait_for(state="attached")
    window.page.select_option('[name="to_agency"]', label=agency)
    _fill_step(window, {})
    window.page.locator(".desk-actions button[type=submit]:not([name])").last.click()
    window.page.wait_for_load_state()
    life.facts = []
    life.happened("submitted")
    life.steps.append(life.today)
    read_page(world, life)


def answer_rating(world: World, life: Life, words: str) -> None:
    window = open_case(world, life, "head")
    window.page.fill("#id_review_text", words)
    window.press("Gửi kết quả xem xét lại")
    life.steps.append(life.today)
    read_page(world, life)


def _exactly(title: str) -> re.Pattern[str]:
    return re.compile(f"^\\s*{re.escape(title)}\\s*$")


def _fill_step(window: Visitor, fields: dict[str, Any]) -> None:
    page = window.page
    grounds = page.locator('input[type=radio][name="ground"]')
    if "ground" not in fields and grounds.count():
        grounds.first.check()
    words = page.locator('[name="public_text"]')
    if words.count() and "public_text" not in fields:
        words.fill("Cơ quan báo để ông/bà biết việc này.")
    for name, value in fields.items():
        _fill_one(page.locator(f'[name="{name}"]'), value)


def _fill_one(found: Locator, value: Any) -> None:
    kind = found.first.get_attribute("type")
    if kind in ("radio", "checkbox"):
        for one in value if isinstance(value, list | tuple) else [value]:
            found.and_(found.page.locator(f'[value="{one}"]')).check() if one is not True else found.check()
    else:
        found.fill(value.isoformat() if isinstance(value, dt.date) else value)

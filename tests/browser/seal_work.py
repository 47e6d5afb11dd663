"""Around a seal in the browser: asked for by one person, approved by another, opened with the custodian's key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.conftest import Visitor
from tests.browser.desk_work import KEY_PHRASE, World, as_upload, open_case, read_page
from tests.browser.lives import Life

if TYPE_CHECKING:
    from playwright.sync_api import Locator


def see_identity(world: World, life: Life) -> str:
    """An officer asks, the custodian approves and looks at the usual fields; what was read."""
    _ask(world, life, "officer", "opening.check")
    window = _approve(world, life, "custodian")
    form = window.page.locator('form[action$="/xem/"]')
    _give_key(world, form)
    form.get_by_role("button", name="Mở và xem các ô đã chọn").click()
    window.page.wait_for_load_state()
    seen = window.page.locator("#danh-tinh-section").inner_text()
    window.meets("desk-identity")
    life.steps.append(life.today)
    read_page(world, life)
    return seen


def record_check(world: World, life: Life) -> None:
    window = _open_seal(world, life, "custodian")
    window.page.get_by_role("link", name="Ghi kết quả kiểm tra người tố cáo").click()
    window.page.wait_for_load_state()
    window.meets("desk-identity-check")
    window.page.check('[name="outcome"][value="verified"]')
    window.press("Ghi kết quả")
    life.steps.append(life.today)
    read_page(world, life)


def release_text(world: World, life: Life) -> None:
    """The text without the name, for the verifiers: the officer reads what happened and no name."""
    _ask(world, life, "custodian", "opening.redact")
    _approve(world, life, "head")
    window = _open_seal(world, life, "custodian")
    window.page.get_by_role("link", name="Lược bỏ và phát hành nội dung").click()
    window.page.wait_for_load_state()
    for button in ("Đối chiếu và đề xuất", "Phát hành bản này"):
        form = window.page.locator("form").filter(has=window.page.get_by_role("button", name=button))
        _give_key(world, form)
        form.get_by_role("button", name=button).click()
        window.page.wait_for_load_state()
        window.meets("desk-rendition")
    life.steps.append(life.today)
    read_page(world, life)
    text = open_case(world, life, "officer").page.locator("#noi-dung-section").inner_text()
    assert "nhận tiền của chủ công trình" in text
    assert "Nguyễn Thị Mẫu" not in text


def _open_seal(world: World, life: Life, who: str) -> Visitor:
    window = open_case(world, life, who)
    window.page.get_by_role("link", name="Niêm phong: đề nghị, chấp thuận, mở").click()
    window.page.wait_for_load_state()
    return window


def _ask(world: World, life: Life, who: str, ground: str) -> None:
    window = _open_seal(world, life, who)
    window.page.check(f'[name="ground"][value="{ground}"]')
    window.page.fill('[name="reason"]:visible >> nth=0', "Cần cho bước đang làm.")
    window.press("Gửi đề nghị")
    window.meets("desk-seal")


def _approve(world: World, life: Life, who: str) -> Visitor:
    window = _open_seal(world, life, who)
    window.press("Chấp thuận")
    return window


def _give_key(world: World, form: Locator) -> None:
    form.locator('[name="key_file"]').set_input_files([as_upload("khoa.txt", world.key.encode())])
    form.locator('[name="pass_phrase"]').fill(KEY_PHRASE)

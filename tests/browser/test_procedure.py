"""Whole lives of petitions in the browser, one of each kind, every date on the citizen's page against the engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import days
from tests.browser.conftest import SIZES, Visitor
from tests.browser.desk_work import (
    MAKE_STAFF,
    World,
    confirm_signature,
    read_key,
    read_page,
    send,
    send_petition,
    send_signed_form,
    take,
)
from tests.browser.lives import Life
from tests.servers import Portal

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
OFFICE = "so-xay-dung"
BEFORE = dt.date(2026, 7, 27)
PERSON = {"name": "Nguyễn Thị Mẫu", "address": "Số 2 phố Ví Dụ, phường Mẫu", "phone": "0900000000"}


@pytest.fixture(scope="module")
def world(browser: Browser, prepared_portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A portal whose day the lives set; without its worker, which would live on the machine's own day."""
    data = tmp_path_factory.mktemp("lives") / "data"
    portal = prepared_portal.copy(data, DJANGO_SETTINGS_MODULE="tests.browser.days_settings")
    days.set_day(data, BEFORE)
    key = read_key(portal.manage("shell", "-c", MAKE_STAFF))
    portal.start(worker=False)
    windows: list[Visitor] = []

    def open_window(width: int) -> Visitor:
        context = browser.new_context(viewport=SIZES[width], locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        windows.append(Visitor(context.new_page(), portal, width))
        return windows[-1]

    yield World(open_window, key)
    for window in windows:
        window.page.context.close()
    portal.kill()


def day(month: int, number: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


COMPLEX = {"criteria": ["K10-b", "K10-đ"], "because": "Biên bản ngày 06/8/2026 ghi hai nội dung phải xác minh."}
COMPLAINT = {
    **PERSON,
    "respondent": "Thanh tra Sở Xây dựng",
    "subject": "Dỡ hàng rào không có quyết định",
    "body": "Ngày 20/07/2026 tổ công tác dỡ hàng rào nhà tôi mà không đưa quyết định nào.",
    "reason": "Không ai báo trước và không có giấy tờ.",
    "request": "Xin xem xét lại và dựng lại hàng rào.",
}


def test_a_complaint_lives_through_both_settlements(world: World) -> None:
    """Signature, acceptance, verification, longer term for complexity (LKN Đ.28, NĐ 124/2020 Đ.3a), suspension and
    resumption (LKN Đ.11a), dialogue (Đ.30), a term that passes, decision, delivery (Đ.32), second complaint (Đ.33)."""
    life = Life("complaint", day(8, 3))
    world.on(life, day(8, 3))
    send_petition(world, life, "khieu-nai", COMPLAINT, agency=OFFICE)
    send_signed_form(world, life)
    world.on(life, day(8, 4))
    take(world, life, "officer", "Tiếp nhận", "received")
    confirm_signature(world, life, "officer")
    world.on(life, day(8, 6))
    take(world, life, "officer", "Thụ lý", "accepted", on=day(8, 5))
    assert life.due("settlement") == "04/09/2026"
    take(world, life, "officer", "Bắt đầu giải quyết")
    take(world, life, "head", "Quyết định xác minh", number="11/QĐ-SXD")
    world.on(life, day(8, 10))
    life.flags.add("complex")
    take(world, life, "head", "Gia hạn, kéo dài", number="12/QĐ-SXD", **COMPLEX)
    assert life.due("settlement") == "21/09/2026"
    world.on(life, day(8, 14))
    take(world, life, "head", "Tạm đình chỉ", "suspended", number="13/QĐ-SXD")
    assert not life.due("settlement")
    world.on(life, day(8, 24))
    take(world, life, "head", "Tiếp tục giải quyết", "resumed", number="14/QĐ-SXD")
    assert life.due("settlement") == "29/09/2026"
    _verified_with_dialogue(world, life, ("officer", "officer"), day(9, 1), day(9, 8))
    world.on(life, day(10, 1))
    assert "Đã quá thời hạn" in read_page(world, life)["late"]
    take(world, life, "head", "Ban hành kết quả", "decided", number="15/QĐ-SXD", outcome="wrong")
    world.on(life, day(10, 2))
    read = take(world, life, "officer", "Gửi kết quả", "delivered")
    assert life.due("second_complaint") in read["offers"]
    assert life.due("court") in read["offers"]
    _complain_again(world, life)


def _verified_with_dialogue(world: World, life: Life, who: tuple[str, str], seen: dt.date, met: dt.date) -> None:
    """What was found differs from what is asked, so the sides meet; five days are between invitation and meeting."""
    world.on(life, seen)
    take(world, life, who[0], "Kết quả xác minh", result="differs")
    world.on(life, met - dt.timedelta(5))
    life.mentioned.add(met)
    invited = {"participants": ["complainant", "respondent"], "chair": "settler"}
    read = take(world, life, who[1], "Mời đối thoại", dialogue_on=met, **invited)
    assert f"mời đối thoại ngày {met:%d/%m/%Y}" in read["all"]
    world.on(life, met)
    take(world, life, who[1], "Biên bản đối thoại", attendance="held")


def _complain_again(world: World, first: Life) -> None:
    """The second complaint is written from the page of the first, to the office above, and lives to its end there."""
    page = world.window("citizen").page
    page.locator('#buoc-tiep form[action*="khieu-nai"] button').click()
    page.wait_for_load_state()
    life = Life("complaint", first.today, instance=2)
    life.mentioned |= first.mentioned
    send(world, life)
    assert life.reference != first.reference
    send_signed_form(world, life)
    world.on(life, day(10, 5))
    take(world, life, "city_officer", "Tiếp nhận", "received")
    confirm_signature(world, life, "city_officer")
    world.on(life, day(10, 6))
    take(world, life, "city_officer", "Thụ lý", "accepted")
    take(world, life, "city_officer", "Bắt đầu giải quyết")
    _verified_with_dialogue(world, life, ("city_officer", "city_officer"), day(10, 20), day(10, 27))
    world.on(life, day(11, 2))
    take(world, life, "city_head", "Ban hành kết quả", "decided", number="90/QĐ-UBND", outcome="changed")
    world.on(life, day(11, 4))
    read = take(world, life, "city_officer", "Gửi kết quả", "delivered")
    assert life.due("court") in read["offers"]
    take(world, life, "city_officer", "Công khai kết quả", "published", ways=["portal"], until=day(11, 20))
    world.on(life, day(12, 8))
    for step in ("Kết thúc công khai", "Tổ chức thi hành", "Đã thi hành xong", "Kết thúc hồ sơ"):
        take(world, life, "city_officer", step)

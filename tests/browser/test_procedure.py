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
    answer_rating,
    confirm_signature,
    fill,
    issue_letter,
    issue_on_paper,
    pass_on,
    publish_result,
    rate,
    read_key,
    read_page,
    remind,
    send,
    send_petition,
    send_signed_form,
    take,
)
from tests.browser.lives import Life
from tests.browser.seal_work import record_check, release_text, see_identity
from tests.servers import Portal
from tracking.casework.letters.catalogue import LetterKey

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


SPECIALLY_COMPLEX = {
    "ground": "extend.denunciation.special",
    "criteria": ["T15-a", "T15-b"],
    "because": "Văn bản giao xác minh ngày 10/8/2026 nêu hai địa điểm, hai nội dung.",
}
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
    _accepted(world, life, ("officer", "head"), "10/TB-SXD", on=day(8, 5))
    assert life.due("settlement") == "04/09/2026"
    take(world, life, "officer", "Bắt đầu giải quyết")
    take(world, life, "head", "Quyết định xác minh", number="11/QĐ-SXD")
    world.on(life, day(8, 10))
    life.mentions("settlement")
    life.flags.add("complex")
    take(world, life, "head", "Gia hạn, kéo dài", number="12/QĐ-SXD", **COMPLEX)
    assert life.due("settlement") == "21/09/2026"
    life.mentions("settlement")
    world.on(life, day(8, 14))
    take(world, life, "head", "Tạm đình chỉ", "suspended", number="13/QĐ-SXD")
    assert not life.due("settlement")
    issue_letter(world, life, "head", "suspension_sent")
    world.on(life, day(8, 24))
    take(world, life, "head", "Tiếp tục giải quyết", "resumed", number="14/QĐ-SXD")
    assert life.due("settlement") == "29/09/2026"
    _verified_with_dialogue(world, life, ("officer", "officer"), day(9, 1), day(9, 8))
    world.on(life, day(10, 1))
    # The decision to go on was never sent: that is late too, and takes no right away later.
    assert life.due("resumption_delivery") in read_page(world, life)["late"]
    assert "Đã quá thời hạn" in read_page(world, life)["late"]
    take(world, life, "head", "Ban hành kết quả", "decided", number="15/QĐ-SXD", outcome="wrong")
    world.on(life, day(10, 2))
    issue_on_paper(world, life, "head", LetterKey.DECISION_FIRST)
    read = take(world, life, "officer", "Gửi kết quả", "delivered")
    assert life.due("second_complaint") in read["offers"]
    assert life.due("court") in read["offers"]
    _complain_again(world, life)


def _accepted(world: World, life: Life, who: tuple[str, str], number: str, **on: dt.date) -> None:
    """One term for accepting and for telling so (LKN Đ.27, Đ.36): it runs until the notice is out."""
    life.flags.add("untold")
    take(world, life, who[0], "Thụ lý", "accepted", **on)
    issue_on_paper(world, life, who[1], LetterKey.NOTICE_OF_ACCEPTANCE, number)
    life.flags.discard("untold")
    life.happened("notified")
    read_page(world, life)


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
    _accepted(world, life, ("city_officer", "city_head"), "80/TB-UBND")
    take(world, life, "city_officer", "Bắt đầu giải quyết")
    _verified_with_dialogue(world, life, ("city_officer", "city_officer"), day(10, 20), day(10, 27))
    world.on(life, day(11, 2))
    take(world, life, "city_head", "Ban hành kết quả", "decided", number="90/QĐ-UBND", outcome="changed")
    world.on(life, day(11, 4))
    issue_on_paper(world, life, "city_head", LetterKey.DECISION_SECOND)
    read = take(world, life, "city_officer", "Gửi kết quả", "delivered")
    assert life.due("court") in read["offers"]
    assert "Hủy, sửa quyết định giải quyết lần đầu" in read["all"]
    shown = {"ways": ["portal"], "page": publish_result(world, "90/QĐ-UBND"), "until": day(11, 20)}
    take(world, life, "city_officer", "Công khai kết quả", "published", **shown)
    world.on(life, day(12, 8))
    take(world, life, "city_officer", "Kết thúc công khai")
    take(world, life, "city_officer", "Tổ chức thi hành", "enforcing")
    for step in ("Đã thi hành xong", "Kết thúc hồ sơ"):
        take(world, life, "city_officer", step)


DENUNCIATION = {
    **PERSON,
    "identity": "named",
    "respondent": "Ông Trần Ví Dụ, chuyên viên Sở Xây dựng",
    "subject": "Nhận tiền để bỏ qua công trình sai phép",
    "body": "Ngày 15/07/2026 ông ấy nhận tiền của chủ công trình ở ngõ Mẫu rồi không lập biên bản.",
    "happened": "Ngõ Mẫu, tháng 7/2026",
}


def test_a_denunciation_lives_sealed_to_its_conclusion_and_is_made_again(world: World) -> None:
    """Sealed identity, opened by two persons and a key; check by the custodian (LTC Đ.24), signature (Đ.23), text
    without the name for the verifiers (Đ.56), decision to accept (Đ.29), extension for special complexity (Đ.30),
    suspension and resumption (Đ.34), conclusion (Đ.35), publication (Đ.40), denounced again (Đ.37). The law has no
    dialogue with a denouncer, who must not become known: this life has none."""
    life = Life("denunciation", day(8, 3))
    world.on(life, day(8, 3))
    send_petition(world, life, "to-cao", DENUNCIATION, agency=OFFICE)
    send_signed_form(world, life)
    world.on(life, day(8, 4))
    take(world, life, "officer", "Tiếp nhận", "received")
    assert "Nguyễn Thị Mẫu" in see_identity(world, life)
    confirm_signature(world, life, "custodian")
    world.on(life, day(8, 6))
    record_check(world, life)
    release_text(world, life)
    world.on(life, day(8, 7))
    take(world, life, "head", "Thụ lý", "accepted", number="21/QĐ-SXD")
    assert life.due("settlement") == "07/09/2026"
    world.on(life, day(8, 10))
    issue_on_paper(world, life, "custodian", LetterKey.NOTICE_OF_ACCEPTANCE, "41/TB-SXD")
    issue_on_paper(world, life, "custodian", LetterKey.CONTENT_NOTICE, "42/TB-SXD")
    take(world, life, "officer", "Thông báo việc thụ lý", "notified")
    take(world, life, "officer", "Bắt đầu giải quyết")
    take(world, life, "head", "Quyết định xác minh", number="22/QĐ-SXD")
    world.on(life, day(8, 20))
    life.mentions("settlement")
    life.flags.add("specially_complex")
    take(world, life, "head", "Gia hạn, kéo dài", "extended", days=30, number="23/QĐ-SXD", **SPECIALLY_COMPLEX)
    life.mentions("settlement")
    world.on(life, day(8, 25))
    take(world, life, "head", "Tạm đình chỉ", "suspended", number="24/QĐ-SXD")
    world.on(life, day(9, 4))
    take(world, life, "head", "Tiếp tục giải quyết", "resumed", number="25/QĐ-SXD")
    world.on(life, day(9, 10))
    take(world, life, "officer", "Kết quả xác minh")
    world.on(life, day(9, 14))
    take(world, life, "head", "Ban hành kết quả", "decided", number="26/KL-SXD", outcome="wrong")
    world.on(life, day(9, 16))
    issue_on_paper(world, life, "head", LetterKey.CONCLUSION)
    issue_on_paper(world, life, "custodian", LetterKey.NOTICE_TO_DENOUNCER, "43/TB-SXD")
    take(world, life, "officer", "Gửi kết quả", "delivered")
    take(
        world,
        life,
        "officer",
        "Công khai kết quả",
        "published",
        ways=["posting"],
        place="Bảng tin trụ sở",
        until=day(10, 5),
        no_denouncer=True,
    )
    _denounce_again(world, life)
    world.on(life, day(10, 6))
    take(world, life, "officer", "Kết thúc công khai")
    take(world, life, "officer", "Kết thúc hồ sơ")


def _denounce_again(world: World, first: Life) -> None:
    """Written from the page of the first by its reference alone; nothing of the person comes back on the screen."""
    citizen = world.window("citizen")
    citizen.page.locator('#buoc-tiep form[action*="to-cao-tiep"] button').click()
    citizen.page.wait_for_load_state()
    assert citizen.page.input_value("#id_name") == ""
    life = Life("denunciation", first.today, instance=2)
    fill(citizen, {"identity": "named", **PERSON})
    send(world, life)
    read_page(world, life)


PROPOSAL = {
    **PERSON,
    "subject": "Đặt đèn tín hiệu trước cổng trường",
    "body": "Trước cổng trường Ví Dụ không có đèn, trẻ em qua đường rất khó.",
    "request": "Đề nghị đặt đèn tín hiệu.",
}


def test_a_proposal_is_answered_and_its_bad_mark_is_looked_at_again(world: World) -> None:
    """The law on receiving citizens knows acceptance, settling and an answer (LTCD Đ.26 k.2, Đ.28); no extension, no
    suspension, no dialogue, no second instance: this life has none of them. It ends with a rating the head answers."""
    life = Life("proposal", day(8, 3))
    world.on(life, day(8, 3))
    send_petition(world, life, "kien-nghi", PROPOSAL, agency=OFFICE)
    read_page(world, life)
    world.on(life, day(8, 4))
    take(world, life, "officer", "Tiếp nhận", "received")
    world.on(life, day(8, 6))
    take(world, life, "officer", "Thụ lý", "accepted")
    take(world, life, "officer", "Bắt đầu giải quyết")
    world.on(life, day(8, 31))
    take(world, life, "head", "Ban hành kết quả", "decided", number="31/SXD")
    world.on(life, day(9, 3))
    issue_on_paper(world, life, "head", LetterKey.REPLY)
    take(world, life, "officer", "Kết thúc hồ sơ", "delivered")
    rate(world, life, "1", "Trả lời chung chung.")
    answer_rating(world, life, "Sở sẽ khảo sát trong tháng 9.")


FEEDBACK = {
    **PERSON,
    "identity": "named",
    "subject": "Rác không được thu gom ba ngày",
    "body": "Ngõ Mẫu không có xe rác từ ngày 31/07/2026.",
}


def test_feedback_is_passed_on_waits_too_long_and_is_reminded_of(world: World) -> None:
    """As a proposal (LTCD Đ.26 k.2, Đ.28): the law gives feedback no extension, suspension, dialogue or second
    instance. This life is passed on to another office, where the clock begins anew, runs late there, is reminded of
    and answered."""
    life = Life("feedback", day(8, 3))
    world.on(life, day(8, 3))
    send_petition(world, life, "phan-anh", FEEDBACK, agency=OFFICE)
    world.on(life, day(8, 4))
    take(world, life, "officer", "Tiếp nhận", "received")
    world.on(life, day(8, 5))
    pass_on(world, life, "officer", "Ủy ban nhân dân thành phố Hải Phòng")
    world.on(life, day(8, 6))
    take(world, life, "city_officer", "Tiếp nhận", "received")
    world.on(life, day(8, 28))
    assert "Đã quá thời hạn" in read_page(world, life)["late"]
    remind(world)
    take(world, life, "city_officer", "Thụ lý", "accepted")
    take(world, life, "city_officer", "Bắt đầu giải quyết")
    world.on(life, day(9, 7))
    take(world, life, "city_head", "Ban hành kết quả", "decided", number="91/UBND")
    issue_on_paper(world, life, "city_head", LetterKey.REPLY)
    take(world, life, "city_officer", "Kết thúc hồ sơ", "delivered")

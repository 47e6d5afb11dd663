"""A citizen asks to be received by video, the head agrees in time, and only the citizen's code opens the way in."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.browser.conftest import NewVisitor, Visitor
from tests.browser.editors import said, staff
from tests.browser.test_reception import book, coming, open_booking, publish_session, see
from tests.servers import Portal

pytestmark = pytest.mark.browser
DAY = coming(3, 3)
LINK, PASSWORD = "https://hop.example.gov.vn/phong-7", "mật khẩu phòng 4711"
NOTICE = "Thông báo số 12/TB-UBND"
# The chair decides (decree 154/2026, article 20); the sample office has no account of that rank.
_CHAIR = """
from tracking.organisation.models import Agency, Membership, Person, Role
Membership.objects.get_or_create(
    person=Person.objects.get(username="thutruong.mau"),
    agency=Agency.objects.get(slug="ubnd-thanh-pho"),
    role=Role.HEAD,
    valid_from="2026-01-01",
)
"""


def answer(head: Visitor, test_at: dt.date) -> None:
    """The head agrees, with the link, a way in, and the day of the trial."""
    form = head.page.locator("form", has=head.page.locator("input[name=what][value=agree]"))
    form.locator("[name=notice]").fill(NOTICE)
    form.locator("[name=link]").fill(LINK)
    form.locator("[name=how]").fill(PASSWORD)
    form.locator("[name=test_at]").fill(f"{test_at:%Y-%m-%d} 09:00")
    form.locator("[name=test_at]").press("Escape")  # the day chooser would cover the button
    form.get_by_role("button", name="Nhận và báo cho người dân").click()
    head.page.wait_for_load_state()


def test_a_citizen_is_received_by_video_and_nobody_else_sees_the_link(visitor: NewVisitor, live_portal: Portal) -> None:
    editor = staff(visitor, live_portal, "truyenthong.mau")
    publish_session(editor, DAY)
    assert "Đã công bố 1 buổi tiếp" in said(editor)

    citizen = visitor(360)
    citizen.open("/lich-tiep-cong-dan/?co-quan=ubnd-thanh-pho", "timetable-of-an-office")
    session = open_booking(citizen, DAY)
    code = book(citizen, online="far")
    citizen.reads("Ông/bà đã đề nghị tiếp trực tuyến")
    citizen.meets("booked-online-asked")

    live_portal.manage("shell", "-v", "0", "-c", _CHAIR)
    head = staff(visitor, live_portal, "thutruong.mau")
    head.page.goto(f"{live_portal.url}/admin/dang-ky-tiep/")
    head.meets("desk-attendance")
    head.page.locator("main a[href*='/truc-tuyen/']").first.click()
    head.page.wait_for_load_state()
    head.meets("desk-online")
    # A trial on the day itself comes too late: refused with the article, what was typed stays.
    answer(head, DAY)
    assert "Kết nối thử từ hôm nay đến chậm nhất" in head.page.locator("main").inner_text()
    assert head.page.locator("[name=link]").first.input_value() == LINK
    head.meets("desk-online-too-late")
    answer(head, DAY - dt.timedelta(days=7))
    assert "Đã ghi" in said(head)
    head.meets("desk-online-agreed")

    see(citizen, code)
    mine = citizen.page.locator("main").inner_text()
    assert LINK in mine
    assert PASSWORD in mine
    assert NOTICE in mine
    assert f"09:00 {DAY - dt.timedelta(days=7):%d/%m/%Y}" in mine
    citizen.meets("booked-online-agreed")
    stranger = visitor(1280)
    for place in (session, f"{live_portal.url}/lich-tiep-cong-dan/ubnd-thanh-pho.ics"):
        assert LINK not in stranger.page.request.get(place).text()
    see(stranger, "7K2M-94QX-0000-0000")
    assert LINK not in stranger.page.content()
    stranger.meets("booked-wrong-code")

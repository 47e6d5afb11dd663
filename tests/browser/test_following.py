"""Somebody follows an office's timetable by mail: asked, confirmed, told of a moved session, left with one click."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import NewVisitor, windows
from tests.browser.editors import staff
from tests.browser.test_reception import HOST, as_typed, coming, link_to_session, notice, publish, publish_session
from tests.servers import Portal
from tests.tracking.mail_server import HOST as HERE
from tests.tracking.mail_server import MailServer, mail_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
ADDRESS = "nguoi.theo.doi@example.org"
DAY = coming(2, 4)
_SEND = "from tracking.reception import news_sending; news_sending.send_waiting()"


@dataclass
class Mailing:
    """A served portal and the mail server it sends by."""

    portal: Portal
    server: MailServer

    def send(self) -> list[bytes]:
        """The worker's job, now instead of within the minute; the letters that went out."""
        before = len(self.server.letters)
        self.portal.manage("shell", "-v", "0", "-c", _SEND)
        return self.server.letters[before:]

    def letter(self) -> EmailMessage:
        (raw,) = self.send()
        return email.message_from_bytes(raw, policy=email.policy.default)


@pytest.fixture(scope="module")
def mailing(prepared_portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailing]:
    folder = tmp_path_factory.mktemp("mailing")
    with mail_server(folder) as server:
        relay = {"EMAIL_URL": f"smtp+ssl://{HERE}:{server.port}", "SSL_CERT_FILE": str(folder / "certificate.pem")}
        portal = prepared_portal.copy(folder / "data", **relay)
        portal.start(worker=False)  # the test says when mail goes out
        yield Mailing(portal, server)
        portal.stop()


@pytest.fixture
def window(browser: Browser, mailing: Mailing) -> Iterator[NewVisitor]:
    yield from windows(browser, mailing.portal)


def address_in(letter: EmailMessage, words: str) -> str:
    found = re.search(rf"https?://[^/\s]+(/\S*{words}\S+)", letter.get_content())
    assert found, letter.get_content()
    return found[1]


def test_a_timetable_is_followed_by_mail_until_one_click_ends_it(window: NewVisitor, mailing: Mailing) -> None:
    editor = staff(window, mailing.portal, "truyenthong.mau")
    publish_session(editor, DAY)

    citizen = window(360)
    citizen.open("/lich-tiep-cong-dan/?co-quan=ubnd-thanh-pho", "timetable-of-one")
    session = link_to_session(citizen, DAY).get_attribute("href") or ""
    citizen.page.get_by_role("link", name="Nhận thư khi lịch của cơ quan này thay đổi").click()
    citizen.page.wait_for_load_state()
    citizen.page.fill("#id_email", ADDRESS)
    citizen.press("Nhận thư")
    citizen.reads("Xin mở thư và xác nhận")
    citizen.meets("follow-asked")
    question = mailing.letter()
    assert question["To"] == ADDRESS
    citizen.open(address_in(question, "xac-nhan"), "follow-confirm")
    citizen.press("Xác nhận theo dõi")
    citizen.reads("Đã xác nhận")
    citizen.meets("follow-confirmed")

    moved = DAY + dt.timedelta(days=1)
    told = {"kind": "moved", "new_day": as_typed(moved), "reason": "Chủ tịch họp Thành ủy"}
    notice(editor, session, **told, notice="Thông báo số 243/TB-UBND")
    publish(editor)
    news = mailing.letter()
    assert f"{moved:%d/%m/%Y}" in news.get_content()
    assert "Thông báo số 243/TB-UBND" in news.get_content()
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    citizen.open(address_in(news, "/buoi/"), "session-moved")
    citizen.reads(HOST)
    citizen.reads(f"{moved:%d/%m/%Y}")

    leave = address_in(news, "/thoi/")
    citizen.open(leave, "follow-leave")
    citizen.press("Thôi nhận thư")
    citizen.reads("Cổng đã xóa địa chỉ thư")
    citizen.meets("follow-left")
    gone = citizen.page.goto(mailing.portal.url + leave)
    assert gone is not None
    assert gone.status == 404
    notice(editor, session, kind="cancelled", reason="Bão số 9", notice="Thông báo số 245/TB-UBND")
    publish(editor)
    assert mailing.send() == []

"""gunicorn's worker with words for people: what it cannot read is refused in Vietnamese, and nobody is written down.

Such a request never reaches Django – the address of a very long question, or a header beyond the limit – and gunicorn's
own answer is a bare English line, its own log line the sender's address (R08 keeps none).
"""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass
from typing import Any

from gunicorn.http.errors import (
    ConfigurationProblem,
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.workers.gthread import ThreadWorker

# What a browser may still be sending; unread, the connection would be cut before the answer is seen.
_DRAINED_BYTES = 256 * 1024
_DRAIN_SECONDS = 1.0
_OUR_OWN_FAULT = (ConfigurationProblem, InvalidResponseHeader, InvalidResponseHeaderName)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer below Django: status line, what happened, what to do – in Vietnamese, then in English."""

    status: str
    title: str
    advice: str
    english: str

    def page(self) -> bytes:
        return (
            '<!doctype html><html lang="vi"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
            f'<title>{self.title}</title><h1>{self.title}</h1><p>{self.advice}</p><p lang="en">{self.english}</p>'
            '<p><a href="/">Về trang đầu của cổng</a></p></html>'
        ).encode()

    def response(self) -> bytes:
        page = self.page()
        head = (
            f"HTTP/1.1 {self.status}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
            "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
            f"Content-Security-Policy: default-src 'none'\r\nContent-Length: {len(page)}\r\n\r\n"
        )
        return head.encode("ascii") + page


_TOO_LONG = Refusal(
    "414 URI Too Long",
    "Địa chỉ hoặc câu hỏi dài quá",
    "Cổng chưa nhận câu hỏi này. Xin bấm nút quay lại của trình duyệt và viết ngắn hơn, chừng một vài câu; "
    "nội dung dài xin gửi bằng mẫu đơn, không viết vào ô tìm kiếm.",
    "The address or question is too long. Please go back and shorten it to a sentence or two.",
)
_TOO_MUCH = Refusal(
    "431 Request Header Fields Too Large",
    "Trình duyệt gửi kèm nhiều dữ liệu quá",
    "Cổng chưa nhận yêu cầu này. Xin xóa cookie của trang này trong trình duyệt rồi mở lại.",
    "Your browser sent too much along with the request. Please clear this site's cookies and try again.",
)
_UNREADABLE = Refusal(
    "400 Bad Request",
    "Cổng không đọc được yêu cầu này",
    "Chưa có gì được gửi đi. Xin mở lại trang từ đầu; nếu vẫn vậy, xin thử trình duyệt khác.",
    "The portal could not read this request. Please open the page again, or try another browser.",
)


def refusal_of(error: Exception) -> Refusal | None:
    """The words for what gunicorn could not read; None where the fault is the portal's own, or the network's."""
    if isinstance(error, _OUR_OWN_FAULT):
        return None
    if isinstance(error, LimitRequestLine):
        return _TOO_LONG
    if isinstance(error, LimitRequestHeaders):
        return _TOO_MUCH
    return _UNREADABLE if isinstance(error, ParseException) else None


class Worker(ThreadWorker):
    """The thread worker; `worker_class` of `gunicorn_conf.py`."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        refusal = refusal_of(exc)
        if refusal is None:
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("refused unread: %s", type(exc).__name__)
        with contextlib.suppress(OSError):
            _answer(client, refusal.response())


def _answer(client: socket.socket, response: bytes) -> None:
    client.settimeout(_DRAIN_SECONDS)
    client.sendall(response)
    client.shutdown(socket.SHUT_WR)
    unread = _DRAINED_BYTES
    while unread > 0 and (got := client.recv(65_536)):
        unread -= len(got)

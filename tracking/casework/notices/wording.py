"""What a notice says: a reference, that something happened, and where to look. Never a name, a code or content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..case_words import EVENT_TITLES
from ..kind_guides import marked

_SUBJECT = marked("Hồ sơ %(reference)s: có tin mới")
_RECEIVED_SUBJECT = marked("Hồ sơ %(reference)s: đã nhận được đơn")
_RECEIVED = marked(
    "Cổng đã nhận được đơn của ông/bà. Đây chưa phải là thông báo thụ lý; việc thụ lý có thời hạn riêng, "
    "ghi ở trang hồ sơ."
)
_MESSAGE = marked("Cơ quan đã gửi cho ông/bà một tin nhắn trong hồ sơ.")
_LOOK = marked("Xem ở %(address)s bằng mã tra cứu ghi trên biên nhận. Cơ quan không bao giờ hỏi mã này qua thư.")
_STOP = marked("Không muốn nhận thư về hồ sơ này nữa: %(address)s")
_NO_ANSWER = marked("Thư gửi tự động, xin đừng trả lời. Muốn hỏi, xin nhắn ở trang hồ sơ.")


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


@dataclass(frozen=True)
class Due:
    """A line of the digest: public reference, name of the term, its last day in words."""

    reference: str
    term: str
    due: str


def step(reference: str, facts: dict[str, Any], *, language: str, stop_token: str) -> Text:
    """News for a petitioner, in the language of the petition."""
    with override(language):
        received = facts["event"] == "submitted"
        subject = _(_RECEIVED_SUBJECT if received else _SUBJECT) % {"reference": reference}
        lines = [
            _what(facts),
            _(_LOOK) % {"address": absolute(reverse("casework:lookup"))},
            _(_NO_ANSWER),
            _(_STOP) % {"address": stop_address(stop_token)},
        ]
    return Text(subject, "\n\n".join(lines) + "\n")


def stop_address(token: str) -> str:
    return absolute(reverse("casework:stop_notices", args=[token]))


def digest(soon: Sequence[Due], late: Sequence[Due]) -> Text:
    """A day's reminders for one member of staff."""
    count = len(soon) + len(late)
    parts = [
        "Thời hạn cần chú ý hôm nay. Thư chỉ có số tham chiếu; xin mở bàn làm việc để xem hồ sơ.",
        _list("Đã quá hạn", late),
        _list("Sắp đến hạn", soon),
        f"Bàn làm việc: {absolute(reverse('desk:inbox'))}",
    ]
    return Text(f"Nhắc hạn: {count} thời hạn", "\n\n".join(filter(None, parts)) + "\n")


def alarm(reference: str) -> Text:
    """An emergency opening, for an inspector."""
    body = (
        f"Niêm phong danh tính của hồ sơ {reference} vừa được mở khẩn cấp, không qua người thứ hai.\n\n"
        f"Xin xem xét ở trang chính của bàn làm việc: {absolute(reverse('wagtailadmin_home'))}\n"
    )
    return Text(f"Mở niêm phong khẩn cấp: {reference}", body)


def absolute(path: str) -> str:
    base: str = settings.WAGTAILADMIN_BASE_URL
    return base.rstrip("/") + path


def _what(facts: dict[str, Any]) -> str:
    if facts["event"] == "submitted":
        return _(_RECEIVED)
    if facts["event"] == "message":
        return _(_MESSAGE)
    return _(EVENT_TITLES[facts["action"] or facts["event"]])


def _list(title: str, lines: Sequence[Due]) -> str:
    if not lines:
        return ""
    return "\n".join([f"{title}:", *(f"- {line.reference}: {line.term}, {line.due}" for line in lines)])

"""The receipt: a paper that proves a petition was handed in, and how anyone can check that it is genuine.

Above the cut line stands what may be shown to anyone: public reference, office, day, kind, a QR with a signed token.
Below it stands the citizen's own code, as text, for the citizen alone. The token holds reference, office and day under
a MAC with the receipt key; nothing in it opens a case. For people without a camera, the reference and five letters
say the same.
"""

import base64
import datetime as dt
import hashlib
import hmac
import io
import re
from dataclasses import dataclass
from typing import Any

import segno
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from .. import codes, reference
from ..petition import Kind
from ..sealing.keys import KeyName, current_key, keyring
from .typesetting import typeset

_VERSION = "1"
_MAC_BYTES = 12
_CHECK_LETTERS = 5
_LONGEST_TOKEN = 200
_TOKEN = re.compile(
    r"(?P<body>1\.(?P<reference>[0-9A-Z-]{1,20})\.(?P<agency>[a-z0-9_-]{1,60})\.(?P<day>[0-9]{8}))\.(?P<mac>[\w-]{16})",
    re.ASCII,
)
_REFERENCE_INPUT = re.compile(r"HP(\d\d)([0-9A-Z]{6})([0-9A-Z]{5})")
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−_.·/:]+")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the paper says. `at` is aware; `code` stands on the tear-off only and is nowhere stored."""

    reference: str
    kind: Kind
    agency: str
    agency_slug: str
    at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class Genuine:
    """What a valid token vouches for."""

    reference: str
    agency_slug: str
    day: dt.date


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where the portal answers: full addresses as they are printed and put into the QR."""

    check: str
    lookup: str


# --- proving it ----------------------------------------------------------------------------------------------------


def token(facts: Facts) -> str:
    """`1.HP26-7K2M94.so-xay-dung.20261123.<mac>`: short enough for a QR a cheap camera reads."""
    body = f"{_VERSION}.{facts.reference}.{facts.agency_slug}.{_day(facts):%Y%m%d}"
    return f"{body}.{_mac(body, current_key(KeyName.RECEIPT))}"


def read_token(text: str) -> Genuine | None:
    """What the token vouches for; None for anything no key of ours has signed."""
    found = _TOKEN.fullmatch(text.strip()) if len(text) <= _LONGEST_TOKEN else None
    if not found or not _signed(found["body"], found["mac"]):
        return None
    try:
        day = dt.datetime.strptime(found["day"], "%Y%m%d").date()
    except ValueError:
        return None
    return Genuine(reference=found["reference"], agency_slug=found["agency"], day=day)


def check_letters(case_reference: str, key: bytes | None = None) -> str:
    """Five letters that go with a reference: 25 bits, so a guess at the form is hopeless within its limits."""
    digest = hmac.digest(
        key or current_key(KeyName.RECEIPT), b"check letters\0" + case_reference.encode(), hashlib.sha256
    )
    bits = int.from_bytes(digest[:4], "big")
    return "".join(codes.ALPHABET[bits >> 5 * place & 31] for place in range(_CHECK_LETTERS))


def typed(case_reference: str) -> str:
    """Reference and check letters as printed under the QR, `HP26-7K2M94-QX4DT`."""
    return f"{case_reference}-{check_letters(case_reference)}"


def read_typed(text: str) -> str | None:
    """The reference of a line typed by hand in any way, when its check letters are right; else None.

    The caller still asks the database for the case: letters prove the paper, not the day and office.
    """
    plain = _SEPARATORS.sub("", text[:64]).upper()
    found = _REFERENCE_INPUT.fullmatch(plain[:2] + _like_ours(plain[2:]))
    if not found:
        return None
    case_reference = f"HP{found[1]}-{found[2]}"
    if not reference.PATTERN.fullmatch(case_reference):
        return None
    known = [check_letters(case_reference, key) for key in keyring(KeyName.RECEIPT)]
    return case_reference if any(hmac.compare_digest(found[3], letters) for letters in known) else None


def _like_ours(text: str) -> str:
    return text.translate(str.maketrans("ILOU", "110V"))


def _mac(body: str, key: bytes) -> str:
    digest = hmac.digest(key, b"receipt token\0" + body.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:_MAC_BYTES]).decode()


def _signed(body: str, mac: str) -> bool:
    return any(hmac.compare_digest(mac.encode(), _mac(body, key).encode()) for key in keyring(KeyName.RECEIPT))


def _day(facts: Facts) -> dt.date:
    return timezone.localtime(facts.at).date()


# --- showing it ----------------------------------------------------------------------------------------------------


def check_address(facts: Facts, addresses: Addresses) -> str:
    """The address the QR opens."""
    return f"{addresses.check}?t={token(facts)}"


def qr_svg(facts: Facts, addresses: Addresses, *, scale: int = 4) -> bytes:
    """The QR as a whole SVG document, in our ink on white."""
    out = io.BytesIO()
    made = segno.make(check_address(facts, addresses), error="m", micro=False)
    made.save(out, kind="svg", scale=scale, border=2, dark="#13233a", light="#ffffff", xmldecl=False)
    return out.getvalue()


def qr_data_uri(facts: Facts, addresses: Addresses) -> str:
    """The same for the `src` of an image: the page needs no second request, and no address names the case."""
    encoded = base64.b64encode(qr_svg(facts, addresses)).decode()
    return f"data:image/svg+xml;base64,{encoded}"


def received(facts: Facts) -> str:
    """Day and hour in the reader's language; for a denunciation the day alone: an hour can give a person away (R34)."""
    local = timezone.localtime(facts.at)
    day = _("%(weekday)s, %(day)s") % {"weekday": _weekday(local), "day": f"{local:%d/%m/%Y}"}
    return day if facts.kind is Kind.DENUNCIATION else f"{local:%H:%M}, {day}"


def _weekday(local: dt.datetime) -> str:
    # Django's Vietnamese says "Thứ 2"; official letters write the number as a word.
    names = (_("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"))
    return names[local.weekday()]


def kind_name(kind: Kind) -> str:
    names = {
        Kind.COMPLAINT: _("Khiếu nại"),
        Kind.DENUNCIATION: _("Tố cáo"),
        Kind.PROPOSAL: _("Kiến nghị"),
        Kind.FEEDBACK: _("Phản ánh"),
    }
    return names[kind]


def pdf(facts: Facts, code: str, files: int, addresses: Addresses, language: str = "vi") -> bytes:
    """The receipt with its tear-off on one sheet of A4, in the citizen's language. `files` is their number."""
    with override(language):
        return typeset("receipt.typ", _sheet(facts, code, files, addresses, language))


def _sheet(facts: Facts, code: str, files: int, addresses: Addresses, language: str) -> dict[str, Any]:
    day = _day(facts)
    return {
        "lang": language,
        "title": _("Biên nhận %(reference)s") % {"reference": facts.reference},
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "agency": facts.agency,
        "place": _("Hải Phòng, %(day)s") % {"day": f"{day:%d/%m/%Y}"},
        "facts": [
            [_("Số biên nhận"), facts.reference],
            [_("Nơi nhận đơn"), facts.agency],
            [_("Nhận lúc"), received(facts)],
            [_("Loại đơn"), kind_name(facts.kind)],
            [_("Giấy tờ kèm theo"), _count(files)],
        ],
        "qr": qr_svg(facts, addresses).decode(),
        "check": typed(facts.reference),
        "check_address": _bare(addresses.check),
        "code": code,
        "own_facts": [
            [_("Xem hồ sơ tại"), _bare(addresses.lookup)],
            [_("Số biên nhận"), facts.reference],
        ],
        "sign": _next_step(facts.kind),
        "words": _words(),
    }


def _count(files: int) -> str:
    return ngettext("%(count)s tệp", "%(count)s tệp", files) % {"count": files} if files else _("không có")


def _bare(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://")


def _next_step(kind: Kind) -> str:
    """What the law still asks: Luật Khiếu nại Đ.8 k.2 and Đ.11, Luật Tố cáo Đ.23 want a signature or a fingerprint."""
    if kind in {Kind.COMPLAINT, Kind.DENUNCIATION}:
        return _(
            "Đơn cần chữ ký hoặc điểm chỉ của ông/bà. Xin in đơn, ký rồi nộp trực tiếp, gửi bưu điện, "
            "hoặc chụp bản đã ký và gửi bổ sung ở trang hồ sơ."
        )
    return ""


def _words() -> dict[str, str]:
    return {
        "portal": _("Cổng tiếp công dân Hải Phòng"),
        "flower": _("Hoa phượng"),
        "heading": _("Biên nhận đơn"),
        "thanks": _("Đơn của ông/bà đã đến cơ quan qua cổng. Xin giữ tờ này làm bằng chứng đã gửi đơn."),
        "qr_alt": _("Mã QR để kiểm tra biên nhận"),
        "qr_caption": _("Kiểm tra biên nhận"),
        "verify": _("Ai cũng có thể kiểm tra biên nhận này: quét mã QR, hoặc nhập dòng chữ dưới mã QR tại"),
        "legal": _("Biên nhận cho biết đơn đã đến nơi; đơn có được thụ lý hay không sẽ được trả lời riêng."),
        "cut": _("Cắt theo đường này, giữ phần dưới cho riêng mình"),
        "own_heading": _("Phần của riêng ông/bà"),
        "own_lead": _("Mã dưới đây mở hồ sơ của ông/bà. Cổng không lưu mã và không cấp lại qua mạng."),
        "code_label": _("Mã tra cứu"),
        "keep_heading": _("Xin giữ kín"),
        "keep": _("Ai có mã này đều xem được hồ sơ. Cán bộ không bao giờ hỏi mã. Mất mã, xin đến nơi tiếp công dân."),
        "next_heading": _("Việc cần làm tiếp"),
    }

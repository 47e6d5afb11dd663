"""The letter by which a citizen withdraws, ready to be signed. A denouncer's name and address are left for handwriting.

The letter of a denunciation is Mẫu số 02 of Nghị định 156/2026; for a complaint no form is in hand, so it is a plain
letter with what Luật Khiếu nại Đ.10 asks.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from ..models import Case, WithdrawalRequest
from ..petition import KIND_NAMES, Kind
from .official_form import PORTAL
from .typesetting import paragraphs, typeset

_FORM_SINCE = dt.date(2026, 7, 1)


def pdf(case: Case, asked: WithdrawalRequest) -> bytes:
    return typeset("petition.typ", fill(case, asked, timezone.localdate()))


def fill(case: Case, asked: WithdrawalRequest, day: dt.date) -> dict[str, Any]:
    """The template's data."""
    kind = Kind(case.kind)
    verb = KIND_NAMES[kind].lower()
    is_form = kind is Kind.DENUNCIATION and day >= _FORM_SINCE
    person = None if case.is_denunciation else getattr(getattr(case, "petitioner", None), "details", None)
    name, address, phone = (person.name, person.address, person.phone) if person else ("", "", "")
    asks = f"Tôi/Chúng tôi làm đơn này đề nghị cơ quan có thẩm quyền chấp nhận việc rút {verb} nêu trên./."
    source = "Mẫu số 02, Phụ lục Nghị định 156/2026/NĐ-CP. " if is_form else ""
    return {
        "title": f"Đơn rút {verb} {case.reference}",
        "portal": PORTAL,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "number": "Mẫu số 02" if is_form else "",
        "place_date": f"Hải Phòng, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "heading": f"ĐƠN RÚT {verb.upper()}",
        "to": case.handling_agency.name,
        "pieces": [
            _line("Tên tôi/Chúng tôi là:", name),
            _line("Địa chỉ:", address),
            _line("Cách thức liên hệ:", phone),
            _prose(f"Nội dung {verb} được rút:", _withdrawn(case, asked, verb)),
            _prose("", asks),
        ],
        "signer": f"NGƯỜI RÚT {verb.upper()}",
        "signer_hint": "(Ký tên hoặc điểm chỉ)",
        "signer_name": name,
        "footer": f"{source}Đơn gửi qua {PORTAL}, số biên nhận {case.reference}.",
    }


def _withdrawn(case: Case, asked: WithdrawalRequest, verb: str) -> str:
    first = f"Đơn {verb} số biên nhận {case.reference}, gửi ngày {timezone.localdate(case.submitted_at):%d/%m/%Y}"
    if asked.scope == WithdrawalRequest.Scope.WHOLE:
        return f"{first}: toàn bộ nội dung.\n{asked.words}".rstrip()
    return f"{first}: một phần, gồm:\n{asked.words}"


def _line(label: str, value: str) -> dict[str, Any]:
    return {"kind": "line", "parts": [[label, value]]}


def _prose(label: str, text: str) -> dict[str, Any]:
    return {"kind": "prose", "label": label, "paragraphs": paragraphs(text), "blank": 3, "weight": "regular"}

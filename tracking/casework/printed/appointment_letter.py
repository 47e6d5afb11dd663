"""The letter by which several petitioners appoint who speaks for them, ready for everybody's signature.

No form is in hand, so it is a plain letter with what Nghị định 124/2020 Đ.7 (complaints) and Luật Tiếp công dân Đ.29
ask: the day, the representatives with their addresses, the matter, everybody's signature. Denouncers write their
names by hand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from ..models import Case
from ..petition import KIND_NAMES, Kind
from .official_form import PORTAL
from .typesetting import breakable, paragraphs, typeset

_DOTS = ". " * 14
_SOURCES = {
    Kind.COMPLAINT: "Nội dung theo Điều 7 Nghị định 124/2020/NĐ-CP và Điều 29 Luật Tiếp công dân 2013",
    Kind.DENUNCIATION: "Nội dung theo Điều 29 Luật Tiếp công dân 2013 và khoản 1 Điều 23 Luật Tố cáo 2018",
}
_POWERS = "Người đại diện thay mặt chúng tôi trình bày nội dung đơn."
_OTHER_SOURCE = "Nội dung theo Điều 29 Luật Tiếp công dân 2013"


def pdf(case: Case) -> bytes:
    return typeset("petition.typ", fill(case, timezone.localdate()))


def fill(case: Case, day: dt.date) -> dict[str, Any]:
    """The template's data; for a case with more than one petitioner."""
    kind = Kind(case.kind)
    verb = KIND_NAMES[kind].lower()
    people = _people(case)
    speaking = [person for person in people if person["represents"]]
    matter = f"Đơn {verb} gửi qua {PORTAL}, số biên nhận {case.reference}" + (
        "" if case.is_denunciation else f", về việc: {case.content_subject}"
    )
    return {
        "title": f"Văn bản cử người đại diện {case.reference}",
        "portal": PORTAL,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "number": "",
        "place_date": f"Hải Phòng, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "heading": "VĂN BẢN CỬ NGƯỜI ĐẠI DIỆN",
        "to": case.received_agency.name,
        "pieces": [
            _list(f"Chúng tôi là những người cùng {verb} về một nội dung, thống nhất cử người đại diện:", speaking),
            _prose(
                "Nội dung, phạm vi đại diện:", f"{matter}. Người đại diện thay mặt chúng tôi trình bày nội dung đơn."
            ),
            _list("Những người cùng đứng đơn, ký tên hoặc điểm chỉ:", people, signs=True),
        ],
        "signer": "NGƯỜI ĐẠI DIỆN",
        "signer_hint": "(Ký tên hoặc điểm chỉ)",
        "signer_name": "",
        "footer": f"{_SOURCES.get(kind, _OTHER_SOURCE)}. Gửi qua {PORTAL}, số biên nhận {case.reference}.",
    }


def _people(case: Case) -> list[Mapping[str, Any]]:
    rows = list(case.joint_petitioners.all())
    details = None if case.is_denunciation else getattr(getattr(case, "petitioner", None), "details", None)
    if details is None:
        speaking = [False, *(row.represents for row in rows)]
        return [{"name": "", "address": "", "represents": represents} for represents in speaking]
    first = {"name": details.name, "address": details.address, "represents": details.represents}
    return [first, *details.others]


def _list(label: str, people: Sequence[Mapping[str, Any]], *, signs: bool = False) -> dict[str, Any]:
    items = [_person(person) + (f". Ký tên: {_DOTS}" if signs else "") for person in people]
    return {"kind": "list", "label": label, "items": items or [_person({})]}


def _person(person: Mapping[str, Any]) -> str:
    name, address = person.get("name") or _DOTS, person.get("address") or _DOTS
    return breakable(f"{name}; địa chỉ: {address}")


def _prose(label: str, text: str) -> dict[str, Any]:
    return {"kind": "prose", "label": label, "paragraphs": paragraphs(text), "blank": 2, "weight": "regular"}

"""What the address of a form may fill in beforehand: plain facts another page already asked for. Never a person's.

`?biet=2026-10-01` the day a decision was known, `?lan=2&nhan=…` a second complaint, `?linh-vuc=land` the field.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from tracking.terms.calculator import KINDS, read

from ...petition import SECOND, Kind, fields_for

_COMPLAINTS = KINDS[0]
# The office reads Vietnamese, whatever language the form is shown in.
_RECEIVED = "Đã có quyết định giải quyết lần đầu, tôi nhận ngày {day}."
_OVERDUE = "Đã khiếu nại lần đầu, quá hạn mà chưa được giải quyết."
_SECOND = "Đề nghị giải quyết khiếu nại lần hai."


def start(kind: Kind, given: Mapping[str, str]) -> dict[str, str]:
    """First values of the form's fields; what cannot be understood is left out."""
    values = {}
    if given.get("linh-vuc") in {field.value for field in fields_for(kind)}:
        values["field"] = given["linh-vuc"]
    if kind is Kind.COMPLAINT:
        values |= _of_complaint(given)
    return values


def _of_complaint(given: Mapping[str, str]) -> dict[str, str]:
    if given.get("lan") != "2":
        known = _day(given.get("biet", ""))
        return {"known_on": known} if known else {}
    received = _day(given.get("nhan", ""))
    earlier = _RECEIVED.format(day=received) if received else _OVERDUE
    return {"instance": SECOND, "earlier": earlier, "request": _SECOND}


def _day(typed: str) -> str:
    """The day as people write it, or nothing."""
    events = read(_COMPLAINTS, {"biet": typed}, timezone.localdate()).events
    return f"{events[0][1].on:%d/%m/%Y}" if events else ""

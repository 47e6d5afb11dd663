"""What an event around a seal is called at the desk: which act, which field. Never what was read."""

from __future__ import annotations

from ..models import Event, EventKind, IdentityCheck, SuppliedIdentity
from ..writing.correspondence import SHOWN_IN_CONTENT
from .reading import LABELS

_ACTS = {
    "asked": "Đề nghị mở niêm phong",
    "approved": "Chấp thuận mở niêm phong",
    "refused": "Từ chối mở niêm phong",
    "emergency": "Mở niêm phong khẩn cấp",
    "ended": "Kết thúc lần mở niêm phong",
    "wrong_key": "Đưa khóa không đúng",
    "reviewed": "Thanh tra xem xét lần mở khẩn cấp",
}


def title(event: Event, *, for_custodian: bool = False) -> str:
    """For staff; "" for an event that is not of a seal. Beside a visitors' book, how and when a name was supplied leads
    to whoever supplied it: a custodian's to read (LTC 25/2018 Đ.56)."""
    details = event.details
    if event.kind == EventKind.OPENING:
        return _ACTS.get(details.get("step", ""), "")
    if event.kind == EventKind.IDENTITY_READ and details.get("shown_in") == SHOWN_IN_CONTENT:
        return "Người giữ danh tính đọc nội dung tố cáo"
    if event.kind == EventKind.OPENED:
        return f"Xem thông tin đã niêm phong: {_seen(details)}"
    if event.kind == EventKind.IDENTITY_CHECK:
        return f"Kiểm tra người tố cáo: {IdentityCheck.Outcome(details['outcome']).label}"
    if event.kind == EventKind.IDENTITY_GIVEN:
        return _supplied(details) if for_custodian else "Người tố cáo bổ sung danh tính"
    return ""


def _supplied(details: dict[str, str]) -> str:
    told = f"Người tố cáo bổ sung danh tính: {SuppliedIdentity.Way(details['way']).label}"
    paper = details.get("paper")
    return f"{told}; đối chiếu {SuppliedIdentity.Paper(paper).label}" if paper else told


def _seen(details: dict[str, object]) -> str:
    if "paper" in details:
        return "một giấy tờ"
    return LABELS.get(str(details.get("field")), "đối chiếu để lược bỏ")

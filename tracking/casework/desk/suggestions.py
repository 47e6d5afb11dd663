"""Plain words for the citizen to start from. Pure; what only the officer knows stands in square brackets."""

from __future__ import annotations

import re

from tracking.casework.workflow import Action, Transition

_LINES: dict[Action, str] = {
    Action.RECEIVE: "{agency} đã tiếp nhận đơn của ông/bà và vào sổ.",
    Action.ACCEPT: "{agency} đã thụ lý đơn của ông/bà.",
    Action.REFUSE: "{agency} không thụ lý đơn này. Lý do: {why}",
    Action.GUIDE: "{why} Xin ông/bà [việc cần làm, ở đâu].",
    Action.TRANSFER: "{why} Cơ quan nhận đơn là {receiver}.",
    Action.SETTLE: "{agency} bắt đầu kiểm tra, xác minh nội dung đơn. Ông/bà có thể được mời đến làm việc.",
    Action.DECIDE: "Đã có văn bản số [số], ngày [ngày]. Kết quả: [kết quả giải quyết].",
    Action.CLOSE: "Kết quả giải quyết đã được gửi ông/bà. Hồ sơ được lưu.",
}
_BLANK = re.compile(r"\[[^\[\]\n]{1,80}\]")


def suggestion(step: Transition, *, agency: str, why: str, receiver: str = "") -> str:
    """The sentence of a step; `why` are the ground's own words for the citizen, `receiver` the agency taking over."""
    blank = "[tên cơ quan]"
    return _LINES[step.action].format(agency=agency, why=why or "[lý do]", receiver=receiver or blank)


def blanks(text: str) -> list[str]:
    """The square brackets of our own sentences that nobody has filled in yet."""
    ours = {blank for line in _LINES.values() for blank in _BLANK.findall(line)} | {"[lý do]", "[tên cơ quan]"}
    return [blank for blank in _BLANK.findall(text) if blank in ours]

"""Plain words for the citizen to start from. Pure; what only the officer knows stands in square brackets."""

from __future__ import annotations

import re

from tracking.casework.workflow import Action, Transition

_LINES: dict[Action, str] = {
    Action.RECEIVE: "{agency} đã tiếp nhận đơn của ông/bà và vào sổ.",
    Action.RECLASSIFY: "{why}",
    Action.CORRECT_INSTANCE: "{why}",
    Action.SPLIT: "{why} Phần được tách ra: [phần nào]. Ông/bà theo dõi cả hai bằng cùng một mã.",
    Action.ACCEPT: "{agency} đã thụ lý đơn của ông/bà.",
    Action.REFUSE: "{agency} không thụ lý đơn này. Lý do: {why}",
    Action.GUIDE: "{why} Xin ông/bà [việc cần làm, ở đâu].",
    Action.TRANSFER: "{why} Cơ quan nhận đơn là {receiver}.",
    Action.RETURN_PAPERS: "{why} Giấy tờ gốc được trả lại [ở đâu, khi nào].",
    Action.FILE: "{why} Đơn được lưu, không xử lý tiếp.",
    Action.SETTLE: "{agency} bắt đầu kiểm tra, xác minh nội dung đơn. Ông/bà có thể được mời đến làm việc.",
    Action.ASK_EVIDENCE: "{why} Cần cung cấp: [giấy tờ, thông tin gì]. Gửi ở trang này hoặc nộp tại [nơi nộp].",
    Action.INVITE: "{why} Mời ông/bà đến lúc [giờ], tại [địa điểm]. Nội dung: [nội dung đối thoại].",
    Action.DIALOGUE: "{why} Đã thống nhất: [nội dung]. Còn khác nhau: [nội dung].",
    Action.EXTEND: "{why} Lý do cụ thể: [lý do]. Thời hạn mới hiện trên trang này.",
    Action.SUSPEND: "{why} Thời hạn dừng lại cho đến khi có quyết định tiếp tục.",
    Action.RESUME: "{why} Thời hạn chạy tiếp, ngày mới hiện trên trang này.",
    Action.WITHDRAW_PART: "{why} Phần đã rút: [phần nào].",
    Action.TERMINATE: "{why}",
    Action.DECIDE: "Đã có văn bản số [số], ngày [ngày]. Kết quả: [kết quả giải quyết].",
    Action.DELIVER: "{why}",
    Action.SERVED: "{why}",
    Action.PUBLISH: "{why}",
    Action.CLOSE: "Kết quả giải quyết đã được gửi ông/bà. Hồ sơ được lưu.",
}
_BLANK = re.compile(r"\[[^\[\]\n]{1,80}\]")


def suggestion(step: Transition, *, agency: str, why: str, receiver: str = "") -> str:
    """The sentence of a step; `why` are the ground's own words for the citizen, `receiver` the agency taking over."""
    blank = "[tên cơ quan]"
    return _LINES.get(step.action, "{why}").format(agency=agency, why=why or "[lý do]", receiver=receiver or blank)


def blanks(text: str) -> list[str]:
    """The square brackets of our own sentences that nobody has filled in yet."""
    ours = {blank for line in _LINES.values() for blank in _BLANK.findall(line)} | {"[lý do]", "[tên cơ quan]"}
    return [blank for blank in _BLANK.findall(text) if blank in ours]

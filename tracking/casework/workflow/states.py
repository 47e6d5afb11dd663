"""Where a case can stand and what can be done with it: names only."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    SUBMITTED = "submitted"
    IDENTITY_CHECK = "identity_check"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    SETTLING = "settling"
    SUSPENDED = "suspended"
    DECIDED = "decided"
    CLOSED = "closed"
    REFUSED = "refused"
    GUIDED = "guided"
    RETURNED = "returned"
    FILED = "filed"
    TRANSFERRED_OUT = "transferred_out"
    TERMINATED = "terminated"
    WITHDRAWN = "withdrawn"


STATE_NAMES = {
    State.SUBMITTED: "Đã gửi",
    State.IDENTITY_CHECK: "Đang kiểm tra danh tính và điều kiện thụ lý",
    State.RECEIVED: "Đã tiếp nhận",
    State.ACCEPTED: "Đã thụ lý",
    State.SETTLING: "Đang giải quyết",
    State.SUSPENDED: "Tạm đình chỉ",
    State.DECIDED: "Đã có kết quả",
    State.CLOSED: "Đã kết thúc",
    State.REFUSED: "Không thụ lý",
    State.GUIDED: "Đã hướng dẫn",
    State.RETURNED: "Đã trả đơn",
    State.FILED: "Đã lưu đơn",
    State.TRANSFERRED_OUT: "Đã chuyển cơ quan khác",
    State.TERMINATED: "Đã đình chỉ",
    State.WITHDRAWN: "Đã rút đơn",
}

END_STATES = frozenset({
    State.CLOSED,
    State.REFUSED,
    State.GUIDED,
    State.RETURNED,
    State.FILED,
    State.TRANSFERRED_OUT,
    State.TERMINATED,
    State.WITHDRAWN,
})  # fmt: skip


class Action(StrEnum):
    RECEIVE = "receive"
    IDENTITY_CHECKED = "identity_checked"
    CLASSIFY = "classify"
    RECLASSIFY = "reclassify"
    SPLIT = "split"
    SAME_CONTENT = "same_content"
    REPORT_UP = "report_up"
    REPORT_CRIME = "report_crime"
    ACCEPT = "accept"
    REFUSE = "refuse"
    GUIDE = "guide"
    TRANSFER = "transfer"
    RETURN_PAPERS = "return_papers"
    FILE = "file"
    NOTIFY = "notify"
    SETTLE = "settle"
    ORDER_CHECK = "order_check"
    MINUTES = "minutes"
    ASK_EVIDENCE = "ask_evidence"
    GOT_EVIDENCE = "got_evidence"
    VERIFIED = "verified"
    INVITE = "invite"
    DIALOGUE = "dialogue"
    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    WITHDRAW_PART = "withdraw_part"
    TERMINATE = "terminate"
    DECIDE = "decide"
    DELIVER = "deliver"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"
    ENFORCE = "enforce"
    ENFORCED = "enforced"
    CLOSE = "close"


ACTION_NAMES = {
    Action.RECEIVE: "Tiếp nhận",
    Action.IDENTITY_CHECKED: "Kết quả kiểm tra người tố cáo",
    Action.CLASSIFY: "Ghi đặc điểm vụ việc",
    Action.RECLASSIFY: "Phân loại lại",
    Action.SPLIT: "Tách vụ việc",
    Action.SAME_CONTENT: "Ghi trùng đơn trước",
    Action.REPORT_UP: "Báo cáo thủ trưởng",
    Action.REPORT_CRIME: "Chuyển cơ quan điều tra",
    Action.ACCEPT: "Thụ lý",
    Action.REFUSE: "Không thụ lý",
    Action.GUIDE: "Hướng dẫn",
    Action.TRANSFER: "Chuyển đơn",
    Action.RETURN_PAPERS: "Trả đơn",
    Action.FILE: "Lưu đơn",
    Action.NOTIFY: "Thông báo việc thụ lý",
    Action.SETTLE: "Bắt đầu giải quyết",
    Action.ORDER_CHECK: "Quyết định xác minh",
    Action.MINUTES: "Biên bản làm việc",
    Action.ASK_EVIDENCE: "Yêu cầu cung cấp chứng cứ",
    Action.GOT_EVIDENCE: "Đã nhận chứng cứ",
    Action.VERIFIED: "Kết quả xác minh",
    Action.INVITE: "Mời đối thoại",
    Action.DIALOGUE: "Biên bản đối thoại",
    Action.EXTEND: "Gia hạn, kéo dài",
    Action.SUSPEND: "Tạm đình chỉ",
    Action.RESUME: "Tiếp tục giải quyết",
    Action.WITHDRAW: "Ghi nhận rút toàn bộ",
    Action.WITHDRAW_PART: "Ghi nhận rút một phần",
    Action.TERMINATE: "Đình chỉ",
    Action.DECIDE: "Ban hành kết quả",
    Action.DELIVER: "Gửi kết quả",
    Action.PUBLISH: "Công khai kết quả",
    Action.UNPUBLISH: "Kết thúc công khai",
    Action.ENFORCE: "Tổ chức thi hành",
    Action.ENFORCED: "Đã thi hành xong",
    Action.CLOSE: "Kết thúc hồ sơ",
}

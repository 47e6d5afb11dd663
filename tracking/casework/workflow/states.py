"""Where a case can stand, what that means for the citizen, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Standing:
    """What a state means for the citizen: an end; a result to appeal against; something left to withdraw; rated."""

    name: str
    is_over: bool = False
    has_result: bool = False
    is_rated: bool = False

    @property
    def can_be_withdrawn(self) -> bool:
        """Until there is a result, or the petition has ended or gone elsewhere (LKN Đ.10; LTC Đ.33: before the
        conclusion)."""
        return not self.is_over and not self.has_result


def _end(name: str, *, has_result: bool = False, is_rated: bool = True) -> Standing:
    return Standing(name, is_over=True, has_result=has_result, is_rated=is_rated)


STATES = {
    State.SUBMITTED: Standing("Đã gửi"),
    State.IDENTITY_CHECK: Standing("Đang kiểm tra danh tính và điều kiện thụ lý"),
    State.RECEIVED: Standing("Đã tiếp nhận"),
    State.ACCEPTED: Standing("Đã thụ lý"),
    State.SETTLING: Standing("Đang giải quyết"),
    State.SUSPENDED: Standing("Tạm đình chỉ"),
    State.DECIDED: Standing("Đã có kết quả", has_result=True, is_rated=True),
    State.CLOSED: _end("Đã kết thúc", has_result=True),
    State.REFUSED: _end("Không thụ lý"),
    State.GUIDED: _end("Đã hướng dẫn"),
    State.RETURNED: _end("Đã trả đơn"),
    State.FILED: _end("Đã lưu đơn"),
    # What another office did with it is not for this portal to ask about.
    State.TRANSFERRED_OUT: _end("Đã chuyển cơ quan khác", is_rated=False),
    State.TERMINATED: _end("Đã đình chỉ"),
    State.WITHDRAWN: _end("Đã rút đơn"),
}
STATE_NAMES = {state: standing.name for state, standing in STATES.items()}
END_STATES = frozenset(state for state, standing in STATES.items() if standing.is_over)


class Action(StrEnum):
    RECEIVE = "receive"
    IDENTITY_CHECKED = "identity_checked"
    CLASSIFY = "classify"
    RECLASSIFY = "reclassify"
    CORRECT_INSTANCE = "correct_instance"
    SPLIT = "split"
    SAME_CONTENT = "same_content"
    REPORT_UP = "report_up"
    ASK_REPORT = "ask_report"
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
    SERVED = "served"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"
    ENFORCE = "enforce"
    ENFORCED = "enforced"
    RESULT_REPORTED = "result_reported"
    CLOSE = "close"


ACTION_NAMES = {
    Action.RECEIVE: "Tiếp nhận",
    Action.IDENTITY_CHECKED: "Kết quả kiểm tra người tố cáo",
    Action.CLASSIFY: "Ghi đặc điểm vụ việc",
    Action.RECLASSIFY: "Phân loại lại",
    Action.CORRECT_INSTANCE: "Sửa lần giải quyết",
    Action.SPLIT: "Tách vụ việc",
    Action.SAME_CONTENT: "Ghi trùng đơn trước",
    Action.REPORT_UP: "Báo cáo thủ trưởng",
    Action.ASK_REPORT: "Yêu cầu báo cáo việc chậm",
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
    Action.SERVED: "Ghi ngày người dân nhận kết quả",
    Action.PUBLISH: "Công khai kết quả",
    Action.UNPUBLISH: "Kết thúc công khai",
    Action.ENFORCE: "Tổ chức thi hành",
    Action.ENFORCED: "Đã thi hành xong",
    Action.RESULT_REPORTED: "Nhận báo kết quả xử lý",
    Action.CLOSE: "Kết thúc hồ sơ",
}

"""Grounds of a complaint from verification to the end: Luật Khiếu nại 02/2011/QH13, under the three regimes."""

from __future__ import annotations

from functools import partial

from .complaint_conditions import CONDITIONS
from .ground import COMPLAINT, DAY_BEFORE_136, LAW_136, LKN, ND_124, ND_155, Ground, ground

_g = partial(ground, COMPLAINT)
_BEFORE, _SINCE = {"valid_to": DAY_BEFORE_136}, {"valid_from": LAW_136}
_FIRST, _SECOND = {"instance": 1}, {"instance": 2}
_LAW_136 = "136/2025/QH15#dieu-2"

_SETTLEMENT: tuple[Ground, ...] = (
    _g(
        "settle.complaint",
        f"{LKN}#dieu-29",
        "Xác minh nội dung khiếu nại",
        "Cơ quan bắt đầu kiểm tra, xác minh nội dung khiếu nại.",
        **_FIRST,
    ),
    _g(
        "settle.complaint.second",
        f"{LKN}#dieu-38",
        "Xác minh nội dung khiếu nại lần hai",
        "Cơ quan bắt đầu kiểm tra, xác minh nội dung khiếu nại.",
        **_SECOND,
    ),
    _g(
        "order_check.complaint",
        f"{LKN}#dieu-29",
        "Quyết định xác minh nội dung khiếu nại",
        "Người có thẩm quyền đã quyết định xác minh nội dung khiếu nại.",
        **_FIRST,
    ),
    _g(
        "order_check.complaint.second",
        f"{LKN}#dieu-38",
        "Quyết định xác minh nội dung khiếu nại lần hai",
        "Người có thẩm quyền đã quyết định xác minh nội dung khiếu nại.",
        **_SECOND,
    ),
    _g(
        "minutes.complaint",
        f"{LKN}#dieu-29",
        "Biên bản làm việc khi xác minh",
        "Buổi làm việc đã được lập biên bản.",
    ),
    _g(
        "ask_evidence.complaint",
        f"{LKN}#dieu-15 {LKN}#dieu-12 {LKN}#dieu-14",
        "Yêu cầu cung cấp thông tin, tài liệu, chứng cứ (trong 07 ngày)",
        "Cơ quan yêu cầu cung cấp thông tin, tài liệu, chứng cứ trong 07 ngày.",
    ),
    _g(
        "got_evidence.complaint",
        f"{LKN}#dieu-15",
        "Đã nhận thông tin, tài liệu, chứng cứ",
        "Cơ quan đã nhận thông tin, tài liệu, chứng cứ.",
    ),
    _g(
        "verified.complaint",
        f"{LKN}#dieu-29.khoan-4",
        "Báo cáo kết quả xác minh nội dung khiếu nại",
        "Đã có kết quả xác minh.",
    ),
    _g(
        "invite.complaint.first",
        f"{LKN}#dieu-30.khoan-2",
        "Thông báo tổ chức đối thoại lần đầu",
        "Ông/bà được mời đối thoại.",
        **_BEFORE,
        **_FIRST,
    ),
    _g(
        "invite.complaint.first_five_days",
        f"{ND_124}#dieu-28.khoan-1 {ND_155}#dieu-11 {LKN}#dieu-30",
        "Thông báo tổ chức đối thoại lần đầu, ít nhất 05 ngày trước ngày đối thoại",
        "Ông/bà được mời đối thoại.",
        **_SINCE,
        **_FIRST,
    ),
    _g(
        "invite.complaint.second",
        f"{LKN}#dieu-39 {ND_124}#dieu-28",
        "Thông báo tổ chức đối thoại lần hai",
        "Ông/bà được mời đối thoại.",
        **_BEFORE,
        **_SECOND,
    ),
    _g(
        "invite.complaint.second_five_days",
        f"{ND_124}#dieu-28.khoan-2 {ND_155}#dieu-11 {LKN}#dieu-39",
        "Thông báo tổ chức đối thoại lần hai, ít nhất 05 ngày trước ngày đối thoại",
        "Ông/bà được mời đối thoại.",
        **_SINCE,
        **_SECOND,
    ),
    _g(
        "dialogue.complaint.first",
        f"{LKN}#dieu-30.khoan-4 {ND_124}#dieu-28",
        "Biên bản đối thoại lần đầu",
        "Buổi đối thoại đã được lập biên bản.",
        **_FIRST,
    ),
    _g(
        "dialogue.complaint.second",
        f"{LKN}#dieu-39 {ND_124}#dieu-28",
        "Biên bản đối thoại lần hai",
        "Buổi đối thoại đã được lập biên bản.",
        **_SECOND,
    ),
)
_CLOCK: tuple[Ground, ...] = (
    _g(
        "extend.complaint",
        f"{LKN}#dieu-28",
        "Vụ việc phức tạp: thời hạn giải quyết lần đầu dài hơn",
        "Vụ việc phức tạp nên thời hạn giải quyết dài hơn.",
        **_BEFORE,
        **_FIRST,
    ),
    _g(
        "extend.complaint.criteria",
        f"{ND_124}#dieu-3a {ND_155}#dieu-2 {LKN}#dieu-28",
        "Vụ việc phức tạp theo Điều 3a: thời hạn giải quyết lần đầu dài hơn",
        "Vụ việc phức tạp nên thời hạn giải quyết dài hơn.",
        **_SINCE,
        **_FIRST,
    ),
    _g(
        "extend.complaint.second",
        f"{LKN}#dieu-37",
        "Vụ việc phức tạp: thời hạn giải quyết lần hai dài hơn",
        "Vụ việc phức tạp nên thời hạn giải quyết dài hơn.",
        **_BEFORE,
        **_SECOND,
    ),
    _g(
        "extend.complaint.second_criteria",
        f"{ND_124}#dieu-3a {ND_155}#dieu-2 {LKN}#dieu-37",
        "Vụ việc phức tạp theo Điều 3a: thời hạn giải quyết lần hai dài hơn",
        "Vụ việc phức tạp nên thời hạn giải quyết dài hơn.",
        **_SINCE,
        **_SECOND,
    ),
    _g(
        "suspend.complaint.obstacle",
        f"{LKN}#dieu-11a.khoan-1.diem-a {ND_124}#dieu-28a",
        "Sự kiện bất khả kháng, trở ngại khách quan: người khiếu nại không thể tiếp tục tham gia",
        "Có sự kiện bất khả kháng hoặc trở ngại khách quan nên việc giải quyết tạm dừng.",
        **_SINCE,
    ),
    _g(
        "suspend.complaint.awaiting",
        f"{LKN}#dieu-11a.khoan-1.diem-b",
        "Cần chờ kết quả giải quyết của cơ quan khác về vấn đề liên quan trực tiếp",
        "Cần chờ kết quả của cơ quan khác nên việc giải quyết tạm dừng.",
        **_SINCE,
    ),
    _g(
        "resume.complaint",
        f"{LKN}#dieu-11a.khoan-4 {ND_124}#dieu-28b.khoan-2",
        "Căn cứ tạm đình chỉ không còn",
        "Lý do tạm dừng không còn, việc giải quyết được tiếp tục.",
        **_SINCE,
    ),
    _g(
        "terminate.complaint.old_withdrawal",
        f"{LKN}#dieu-10",
        "Người khiếu nại đã rút khiếu nại",
        "Ông/bà đã rút khiếu nại nên việc giải quyết dừng lại.",
        **_BEFORE,
    ),
    _g(
        "terminate.complaint.withdrawal",
        f"{LKN}#dieu-11a.khoan-2.diem-a",
        "Người khiếu nại đã rút toàn bộ khiếu nại",
        "Ông/bà đã rút toàn bộ khiếu nại nên việc giải quyết dừng lại.",
        **_SINCE,
    ),
    _g(
        "terminate.complaint.no_heir",
        f"{LKN}#dieu-11a.khoan-2.diem-b {ND_124}#dieu-28b.khoan-1",
        "Cá nhân chết, tổ chức chấm dứt mà không có người thừa kế, kế thừa quyền, nghĩa vụ",
        "Người khiếu nại không còn và không có người kế thừa.",
        **_SINCE,
    ),
    _g(
        "terminate.complaint.no_object",
        f"{LKN}#dieu-11a.khoan-2.diem-c",
        "Vụ việc không còn đối tượng hoặc nội dung để giải quyết",
        "Vụ việc không còn nội dung để giải quyết.",
        **_SINCE,
    ),
    _g(
        "terminate.complaint.court",
        f"{LKN}#dieu-11a.khoan-2.diem-d",
        "Tòa án đã thụ lý hoặc đã giải quyết bằng bản án, quyết định",
        "Tòa án đã thụ lý hoặc đã giải quyết việc này.",
        **_SINCE,
    ),
    _g(
        "withdraw.complaint",
        f"{LKN}#dieu-10",
        "Rút khiếu nại bằng đơn có chữ ký hoặc điểm chỉ",
        "Đơn rút khiếu nại đã được ghi nhận.",
        **_BEFORE,
    ),
    _g(
        "withdraw.complaint.whole",
        f"{LKN}#dieu-10 {_LAW_136}.khoan-3 {ND_124}#dieu-7a",
        "Rút toàn bộ khiếu nại bằng đơn hoặc biên bản có chữ ký, điểm chỉ",
        "Việc rút toàn bộ khiếu nại đã được ghi nhận.",
        **_SINCE,
    ),
    _g(
        "withdraw_part.complaint",
        f"{LKN}#dieu-10 {_LAW_136}.khoan-3 {ND_124}#dieu-7a",
        "Rút một phần khiếu nại; phần còn lại được giải quyết tiếp",
        "Việc rút một phần khiếu nại đã được ghi nhận; phần còn lại được giải quyết tiếp.",
        **_SINCE,
    ),
)
_RESULT: tuple[Ground, ...] = (
    _g(
        "decide.complaint",
        f"{LKN}#dieu-31",
        "Quyết định giải quyết khiếu nại lần đầu",
        "Người có thẩm quyền đã ban hành quyết định giải quyết khiếu nại.",
        **_FIRST,
    ),
    _g(
        "decide.complaint.second",
        f"{LKN}#dieu-40",
        "Quyết định giải quyết khiếu nại lần hai",
        "Người có thẩm quyền đã ban hành quyết định giải quyết khiếu nại.",
        **_SECOND,
    ),
    _g(
        "deliver.complaint",
        f"{LKN}#dieu-32 {ND_124}#dieu-29",
        "Gửi quyết định giải quyết khiếu nại lần đầu (03 ngày làm việc)",
        "Quyết định đã được gửi ông/bà.",
        **_FIRST,
    ),
    _g(
        "deliver.complaint.second",
        f"{LKN}#dieu-41.khoan-1 {ND_124}#dieu-29",
        "Gửi quyết định giải quyết khiếu nại lần hai",
        "Quyết định đã được gửi ông/bà.",
        **_SECOND,
    ),
    _g(
        "served.complaint",
        f"{LKN}#dieu-33.khoan-1",
        "Ngày người khiếu nại nhận được quyết định giải quyết lần đầu",
        "Thời hạn khiếu nại lần hai, khởi kiện của ông/bà tính từ ngày ông/bà nhận được quyết định.",
        **_FIRST,
    ),
    _g(
        "served.complaint.second",
        "93/2015/QH13#dieu-116",
        "Ngày người khiếu nại nhận được quyết định giải quyết lần hai",
        "Thời hạn khởi kiện của ông/bà tính từ ngày ông/bà nhận được quyết định.",
        **_SECOND,
    ),
    _g(
        "publish.complaint",
        f"{ND_124}#dieu-29 {LKN}#dieu-41",
        "Công khai quyết định giải quyết khiếu nại",
        "Quyết định được công khai theo quy định.",
    ),
    _g(
        "unpublish.complaint",
        f"{ND_124}#dieu-29",
        "Đã công khai đủ thời gian luật định",
        "Việc công khai đã đủ thời gian.",
    ),
    _g(
        "enforce.complaint",
        f"{ND_124}#dieu-31.khoan-1 {LKN}#dieu-44",
        "Tổ chức thi hành quyết định có hiệu lực pháp luật (05 ngày làm việc)",
        "Quyết định có hiệu lực và đang được thi hành.",
    ),
    _g(
        "enforced.complaint",
        f"{ND_124}#dieu-31 {LKN}#dieu-46",
        "Quyết định đã được thi hành xong",
        "Quyết định đã được thi hành xong.",
    ),
    _g(
        "close.complaint",
        f"{LKN}#dieu-34",
        "Lập hồ sơ giải quyết khiếu nại",
        "Hồ sơ đã được lập và lưu.",
        **_FIRST,
    ),
    _g(
        "close.complaint.second",
        f"{LKN}#dieu-43",
        "Lập hồ sơ giải quyết khiếu nại lần hai",
        "Hồ sơ đã được lập và lưu.",
        **_SECOND,
    ),
)

GROUNDS = (*CONDITIONS, *_SETTLEMENT, *_CLOCK, *_RESULT)

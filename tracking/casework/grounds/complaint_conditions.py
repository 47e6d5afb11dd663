"""Grounds of a complaint until it is accepted or not: Luật Khiếu nại 02/2011/QH13, under the three regimes."""

from __future__ import annotations

from functools import partial

from .ground import COMPLAINT, DAY_BEFORE_136, LAW_136, LKN, LTCD, ND_124, ND_155, TT_07, Ground, ground

_g = partial(ground, COMPLAINT)
_BEFORE, _SINCE = {"valid_to": DAY_BEFORE_136}, {"valid_from": LAW_136}
_FIRST, _SECOND = {"instance": 1}, {"instance": 2}
_LAW_136 = "136/2025/QH15#dieu-2"


def _article_11(clause: int, name: str, title: str, words: str) -> Ground:
    """One of the nine cases of Luật Khiếu nại Đ.11 in which a complaint is not accepted."""
    return _g(f"refuse.complaint.{name}", f"{LKN}#dieu-11.khoan-{clause}", title, words)


_ELIGIBLE = "Khiếu nại đủ điều kiện và thuộc thẩm quyền của cơ quan này."
CONDITIONS: tuple[Ground, ...] = (
    _g(
        "correct_instance.complaint",
        f"{LKN}#dieu-7.khoan-1",
        "Lần giải quyết theo hồ sơ: lần đầu, hoặc lần hai sau khi đã giải quyết lần đầu hay quá hạn",
        "Đơn được giải quyết đúng lần theo hồ sơ. Mã tra cứu không đổi; thời hạn được tính lại.",
    ),
    _g(
        "accept.complaint.ten_days",
        f"{LKN}#dieu-27 {ND_124}#dieu-16",
        "Khiếu nại thuộc thẩm quyền, không thuộc Điều 11 (thụ lý trong 10 ngày)",
        _ELIGIBLE,
        **_BEFORE,
        **_FIRST,
    ),
    _g(
        "accept.complaint.seven_working_days",
        f"{LKN}#dieu-27 {_LAW_136}.khoan-15.diem-b {ND_155}#dieu-10",
        "Khiếu nại thuộc thẩm quyền, không thuộc Điều 11 (thụ lý trong 07 ngày làm việc)",
        _ELIGIBLE,
        **_SINCE,
        **_FIRST,
    ),
    _g(
        "accept.complaint.second_ten_days",
        f"{LKN}#dieu-36 {ND_124}#dieu-16",
        "Khiếu nại lần hai thuộc thẩm quyền, không thuộc Điều 11 (thụ lý trong 10 ngày)",
        _ELIGIBLE,
        **_BEFORE,
        **_SECOND,
    ),
    _g(
        "accept.complaint.second_seven_working_days",
        f"{LKN}#dieu-36.khoan-1 {_LAW_136}.khoan-15.diem-b {ND_155}#dieu-10",
        "Khiếu nại lần hai thuộc thẩm quyền, không thuộc Điều 11 (thụ lý trong 07 ngày làm việc)",
        _ELIGIBLE,
        **_SINCE,
        **_SECOND,
    ),
    _article_11(
        1,
        "internal_act",
        "Quyết định, hành vi trong nội bộ, chỉ đạo điều hành, văn bản quy phạm pháp luật hoặc bí mật nhà nước",
        "Quyết định hoặc hành vi bị khiếu nại thuộc loại mà luật không cho khiếu nại.",
    ),
    _article_11(
        2,
        "no_direct_effect",
        "Không liên quan trực tiếp đến quyền, lợi ích hợp pháp của người khiếu nại",
        "Quyết định hoặc hành vi bị khiếu nại không liên quan trực tiếp đến quyền, lợi ích của ông/bà.",
    ),
    _article_11(
        3,
        "no_capacity",
        "Người khiếu nại không đủ năng lực hành vi dân sự mà không có người đại diện hợp pháp",
        "Cần có người đại diện hợp pháp đứng ra khiếu nại.",
    ),
    _article_11(
        4,
        "unlawful_representative",
        "Người đại diện không hợp pháp",
        "Giấy tờ chưa chứng minh được người gửi đơn là đại diện hợp pháp.",
    ),
    _article_11(
        5,
        "no_signature",
        "Đơn không có chữ ký hoặc điểm chỉ",
        "Đơn chưa có chữ ký hoặc điểm chỉ của người khiếu nại.",
    ),
    _article_11(
        6,
        "out_of_time",
        "Hết thời hiệu, thời hạn khiếu nại mà không có lý do chính đáng",
        "Đã quá thời hạn khiếu nại mà chưa nêu được lý do chính đáng.",
    ),
    _article_11(
        7,
        "second_decision",
        "Đã có quyết định giải quyết khiếu nại lần hai",
        "Việc này đã có quyết định giải quyết khiếu nại lần hai.",
    ),
    _article_11(
        8,
        "terminated",
        "Đã thông báo đình chỉ, sau 30 ngày không tiếp tục khiếu nại",
        "Việc giải quyết đã được đình chỉ và quá 30 ngày ông/bà không tiếp tục khiếu nại.",
    ),
    _article_11(
        9,
        "court",
        "Tòa án đã thụ lý hoặc đã có bản án, quyết định",
        "Tòa án đã thụ lý hoặc đã giải quyết việc này.",
    ),
    _g(
        "guide.competence",
        f"{LTCD}#dieu-26.khoan-1.diem-b {TT_07}#dieu-8.khoan-1",
        "Không thuộc thẩm quyền: hướng dẫn đến cơ quan có thẩm quyền (một lần cho một nội dung)",
        "Việc này thuộc thẩm quyền của cơ quan khác.",
    ),
    _g(
        "guide.settled",
        f"{LTCD}#dieu-26.khoan-1.diem-c",
        "Đã giải quyết đúng chính sách, pháp luật: giải thích, hướng dẫn chấp hành",
        "Việc này đã được giải quyết đúng chính sách, pháp luật.",
    ),
    # Until 30/6/2026 the article only let an office guide the complainant; Luật 136/2025 added passing the petition on.
    _g(
        "transfer.complaint",
        f"{LTCD}#dieu-26.khoan-1.diem-b 136/2025/QH15#dieu-1.khoan-11",
        "Chuyển đơn đến cơ quan có thẩm quyền giải quyết khiếu nại",
        "Việc này thuộc thẩm quyền của cơ quan khác, nên đơn được chuyển đến đó.",
        **_SINCE,
    ),
    _g(
        "return_papers.forwarded",
        f"{TT_07}#dieu-8.khoan-2 {TT_07}#dieu-10",
        "Đơn do đại biểu, Mặt trận, báo chí, cơ quan khác chuyển đến, không thuộc thẩm quyền: gửi trả, nêu lý do",
        "Đơn do cơ quan khác chuyển đến nhưng không thuộc thẩm quyền ở đây, nên được trả lại kèm giấy tờ gốc.",
        confidence="S",
    ),
    _g(
        "file.complaint.conditions",
        f"{TT_07}#dieu-28.khoan-1.diem-a {TT_07}#dieu-6.khoan-2.diem-b",
        "Đơn không đủ điều kiện xử lý: gửi nhiều nơi, đã hướng dẫn một lần",
        "Đơn đã gửi đồng thời nơi có thẩm quyền, hoặc nội dung này đã được hướng dẫn, nên được lưu.",
        confidence="S",
    ),
    _g(
        "file.complaint.out_of_time",
        f"{TT_07}#dieu-28.khoan-1.diem-b",
        "Đơn đã hết thời hạn, thời hiệu khiếu nại",
        "Đơn đã hết thời hạn, thời hiệu khiếu nại.",
        confidence="S",
    ),
    _g(
        "report_up.lower_late",
        f"{TT_07}#dieu-7.khoan-3",
        "Cấp dưới có thẩm quyền đã quá hạn mà chưa giải quyết: báo cáo thủ trưởng",
        "Vụ việc được báo cáo lên thủ trưởng cơ quan.",
        confidence="S",
    ),
    _g(
        "classify.complaint",
        f"{LKN}#dieu-28 {LKN}#dieu-50",
        "Ghi đặc điểm làm thay đổi thời hạn: vùng sâu, vùng xa; kỷ luật cán bộ, công chức",
        "Cơ quan ghi nhận đặc điểm của vụ việc; thời hạn được tính theo đó.",
    ),
)

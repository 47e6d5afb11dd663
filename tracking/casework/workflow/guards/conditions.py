"""What the law wants before a petition is accepted, refused or sent on. Pure."""

from __future__ import annotations

import datetime as dt

from ..facts import Facts, Given
from ..states import Action
from ..transition import Check, Need, vn

GUIDED_ONCE = Need(
    "guided_once",
    lambda facts: Action.GUIDE not in facts.before,
    "Nội dung này đã được hướng dẫn một lần; không hướng dẫn lại.",
    "07/2014/TT-TTCP#dieu-8.khoan-1",
)
TRANSFERRED_ONCE = Need(
    "transferred_once",
    lambda facts: Action.TRANSFER not in facts.before,
    "Tố cáo cùng nội dung này đã được chuyển một lần; không chuyển lại.",
    "05/2021/TT-TTCP#dieu-14.khoan-1",
)
IDENTIFIED = Need(
    "identified",
    lambda facts: facts.identity == "identified",
    "Người giữ danh tính chưa xác định được người tố cáo, nên không thụ lý như một tố cáo.",
    "25/2018/QH14#dieu-25.khoan-1",
)
CHECK_RECORDED = Need(
    "check_recorded",
    lambda facts: bool(facts.checked_as),
    "Người giữ danh tính chưa ghi kết quả kiểm tra. Xin ghi ở trang «Niêm phong» của hồ sơ.",
    "25/2018/QH14#dieu-24.khoan-1",
)
AS_RECORDED = Check(
    "as_recorded",
    "identity",
    lambda facts, given: (
        "" if given.get("identity") == facts.checked_as else "Khác với kết quả người giữ danh tính đã ghi."
    ),
    "25/2018/QH14#dieu-24.khoan-1",
)
REPORT_ASKED = Check(
    "report_asked",
    "ground",
    lambda facts, given: (
        "Chưa ghi việc yêu cầu báo cáo vì sao chậm giải quyết."
        if given.get("ground") == "file.overdue.answered" and not facts.has(Action.ASK_REPORT)
        else ""
    ),
    "25/2018/QH14#dieu-38.khoan-2",
)
SENDER_KNOWN_OR_NOT = Check(
    "anonymous_grounds",
    "ground",
    lambda facts, given: (
        "Đã xác định được người tố cáo, nên không dùng căn cứ này."
        if given.get("ground") in ("file.denunciation.anonymous", "transfer.denunciation.inspection")
        and facts.identity == "identified"
        else ""
    ),
    "25/2018/QH14#dieu-25",
)


def _same_kind(facts: Facts, given: Given) -> str:
    return "Đơn đang thuộc loại này rồi." if given["to_kind"] == facts.kind else ""


# LKN Đ.8 k.2 wants the signature and Đ.11 k.5 forbids to accept without; LTC Đ.23 wants it too (of what was said in
# person, on the record), and Đ.29 k.1a makes it a condition. Proposals and feedback need none.
SIGNED_COMPLAINT = Need(
    "signed_complaint",
    lambda facts: facts.signed_on is not None,
    "Đơn chưa có chữ ký hoặc điểm chỉ được xác nhận, nên không được thụ lý (khoản 5 Điều 11 Luật Khiếu nại). Xin đối "
    "chiếu bản ký người gửi đơn đã gửi, hoặc ghi việc ký ở mục «Chữ ký».",
    "02/2011/QH13#dieu-8.khoan-2 02/2011/QH13#dieu-11.khoan-5",
)
SIGNED_DENUNCIATION = Need(
    "signed_denunciation",
    lambda facts: facts.signed_on is not None,
    "Tố cáo chưa có chữ ký hoặc điểm chỉ được xác nhận, nên chưa đủ điều kiện thụ lý (Điều 23, điểm a khoản 1 Điều 29 "
    "Luật Tố cáo). Người giữ danh tính đối chiếu bản ký hoặc ghi việc ký ở mục «Chữ ký».",
    "25/2018/QH14#dieu-23 25/2018/QH14#dieu-29.khoan-1.diem-a",
)
SIGNED_BY_THEN = Check(
    "signed_by_then",
    "on",
    lambda facts, given: (
        f"Bản có chữ ký đến ngày {vn(facts.signed_on)}; không thụ lý trước ngày ấy."
        if facts.signed_on and given["on"] < facts.signed_on
        else ""
    ),
    "02/2011/QH13#dieu-11.khoan-5 25/2018/QH14#dieu-29.khoan-1",
)
UNSIGNED = Check(
    "unsigned",
    "ground",
    lambda facts, given: (
        f"Đơn đã có bản ký, xác nhận ngày {vn(facts.signed_on)}, nên không dùng căn cứ này."
        if given.get("ground") == "refuse.complaint.no_signature" and facts.signed_on
        else ""
    ),
    "02/2011/QH13#dieu-11.khoan-5",
)
# LKN Đ.11 k.4 forbids to accept what an unlawful representative brings.
MANDATE_PROVEN = Need(
    "mandate_proven",
    lambda facts: not facts.unproven,
    "Đơn do người đại diện, người được ủy quyền đứng ra mà chưa ghi việc kiểm tra giấy tờ chứng minh, nên chưa thụ lý "
    "được. Xin ghi ở mục «Giấy tờ đại diện», hoặc báo người gửi đơn bổ sung.",
    "02/2011/QH13#dieu-11.khoan-4 154/2026/NĐ-CP#dieu-13",
)
UNPROVEN = Check(
    "unproven",
    "ground",
    lambda facts, given: (
        f"Giấy tờ đại diện đã được ghi là hợp lệ ngày {vn(facts.proven_on)}, nên không dùng căn cứ này."
        if given.get("ground") in ("refuse.complaint.unlawful_representative", "refuse.opinion.unproven_representative")
        and facts.proven_on
        and not facts.unproven
        else ""
    ),
    "02/2011/QH13#dieu-11.khoan-4 154/2026/NĐ-CP#dieu-4.khoan-1.diem-e",
)
OTHER_KIND = Check("other_kind", "to_kind", _same_kind)
PART_OF_OTHER_KIND = Check(
    "part_of_other_kind",
    "part_kind",
    lambda facts, given: (
        "Phần tách ra cùng loại với đơn. Chỉ tách phần khác loại; nhiều việc cùng loại được xem xét trong vụ việc này, "
        "hoặc ông/bà hướng dẫn người gửi đơn viết thành đơn riêng."
        if given["part_kind"] == facts.kind
        else ""
    ),
    "42/2013/QH13#dieu-25.khoan-3",
)


def _dismissal_alone(_facts: Facts, given: Given) -> str:
    flags = given.get("flags") or ()
    return "Buộc thôi việc là một quyết định kỷ luật: xin chọn cả hai." if _only_dismissal(flags) else ""


def _only_dismissal(flags: object) -> bool:
    return isinstance(flags, list | tuple) and "dismissal" in flags and "disciplinary" not in flags


DISMISSAL_IS_DISCIPLINARY = Check("dismissal", "flags", _dismissal_alone, "02/2011/QH13#dieu-48")


def _half_forwarded(facts: Facts, given: Given) -> str:
    """Who is to be told must be known by name, and since when it was on its way."""
    day = given.get("forwarded_on")
    if not given.get("forwarded_by"):
        is_half = bool(day or given.get("forwarder"))
        return "Xin chọn đơn do ai chuyển đến, hoặc bỏ trống ngày và tên nơi chuyển." if is_half else ""
    if not given.get("forwarder") or not isinstance(day, dt.date):
        return "Xin ghi tên nơi chuyển và ngày ghi trên văn bản chuyển."
    return f"Ngày {vn(day)} ở sau hôm nay." if day > facts.today else ""


FORWARDED_WHOLLY = Check(
    "forwarded_wholly", "forwarded_by", _half_forwarded, "42/2013/QH13#dieu-27.khoan-2 25/2018/QH14#dieu-26.khoan-2"
)

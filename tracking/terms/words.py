"""What each term means, in plain words. Pure; Vietnamese source strings that the page translates."""

from __future__ import annotations

from dataclasses import dataclass

from .rules import TermName, Unit


def marked(text: str) -> str:
    """Marks a sentence for translation; the template that shows it translates it."""
    return text


@dataclass(frozen=True)
class TermWords:
    """`short` fits a column of a list; `about` says who has to do what."""

    title: str
    short: str
    about: str


WEEKDAYS = (
    marked("Thứ Hai"),
    marked("Thứ Ba"),
    marked("Thứ Tư"),
    marked("Thứ Năm"),
    marked("Thứ Sáu"),
    marked("Thứ Bảy"),
    marked("Chủ Nhật"),
)
UNIT_NAMES = {Unit.DAYS: "ngày", Unit.WORKING_DAYS: "ngày làm việc", Unit.YEARS: "năm"}

WORDS: dict[TermName, TermWords] = {
    TermName.FIRST_COMPLAINT: TermWords(
        marked("Khiếu nại lần đầu"),
        "Khiếu nại lần đầu",
        marked("Thời hạn của ông/bà, kể từ ngày nhận hoặc biết được quyết định, hành vi."),
    ),
    TermName.ACKNOWLEDGEMENT: TermWords(
        marked("Tiếp nhận đơn gửi qua cổng"),
        "Tiếp nhận",
        marked("Cơ quan đọc đơn và vào sổ. Biên nhận có ngay khi gửi."),
    ),
    TermName.CLASSIFICATION: TermWords(
        marked("Trả lời kết quả xử lý ban đầu"),
        "Xử lý ban đầu",
        marked("Cơ quan báo cho ông/bà: đơn được xử lý ở đây, được hướng dẫn, hay chuyển nơi khác."),
    ),
    TermName.ACCEPTANCE: TermWords(
        marked("Quyết định thụ lý"),
        "Thụ lý",
        marked("Cơ quan quyết định thụ lý hay không thụ lý, và nói rõ lý do."),
    ),
    TermName.REPEAT_REVIEW: TermWords(
        marked("Xem xét tố cáo tiếp"),
        "Xem xét tố cáo tiếp",
        marked("Người đứng đầu cơ quan cấp trên xem lại việc giải quyết trước đó."),
    ),
    TermName.REPORT_DEMAND: TermWords(
        marked("Yêu cầu báo cáo việc chậm giải quyết"),
        "Yêu cầu báo cáo",
        marked("Người đứng đầu cơ quan cấp trên yêu cầu người giải quyết tố cáo báo cáo quá trình và lý do chậm."),
    ),
    TermName.FORWARDER_ANSWER: TermWords(
        marked("Trả lời nơi chuyển tố cáo"),
        "Trả lời nơi chuyển",
        marked("Cơ quan báo kết quả xử lý cho báo chí, cơ quan đã chuyển tố cáo đến."),
    ),
    TermName.TRANSFER: TermWords(
        marked("Chuyển đến cơ quan có thẩm quyền"),
        "Chuyển đơn",
        marked("Đơn không thuộc thẩm quyền được chuyển đến đúng cơ quan."),
    ),
    TermName.ACCEPTANCE_NOTICE: TermWords(
        marked("Thông báo việc thụ lý"),
        "Thông báo thụ lý",
        marked("Cơ quan thông báo việc thụ lý cho người tố cáo và nội dung tố cáo cho người bị tố cáo."),
    ),
    TermName.SETTLEMENT: TermWords(
        marked("Giải quyết"),
        "Giải quyết",
        marked("Cơ quan xác minh rồi ra quyết định hoặc kết luận."),
    ),
    TermName.SUSPENSION_DELIVERY: TermWords(
        marked("Gửi quyết định tạm đình chỉ"),
        "Gửi QĐ tạm đình chỉ",
        marked("Cơ quan gửi quyết định tạm đình chỉ cho ông/bà và những người liên quan."),
    ),
    TermName.RESUMPTION_DELIVERY: TermWords(
        marked("Gửi quyết định tiếp tục giải quyết"),
        "Gửi QĐ tiếp tục",
        marked("Cơ quan gửi quyết định tiếp tục giải quyết cho ông/bà và những người liên quan."),
    ),
    TermName.TERMINATION_DELIVERY: TermWords(
        marked("Gửi quyết định đình chỉ"),
        "Gửi QĐ đình chỉ",
        marked("Cơ quan gửi quyết định đình chỉ cho ông/bà và những người liên quan."),
    ),
    TermName.DECISION_DELIVERY: TermWords(
        marked("Gửi quyết định, kết luận"),
        "Gửi kết quả",
        marked("Cơ quan gửi hoặc thông báo kết quả giải quyết cho ông/bà."),
    ),
    TermName.PUBLICATION: TermWords(
        marked("Công khai kết quả giải quyết"),
        "Công khai",
        marked("Cơ quan công khai quyết định, kết luận; không lộ thông tin phải giữ kín."),
    ),
    TermName.FORWARDER_NOTICE: TermWords(
        marked("Báo kết quả cho nơi chuyển đơn"),
        "Báo nơi chuyển đơn",
        marked("Cơ quan đã giải quyết báo cho nơi chuyển đơn biết kết quả."),
    ),
    TermName.CONCLUSION_ACTION: TermWords(
        marked("Xử lý theo kết luận tố cáo"),
        "Xử lý kết luận",
        marked("Người giải quyết tố cáo xử lý hoặc kiến nghị xử lý theo kết luận."),
    ),
    TermName.FORWARDER_RELAY: TermWords(
        marked("Nơi chuyển đơn báo lại kết quả"),
        "Nơi chuyển báo lại",
        marked("Nơi đã chuyển đơn báo kết quả giải quyết cho ông/bà, nếu ông/bà đã yêu cầu."),
    ),
    TermName.CONCLUSION_REPORT: TermWords(
        marked("Báo kết quả xử lý kiến nghị"),
        "Báo kết quả xử lý",
        marked("Cơ quan được kiến nghị xử lý báo kết quả bằng văn bản cho người giải quyết tố cáo."),
    ),
    TermName.LEGAL_EFFECT: TermWords(
        marked("Quyết định có hiệu lực pháp luật"),
        "Có hiệu lực",
        marked("Hết thời hạn này thì quyết định giải quyết khiếu nại có hiệu lực."),
    ),
    TermName.ENFORCEMENT: TermWords(
        marked("Tổ chức thi hành quyết định"),
        "Thi hành",
        marked("Người giải quyết khiếu nại tổ chức thi hành quyết định đã có hiệu lực."),
    ),
    TermName.SECOND_COMPLAINT: TermWords(
        marked("Khiếu nại lần hai"),
        "Khiếu nại lần hai",
        marked("Thời hạn của ông/bà, nếu không đồng ý với quyết định lần đầu hoặc quá hạn mà chưa được giải quyết."),
    ),
    TermName.COURT: TermWords(
        marked("Khởi kiện ra Tòa án"),
        "Khởi kiện",
        marked("Thời hạn của ông/bà để khởi kiện vụ án hành chính."),
    ),
}

"""What each term means, in plain words. Pure; Vietnamese source strings that the page translates."""

from __future__ import annotations

from dataclasses import dataclass

from .rules import TermName


def marked(text: str) -> str:
    """Marks a sentence for translation; the template that shows it translates it."""
    return text


@dataclass(frozen=True)
class TermWords:
    """`short` fits a column of a list; `about` says who has to do what."""

    title: str
    short: str
    about: str


WORDS: dict[TermName, TermWords] = {
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
    TermName.SECOND_COMPLAINT: TermWords(
        marked("Khiếu nại lần hai"),
        "Khiếu nại lần hai",
        marked("Thời hạn của ông/bà, nếu không đồng ý với quyết định lần đầu hoặc quá hạn mà chưa được giải quyết."),
    ),
}

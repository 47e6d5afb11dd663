"""What the law says of signing, by kind of petition. Data; pure."""

from __future__ import annotations

from dataclasses import dataclass

from ..kind_guides import marked
from ..petition import Kind


@dataclass(frozen=True)
class SigningRule:
    """`why` and `counted` are source strings for the citizen; `citations` stand behind each.

    `is_assumption` says that the day counted is the portal's reading, and no sentence of the law.
    """

    why: str
    why_citations: tuple[str, ...]
    counted: str
    counted_citations: tuple[str, ...]
    is_assumption: bool = True


_COUNTED = marked(
    "Cổng tính thời hạn của cơ quan từ ngày cơ quan tiếp nhận đơn, kể cả khi bản có chữ ký đến sau. "
    "Ngày nhận được ghi khi cơ quan tiếp nhận; ngày ông/bà gửi qua cổng được giữ làm bằng chứng."
)

RULES: dict[Kind, SigningRule] = {
    Kind.COMPLAINT: SigningRule(
        why=marked(
            "Đơn khiếu nại chưa có giá trị khi chưa có chữ ký hoặc điểm chỉ của người khiếu nại; "
            "cơ quan không thụ lý đơn chưa ký."
        ),
        why_citations=("02/2011/QH13#dieu-8.khoan-2", "02/2011/QH13#dieu-11.khoan-5"),
        counted=_COUNTED,
        counted_citations=("02/2011/QH13#dieu-27",),
    ),
    Kind.DENUNCIATION: SigningRule(
        why=marked("Đơn tố cáo chưa có giá trị khi chưa có chữ ký hoặc điểm chỉ của người tố cáo."),
        why_citations=("25/2018/QH14#dieu-23.khoan-1", "25/2018/QH14#dieu-29.khoan-1"),
        counted=_COUNTED,
        counted_citations=("25/2018/QH14#dieu-24.khoan-1",),
    ),
}


def rule_for(kind: Kind) -> SigningRule | None:
    """None where no signature is asked: a proposal or feedback is dealt with all the same."""
    return RULES.get(kind)

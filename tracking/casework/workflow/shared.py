"""Steps that several kinds take alike. Not part of the table by itself: each kind's module places them."""

from __future__ import annotations

from .asking import EARLIER, FORWARDED, OPEN_KINDS, Field, Shape
from .guards import FORWARDED_WHOLLY, GUIDED_ONCE, OTHER_KIND, PART_OF_OTHER_KIND
from .rows import Step
from .states import Action, State
from .transition import Transition

_TO_KIND = Field("to_kind", "Loại đúng theo nội dung đơn", Shape.CHOICE, OPEN_KINDS)
_PART = (
    Field("part_kind", "Loại của phần tách ra", Shape.CHOICE, OPEN_KINDS),
    Field("part_subject", "Phần tách ra về việc gì", Shape.LINE),
    Field("part_body", "Nội dung của phần tách ra", Shape.WORDS, hint="Chép đúng lời người gửi đơn."),
)


def taking_in(step: Step, *, is_settled: bool = False) -> list[Transition]:
    """From the click to an office that has the petition, for kinds without a sealed identity. Of one that is settled
    the law wants who sent it on to be told (LTCD Đ.27 k.2)."""
    return [
        step(
            Action.RECEIVE,
            State.SUBMITTED,
            State.RECEIVED,
            "Ghi nhận đơn đã đến cơ quan và vào sổ. Thời hạn xử lý tính từ ngày này.",
            term_event="received",
            asks=FORWARDED if is_settled else (),
            checks=(FORWARDED_WHOLLY,) if is_settled else (),
        ),
        step(
            Action.RECLASSIFY,
            State.RECEIVED,
            State.RECEIVED,
            "Xếp đơn vào đúng loại theo nội dung. Mã không đổi, thời hạn tính lại, người gửi đơn được báo.",
            says_why=True,
            asks=(_TO_KIND,),
            checks=(OTHER_KIND,),
        ),
        step(
            Action.SPLIT,
            State.RECEIVED,
            State.RECEIVED,
            "Tách một phần khác loại thành vụ việc riêng, có số riêng. Người gửi đơn thấy cả hai bằng cùng một mã.",
            says_why=True,
            asks=_PART,
            checks=(PART_OF_OTHER_KIND,),
        ),
    ]


def sending_on(step: Step, letter: str) -> list[Transition]:
    """To who is competent: inside the portal, where the case goes on, or outside, where it ends here."""
    return [
        step(
            Action.TRANSFER,
            State.RECEIVED,
            State.SUBMITTED,
            "Chuyển đơn đến cơ quan có thẩm quyền trên cổng này. Mã tra cứu của người gửi đơn không đổi.",
            says_why=True,
            names_agency=True,
            term_event="transferred",
            letter=letter,
        ),
        step(
            Action.TRANSFER,
            State.RECEIVED,
            State.TRANSFERRED_OUT,
            "Chuyển đơn đến cơ quan ngoài cổng này. Nêu rõ tên cơ quan nhận trong lời gửi người có đơn.",
            says_why=True,
            term_event="transferred",
            letter=letter,
        ),
    ]


def joining(step: Step) -> Transition:
    return step(
        Action.SAME_CONTENT,
        State.RECEIVED,
        State.RECEIVED,
        "Nối với đơn trước của cùng người, cùng nội dung. Việc luật chỉ cho làm một lần sẽ không làm lại.",
        asks=(EARLIER,),
        is_public=False,
    )


def guiding(step: Step) -> Transition:
    return step(
        Action.GUIDE,
        State.RECEIVED,
        State.GUIDED,
        "Hướng dẫn người gửi đơn đến nơi có thẩm quyền hoặc viết lại đơn cho đúng. Nêu rõ phải làm gì, ở đâu.",
        says_why=True,
        term_event="guided",
        letter="guidance",
        needs=(GUIDED_ONCE,),
    )


def refusing(step: Step, **facts: object) -> Transition:
    return step(
        Action.REFUSE,
        State.RECEIVED,
        State.REFUSED,
        "Đơn không đủ điều kiện thụ lý. Chọn căn cứ và nêu rõ lý do cho người gửi đơn.",
        says_why=True,
        term_event="refused",
        letter="refusal",
        **facts,
    )


def filing(step: Step, **facts: object) -> Transition:
    return step(
        Action.FILE,
        State.RECEIVED,
        State.FILED,
        "Lưu đơn, không xử lý tiếp; giữ một năm. Chọn căn cứ và nêu lý do.",
        **{"says_why": True, "term_event": "filed", **facts},
    )

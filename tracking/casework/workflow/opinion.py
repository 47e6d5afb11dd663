"""The way of proposals and feedback (kiến nghị, phản ánh): short, for the law sets no procedure beyond an answer."""

from __future__ import annotations

from ..grounds.ground import OPINION
from .asking import NUMBER, Field, Shape
from .guards import REPLY_THERE, UNPROVEN, UNPROVEN_KNOWN, WISH_ANSWERED
from .rows import into, steps_for
from .shared import filing, guiding, joining, refusing, sending_on, taking_in
from .states import Action, State
from .transition import HEAD, Transition

_step = steps_for(OPINION)

TABLE: tuple[Transition, ...] = (
    *taking_in(_step),
    _step(
        Action.REPORT_UP,
        State.RECEIVED,
        State.RECEIVED,
        "Báo cáo thủ trưởng để chỉ đạo. Bước này không hiện với người gửi đơn.",
        is_public=False,
    ),
    _step(
        Action.ACCEPT,
        State.RECEIVED,
        State.ACCEPTED,
        "Đơn thuộc thẩm quyền và đủ điều kiện. Thông báo thụ lý cho người gửi đơn.",
        term_event="accepted",
        letter="notice_of_acceptance",
        asks=(
            Field(
                "unproven_known",
                "Thụ lý dù chưa kiểm tra giấy tờ của người đại diện",
                Shape.TICK,
                required=False,
                is_asked_back=True,
            ),
        ),
        checks=(UNPROVEN_KNOWN,),
    ),
    joining(_step),
    refusing(_step, checks=(UNPROVEN,)),
    guiding(_step),
    *sending_on(_step, "transfer_opinion"),
    filing(_step),
    _step(Action.SETTLE, State.ACCEPTED, State.SETTLING, "Bắt đầu xem xét nội dung đơn."),
    *into(
        _step,
        Action.WITHDRAW,
        (State.SUBMITTED, State.RECEIVED, State.ACCEPTED, State.SETTLING),
        State.WITHDRAWN,
        "Người gửi đơn không muốn tiếp tục. Luật không quy định việc rút kiến nghị, phản ánh.",
        term_event="withdrawn",
    ),
    _step(
        Action.DECIDE,
        State.SETTLING,
        State.DECIDED,
        "Người có thẩm quyền đã ký văn bản trả lời. Nêu số, ngày văn bản và kết quả.",
        roles=HEAD,
        says_why=True,
        term_event="decided",
        letter="reply",
        asks=(NUMBER,),
        needs=(WISH_ANSWERED,),
    ),
    _step(
        Action.CLOSE,
        State.DECIDED,
        State.CLOSED,
        "Kết quả đã gửi người có đơn, không còn việc phải làm. Lập và lưu hồ sơ.",
        term_event="delivered",
        needs=(REPLY_THERE,),
    ),
)

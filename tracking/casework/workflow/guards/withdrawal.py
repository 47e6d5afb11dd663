"""What the law wants of a withdrawal and of the end it brings. Pure."""

from __future__ import annotations

from ..facts import Facts, Given
from ..states import Action
from ..transition import Check, Need

NOT_WITHDRAWN = Need("not_withdrawn", lambda facts: not facts.has(Action.WITHDRAW), "Đã ghi nhận rút toàn bộ.")

WISH_ANSWERED = Need(
    "wish_answered",
    lambda facts: not facts.wish_waits,
    "Người gửi đơn đề nghị rút, chưa được trả lời. Xin ghi nhận việc rút, hoặc trả lời rằng vẫn tiếp tục giải quyết.",
    "02/2011/QH13#dieu-10 25/2018/QH14#dieu-33",
)


def _not_withdrawn(facts: Facts, given: Given) -> str:
    withdrawal = str(given.get("ground", "")).rsplit(".", 1)[-1] in ("withdrawal", "old_withdrawal")
    return "Chưa ghi nhận việc rút toàn bộ đơn." if withdrawal and not facts.has(Action.WITHDRAW) else ""


def _still_settled(_facts: Facts, given: Given) -> str:
    if given.get("still_settled") in (None, "", "none"):
        return ""
    return "Trường hợp này tố cáo vẫn phải được giải quyết, không đình chỉ vì việc rút."


def _unasked_exception(facts: Facts, given: Given) -> str:
    if given.get("ground") != "terminate.denunciation.withdrawal" or given.get("still_settled"):
        return ""
    return "Xin xét các trường hợp vẫn phải giải quyết."


WITHDRAWN_BEFORE = Check("withdrawn_before", "ground", _not_withdrawn, "02/2011/QH13#dieu-10 25/2018/QH14#dieu-33")
EXCEPTIONS_SEEN = Check("exceptions_seen", "still_settled", _unasked_exception, "25/2018/QH14#dieu-33.khoan-3")
NOT_STILL_SETTLED = Check("still_settled", "still_settled", _still_settled, "25/2018/QH14#dieu-33.khoan-3")

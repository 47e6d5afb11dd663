"""What may be meant, and may be a slip: the officer is asked once more, with the reason. Pure."""

from __future__ import annotations

from ...grounds import LAW_136
from ..facts import Facts, Given
from ..transition import Check, vn


def _on_a_day_off(facts: Facts, given: Given) -> str:
    day = given["dialogue_on"]
    if given.get("on_day_off") or not (why := facts.why_off(day)):
        return ""
    return f"Ngày {vn(day)} là ngày nghỉ ({why}). Nếu các bên đã thống nhất ngày này, xin đánh dấu."


def _invitation_stands(facts: Facts, given: Given) -> str:
    """Where a dialogue must be held it bars the decision by itself (LKN Đ.30, Đ.39)."""
    invited = facts.invitation
    if given.get("dialogue_dropped") or invited is None or (day := invited.day("dialogue_on")) is None:
        return ""
    return (
        f"Đã mời đối thoại ngày {vn(day)}, chưa có biên bản buổi ấy. Xin ghi biên bản trước; nếu không tổ chức nữa và "
        "đã báo cho các bên, xin đánh dấu."
    )


def _same_instance(facts: Facts, given: Given) -> str:
    return "Hồ sơ đang ghi đúng lần giải quyết này." if given["to_instance"] == str(facts.instance) else ""


def _unproven(facts: Facts, given: Given) -> str:
    """Of a proposal or feedback: such a one may be refused, and may be accepted (NĐ 154/2026 Đ.4 k.1e)."""
    if given.get("unproven_known") or not facts.unproven:
        return ""
    return (
        "Đơn do người đại diện, người được ủy quyền đứng ra mà chưa ghi việc kiểm tra giấy tờ chứng minh. Xin kiểm tra "
        "trước; nếu vẫn thụ lý, xin đánh dấu."
    )


UNPROVEN_KNOWN = Check(
    "unproven_known", "unproven_known", _unproven, "154/2026/NĐ-CP#dieu-4.khoan-1.diem-e", valid_from=LAW_136
)
DAY_OFF_MEANT = Check("day_off_meant", "on_day_off", _on_a_day_off)
INVITATION_ANSWERED = Check(
    "invitation_answered", "dialogue_dropped", _invitation_stands, "02/2011/QH13#dieu-30 124/2020/NĐ-CP#dieu-28"
)
OTHER_INSTANCE = Check("other_instance", "to_instance", _same_instance, "02/2011/QH13#dieu-7.khoan-1")

"""What the law wants before a settlement may last longer. Pure."""

from __future__ import annotations

from ...grounds import LAW_136
from ..facts import Facts, Given
from ..states import Action
from ..transition import Check, Need, vn

EXTENSION_DAYS = 30
# These set a term of their own (LKN Đ.50), in the second settlement a shorter one.
_DISCIPLINE = frozenset({"disciplinary", "dismissal"})

NOT_COMPLEX_YET = Need(
    "not_complex_yet", lambda facts: "complex" not in facts.flags, "Vụ việc đã được xác định là phức tạp."
)
IN_TIME = Check(
    "in_time",
    "on",
    lambda facts, given: (
        f"Thời hạn giải quyết đã hết ngày {vn(facts.settlement_due)}, không còn để gia hạn."
        if facts.settlement_due and given["on"] > facts.settlement_due
        else ""
    ),
    "02/2011/QH13#dieu-28 25/2018/QH14#dieu-30",
)
EXTENSIONS_LEFT = Need(
    "extensions_left",
    lambda facts: facts.count(Action.EXTEND) < 2,
    "Luật chỉ cho gia hạn hai lần.",
    "25/2018/QH14#dieu-30.khoan-3",
)


def _no_criterion(_facts: Facts, given: Given) -> str:
    return "" if given.get("criteria") else "Phải có ít nhất một tiêu chí phức tạp."


def _flags_unexplained(_facts: Facts, given: Given) -> str:
    return "Xin ghi căn cứ của đặc điểm đã chọn." if given.get("flags") and not given.get("because") else ""


def _lengthens_late(facts: Facts, given: Given) -> str:
    """By the day of writing it down: no paper carries a finding of the file, so its day could be any."""
    due, flags = facts.settlement_due, set(given.get("flags") or ())
    longer = ("remote" in flags and "remote" not in facts.flags) or bool((facts.flags & _DISCIPLINE) - flags)
    if due is None or facts.today <= due or not longer:
        return ""
    return f"Thời hạn giải quyết đã hết ngày {vn(due)}; không ghi thêm hay bỏ đặc điểm làm thời hạn ấy dài ra."


def _too_few_criteria(facts: Facts, given: Given) -> str:
    special = given.get("ground") == "extend.denunciation.special"
    if special and len(given.get("criteria") or ()) < 2:
        return "Đặc biệt phức tạp phải có từ 02 tiêu chí."
    if not special and facts.count(Action.EXTEND):
        return "Vụ việc phức tạp chỉ được gia hạn một lần; lần hai phải là đặc biệt phức tạp."
    return ""


def _too_long(_facts: Facts, given: Given) -> str:
    return "" if given["days"] <= EXTENSION_DAYS else f"Mỗi lần gia hạn không quá {EXTENSION_DAYS} ngày."


CRITERIA_NAMED = Check("criteria", "criteria", _no_criterion, "124/2020/NĐ-CP#dieu-3a.khoan-2", valid_from=LAW_136)
NOT_LENGTHENED_LATE = Check(
    "not_lengthened_late",
    "flags",
    _lengthens_late,
    "02/2011/QH13#dieu-28 02/2011/QH13#dieu-37 02/2011/QH13#dieu-50",
)
FLAGS_EXPLAINED = Check("flags_explained", "because", _flags_unexplained)
CRITERIA_ENOUGH = Check("criteria_enough", "criteria", _too_few_criteria, "31/2019/NĐ-CP#dieu-3")
EXTENSION_SHORT = Check("extension_days", "days", _too_long, "25/2018/QH14#dieu-30")

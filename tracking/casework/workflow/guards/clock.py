"""What the law wants before a settlement may last longer. Pure."""

from __future__ import annotations

from ...grounds import LAW_136
from ..facts import Facts, Given
from ..states import Action
from ..transition import Check, Need, vn

_SPECIAL = "extend.denunciation.special"

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
    lambda facts: (
        facts.lengths is None
        or facts.count(Action.EXTEND) < max(facts.lengths.complex.times, facts.lengths.special.times)
    ),
    "Đã hết số lần luật cho gia hạn.",
    "25/2018/QH14#dieu-30.khoan-3",
)


def _no_criterion(_facts: Facts, given: Given) -> str:
    return "" if given.get("criteria") else "Phải có ít nhất một tiêu chí phức tạp."


def _flags_unexplained(_facts: Facts, given: Given) -> str:
    return "Xin ghi căn cứ của đặc điểm đã chọn." if given.get("flags") and not given.get("because") else ""


def _lengthens_late(facts: Facts, given: Given) -> str:
    """By the day of writing it down: no paper carries a finding of the file, so its day could be any."""
    due, lasts = facts.settlement_due, facts.lengths.lasts if facts.lengths else {}
    settable = frozenset[str]().union(*lasts)
    now, then = facts.flags & settable, frozenset(given.get("flags") or ())
    if due is None or facts.today <= due or lasts.get(then, 0) <= lasts.get(now, 0):
        return ""
    return f"Thời hạn giải quyết đã hết ngày {vn(due)}; không ghi thêm hay bỏ đặc điểm làm thời hạn ấy dài ra."


def _too_few_criteria(facts: Facts, given: Given) -> str:
    special = given.get("ground") == _SPECIAL
    if special and len(given.get("criteria") or ()) < 2:
        return "Đặc biệt phức tạp phải có từ 02 tiêu chí."
    if not special and facts.lengths and facts.count(Action.EXTEND) >= facts.lengths.complex.times:
        return "Vụ việc phức tạp đã hết số lần gia hạn; muốn gia hạn nữa phải là đặc biệt phức tạp."
    return ""


def _too_long(facts: Facts, given: Given) -> str:
    if facts.lengths is None:
        return ""
    most = facts.lengths.extensions(special=given.get("ground") == _SPECIAL).days
    return "" if given["days"] <= most else f"Mỗi lần gia hạn không quá {most} ngày."


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

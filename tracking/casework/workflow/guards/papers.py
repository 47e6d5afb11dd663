"""What cannot be sent or shown before the paper itself is there: issued on the portal, or recorded as issued on paper.
Pure."""

from __future__ import annotations

from ..facts import Facts, Given
from ..transition import Check, Need

_SENT = "02/2011/QH13#dieu-32 02/2011/QH13#dieu-41"


def _there(letter: str, name: str, law: str, instance: int = 0) -> Need:
    return Need(
        letter,
        lambda facts: letter in facts.papers or (instance > 0 and facts.instance != instance),
        f"Chưa có «{name}»: xin ban hành trên cổng, hoặc ghi là đã phát hành ngoài cổng.",
        law,
        letter,
    )


FIRST_DECISION_THERE = _there("decision_first", "Quyết định giải quyết khiếu nại lần đầu", _SENT, instance=1)
SECOND_DECISION_THERE = _there("decision_second", "Quyết định giải quyết khiếu nại lần hai", _SENT, instance=2)
REPLY_THERE = _there("reply", "Văn bản trả lời", "")
CONCLUSION_THERE = _there("conclusion", "Kết luận nội dung tố cáo", "25/2018/QH14#dieu-35")
DENOUNCER_TOLD_THERE = _there(
    "notice_to_denouncer", "Thông báo kết luận cho người tố cáo", "25/2018/QH14#dieu-35.khoan-3"
)
ACCEPTANCE_THERE = _there("notice_of_acceptance", "Thông báo thụ lý", "25/2018/QH14#dieu-29.khoan-3")
CONTENT_THERE = _there(
    "content_notice", "Thông báo nội dung tố cáo cho người bị tố cáo", "25/2018/QH14#dieu-29.khoan-3"
)


def _page_unnamed(_facts: Facts, given: Given) -> str:
    if "portal" in given["ways"] and not given.get("page"):
        return "Xin ghi địa chỉ trang đã đăng trên cổng."
    return ""


def _place_unnamed(_facts: Facts, given: Given) -> str:
    if {"site", "posting"} & set(given["ways"]) and not given.get("place"):
        return "Xin ghi nơi niêm yết, hoặc địa chỉ trang khác đã đăng."
    return ""


PLACE_NAMED = Check("place_named", "place", _place_unnamed, "124/2020/NĐ-CP#dieu-29 31/2019/NĐ-CP#dieu-6")
PAGE_NAMED = Check("page_named", "page", _page_unnamed, "124/2020/NĐ-CP#dieu-29 31/2019/NĐ-CP#dieu-6")

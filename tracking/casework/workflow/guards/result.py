"""What the law wants of a decision, its publication and its enforcement. Pure."""

from __future__ import annotations

import datetime as dt

from tracking.terms.calendar import ONE_DAY
from tracking.terms.intervals import IntervalName

from ..facts import Done, Facts, Given
from ..states import Action, State
from ..transition import Check, Need, vn

# Ways of publication that last: NĐ 31/2019 Đ.6 k.2 and NĐ 124/2020 Đ.29.
LASTING = frozenset({"portal", "site", "posting"})


def _in_force_from(facts: Facts) -> str:
    """The day after the last of the days in which a second complaint may come."""
    if facts.effect_due is None:
        return ""
    unless = ", nếu không có khiếu nại lần hai" if facts.instance == 1 else ""
    return f"Có hiệu lực từ ngày {vn(facts.effect_due + ONE_DAY)}{unless}; tổ chức thi hành từ ngày ấy."


NOT_DELIVERED = Need("not_delivered", lambda facts: not facts.has(Action.DELIVER), "Kết quả đã được gửi.", is_once=True)
DELIVERED = Need(
    "delivered",
    lambda facts: facts.has(Action.DELIVER),
    "Kết quả chưa được gửi.",
    "02/2011/QH13#dieu-32 02/2011/QH13#dieu-41 25/2018/QH14#dieu-35.khoan-3",
)
PUBLISHED = Need(
    "published",
    lambda facts: facts.has(Action.PUBLISH),
    "Kết quả chưa được công khai.",
    "124/2020/NĐ-CP#dieu-29 25/2018/QH14#dieu-40",
)
ON_SHOW = Need("on_show", lambda facts: facts.is_published, "Không có gì đang được công khai.")
NOT_PUBLISHED = Need(
    "not_published", lambda facts: not facts.has(Action.PUBLISH), "Kết quả đã được công khai.", is_once=True
)
SHOWN_LONG_ENOUGH = Need(
    "shown_long_enough",
    lambda facts: (until := publication_ends(facts)) is None or facts.today >= until,
    "Thời gian công khai theo luật chưa hết.",
    "124/2020/NĐ-CP#dieu-29 31/2019/NĐ-CP#dieu-6.khoan-2",
)
NO_APPEAL = Need(
    "no_appeal",
    lambda facts: not facts.is_appealed,
    "Đã có khiếu nại lần hai hoặc tố cáo tiếp.",
    "02/2011/QH13#dieu-44.khoan-1",
)
IN_FORCE = Need(
    "in_force",
    lambda facts: facts.effect_due is None or facts.today > facts.effect_due,
    "Quyết định chưa có hiệu lực pháp luật.",
    "02/2011/QH13#dieu-44 124/2020/NĐ-CP#dieu-31",
    until=_in_force_from,
)
ENFORCING = Need("enforcing", lambda facts: facts.has(Action.ENFORCE), "Chưa ghi việc tổ chức thi hành.")
NOT_ENFORCING = Need(
    "not_enforcing", lambda facts: not facts.has(Action.ENFORCE), "Đã ghi việc tổ chức thi hành.", is_once=True
)
NOT_ENFORCED = Need("not_enforced", lambda facts: not facts.has(Action.ENFORCED), "Đã thi hành xong.", is_once=True)
HANDLED = Need("handled", lambda facts: facts.has(Action.ENFORCED), "Chưa ghi kết quả xử lý.")
NOT_REPORTED = Need(
    "not_reported",
    lambda facts: not facts.has(Action.RESULT_REPORTED),
    "Nơi được kiến nghị đã báo kết quả xử lý.",
    is_once=True,
)
ENFORCED_IF_STARTED = Need(
    "enforced_if_started",
    lambda facts: not facts.has(Action.ENFORCE) or facts.has(Action.ENFORCED),
    "Việc thi hành chưa xong.",
    "124/2020/NĐ-CP#dieu-31",
)


def publication_ends(facts: Facts) -> dt.date | None:
    """The first day on which the law lets a publication end; None where it sets no duration."""
    shown = [done for done in facts.all(Action.PUBLISH) if LASTING & set(done.given.get("ways", ()))]
    return max((day for done in shown for day in _shown_until(facts, done)), default=None)


def _shown_until(facts: Facts, done: Done) -> list[dt.date]:
    """What the law of its day asks, and what the office itself promised."""
    least = facts.interval(IntervalName.PUBLICATION_SHOWN, done.on)
    return [day for day in (least.day if least else None, done.day("until")) if day]


def _not_yet_binding(facts: Facts, given: Given) -> str:
    """LKN Đ.44: by the last day as the clock counts it, day off and remote place included."""
    effect = facts.effect_due
    return f"Quyết định chỉ có hiệu lực sau ngày {vn(effect)}." if effect and given["on"] <= effect else ""


def _shown_too_short(facts: Facts, given: Given) -> str:
    least = facts.interval(IntervalName.PUBLICATION_SHOWN, given["on"]) if LASTING & set(given["ways"]) else None
    until = given.get("until")
    if least is None or (until and until >= least.day):
        return ""
    return f"Phải công khai ít nhất đến ngày {vn(least.day)} ({least.sum_words})."


def _not_on_the_portal(_facts: Facts, given: Given) -> str:
    """The office's portal or its own site: NĐ 124/2020 Đ.29 k.3 điểm c."""
    if {"portal", "site"} & set(given["ways"]):
        return ""
    return "Cơ quan có cổng thông tin điện tử phải đăng trên cổng, hoặc trên trang thông tin điện tử của mình."


def _not_announced(facts: Facts, given: Given) -> str:
    """Counted from the day of the announcement on: the meeting may be held from its last day."""
    if "meeting" not in given["ways"]:
        return ""
    announced = given.get("announced_on")
    least = facts.interval(IntervalName.MEETING_NOTICE, announced or given["on"])
    if least is None or (announced and least.day <= given["on"]):
        return ""
    if not announced:
        return f"Cuộc họp phải được báo trước ít nhất {least.length_words}: xin ghi ngày đã báo."
    return f"Báo ngày {vn(announced)} thì họp sớm nhất ngày {vn(least.day)} ({least.sum_words})."


def _ended_early(facts: Facts, given: Given) -> str:
    until = publication_ends(facts)
    return f"Phải công khai đến hết ngày {vn(until)}." if until and given["on"] < until else ""


def _crime_before_or_after(facts: Facts, given: Given) -> str:
    if (given.get("ground") == "report_crime.concluded") == (facts.state is State.DECIDED):
        return ""
    return (
        "Căn cứ này dùng sau kết luận." if facts.state is not State.DECIDED else "Đã có kết luận: chọn căn cứ sau đó."
    )


CRIME_GROUND = Check(
    "crime_ground", "ground", _crime_before_or_after, "25/2018/QH14#dieu-27 25/2018/QH14#dieu-36.khoan-2"
)
BINDING = Check("binding", "on", _not_yet_binding, "02/2011/QH13#dieu-44")
LONG_ENOUGH = Check("long_enough", "until", _shown_too_short, "124/2020/NĐ-CP#dieu-29 31/2019/NĐ-CP#dieu-6.khoan-2")
ON_THE_PORTAL = Check("on_the_portal", "ways", _not_on_the_portal, "124/2020/NĐ-CP#dieu-29")
ANNOUNCED = Check("announced", "announced_on", _not_announced, "124/2020/NĐ-CP#dieu-29")
NOT_EARLY = Check("not_early", "on", _ended_early, "124/2020/NĐ-CP#dieu-29 31/2019/NĐ-CP#dieu-6.khoan-2")

"""What the law wants of verification, evidence and dialogue. Pure."""

from __future__ import annotations

from tracking.terms.intervals import IntervalName

from ..facts import Facts, Given
from ..states import Action
from ..transition import Check, Need, vn

NOTIFIED_ONCE = Need(
    "notified_once", lambda facts: not facts.has(Action.NOTIFY), "Việc thụ lý đã được thông báo.", is_once=True
)
CHECK_ORDERED = Need(
    "check_ordered",
    lambda facts: facts.has(Action.ORDER_CHECK),
    "Chưa có văn bản giao xác minh.",
    "25/2018/QH14#dieu-31.khoan-1",
)
VERIFIED = Need(
    "verified",
    lambda facts: facts.has(Action.VERIFIED),
    "Chưa có kết quả xác minh.",
    "25/2018/QH14#dieu-35.khoan-1",
)
EVIDENCE_ASKED = Need("evidence_asked", lambda facts: bool(facts.open_evidence), "Không có yêu cầu nào đang chờ.")
NOT_INVITED = Need(
    "not_invited", lambda facts: facts.invitation is None, "Đã mời đối thoại, chưa lập biên bản buổi ấy."
)
INVITED = Need(
    "invited",
    lambda facts: facts.invitation is not None,
    "Chưa có giấy mời đối thoại nào đang chờ biên bản.",
    "02/2011/QH13#dieu-30.khoan-2",
)
TALKED = Need(
    "talked",
    lambda facts: not facts.needs_dialogue or facts.dialogue_is_done,
    "Phải đối thoại trước khi ra quyết định.",
    "02/2011/QH13#dieu-30 02/2011/QH13#dieu-39 02/2011/QH13#dieu-53",
)


SECOND_VERIFIED = Need(
    "second_verified",
    lambda facts: facts.instance != 2 or facts.has(Action.VERIFIED),
    "Chưa có kết quả xác minh; giải quyết lần hai luôn phải xác minh.",
    "02/2011/QH13#dieu-38",
)


def _not_waiting_for(facts: Facts, given: Given) -> str:
    """What comes answers a request to this source, on its day or later."""
    asked = [step for step in facts.open_evidence if step.given.get("evidence_from") == given["evidence_from"]]
    if not asked:
        return "Không có yêu cầu nào với người này đang chờ."
    return f"Yêu cầu ghi ngày {vn(asked[0].on)}; giấy tờ không đến trước ngày ấy." if given["on"] < asked[0].on else ""


WAITED_FOR = Check("waited_for", "evidence_from", _not_waiting_for, "02/2011/QH13#dieu-14.khoan-1.diem-a")


def _not_found_out(facts: Facts, given: Given) -> str:
    """Only who finds the complaint right may decide at once; any other outcome differs from the claim."""
    if facts.instance == 2 or given.get("outcome") == "right":
        return ""
    if not facts.has(Action.VERIFIED):
        return "Chưa có kết quả xác minh: chỉ khi khiếu nại đúng mới được ra quyết định ngay."
    if facts.dialogue_is_done:
        return ""
    return "Kết quả khác yêu cầu của người khiếu nại thì phải đối thoại trước khi ra quyết định."


FOUND_OUT = Check("found_out", "outcome", _not_found_out, "02/2011/QH13#dieu-29.khoan-1 02/2011/QH13#dieu-30.khoan-1")


def _too_short_notice(facts: Facts, given: Given) -> str:
    least = facts.interval(IntervalName.DIALOGUE_NOTICE, given["on"])
    if least is None or given["dialogue_on"] >= least.day:
        return ""
    return f"Phải mời trước ít nhất {least.length_words}: sớm nhất {vn(least.day)} ({least.sum_words})."


def _dialogue_in_the_past(_facts: Facts, given: Given) -> str:
    return "Ngày đối thoại phải sau ngày mời." if given["dialogue_on"] <= given["on"] else ""


def _wrong_chair(facts: Facts, given: Given) -> str:
    """Who settles in the second instance below the chair of the city leads the dialogue always; the chair, when the
    case is one of five."""
    if facts.instance != 2 or given["chair"] == "settler":
        return ""
    if not facts.chaired_by_city:
        return "Lần hai, người giải quyết phải trực tiếp đối thoại."
    return "Trường hợp này Chủ tịch phải trực tiếp đối thoại." if given.get("must_chair") else ""


def _before_the_day(facts: Facts, given: Given) -> str:
    invited = facts.invitation
    day = invited.day("dialogue_on") if invited else None
    return f"Buổi đối thoại hẹn ngày {vn(day)}." if day and given["on"] < day else ""


def _parties_missing(_facts: Facts, given: Given) -> str:
    missing = {"complainant", "respondent"} - set(given["participants"])
    return "Phải mời người khiếu nại và người bị khiếu nại." if missing else ""


SHORT_NOTICE = Check("short_notice", "dialogue_on", _too_short_notice, "124/2020/NĐ-CP#dieu-28.khoan-1")
DIALOGUE_LATER = Check("dialogue_later", "dialogue_on", _dialogue_in_the_past, "02/2011/QH13#dieu-30.khoan-2")
RIGHT_CHAIR = Check("right_chair", "chair", _wrong_chair, "124/2020/NĐ-CP#dieu-28.khoan-2")
PARTIES = Check("parties", "participants", _parties_missing, "02/2011/QH13#dieu-30.khoan-1")
ON_THE_DAY = Check("on_the_day", "on", _before_the_day, "02/2011/QH13#dieu-30.khoan-4")

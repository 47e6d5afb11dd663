"""What the law wants before a step, each with its place: needs of the case, checks of the form. Pure."""

from __future__ import annotations

import datetime as dt

from ..grounds import LAW_136
from .facts import Facts, Given
from .states import Action, State
from .transition import Check, Need, vn

SHOWN_AT_LEAST = 15
INVITED_BEFORE = 5
ANNOUNCED_BEFORE = 3
EXTENSION_DAYS = 30
# Ways of publication that last: NĐ 31/2019 Đ.6 k.2 and NĐ 124/2020 Đ.29.
LASTING = frozenset({"portal", "posting"})

# --- conditions ---------------------------------------------------------------------------------

GUIDED_ONCE = Need(
    "guided_once",
    lambda facts: Action.GUIDE not in facts.before,
    "Nội dung này đã được hướng dẫn một lần; không hướng dẫn lại.",
    "07/2014/TT-TTCP#dieu-8.khoan-1",
)
TRANSFERRED_ONCE = Need(
    "transferred_once",
    lambda facts: Action.TRANSFER not in facts.before,
    "Tố cáo cùng nội dung này đã được chuyển một lần; không chuyển lại.",
    "05/2021/TT-TTCP#dieu-14.khoan-1",
)
IDENTIFIED = Need(
    "identified",
    lambda facts: facts.identity == "identified",
    "Người giữ danh tính chưa xác định được người tố cáo, nên không thụ lý như một tố cáo.",
    "25/2018/QH14#dieu-25.khoan-1",
)
CHECK_RECORDED = Need(
    "check_recorded",
    lambda facts: bool(facts.checked_as),
    "Người giữ danh tính chưa ghi kết quả kiểm tra. Xin ghi ở trang «Niêm phong» của hồ sơ.",
    "25/2018/QH14#dieu-24.khoan-1",
)
AS_RECORDED = Check(
    "as_recorded",
    "identity",
    lambda facts, given: (
        "" if given.get("identity") == facts.checked_as else "Khác với kết quả người giữ danh tính đã ghi."
    ),
    "25/2018/QH14#dieu-24.khoan-1",
)
SENDER_KNOWN_OR_NOT = Check(
    "anonymous_grounds",
    "ground",
    lambda facts, given: (
        "Đã xác định được người tố cáo, nên không dùng căn cứ này."
        if given.get("ground") in ("file.denunciation.anonymous", "transfer.denunciation.inspection")
        and facts.identity == "identified"
        else ""
    ),
    "25/2018/QH14#dieu-25",
)


def _same_kind(facts: Facts, given: Given) -> str:
    return "Đơn đang thuộc loại này rồi." if given["to_kind"] == facts.kind else ""


# LKN Đ.8 k.2 wants the signature and Đ.11 k.5 forbids to accept without; LTC Đ.23 wants it too (of what was said in
# person, on the record), and Đ.29 k.1a makes it a condition. Proposals and feedback need none.
SIGNED_COMPLAINT = Need(
    "signed_complaint",
    lambda facts: facts.signed_on is not None,
    "Đơn chưa có chữ ký hoặc điểm chỉ được xác nhận, nên không được thụ lý (khoản 5 Điều 11 Luật Khiếu nại). Xin đối "
    "chiếu bản ký người gửi đơn đã gửi, hoặc ghi việc ký ở mục «Chữ ký».",
    "02/2011/QH13#dieu-8.khoan-2 02/2011/QH13#dieu-11.khoan-5",
)
SIGNED_DENUNCIATION = Need(
    "signed_denunciation",
    lambda facts: facts.signed_on is not None,
    "Tố cáo chưa có chữ ký hoặc điểm chỉ được xác nhận, nên chưa đủ điều kiện thụ lý (Điều 23, điểm a khoản 1 Điều 29 "
    "Luật Tố cáo). Người giữ danh tính đối chiếu bản ký hoặc ghi việc ký ở mục «Chữ ký».",
    "25/2018/QH14#dieu-23 25/2018/QH14#dieu-29.khoan-1.diem-a",
)
SIGNED_BY_THEN = Check(
    "signed_by_then",
    "on",
    lambda facts, given: (
        f"Bản có chữ ký đến ngày {vn(facts.signed_on)}; không thụ lý trước ngày ấy."
        if facts.signed_on and given["on"] < facts.signed_on
        else ""
    ),
    "02/2011/QH13#dieu-11.khoan-5 25/2018/QH14#dieu-29.khoan-1",
)
UNSIGNED = Check(
    "unsigned",
    "ground",
    lambda facts, given: (
        f"Đơn đã có bản ký, xác nhận ngày {vn(facts.signed_on)}, nên không dùng căn cứ này."
        if given.get("ground") == "refuse.complaint.no_signature" and facts.signed_on
        else ""
    ),
    "02/2011/QH13#dieu-11.khoan-5",
)
OTHER_KIND = Check("other_kind", "to_kind", _same_kind)


def _dismissal_alone(_facts: Facts, given: Given) -> str:
    flags = given.get("flags") or ()
    return "Buộc thôi việc là một quyết định kỷ luật: xin chọn cả hai." if _only_dismissal(flags) else ""


def _only_dismissal(flags: object) -> bool:
    return isinstance(flags, list | tuple) and "dismissal" in flags and "disciplinary" not in flags


DISMISSAL_IS_DISCIPLINARY = Check("dismissal", "flags", _dismissal_alone, "02/2011/QH13#dieu-48")

# --- settlement ---------------------------------------------------------------------------------

NOTIFIED_ONCE = Need("notified_once", lambda facts: not facts.has(Action.NOTIFY), "Việc thụ lý đã được thông báo.")
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
EVIDENCE_ASKED = Need("evidence_asked", lambda facts: facts.open_evidence > 0, "Không có yêu cầu nào đang chờ.")
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
    "02/2011/QH13#dieu-30 02/2011/QH13#dieu-39",
)


def _too_short_notice(_facts: Facts, given: Given) -> str:
    earliest = given["on"] + dt.timedelta(days=INVITED_BEFORE)
    if given["dialogue_on"] >= earliest:
        return ""
    return f"Phải mời trước ít nhất {INVITED_BEFORE:02} ngày: sớm nhất {vn(earliest)}."


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


SHORT_NOTICE = Check(
    "five_days", "dialogue_on", _too_short_notice, "124/2020/NĐ-CP#dieu-28.khoan-1", valid_from=LAW_136
)
DIALOGUE_LATER = Check("dialogue_later", "dialogue_on", _dialogue_in_the_past, "02/2011/QH13#dieu-30.khoan-2")
RIGHT_CHAIR = Check("right_chair", "chair", _wrong_chair, "124/2020/NĐ-CP#dieu-28.khoan-2")
PARTIES = Check("parties", "participants", _parties_missing, "02/2011/QH13#dieu-30.khoan-1")
ON_THE_DAY = Check("on_the_day", "on", _before_the_day, "02/2011/QH13#dieu-30.khoan-4")

# --- the clock ----------------------------------------------------------------------------------

NOT_COMPLEX_YET = Need(
    "not_complex_yet", lambda facts: "complex" not in facts.flags, "Vụ việc đã được xác định là phức tạp."
)
IN_TIME = Need(
    "in_time",
    lambda facts: facts.settlement_due is None or facts.today <= facts.settlement_due,
    "Thời hạn giải quyết đã hết, không còn để gia hạn.",
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
FLAGS_EXPLAINED = Check("flags_explained", "because", _flags_unexplained)
CRITERIA_ENOUGH = Check("criteria_enough", "criteria", _too_few_criteria, "31/2019/NĐ-CP#dieu-3")
EXTENSION_SHORT = Check("extension_days", "days", _too_long, "25/2018/QH14#dieu-30")

# --- withdrawal and termination -----------------------------------------------------------------

NOT_WITHDRAWN = Need("not_withdrawn", lambda facts: not facts.has(Action.WITHDRAW), "Đã ghi nhận rút toàn bộ.")


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

# --- result -------------------------------------------------------------------------------------

NOT_DELIVERED = Need("not_delivered", lambda facts: not facts.has(Action.DELIVER), "Kết quả đã được gửi.")
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
NOT_PUBLISHED = Need("not_published", lambda facts: not facts.has(Action.PUBLISH), "Kết quả đã được công khai.")
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
ENFORCING = Need("enforcing", lambda facts: facts.has(Action.ENFORCE), "Chưa ghi việc tổ chức thi hành.")
NOT_ENFORCING = Need("not_enforcing", lambda facts: not facts.has(Action.ENFORCE), "Đã ghi việc tổ chức thi hành.")
NOT_ENFORCED = Need("not_enforced", lambda facts: not facts.has(Action.ENFORCED), "Đã thi hành xong.")
ENFORCED_IF_STARTED = Need(
    "enforced_if_started",
    lambda facts: not facts.has(Action.ENFORCE) or facts.has(Action.ENFORCED),
    "Việc thi hành chưa xong.",
    "124/2020/NĐ-CP#dieu-31",
)


def legal_effect(facts: Facts) -> dt.date | None:
    """The last day before a complaint's decision binds: 30 days after its issue, 45 in remote places (LKN Đ.44)."""
    days = 45 if "remote" in facts.flags else 30
    return facts.decided_on + dt.timedelta(days=days) if facts.decided_on else None


def publication_ends(facts: Facts) -> dt.date | None:
    """The first day on which the law lets a publication end; None where it sets no duration."""
    shown = [done for done in facts.all(Action.PUBLISH) if LASTING & set(done.given.get("ways", ()))]
    ends = [max(done.on + dt.timedelta(days=SHOWN_AT_LEAST), done.day("until") or done.on) for done in shown]
    return max(ends, default=None)


def _not_yet_binding(facts: Facts, given: Given) -> str:
    effect = legal_effect(facts)
    return f"Quyết định chỉ có hiệu lực sau ngày {vn(effect)}." if effect and given["on"] <= effect else ""


def _shown_too_short(_facts: Facts, given: Given) -> str:
    if not LASTING & set(given["ways"]):
        return ""
    earliest, until = given["on"] + dt.timedelta(days=SHOWN_AT_LEAST), given.get("until")
    return "" if until and until >= earliest else f"Phải công khai ít nhất đến ngày {vn(earliest)}."


def _not_on_the_portal(_facts: Facts, given: Given) -> str:
    return "" if "portal" in given["ways"] else "Cơ quan có cổng thông tin điện tử phải đăng trên cổng."


def _not_announced(_facts: Facts, given: Given) -> str:
    if "meeting" not in given["ways"]:
        return ""
    announced = given.get("announced_on")
    latest = given["on"] - dt.timedelta(days=ANNOUNCED_BEFORE)
    return "" if announced and announced <= latest else f"Cuộc họp phải được báo trước, chậm nhất ngày {vn(latest)}."


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

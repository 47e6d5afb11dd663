"""What the citizen can do when a term has passed, or a result does not convince: the steps right for this case. Pure.

Rules are data with dates and articles; the page adds the names of bodies and days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from tracking.terms.rules import CITIZENS_OWN, TermName

from ..kind_guides import COMPLAINT_LAW, DENUNCIATION_LAW, RECEPTION_LAW, marked
from ..petition import Kind
from ..workflow import State

_ANY = (1, 2)


class Way(StrEnum):
    """What a citizen can do about it; the value is its part of the address."""

    REMIND = "nhac"
    ASK_REASON = "hoi-ly-do"
    SECOND_COMPLAINT = "khieu-nai-lan-hai"
    DENOUNCE_AGAIN = "to-cao-tiep"
    INSPECTORATE = "thanh-tra"
    COURT = "toa-an"


class Occasion(StrEnum):
    """Why somebody would take it: a term of the office has passed, there is a result, or it ended without any."""

    LATE = "late"
    DECIDED = "decided"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Remedy:
    """`terms` are those whose passing opens the way, `states` the ends that do; `own` is the citizen's term for it:
    where the engine gives none, there is no such way, and its articles come before `laws`. `writes` says that one
    click prepares the document."""

    way: Way
    occasion: Occasion
    kinds: frozenset[Kind]
    instances: tuple[int, ...]
    terms: frozenset[TermName]
    title: str
    text: str
    laws: tuple[str, ...]
    valid_from: dt.date
    valid_to: dt.date | None = None
    writes: bool = True
    own: TermName | None = None
    states: frozenset[State] = frozenset()

    def in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


_COMPLAINTS, _DENUNCIATIONS = frozenset({Kind.COMPLAINT}), frozenset({Kind.DENUNCIATION})
_OPINIONS = frozenset({Kind.PROPOSAL, Kind.FEEDBACK})
_OF_THE_OFFICE = frozenset(TermName) - CITIZENS_OWN
_SETTLEMENT = frozenset({TermName.SETTLEMENT})
_COMPLAINT_SINCE, _DENUNCIATION_SINCE = dt.date(2012, 7, 1), dt.date(2019, 1, 1)
_RECEPTION_SINCE, _COURT_SINCE = dt.date(2014, 7, 1), dt.date(2016, 7, 1)

_REMIND = marked("Nhắc cơ quan đang xử lý")
_REMIND_TEXT = marked("Gửi lời nhắc vào hồ sơ này, có ghi rõ thời hạn đã qua. Cơ quan phải trả lời ông/bà.")
_SUE = marked("Khởi kiện ra Tòa án")
_INSPECT = marked("Báo Thanh tra thành phố")
_INSPECT_TEXT = marked(
    "Thanh tra giúp người đứng đầu theo dõi, kiểm tra, đôn đốc việc giải quyết khiếu nại; "
    "Thanh tra không giải quyết thay."
)
_ASK = marked("Hỏi cơ quan lý do bằng văn bản")
_ASK_REFUSED = marked(
    "Không thụ lý thì cơ quan phải thông báo bằng văn bản và nêu rõ lý do. Chưa nhận được, hoặc chưa rõ, thì ông/bà "
    "hỏi ngay ở hồ sơ này."
)
_ASK_OUTCOME = marked(
    "Cơ quan phải báo kết quả xử lý đơn cho ông/bà. Chưa nhận được, hoặc chưa rõ lý do, thì hỏi ngay ở hồ sơ này."
)
_REFUSED = frozenset({State.REFUSED})
_TURNED_AWAY = frozenset({State.GUIDED, State.RETURNED, State.FILED})

REMEDIES: tuple[Remedy, ...] = (
    Remedy(
        Way.REMIND, Occasion.LATE, _COMPLAINTS, _ANY, _OF_THE_OFFICE,
        _REMIND, _REMIND_TEXT, (f"{COMPLAINT_LAW}#dieu-12.khoan-1",), _COMPLAINT_SINCE,
    ),
    Remedy(
        Way.REMIND, Occasion.LATE, _DENUNCIATIONS, _ANY, _OF_THE_OFFICE,
        _REMIND, _REMIND_TEXT, (f"{DENUNCIATION_LAW}#dieu-9.khoan-1",), _DENUNCIATION_SINCE,
    ),
    Remedy(
        Way.REMIND, Occasion.LATE, _OPINIONS, _ANY, _OF_THE_OFFICE,
        _REMIND, _REMIND_TEXT, (f"{RECEPTION_LAW}#dieu-28.khoan-1",), _RECEPTION_SINCE,
    ),
    Remedy(
        Way.SECOND_COMPLAINT, Occasion.LATE, _COMPLAINTS, (1,), _SETTLEMENT,
        marked("Khiếu nại lần hai lên cấp trên"),
        marked(
            "Hết thời hạn mà khiếu nại lần đầu chưa được giải quyết thì ông/bà có quyền khiếu nại đến người có "
            "thẩm quyền giải quyết lần hai."
        ),
        ("124/2020/NĐ-CP#dieu-4.khoan-2",), _COMPLAINT_SINCE, own=TermName.SECOND_COMPLAINT,
    ),
    Remedy(
        Way.INSPECTORATE, Occasion.LATE, _COMPLAINTS, _ANY, _OF_THE_OFFICE,
        _INSPECT, _INSPECT_TEXT, (f"{COMPLAINT_LAW}#dieu-25.khoan-2",), _COMPLAINT_SINCE,
    ),
    Remedy(
        Way.COURT, Occasion.LATE, _COMPLAINTS, _ANY, _SETTLEMENT,
        _SUE,
        marked(
            "Hết thời hạn mà không được giải quyết và không có văn bản trả lời: 01 năm để khởi kiện vụ án hành chính, "
            "kể từ ngày hết thời hạn giải quyết."
        ),
        (), _COURT_SINCE, writes=False, own=TermName.COURT,
    ),
    Remedy(
        Way.DENOUNCE_AGAIN, Occasion.LATE, _DENUNCIATIONS, _ANY, _SETTLEMENT,
        marked("Tố cáo tiếp lên cấp trên trực tiếp"),
        marked(
            "Quá thời hạn mà tố cáo chưa được giải quyết: người đứng đầu cơ quan cấp trên trực tiếp phải yêu cầu "
            "báo cáo trong 05 ngày làm việc; người giải quyết phải báo cáo trong 05 ngày làm việc tiếp theo."
        ),
        (f"{DENUNCIATION_LAW}#dieu-38",), _DENUNCIATION_SINCE,
    ),
    Remedy(
        Way.SECOND_COMPLAINT, Occasion.DECIDED, _COMPLAINTS, (1,), frozenset(),
        marked("Không đồng ý: khiếu nại lần hai"),
        marked("Thời hạn tính từ ngày ông/bà nhận quyết định giải quyết lần đầu."),
        (), _COMPLAINT_SINCE, own=TermName.SECOND_COMPLAINT,
    ),
    Remedy(
        Way.COURT, Occasion.DECIDED, _COMPLAINTS, _ANY, frozenset(),
        _SUE,
        marked("01 năm từ ngày nhận được quyết định giải quyết khiếu nại để khởi kiện vụ án hành chính."),
        (), _COURT_SINCE, writes=False, own=TermName.COURT,
    ),
    Remedy(
        Way.DENOUNCE_AGAIN, Occasion.DECIDED, _DENUNCIATIONS, _ANY, frozenset(),
        marked("Cho rằng giải quyết không đúng: tố cáo tiếp"),
        marked(
            "Có căn cứ cho rằng việc giải quyết không đúng pháp luật: người đứng đầu cơ quan cấp trên trực tiếp "
            "xem lại trong 20 ngày và quyết định có giải quyết lại hay không."
        ),
        (f"{DENUNCIATION_LAW}#dieu-37",), _DENUNCIATION_SINCE,
    ),
    Remedy(
        Way.ASK_REASON, Occasion.STOPPED, _COMPLAINTS, (1,), frozenset(),
        _ASK, _ASK_REFUSED, (f"{COMPLAINT_LAW}#dieu-27",), _COMPLAINT_SINCE, states=_REFUSED,
    ),
    Remedy(
        Way.ASK_REASON, Occasion.STOPPED, _COMPLAINTS, (2,), frozenset(),
        _ASK, _ASK_REFUSED, (f"{COMPLAINT_LAW}#dieu-36.khoan-1",), _COMPLAINT_SINCE, states=_REFUSED,
    ),
    Remedy(
        Way.ASK_REASON, Occasion.STOPPED, _COMPLAINTS, _ANY, frozenset(),
        _ASK, _ASK_OUTCOME, (f"{RECEPTION_LAW}#dieu-28.khoan-1",), _RECEPTION_SINCE, states=_TURNED_AWAY,
    ),
    Remedy(
        Way.ASK_REASON, Occasion.STOPPED, _OPINIONS, _ANY, frozenset(),
        _ASK, _ASK_OUTCOME, (f"{RECEPTION_LAW}#dieu-28.khoan-1",), _RECEPTION_SINCE, states=_REFUSED | _TURNED_AWAY,
    ),
    Remedy(
        Way.COURT, Occasion.STOPPED, _COMPLAINTS, _ANY, frozenset(),
        _SUE,
        marked(
            "Người khiếu nại có quyền khởi kiện vụ án hành chính tại Tòa án ở bất cứ giai đoạn nào. Thời hiệu là "
            "01 năm; tính từ ngày nào, vụ việc có thuộc Tòa án hay không thì Tòa án xem xét. "
            "Đơn khởi kiện nộp tại Tòa án."
        ),
        (f"{COMPLAINT_LAW}#dieu-7", "93/2015/QH13#dieu-116"), _COURT_SINCE, writes=False,
        states=_REFUSED | _TURNED_AWAY | {State.TERMINATED},
    ),
)  # fmt: skip


def remedies(
    *,
    kind: Kind,
    instance: int,
    late: Collection[TermName],
    is_decided: bool,
    day: dt.date,
    state: State | None = None,
) -> list[Remedy]:
    """The steps open to the citizen today, in the order of the law: the nearest office first, the court last."""
    found = [one for one in REMEDIES if one.in_force(day) and kind in one.kinds and instance in one.instances]
    wanted = [one for one in found if _is_open(one, late, state, is_decided=is_decided)]
    order = list(Way)
    return sorted(wanted, key=lambda one: order.index(one.way))


def _is_open(one: Remedy, late: Collection[TermName], state: State | None, *, is_decided: bool) -> bool:
    """What is decided may still be late in being sent or published; that takes no appeal away."""
    if one.occasion is Occasion.DECIDED:
        return is_decided
    if one.occasion is Occasion.STOPPED:
        return state in one.states
    return bool(one.terms & frozenset(late))

"""The law of the product on one page: which step leads a case of which kind from where to where, and who may take it.

Pure: no Django, no clock, no database. Roles are the values of `organisation.Role` held in the handling agency.
A step outside this table does not exist. Grounds and their wording are data of `grounds.py`, picked by date.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable
from enum import StrEnum

from .grounds import GROUNDS, Ground
from .petition import Kind


class State(StrEnum):
    SUBMITTED = "submitted"
    RECEIVED = "received"
    IDENTITY_CHECK = "identity_check"
    ACCEPTED = "accepted"
    SETTLING = "settling"
    DECIDED = "decided"
    CLOSED = "closed"
    REFUSED = "refused"
    GUIDED = "guided"
    TRANSFERRED_OUT = "transferred_out"


class Action(StrEnum):
    RECEIVE = "receive"
    ACCEPT = "accept"
    REFUSE = "refuse"
    GUIDE = "guide"
    TRANSFER = "transfer"
    SETTLE = "settle"
    DECIDE = "decide"
    CLOSE = "close"


STATE_NAMES = {
    State.SUBMITTED: "Đã gửi",
    State.RECEIVED: "Đã tiếp nhận",
    State.IDENTITY_CHECK: "Đang kiểm tra danh tính và điều kiện thụ lý",
    State.ACCEPTED: "Đã thụ lý",
    State.SETTLING: "Đang giải quyết",
    State.DECIDED: "Đã có kết quả",
    State.CLOSED: "Đã kết thúc",
    State.REFUSED: "Không thụ lý",
    State.GUIDED: "Đã hướng dẫn",
    State.TRANSFERRED_OUT: "Đã chuyển cơ quan khác",
}

ACTION_NAMES = {
    Action.RECEIVE: "Tiếp nhận",
    Action.ACCEPT: "Thụ lý",
    Action.REFUSE: "Không thụ lý",
    Action.GUIDE: "Hướng dẫn",
    Action.TRANSFER: "Chuyển đơn",
    Action.SETTLE: "Bắt đầu giải quyết",
    Action.DECIDE: "Ban hành kết quả",
    Action.CLOSE: "Kết thúc hồ sơ",
}

END_STATES = frozenset({State.CLOSED, State.REFUSED, State.GUIDED, State.TRANSFERRED_OUT})

# Reception board and committee office act as officers of their own agency; deciding is the head's own
# (Luật Khiếu nại Đ.17-21 gives competence to the head by name).
HANDLERS = frozenset({"officer", "head", "reception_board", "committee_office"})
HEAD = frozenset({"head"})


@dataclasses.dataclass(frozen=True, kw_only=True)
class Transition:
    """One step. `says_why` asks for words to the citizen; `names_agency` asks for another agency of the portal;
    `term_event` is what the step is to the law's clock, an event type of `terms.engine`, "" for none."""

    kinds: frozenset[Kind]
    source: State
    action: Action
    target: State
    roles: frozenset[str]
    officer_words: str
    says_why: bool = False
    names_agency: bool = False
    term_event: str = ""

    @property
    def title(self) -> str:
        return ACTION_NAMES[self.action]

    def grounds(self, kind: Kind, day: dt.date) -> tuple[Ground, ...]:
        """The grounds in force for a petition of this kind received on that day, in the order of the law."""
        return tuple(ground for ground in GROUNDS if ground.serves(self.action.value, kind, day))

    def needs_choice(self, kind: Kind, day: dt.date) -> bool:
        """True when the law offers several grounds and the officer must name one."""
        return len(self.grounds(kind, day)) > 1

    def ground(self, key: str, kind: Kind, day: dt.date) -> Ground | None:
        """The ground of that key; without a key, the only one there is. None when missing or not in force."""
        choices = self.grounds(kind, day)
        if not key:
            return choices[0] if len(choices) == 1 else None
        return next((ground for ground in choices if ground.key == key), None)


COMPLAINT = frozenset({Kind.COMPLAINT})
DENUNCIATION = frozenset({Kind.DENUNCIATION})
OPINION = frozenset({Kind.PROPOSAL, Kind.FEEDBACK})
ALL_BUT_DENUNCIATION = COMPLAINT | OPINION


def _step(
    kinds: frozenset[Kind],
    source: State,
    action: Action,
    target: State,
    officer_words: str,
    *,
    roles: frozenset[str] = HANDLERS,
    says_why: bool = False,
    names_agency: bool = False,
    term_event: str = "",
) -> Transition:
    return Transition(
        kinds=kinds,
        source=source,
        action=action,
        target=target,
        roles=roles,
        officer_words=officer_words,
        says_why=says_why,
        names_agency=names_agency,
        term_event=term_event,
    )


TABLE: tuple[Transition, ...] = (
    _step(
        ALL_BUT_DENUNCIATION,
        State.SUBMITTED,
        Action.RECEIVE,
        State.RECEIVED,
        "Ghi nhận đơn đã đến cơ quan và vào sổ. Thời hạn xử lý tính từ ngày này.",
        term_event="received",
    ),
    # The custodian's check of identity and conditions (Luật Tố cáo Đ.24 k.1) comes next; officers go no further.
    _step(
        DENUNCIATION,
        State.SUBMITTED,
        Action.RECEIVE,
        State.IDENTITY_CHECK,
        "Ghi nhận tố cáo đã đến cơ quan. Người giữ danh tính kiểm tra thông tin người tố cáo và điều kiện thụ lý.",
        term_event="received",
    ),
    _step(
        ALL_BUT_DENUNCIATION,
        State.RECEIVED,
        Action.ACCEPT,
        State.ACCEPTED,
        "Đơn thuộc thẩm quyền và đủ điều kiện. Thông báo thụ lý cho người gửi đơn.",
        term_event="accepted",
    ),
    _step(
        ALL_BUT_DENUNCIATION,
        State.RECEIVED,
        Action.REFUSE,
        State.REFUSED,
        "Đơn không đủ điều kiện thụ lý. Chọn căn cứ và nêu rõ lý do cho người gửi đơn.",
        says_why=True,
        term_event="refused",
    ),
    _step(
        ALL_BUT_DENUNCIATION,
        State.RECEIVED,
        Action.GUIDE,
        State.GUIDED,
        "Hướng dẫn người gửi đơn đến nơi có thẩm quyền hoặc viết lại đơn cho đúng. Nêu rõ phải làm gì, ở đâu.",
        says_why=True,
        term_event="guided",
    ),
    _step(
        ALL_BUT_DENUNCIATION,
        State.RECEIVED,
        Action.TRANSFER,
        State.SUBMITTED,
        "Chuyển đơn đến cơ quan có thẩm quyền trên cổng này. Mã tra cứu của người gửi đơn không đổi.",
        says_why=True,
        names_agency=True,
        term_event="transferred",
    ),
    _step(
        ALL_BUT_DENUNCIATION,
        State.RECEIVED,
        Action.TRANSFER,
        State.TRANSFERRED_OUT,
        "Chuyển đơn đến cơ quan ngoài cổng này. Nêu rõ tên cơ quan nhận trong lời gửi người có đơn.",
        says_why=True,
        term_event="transferred",
    ),
    _step(
        ALL_BUT_DENUNCIATION,
        State.ACCEPTED,
        Action.SETTLE,
        State.SETTLING,
        "Bắt đầu kiểm tra, xác minh nội dung đơn.",
    ),
    _step(
        ALL_BUT_DENUNCIATION,
        State.SETTLING,
        Action.DECIDE,
        State.DECIDED,
        "Người có thẩm quyền đã ký quyết định hoặc văn bản trả lời. Nêu số, ngày văn bản và kết quả.",
        roles=HEAD,
        says_why=True,
        term_event="decided",
    ),
    _step(
        ALL_BUT_DENUNCIATION,
        State.DECIDED,
        Action.CLOSE,
        State.CLOSED,
        "Kết quả đã gửi người có đơn, không còn việc phải làm. Lập và lưu hồ sơ.",
        term_event="delivered",
    ),
)


def steps_of(kind: Kind) -> Iterable[Transition]:
    return (step for step in TABLE if kind in step.kinds)


def allowed(kind: Kind, state: State, roles: Collection[str], day: dt.date | None = None) -> list[Transition]:
    """The steps a person of these roles in the handling agency may take now, in the order of the table.

    With the day the petition was received, also only those the law of that day gives a ground for.
    """
    held = frozenset(roles)
    steps = [step for step in steps_of(kind) if step.source == state and step.roles & held]
    return steps if day is None else [step for step in steps if step.grounds(kind, day)]


def find(steps: Iterable[Transition], action: Action, *, inside: bool = False) -> Transition | None:
    """The one step an action means among those allowed; `inside` says that another agency of the portal was named."""
    return next((step for step in steps if step.action == action and step.names_agency == inside), None)

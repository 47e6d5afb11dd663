"""The course of a case: its events in order, each heard or refused with the reason. Pure.

A refused event changes nothing: the terms are those of the case without it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from .facts import BadCase, CaseFacts, Event
from .rules import TermRule
from .words import marked

LEAVING = frozenset({"refused", "guided", "returned", "filed", "transferred"})
OUTCOMES = LEAVING | {"accepted"}
# What must not come later than an event of this type. Where it is not told at all, the event stands for itself.
PREDECESSORS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(OUTCOMES | {"withdrawn"}, ("received",)),
    **dict.fromkeys(("notified", "extended", "suspended"), ("received", "accepted")),
    "resumed": ("received", "accepted"),
    "decided": ("received", "accepted"),
    "delivered": ("decided",),
    "served": ("decided", "delivered"),
    "published": ("decided",),
    "enforcing": ("decided",),
    "report_asked": ("received",),
    "forwarder_answered": ("received",),
    "forwarder_notified": ("decided",),
    "citizen_told": ("decided", "forwarder_notified"),
    "handled": ("decided",),
    "result_reported": ("decided", "handled"),
    "freed": ("known",),
    "hindered": ("known",),
}
NAMES = {
    "received": marked("nhận đơn"),
    "accepted": marked("thụ lý"),
    "decided": marked("ban hành quyết định, kết luận"),
    "delivered": marked("gửi quyết định, kết luận"),
    "handled": marked("có kết quả xử lý"),
    "forwarder_notified": marked("báo nơi chuyển đơn"),
    "known": marked("nhận hoặc biết được quyết định"),
}


@dataclass(frozen=True)
class Refused:
    """An event the law does not allow, left out of the count, and why."""

    event: Event
    why: BadCase

    @property
    def reason(self) -> str:
        return str(self.why)


Window = tuple[dt.date, dt.date | None]


@dataclass
class Round:
    """One office's turn with the case: each milestone's day, what lengthened and what stopped the settlement."""

    days: dict[str, dt.date] = field(default_factory=dict)
    outcome: dt.date | None = None
    left: dt.date | None = None
    last_delivered: dt.date | None = None
    extensions: list[Event] = field(default_factory=list)
    suspensions: list[Window] = field(default_factory=list)
    hindrances: list[Window] = field(default_factory=list)

    def day(self, type_: str) -> dt.date | None:
        return self.days.get(type_)


@dataclass(frozen=True)
class Law:
    """What the course asks of the law: the settlement rule from a day, its end so far, whether it may be suspended."""

    settlement: Callable[[dt.date], TermRule | None]
    ends: Callable[[TermRule, Round], dt.date]
    may_suspend: Callable[[dt.date], bool]


class Course:
    """Walks the events by their days; those of one day in the order they were told."""

    def __init__(self, facts: CaseFacts, law: Law) -> None:
        self.law = law
        self.round = Round()
        self.transfer: tuple[dt.date, dt.date] | None = None
        self.refused: list[Refused] = []
        events = sorted(facts.events, key=lambda event: event.on)
        for event in events:
            try:
                _check_day(event, facts.today, self._standing(events))
                self._hear(event)
            except BadCase as bad:
                self.refused.append(Refused(event, bad))

    def _standing(self, events: list[Event]) -> list[Event]:
        """What was told and not refused so far: a refused decision carries no publication."""
        refused = {id(item.event) for item in self.refused}
        return [event for event in events if id(event) not in refused]

    def _hear(self, event: Event) -> None:
        special = getattr(self, f"_{event.type}", None)
        if special is not None:
            special(event)
        elif event.type in OUTCOMES:
            self._outcome(event)
        else:
            self.round.days.setdefault(event.type, event.on)

    # --- coming and going --------------------------------------------------------------------

    def _received(self, event: Event) -> None:
        """Received anew after it had left: another turn, with its own clock."""
        earlier = self.round.day("received")
        if earlier and not self.round.left:
            raise BadCase(marked("Đơn đã được nhận ngày {day}."), day=_vn(earlier))
        if earlier:
            self.round = Round()
        self.round.days["received"] = event.on

    def _outcome(self, event: Event) -> None:
        turn = self.round
        if event.type == "accepted" and (earlier := turn.day("accepted")):
            raise BadCase(marked("Đơn đã được thụ lý ngày {day}."), day=_vn(earlier))
        turn.days.setdefault(event.type, event.on)
        turn.outcome = turn.outcome or event.on
        turn.left = event.on if event.type in LEAVING else None
        if event.type == "transferred":
            self.transfer = (turn.days.get("received", event.on), event.on)

    def _decided(self, event: Event) -> None:
        if earlier := self.round.day("decided"):
            raise BadCase(marked("Quyết định, kết luận đã ban hành ngày {day}."), day=_vn(earlier))
        self.round.days["decided"] = event.on

    def _delivered(self, event: Event) -> None:
        self.round.days.setdefault("delivered", event.on)
        self.round.last_delivered = event.on

    def _withdrawn(self, event: Event) -> None:
        self.round.days.setdefault("withdrawn", event.on)

    # --- lengthening and stopping --------------------------------------------------------------

    def _extended(self, event: Event) -> None:
        rule, turn = self._running_settlement(marked("gia hạn")), self.round
        days = rule.extension_days if event.days is None else event.days
        if not rule.extensions:
            raise BadCase(marked("Quy định đang áp dụng ({act}) không cho gia hạn vụ việc này."), act=_act(rule))
        if len(turn.extensions) >= rule.extensions:
            raise BadCase(
                marked("Đã hết số lần được gia hạn: {times} lần ({act})."), times=rule.extensions, act=_act(rule)
            )
        if not 0 < days <= rule.extension_days:
            raise BadCase(
                marked("Mỗi lần gia hạn không quá {days} ngày ({act})."), days=rule.extension_days, act=_act(rule)
            )
        if not _is_open(turn.suspensions) and event.on > (end := self.law.ends(rule, turn)):
            raise BadCase(marked("Thời hạn đã hết ngày {day}, không còn để gia hạn."), day=_vn(end))
        turn.extensions.append(Event(event.type, event.on, days))

    def _suspended(self, event: Event) -> None:
        self._running_settlement(marked("tạm đình chỉ"))
        if not self.law.may_suspend(event.on):
            raise BadCase(marked("Luật tại ngày đó không cho tạm đình chỉ loại vụ việc này."))
        _open(
            self.round.suspensions,
            event.on,
            marked("Đang tạm đình chỉ từ ngày {day}; hai khoảng không được chồng nhau."),
        )
        self._anew("suspended", "suspension_sent", event.on)

    def _resumed(self, event: Event) -> None:
        self._running_settlement(marked("tiếp tục giải quyết"))
        _close(self.round.suspensions, event.on, marked("Vụ việc không ở trong thời gian tạm đình chỉ."))
        self._anew("resumed", "resumption_sent", event.on)

    def _anew(self, type_: str, sent: str, day: dt.date) -> None:
        """Each decision is sent for itself: what was sent before this one does not count for it."""
        self.round.days[type_] = day
        if (earlier := self.round.day(sent)) and earlier < day:
            del self.round.days[sent]

    def _hindered(self, event: Event) -> None:
        _open(
            self.round.hindrances, event.on, marked("Đang có trở ngại từ ngày {day}; hai khoảng không được chồng nhau.")
        )

    def _freed(self, event: Event) -> None:
        _close(self.round.hindrances, event.on, marked("Chưa ghi ngày bắt đầu có trở ngại."))

    def _running_settlement(self, what: str) -> TermRule:
        accepted = self.round.day("accepted")
        if accepted is None:
            raise BadCase(marked("Chưa thụ lý nên chưa thể {what}."), what=what)
        if decided := self.round.day("decided"):
            raise BadCase(
                marked("Đã có quyết định, kết luận ngày {day} nên không thể {what}."), day=_vn(decided), what=what
            )
        rule = self.law.settlement(accepted)
        if rule is None:
            raise BadCase(
                marked("Luật không đặt thời hạn giải quyết cho loại đơn này nên không thể {what}."), what=what
            )
        return rule


def _check_day(event: Event, today: dt.date, events: list[Event]) -> None:
    if event.on > today:
        raise BadCase(marked("Ngày {day} ở sau ngày tính thời hạn ({today})."), day=_vn(event.on), today=_vn(today))
    for type_ in PREDECESSORS.get(event.type, ()):
        days = [other.on for other in events if other.type == type_]
        if days and min(days) > event.on:
            raise BadCase(
                marked("Ngày {day} ở trước ngày {what} ({first})."),
                day=_vn(event.on),
                what=NAMES[type_],
                first=_vn(min(days)),
            )


def _open(windows: list[Window], day: dt.date, said: str) -> None:
    if _is_open(windows):
        raise BadCase(said, day=_vn(windows[-1][0]))
    windows.append((day, None))


def _close(windows: list[Window], day: dt.date, said: str) -> None:
    if not _is_open(windows):
        raise BadCase(said)
    windows[-1] = (windows[-1][0], day)


def _is_open(windows: list[Window]) -> bool:
    return bool(windows) and windows[-1][1] is None


def _vn(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _act(rule: TermRule) -> str:
    return rule.basis[-1].document if rule.basis else rule.code

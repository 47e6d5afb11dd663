"""The course of a case: its events in order, each heard or refused with the reason. Pure.

A refused event changes nothing: the terms are those of the case without it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from .facts import BadCase, CaseFacts, Event
from .rules import TermRule

LEAVING = frozenset({"refused", "guided", "returned", "filed", "transferred"})
OUTCOMES = LEAVING | {"accepted"}
# What must not come later than an event of this type. Where it is not told at all, the event stands for itself.
PREDECESSORS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(OUTCOMES | {"withdrawn"}, ("received",)),
    **dict.fromkeys(("notified", "extended", "suspended"), ("received", "accepted")),
    "resumed": ("received", "accepted"),
    "decided": ("received", "accepted"),
    "delivered": ("decided",),
    "published": ("decided",),
    "freed": ("known",),
    "hindered": ("known",),
}
NAMES = {
    "received": "nhận đơn",
    "accepted": "thụ lý",
    "decided": "ban hành quyết định, kết luận",
    "known": "nhận hoặc biết được quyết định",
}


@dataclass(frozen=True)
class Refused:
    """An event the law does not allow, left out of the count, and why."""

    event: Event
    reason: str


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
        self.is_withdrawn = False
        events = sorted(facts.events, key=lambda event: event.on)
        for event in events:
            try:
                _check_day(event, facts.today, events)
                self._hear(event)
            except BadCase as bad:
                self.refused.append(Refused(event, str(bad)))

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
            raise BadCase(f"Đơn đã được nhận ngày {_vn(earlier)}.")
        if earlier:
            self.round = Round()
        self.round.days["received"] = event.on

    def _outcome(self, event: Event) -> None:
        turn = self.round
        if event.type == "accepted" and (earlier := turn.day("accepted")):
            raise BadCase(f"Đơn đã được thụ lý ngày {_vn(earlier)}.")
        turn.days.setdefault(event.type, event.on)
        turn.outcome = turn.outcome or event.on
        turn.left = event.on if event.type in LEAVING else None
        if event.type == "transferred":
            self.transfer = (turn.days.get("received", event.on), event.on)

    def _decided(self, event: Event) -> None:
        if earlier := self.round.day("decided"):
            raise BadCase(f"Quyết định, kết luận đã ban hành ngày {_vn(earlier)}.")
        self.round.days["decided"] = event.on

    def _delivered(self, event: Event) -> None:
        self.round.days.setdefault("delivered", event.on)
        self.round.last_delivered = event.on

    def _withdrawn(self, event: Event) -> None:
        self.round.days.setdefault("withdrawn", event.on)

    # --- lengthening and stopping --------------------------------------------------------------

    def _extended(self, event: Event) -> None:
        rule, turn = self._running_settlement("gia hạn"), self.round
        days = rule.extension_days if event.days is None else event.days
        if not rule.extensions:
            raise BadCase(f"Quy định đang áp dụng ({_place(rule)}) không cho gia hạn vụ việc này.")
        if len(turn.extensions) >= rule.extensions:
            raise BadCase(f"Đã hết số lần được gia hạn ({rule.extensions} lần, {_place(rule)}).")
        if not 0 < days <= rule.extension_days:
            raise BadCase(f"Mỗi lần gia hạn không quá {rule.extension_days} ngày ({_place(rule)}).")
        if not _is_open(turn.suspensions) and event.on > (end := self.law.ends(rule, turn)):
            raise BadCase(f"Thời hạn đã hết ngày {_vn(end)}, không còn để gia hạn.")
        turn.extensions.append(Event(event.type, event.on, days))

    def _suspended(self, event: Event) -> None:
        self._running_settlement("tạm đình chỉ")
        if not self.law.may_suspend(event.on):
            raise BadCase("Luật tại ngày đó không cho tạm đình chỉ loại vụ việc này.")
        _open(self.round.suspensions, event.on, "Vụ việc đang tạm đình chỉ")

    def _resumed(self, event: Event) -> None:
        self._running_settlement("tiếp tục giải quyết")
        _close(self.round.suspensions, event.on, "Vụ việc không ở trong thời gian tạm đình chỉ.")

    def _hindered(self, event: Event) -> None:
        _open(self.round.hindrances, event.on, "Đang có trở ngại")

    def _freed(self, event: Event) -> None:
        _close(self.round.hindrances, event.on, "Chưa ghi ngày bắt đầu có trở ngại.")

    def _running_settlement(self, what: str) -> TermRule:
        accepted = self.round.day("accepted")
        if accepted is None:
            raise BadCase(f"Chưa thụ lý nên chưa thể {what}.")
        if decided := self.round.day("decided"):
            raise BadCase(f"Đã có quyết định, kết luận ngày {_vn(decided)} nên không thể {what}.")
        rule = self.law.settlement(accepted)
        if rule is None:
            raise BadCase(f"Luật không đặt thời hạn giải quyết cho loại đơn này nên không thể {what}.")
        return rule


def _check_day(event: Event, today: dt.date, events: list[Event]) -> None:
    if event.on > today:
        raise BadCase(f"Ngày {_vn(event.on)} ở sau ngày tính thời hạn ({_vn(today)}).")
    for type_ in PREDECESSORS.get(event.type, ()):
        days = [other.on for other in events if other.type == type_]
        if days and min(days) > event.on:
            raise BadCase(f"Ngày {_vn(event.on)} ở trước ngày {NAMES[type_]} ({_vn(min(days))}).")


def _open(windows: list[Window], day: dt.date, said: str) -> None:
    if _is_open(windows):
        raise BadCase(f"{said} từ ngày {_vn(windows[-1][0])}; hai khoảng không được chồng nhau.")
    windows.append((day, None))


def _close(windows: list[Window], day: dt.date, said: str) -> None:
    if not _is_open(windows):
        raise BadCase(said)
    windows[-1] = (windows[-1][0], day)


def _is_open(windows: list[Window]) -> bool:
    return bool(windows) and windows[-1][1] is None


def _vn(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _place(rule: TermRule) -> str:
    return rule.basis[-1].label if rule.basis else rule.code

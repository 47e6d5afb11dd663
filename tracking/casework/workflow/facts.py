"""What the table knows of a case when it judges a step: the steps taken so far, their days and what was given then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tracking.terms.intervals import Interval, IntervalName, Intervals

from ..petition import Kind
from .states import Action, State

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Done:
    """A step that was taken. `on` is the day of its paper; `given` the machine facts of its form."""

    action: Action
    on: dt.date
    given: Given = field(default_factory=dict)

    def day(self, name: str) -> dt.date | None:
        """A date among the facts given, however it was kept."""
        value = self.given.get(name)
        return dt.date.fromisoformat(value) if isinstance(value, str) and value else value or None


@dataclass(frozen=True)
class Extensions:
    """How often a settlement may be extended, and by how many days at most each time."""

    times: int = 0
    days: int = 0


@dataclass(frozen=True)
class Lengths:
    """What the rules of the day of acceptance say of the settlement: how a complex and a specially complex one may be
    extended, and how many days one lasts under each set of `flags` an officer may set."""

    complex: Extensions = Extensions()
    special: Extensions = Extensions()
    lasts: Mapping[frozenset[str], int] = field(default_factory=dict)

    def extensions(self, *, special: bool) -> Extensions:
        return self.special if special else self.complex


def _never_off(_day: dt.date) -> str:
    return ""


@dataclass(frozen=True)
class Facts:
    """`before` are the actions an office already took on the same content in an earlier case; `settlement_due` is the
    last day of the settlement as the engine counts it, `effect_due` the last before the decision binds; `lengths`
    what the dated rules say of its length, None where there is no settlement yet; `chaired_by_city` says that the
    chair of the city settles; `is_appealed` that a second complaint or a denunciation again has come in; `wish_waits`
    that the citizen's wish to withdraw has no answer yet; `signed_on` is the day the signed form came, None while
    none is confirmed; `unproven` says that somebody speaks for others and no paper proving it was checked, `proven_on`
    the day the last such paper was; `checked_as` what the custodian recorded of the denouncer; `criteria` are the
    statutory cases of complexity for this kind under the law of an extension; `intervals` gives the days the law wants
    between steps, asked for only by the few guards that count them; `papers` are the letters issued, on the portal or
    on paper, since the step that calls for them; `why_off` says of a day off why it is one."""

    kind: Kind
    state: State
    today: dt.date
    received_on: dt.date | None = None
    instance: int = 1
    flags: frozenset[str] = frozenset()
    done: tuple[Done, ...] = ()
    before: frozenset[Action] = frozenset()
    settlement_due: dt.date | None = None
    effect_due: dt.date | None = None
    lengths: Lengths | None = None
    chaired_by_city: bool = False
    is_appealed: bool = False
    wish_waits: bool = False
    signed_on: dt.date | None = None
    unproven: bool = False
    proven_on: dt.date | None = None
    checked_as: str = ""
    criteria: tuple[tuple[str, str], ...] = ()
    intervals: Callable[[], Intervals] = Intervals
    papers: frozenset[str] = frozenset()
    why_off: Callable[[dt.date], str] = field(default=_never_off, compare=False)

    def interval(self, name: IntervalName, start: dt.date) -> Interval | None:
        """From the day of an act, under the law of that day; None where it sets nothing."""
        return self.intervals().after(name, self.kind.value, start)

    def all(self, action: Action) -> Iterator[Done]:
        return (step for step in self.done if step.action is action)

    def last(self, action: Action) -> Done | None:
        return next((step for step in reversed(self.done) if step.action is action), None)

    def has(self, action: Action) -> bool:
        return self.last(action) is not None

    def count(self, action: Action) -> int:
        return sum(1 for _ in self.all(action))

    @property
    def identity(self) -> str:
        """What the custodian's check found: identified, unknown, false_name; "" while nothing is known."""
        checked = self.last(Action.IDENTITY_CHECKED)
        return str(checked.given.get("identity", "")) if checked else ""

    @property
    def open_evidence(self) -> tuple[Done, ...]:
        """The requests that still wait, oldest first. What came ends the oldest request to its source; where no source
        was written down, as in the time before, the latest."""
        waiting: list[Done] = []
        for step in self.done:
            if step.action is Action.ASK_EVIDENCE:
                waiting.append(step)
            elif step.action is Action.GOT_EVIDENCE and (answered := _answered(step, waiting)):
                waiting = [asked for asked in waiting if asked is not answered]
        return tuple(waiting)

    @property
    def invitation(self) -> Done | None:
        """The invitation whose dialogue has no minutes yet; none stands once there is a decision."""
        invited = self.last(Action.INVITE)
        ended = [step for step in (self.last(Action.DIALOGUE), self.last(Action.DECIDE)) if step is not None]
        if invited is None or any(self.done.index(step) > self.done.index(invited) for step in ended):
            return None
        return invited

    @property
    def dialogue_is_done(self) -> bool:
        """Held, or missed by the complainant without good cause (NĐ 124/2020 Đ.28 k.5)."""
        held = self.last(Action.DIALOGUE)
        return held is not None and held.given.get("attendance") != "good_cause" and self.invitation is None

    @property
    def needs_dialogue(self) -> bool:
        """LKN Đ.39: always in the second instance; Đ.53 k.1: always about a disciplinary decision; Đ.30 k.1: else when
        the result differs from the claim."""
        if self.instance == 2 or self.flags & {"disciplinary", "dismissal"}:
            return True
        verified = self.last(Action.VERIFIED)
        return verified is not None and verified.given.get("result") == "differs"

    @property
    def is_published(self) -> bool:
        """On show now."""
        return self.count(Action.PUBLISH) > self.count(Action.UNPUBLISH)

    @property
    def decided_on(self) -> dt.date | None:
        decided = self.last(Action.DECIDE)
        return decided.on if decided else None


def _answered(came: Done, waiting: list[Done]) -> Done | None:
    source = came.given.get("evidence_from")
    if not source:
        return waiting[-1] if waiting else None
    return next((asked for asked in waiting if asked.given.get("evidence_from") == source), None)

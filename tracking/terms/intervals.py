"""Days the law sets between one act of a settlement and another: shown at least so long, told at least so long before,
answered within. Counted forward from the day of the act itself, under the rule in force on that day. Pure.

No term of the case: nothing runs and nobody is late. A step is refused, or a citizen told a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from .calendar import WorkCalendar
from .counting import Skipped, count, step_forward
from .rules import AmbiguousRules, Citation, Unit
from .words import UNIT_NAMES


class IntervalName(StrEnum):
    """Counted from the day of the request, the invitation, the announcement, the publication."""

    EVIDENCE = "evidence"
    DIALOGUE_NOTICE = "dialogue_notice"
    MEETING_NOTICE = "meeting_notice"
    PUBLICATION_SHOWN = "publication_shown"


INTERVAL_WORDS = {
    IntervalName.EVIDENCE: "Cung cấp thông tin, chứng cứ khi được yêu cầu",
    IntervalName.DIALOGUE_NOTICE: "Báo trước buổi đối thoại",
    IntervalName.MEETING_NOTICE: "Báo trước cuộc họp công khai",
    IntervalName.PUBLICATION_SHOWN: "Thời gian niêm yết, đăng tải tối thiểu",
}
# A last day that is a day off moves to the next working day, as a term does. The first day on which the law lets
# something be done does not: that would ask for more than the law.
_LAST_DAYS = frozenset({IntervalName.EVIDENCE})


@dataclass(frozen=True)
class IntervalRule:
    code: str
    name: IntervalName
    kinds: frozenset[str]
    length: int
    unit: Unit
    basis: tuple[Citation, ...]
    valid_from: dt.date
    valid_to: dt.date | None = None

    def governs(self, name: IntervalName, kind: str, day: dt.date) -> bool:
        in_force = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return self.name is name and kind in self.kinds and in_force


@dataclass(frozen=True)
class Interval:
    """From the day of the act, which is not counted, to the day the law means, with the days on the way not counted."""

    rule: IntervalRule
    start: dt.date
    day: dt.date
    skipped: Skipped = ()

    @property
    def length_words(self) -> str:
        """“05 ngày làm việc”."""
        return f"{self.rule.length:02} {UNIT_NAMES[self.rule.unit]}"

    @property
    def sum_words(self) -> str:
        """The arithmetic: “05 ngày làm việc từ ngày 12/08/2026, không tính 02 ngày nghỉ; khoản 1 Điều 28 …”."""
        off = f", không tính {len(self.skipped):02} ngày nghỉ" if self.skipped else ""
        law = f"; {self.rule.basis[0].label}" if self.rule.basis else ""
        return f"{self.length_words} từ ngày {self.start:%d/%m/%Y}{off}{law}"


@dataclass(frozen=True)
class Intervals:
    """The rules as kept, over the working calendar."""

    rules: tuple[IntervalRule, ...] = ()
    work: WorkCalendar = field(default_factory=WorkCalendar)

    def rule(self, name: IntervalName, kind: str, day: dt.date) -> IntervalRule | None:
        """None where the law of that day sets no such interval. Raises AmbiguousRules."""
        return _only([rule for rule in self.rules if rule.governs(name, kind, day)])

    def after(self, name: IntervalName, kind: str, start: dt.date) -> Interval | None:
        rule = self.rule(name, kind, start)
        if rule is None:
            return None
        counted = count if name in _LAST_DAYS else step_forward
        return Interval(rule, start, *counted(start, rule.length, rule.unit, self.work))


def _only(rules: Iterable[IntervalRule]) -> IntervalRule | None:
    found = list(rules)
    if len(found) > 1:
        raise AmbiguousRules(f"{found[0].code} / {found[1].code}")
    return found[0] if found else None

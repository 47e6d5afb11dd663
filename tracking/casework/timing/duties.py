"""What the citizen is asked to do now, with its day: from the steps an office took. Pure; the page translates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracking.terms.intervals import IntervalName, Intervals

from ..kind_guides import marked
from ..petition import Kind
from ..workflow import Done, Facts, State

_EVIDENCE = marked("Cơ quan yêu cầu ông/bà cung cấp giấy tờ, chứng cứ trước hết ngày %(day)s. Gửi ngay ở trang này.")
_DIALOGUE = marked("Ông/bà được mời đối thoại ngày %(day)s. Giờ và nơi ghi ở phần diễn biến bên dưới.")
_CANNOT_COME = marked(
    "Không đến được vì lý do chính đáng (ốm đau, thiên tai…) thì báo trước ở trang này. "
    "Vắng không có lý do chính đáng thì việc giải quyết vẫn tiếp tục."
)


@dataclass(frozen=True)
class Duty:
    """A sentence with a place for its day; `law` is where it stands."""

    sentence: str
    law: str
    day: dt.date

    @property
    def text(self) -> str:
        """In the reader's language."""
        return _(self.sentence) % {"day": f"{self.day:%d/%m/%Y}"}


def duties(kind: Kind, done: tuple[Done, ...], intervals: Callable[[], Intervals]) -> list[Duty]:
    """In the order of their days; the rules are asked for only when a day is to be counted.

    A denouncer is asked nothing here: the page must tell nobody what goes on.
    """
    if kind is Kind.DENUNCIATION:
        return []
    facts = Facts(kind=kind, state=State.SETTLING, today=dt.date.max, done=done, intervals=intervals)
    found = [*_evidence(facts), *_dialogue(facts)]
    return sorted(found, key=lambda duty: duty.day)


def _evidence(facts: Facts) -> list[Duty]:
    """LKN Đ.14, 15: so many days from the request, by the rule of that day."""
    asked = [step.on for step in facts.open_evidence if step.given.get("evidence_from") == "petitioner"]
    counted = [found for on in asked if (found := facts.interval(IntervalName.EVIDENCE, on))]
    return [Duty(_EVIDENCE, "02/2011/QH13#dieu-12", one.day) for one in counted]


def _dialogue(facts: Facts) -> list[Duty]:
    invited = facts.invitation
    if invited is None or (day := invited.day("dialogue_on")) is None:
        return []
    return [Duty(_DIALOGUE, "02/2011/QH13#dieu-30", day), Duty(_CANNOT_COME, "124/2020/NĐ-CP#dieu-28.khoan-5", day)]

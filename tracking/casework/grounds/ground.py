"""What a ground is: one sentence of the law a step rests on, in force from a day to a day."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from ..petition import Kind

LAW_136 = dt.date(2026, 7, 1)
DAY_BEFORE_136 = dt.date(2026, 6, 30)
# No petition of the portal is older than the oldest of the three laws.
BEGINNING = dt.date(2012, 7, 1)

COMPLAINT = frozenset({Kind.COMPLAINT})
DENUNCIATION = frozenset({Kind.DENUNCIATION})
OPINION = frozenset({Kind.PROPOSAL, Kind.FEEDBACK})
EVERY_KIND = COMPLAINT | DENUNCIATION | OPINION

LKN, LTC, LTCD = "02/2011/QH13", "25/2018/QH14", "42/2013/QH13"
ND_124, ND_155, ND_31, ND_156 = "124/2020/NĐ-CP", "155/2026/NĐ-CP", "31/2019/NĐ-CP", "156/2026/NĐ-CP"
TT_07, TT_05 = "07/2014/TT-TTCP", "05/2021/TT-TTCP"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ground:
    """`key` is stored in events and never changes its meaning; it begins with its action. `citations` are stable keys
    of provisions, the ruling one first; `title` speaks to the officer, `citizen_words` to the person who sent the
    petition. `instance` 0 serves both settlements; `requires` and `excludes` are flags of the case."""

    key: str
    kinds: frozenset[Kind]
    citations: tuple[str, ...]
    title: str
    citizen_words: str = ""
    instance: int = 0
    requires: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    valid_from: dt.date = BEGINNING
    valid_to: dt.date | None = None
    confidence: str = "V"

    @property
    def action(self) -> str:
        return self.key.split(".")[0]

    @property
    def citation(self) -> str:
        return self.citations[0]

    def in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def serves(
        self, action: str, kind: Kind, day: dt.date, instance: int = 1, flags: frozenset[str] = frozenset()
    ) -> bool:
        fits = self.action == action and kind in self.kinds and self.instance in (0, instance)
        return fits and self.requires <= flags and not (self.excludes & flags) and self.in_force(day)


def ground(kinds: frozenset[Kind], key: str, places: str, title: str, words: str, **more: Any) -> Ground:
    """`places` are the provisions, a blank between two."""
    return Ground(kinds=kinds, key=key, citations=tuple(places.split()), title=title, citizen_words=words, **more)

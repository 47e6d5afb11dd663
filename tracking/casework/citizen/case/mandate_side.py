"""What the citizen reads of the paper by which somebody speaks for the petitioners: which one, and if it was seen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import Case, MandatePaper
from ...petition import Kind
from ...petitioners.mandate_papers import BASIS_NAMES, Basis, is_condition, papers_for
from ...representing import Standing, standing


@dataclass(frozen=True)
class Paper:
    title: str
    laws: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One on whose word the petition rests; `on` is the day of the last look, `lacks` what the office still wants. Only
    of a complaint the paper `is_condition` of its acceptance, and the law names each; of others `laws` speaks of all.
    """

    name: str
    papers: tuple[Paper, ...]
    is_good: bool
    on: dt.date | None
    lacks: str
    is_condition: bool
    laws: tuple[str, ...] = ()


def lines_for(case: Case) -> list[Line]:
    found, today = standing(case), timezone.localdate()
    return [_line(found, Kind(case.kind), basis, today) for basis in found.bases]


def _line(found: Standing, kind: Kind, basis: Basis, today: dt.date) -> Line:
    look, each = found.looked_at.get(basis), is_condition(kind)
    listed = papers_for(basis, today)
    laws = dict.fromkeys(law for paper in listed for law in paper.law_on(today, kind))
    return Line(
        _(BASIS_NAMES[basis]),
        tuple(Paper(_(paper.title), paper.law_on(today, kind) if each else ()) for paper in listed),
        look is not None and look.state == MandatePaper.State.GOOD,
        timezone.localdate(look.recorded_at) if look else None,
        look.lacks if look else "",
        each,
        () if each else tuple(laws),
    )

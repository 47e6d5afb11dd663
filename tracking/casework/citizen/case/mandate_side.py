"""What the citizen reads of the paper by which somebody speaks for the petitioners: which one, and if it was seen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import Case, MandatePaper
from ...petitioners.mandate_papers import BASIS_NAMES, Basis, papers_for
from ...representing import Standing, standing


@dataclass(frozen=True)
class Paper:
    title: str
    laws: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One on whose word the petition rests; `on` is the day of the last look, `lacks` what the office still wants."""

    name: str
    papers: tuple[Paper, ...]
    is_good: bool
    on: dt.date | None
    lacks: str


def lines_for(case: Case) -> list[Line]:
    found, today = standing(case), timezone.localdate()
    return [_line(found, basis, today) for basis in found.bases]


def _line(found: Standing, basis: Basis, today: dt.date) -> Line:
    look = found.looked_at.get(basis)
    return Line(
        _(BASIS_NAMES[basis]),
        tuple(Paper(_(kind.title), kind.law_on(today)) for kind in papers_for(basis, today)),
        look is not None and look.state == MandatePaper.State.GOOD,
        timezone.localdate(look.recorded_at) if look else None,
        look.lacks if look else "",
    )

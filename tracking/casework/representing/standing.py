"""On what somebody speaks for others in a case, and which of it an officer found proven."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from ..models import Case, CaseLink, MandatePaper, Petitioner
from ..petition import Kind
from ..petitioners.mandate_papers import Basis, bases_of


@dataclass(frozen=True)
class Standing:
    """`looked_at` is the last look at the paper of each basis."""

    bases: tuple[Basis, ...] = ()
    looked_at: Mapping[Basis, MandatePaper] = field(default_factory=dict)

    @property
    def unproven(self) -> tuple[Basis, ...]:
        return tuple(basis for basis in self.bases if not self._is_good(basis))

    @property
    def proven_on(self) -> dt.date | None:
        """The day the last paper was found good."""
        days = (timezone.localdate(one.recorded_at) for basis, one in self.looked_at.items() if self._is_good(basis))
        return max(days, default=None)

    def _is_good(self, basis: Basis) -> bool:
        look = self.looked_at.get(basis)
        return look is not None and look.state == MandatePaper.State.GOOD


def standing(case: Case) -> Standing:
    """A part split off was brought with the whole, by the same person under the same paper."""
    kind = Kind(case.kind)
    row: Petitioner | None = None if kind is Kind.DENUNCIATION else getattr(case, "petitioner", None)
    bases = bases_of(kind, row.details if row else None)
    if not bases:
        return Standing()
    whole = Q(case__later_links__case=case, case__later_links__relation=CaseLink.Relation.PART)
    looks = MandatePaper.objects.filter(Q(case=case) | whole, basis__in=bases).select_related("recorded_by")
    return Standing(bases, {Basis(look.basis): look for look in looks.order_by("pk")})

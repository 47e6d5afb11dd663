"""Does the case carry a signature, and since which day?"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from ..models import Case, CaseLink, SignedForm


def signed_on(case: Case) -> dt.date | None:
    """The day the confirmed signed form came, None while there is none. A part split off was signed with the whole."""
    whole = Q(case__later_links__case=case, case__later_links__relation=CaseLink.Relation.PART)
    confirmed = SignedForm.objects.filter(Q(case=case) | whole, state=SignedForm.State.CONFIRMED)
    return confirmed.order_by("came_on").values_list("came_on", flat=True).first()

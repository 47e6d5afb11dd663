"""Is this receipt genuine? Says the office and the day it vouches for, and nothing of the case."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from tracking.organisation.models import Agency

from ..models import Case
from . import receipt


@dataclass(frozen=True, kw_only=True)
class Vouched:
    """All a stranger learns from a genuine receipt: its reference, which is on the paper, the office and the day."""

    reference: str
    agency: Agency
    day: dt.date


def vouch(text: str) -> Vouched | None:
    """For the token of a QR or a line typed from the paper; None when no key of ours made it."""
    genuine = receipt.read_token(text)
    if genuine:
        agency = Agency.objects.filter(slug=genuine.agency_slug).first()
        return Vouched(reference=genuine.reference, agency=agency, day=genuine.day) if agency else None
    reference = receipt.read_typed(text)
    case = Case.objects.select_related("received_agency").filter(reference=reference).first() if reference else None
    if case is None:
        return None
    day = timezone.localdate(case.submitted_at)
    return Vouched(reference=case.reference, agency=case.received_agency, day=day)

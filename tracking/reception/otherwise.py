"""Where somebody goes when an office has announced no session: to the office itself, and to the city's reception."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from tracking.casework.offices.recipients import DEFAULT_AGENCY
from tracking.organisation.models import Agency, Tier

from .models import Place, Rule, RuleKind
from .schedule import Session, SessionState, regular_hours, sessions_of

_AHEAD = dt.timedelta(days=186)


@dataclass(frozen=True)
class Otherwise:
    """`office` is the one without a session and `places` where it is found, as far as known; the rest is the city's:
    its reception board (LTCD 42/2013 Đ.12) and the next session of its leaders."""

    office: Agency | None
    places: list[str]
    hours: list[Rule]
    city: Agency | None
    city_hours: list[Rule]
    city_session: Session | None


def otherwise(office: Agency | None = None) -> Otherwise:
    """For an office without a session, or for an address nobody knows. Few queries, whatever the number of offices."""
    cities = [one for one in Agency.objects.today() if one.tier == Tier.CITY and one != office]
    board = next((one for one in cities if one.slug == DEFAULT_AGENCY), None)
    return Otherwise(
        office=office,
        places=_places(office) if office else [],
        hours=regular_hours(office) if office else [],
        city=board,
        city_hours=regular_hours(board) if board else [],
        city_session=_next_of(cities),
    )


def _places(office: Agency) -> list[str]:
    """Its own address first; else where it has received before."""
    if office.address:
        return [office.address]
    return sorted({place.address for place in Place.objects.filter(agency=office)})


def _next_of(offices: list[Agency]) -> Session | None:
    now, today = timezone.now(), timezone.localdate()
    coming = sessions_of(offices, [RuleKind.LEADER], today, today + _AHEAD)
    return next((one for one in coming if one.ends > now and one.state is not SessionState.CANCELLED), None)

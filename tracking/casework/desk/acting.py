"""For which agency somebody acted, as the history tells it: a custodian keeps names for the inspectorate, not for the
agency that handles the case, whose name the event carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from tracking.casework.models import Event
from tracking.casework.scope import HANDLING_ROLES
from tracking.organisation.models import Membership, Role


def agencies(events: Sequence[Event]) -> list[str]:
    """The agency to print beside each event's actor, "" for none; one query."""
    actors = {event.actor_id for event in events if event.actor_id}
    held = list(Membership.objects.filter(person__in=actors).select_related("agency"))
    return [_agency_of(event, [one for one in held if one.person_id == event.actor_id]) for event in events]


def _agency_of(event: Event, held: Sequence[Membership]) -> str:
    if event.agency is None:
        return ""
    day = timezone.localdate(event.at)
    today = [one for one in held if _is_held_on(one, day)]
    handles = any(one.role in HANDLING_ROLES and one.agency_id == event.agency_id for one in today)
    keeps = next((one for one in today if one.role == Role.CUSTODIAN), None)
    return str(event.agency if handles or keeps is None else keeps.agency)


def _is_held_on(membership: Membership, day: dt.date) -> bool:
    return membership.valid_from <= day and (membership.valid_to is None or day <= membership.valid_to)

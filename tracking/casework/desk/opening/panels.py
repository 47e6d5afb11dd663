"""On the dashboard: emergencies the inspectorate must look into, and requests that wait for a second person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template import Context
from wagtail.admin.ui.components import Component

from tracking.organisation.models import Person

from ...opening import grounds, openings


class AlarmPanel(Component):
    """For inspectors. Stays until one of them says it was looked into."""

    name = "opening_alarm"
    template_name = "casework/opening/alarm_panel.html"
    order = 10

    def get_context_data(self, parent_context: Context | Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {
            "alarms": list(openings.unreviewed()),
            "csrf_token": (parent_context or {}).get("csrf_token", ""),
            "request": (parent_context or {}).get("request"),
        }


class SecondPersonPanel(Component):
    """For heads and custodians."""

    name = "opening_second_person"
    template_name = "casework/opening/second_person_panel.html"
    order = 20

    def __init__(self, person: Person) -> None:
        self.person = person

    def get_context_data(self, parent_context: Context | Mapping[str, Any] | None = None) -> dict[str, Any]:
        waiting = openings.waiting_for(self.person)
        return {"waiting": [(opening, grounds.by_key(opening.ground)) for opening in waiting]}

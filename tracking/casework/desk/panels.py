"""What waits for me: the desk's panels on the dashboard of the admin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template import Context
from wagtail.admin.ui.components import Component

from tracking.casework.letters import clearing, owed, sending
from tracking.casework.scope import HANDLING_ROLES
from tracking.organisation.models import Person, Role

from . import queries
from .citizen_side import reviews_for, withdrawals_for

SHOWN = 8


class WaitingPanel(Component):
    """The oldest cases with a next step of mine, and how many there are in all."""

    name = "desk_waiting"
    template_name = "casework/desk/waiting_panel.html"
    order = 100

    def __init__(self, person: Person) -> None:
        self.person = person

    def get_context_data(self, parent_context: Context | Mapping[str, Any] | None = None) -> dict[str, Any]:
        found = {
            "waiting": queries.waiting_for(self.person),
            "unread": queries.unread_messages(self.person),
            "reviews": queries.cases_of(self.person).filter(pk__in=reviews_for(self.person).values("pk")),
            "withdrawals": queries.cases_of(self.person).filter(
                pk__in=withdrawals_for(self.person, HANDLING_ROLES).values("pk")
            ),
            "checks": queries.identity_checks(self.person),
        }
        lists = {name: queries.rows(cases[:SHOWN], self.person) for name, cases in found.items()}
        counts = {f"{name}_count": cases.count() for name, cases in found.items()}
        to_sign, theirs = clearing.waiting_for(self.person), owed.owed_by(self.person)
        return {
            **lists,
            **counts,
            "to_sign": to_sign[:SHOWN],
            "to_sign_count": to_sign.count(),
            "returned": clearing.returned_to(self.person)[:SHOWN],
            "custodian_letters": theirs[:SHOWN],
            "custodian_letters_count": len(theirs),
            "unsent": sending.unsent_for(self.person, SHOWN),
            "unsent_count": sending.count_unsent(self.person),
            "is_custodian": self.person.has_role(Role.CUSTODIAN),
            "handles": self.person.current_memberships().filter(role__in=HANDLING_ROLES).exists(),
        }


class SupervisionPanel(Component):
    """Says honestly that the Front's own view is not there yet."""

    name = "desk_supervision"
    template_name = "casework/desk/supervision_panel.html"
    order = 100

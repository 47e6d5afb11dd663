"""What of the law's clock waits for its administrator: days still to be decided, rules read at second hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.template import Context
from django.utils import timezone
from wagtail.admin.ui.components import Component

from .models import CalendarDay, DayKind, IntervalRow, Recomputation, ReleaseRow, TermRuleRow

SHOWN = 8


class LawPanel(Component):
    """A term counted over a day off that is only foreseen is a guess: it says so while there is time to settle it."""

    name = "terms_law"
    template_name = "terms/desk/law_panel.html"
    order = 120

    def get_context_data(self, parent_context: Context | Mapping[str, Any] | None = None) -> dict[str, Any]:
        today = timezone.localdate()
        days = unsettled_days(today)
        return {
            "days": days[:SHOWN],
            "days_count": days.count(),
            "rules": unread_rules(today)[:SHOWN],
            "intervals": IntervalRow.objects.filter(_in_force(today)).exclude(confidence="V")[:SHOWN],
            "release": ReleaseRow.objects.filter(state=ReleaseRow.State.WAITING).count(),
            "running": Recomputation.objects.exclude(state=Recomputation.State.DONE).count(),
        }


def unsettled_days(today: dt.date) -> QuerySet[CalendarDay]:
    """Days to come that no decision has settled yet, the nearest first."""
    return CalendarDay.objects.filter(Q(confidence="G") | Q(kind=DayKind.UNCONFIRMED), day__gte=today).order_by("day")


def unread_rules(today: dt.date) -> QuerySet[TermRuleRow]:
    """Rules of law in force whose text nobody has read in full. A promise of the office's own has no text."""
    rows = TermRuleRow.objects.filter(_in_force(today), is_local=False)
    return rows.exclude(confidence="V").order_by("code", "valid_from")


def _in_force(today: dt.date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gte=today)

"""Who is coming: the booked turns of an office's coming sessions, for those who receive there and nobody else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from tracking.organisation.models import Agency, Person, Role

from . import bookings, named_cases
from .models import Booking, BookingState, OnlineState, RuleKind
from .schedule import Session, sessions_of

AHEAD = dt.timedelta(days=31)
# A session moved, called off or asked for by video stands here at once, however far: somebody has to call or answer.
CHANGED_AHEAD = dt.timedelta(days=186)
RECEIVERS = (Role.OFFICER, Role.HEAD, Role.RECEPTION_BOARD, Role.COMMITTEE_OFFICE)


def offices_of(person: Person) -> list[Agency]:
    """Where this person receives citizens."""
    held = person.current_memberships().filter(role__in=RECEIVERS)
    return [membership.agency for membership in held]


@dataclass(frozen=True)
class Sheet:
    """One session with its turns in order, then those who wait."""

    session: Session
    turns: list[bookings.Turn]


class AttendanceView(WagtailAdminTemplateMixin, TemplateView):
    page_title = "Đăng ký tiếp"
    header_icon = "group"
    template_name = "reception/desk/attendance.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not offices_of(cast(Person, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        home = {"url": reverse("wagtailadmin_home"), "label": "Trang chính"}
        return [home, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheets = _sheets(offices_of(cast(Person, self.request.user)))
        return super().get_context_data(sheets=sheets, until=timezone.localdate() + AHEAD, **kwargs)


def _sheets(offices: list[Agency]) -> list[Sheet]:
    """Sessions with at least one booking. One query for all bookings, one for the cases they name."""
    today = timezone.localdate()
    ahead = sessions_of(offices, (RuleKind.LEADER, RuleKind.LAWYER), today, today + CHANGED_AHEAD)
    asked = _asked_online(offices)
    found = [one for one in ahead if one.departure or one.day <= today + AHEAD or (one.rule.pk, one.due) in asked]
    rules = {session.rule.pk for session in found}
    booked = Booking.objects.filter(rule__in=rules).exclude(state=BookingState.CANCELLED)
    held = list(booked.select_related("rule", "online"))
    # A petition may have become a denunciation since the booking.
    for booking, data in zip(held, named_cases.without_denunciations([one.data for one in held]), strict=True):
        booking.data = data
    grouped: dict[tuple[int, dt.date], list[Booking]] = {}
    for booking in held:
        grouped.setdefault((booking.rule_id, booking.due), []).append(booking)
    sheets = []
    for session in sorted(found, key=lambda one: one.starts):
        rows = grouped.get((session.rule.pk, session.due), [])
        if rows:
            order = sorted(
                rows, key=lambda one: (one.turn is None, one.turn or 0, not one.has_priority, one.created_at)
            )
            sheets.append(
                Sheet(session, [bookings.Turn(one, session, bookings.time_of(one, session)) for one in order])
            )
    return sheets


def _asked_online(offices: list[Agency]) -> set[tuple[int, dt.date]]:
    """Rule and planned day of the sessions where somebody waits for an answer about video."""
    waiting = Booking.objects.filter(rule__agency__in=offices, online__state=OnlineState.ASKED)
    return set(waiting.values_list("rule", "due"))

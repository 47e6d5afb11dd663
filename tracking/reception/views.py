"""The public timetable: a page, and the calendars programs subscribe to."""

from __future__ import annotations

import datetime as dt
import hashlib
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _

from tracking.organisation.models import Agency

from .ics import calendar_of
from .models import Rule
from .schedule import Session, regular_hours, sessions

SPAN = dt.timedelta(days=62)
ICS_BACK = dt.timedelta(days=31)
ICS_AHEAD = dt.timedelta(days=186)


def timetable(request: HttpRequest) -> HttpResponse:
    """Coming sessions by day. `?co-quan=<slug>` keeps one agency; an unknown one is not found."""
    wanted = request.GET.get("co-quan", "")
    agency = _agency(wanted) if wanted else None
    today = timezone.localdate()
    coming = [session for session in sessions(today, today + SPAN, agency=agency) if session.ends > timezone.now()]
    context = {
        "agency": agency,
        "agencies": _agencies_with_timetable(),
        "months": [
            (month, list(group)) for month, group in groupby(coming, key=lambda session: session.day.replace(day=1))
        ],
        "hours": regular_hours(agency),
        "until": today + SPAN,
        "any_sample": any(session.is_sample for session in coming),
        "feed": request.build_absolute_uri(f"{agency.slug}.ics" if agency else "lich.ics").split("?")[0],
    }
    response = render(request, "reception/timetable.html", context)
    patch_cache_control(response, public=True, max_age=60)
    return response


def whole_calendar(request: HttpRequest) -> HttpResponse:
    return _calendar(request, _("Lịch tiếp công dân Hải Phòng"), None)


def agency_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    agency = _agency(slug)
    return _calendar(request, _("Lịch tiếp công dân – %(agency)s") % {"agency": agency.name}, agency)


def _calendar(request: HttpRequest, name: str, agency: Agency | None) -> HttpResponse:
    today = timezone.localdate()
    found: list[Session] = sessions(today - ICS_BACK, today + ICS_AHEAD, agency=agency)
    body = calendar_of(name, found, host=request.get_host().split(":")[0])
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    filename = f"{agency.slug if agency else 'lich'}.ics"
    response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=300)
    return get_conditional_response(request, etag=etag, response=response) or response


def _agencies_with_timetable() -> QuerySet[Agency]:
    return Agency.objects.today().filter(Exists(Rule.objects.filter(agency=OuterRef("pk"))))


def _agency(slug: str) -> Agency:
    agency = Agency.objects.filter(slug=slug[:60]).first()
    if agency is None:
        raise Http404(_("Không có cơ quan này trong lịch tiếp công dân."))
    return agency

"""The public timetable: a page, and the calendars programs subscribe to."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
from collections.abc import Collection
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _

from tracking.organisation.models import Agency
from tracking.terms.models import current_calendar

from . import bookings, finding, posting
from .change_words import bare
from .feeds import LONGEST_SPAN
from .ics import calendar_of
from .models import DepartureKind, Rule, RuleKind, Subject, in_language
from .otherwise import Otherwise, otherwise
from .published import changes_of, end_of, shown_at, why_posted_late
from .schedule import Session, Trace, find_session, regular_hours, sessions, shown, upcoming_sessions
from .words import WEEKDAYS

SPAN = dt.timedelta(days=62)
# What one turn of the thumb shows on a phone; the rest is a page further, without a script.
SESSIONS_A_PAGE = 12
LAWYERS_SPAN = dt.timedelta(days=31)
# Who is entitled to state legal aid, and within which time it answers.
LEGAL_AID = {
    "entitled": "11/2017/QH14#dieu-7",
    "advice": "11/2017/QH14#dieu-32",
    "assignment": "11/2017/QH14#dieu-33",
    "complaint": "02/2011/QH13#dieu-12.khoan-1",
}
ICS_BACK = dt.timedelta(days=31)
ICS_AHEAD = dt.timedelta(days=186)


def timetable(request: HttpRequest) -> HttpResponse:
    """Coming sessions by day, as a list or (`?xem=bang`) a table.

    `?co-quan=<slug>` keeps one agency, whose table may be of the whole year (`&ca-nam=1`); an unknown one is not found.
    `?noi=` is where somebody lives: one office of that name opens, several are offered.
    """
    wanted, place = request.GET.get("co-quan", ""), request.GET.get("noi", "").strip()[: finding.LONGEST]
    near = finding.offices_near(place) if place else []
    if len(near) == 1:
        return redirect(f"{reverse('reception:timetable')}?co-quan={near[0].slug}#cac-buoi")
    agency = _agency(wanted) if wanted else None
    today = timezone.localdate()
    as_table = _is_table(request)
    whole_year = bool(as_table and agency and request.GET.get("ca-nam") == "1")
    until = today + (LONGEST_SPAN if whole_year else SPAN)
    coming = [one for one in shown(today, until, agency=agency) if _is_ahead(one)]
    held = [one for one in coming if isinstance(one, Session)]
    page = _whole(coming) if as_table else _page_of(request, coming)
    context = {
        "agency": agency,
        "agencies": _agencies_with_timetable(),
        "place": place,
        "near": near,
        "as_table": as_table,
        "whole_year": whole_year,
        "elsewhere": upcoming_sessions(3) if agency and not held else [],
        "otherwise": _otherwise(agency, held) or (otherwise() if place and not near else None),
        "this_month": today.replace(day=1),
        "months": _by_month(page),
        "shown": page,
        "hours": regular_hours(agency),
        "today": today,
        "until": until,
        "year_end": today + LONGEST_SPAN,
        "any_sample": any(session.is_sample for session in held),
        "feed": request.build_absolute_uri(f"{agency.slug}.ics" if agency else "lich.ics").split("?")[0],
    }
    response = render(request, "reception/timetable.html", context)
    patch_cache_control(response, public=True, max_age=60)
    return response


def lawyers(request: HttpRequest) -> HttpResponse:
    """The free lawyers of directive 6200: who is on duty where and when, on which subjects (`?linh-vuc=land`)."""
    today, wanted = timezone.localdate(), request.GET.get("linh-vuc", "")
    subject = wanted if wanted in Subject.values else ""
    found = [one for one in shown(today, today + LAWYERS_SPAN, kind=RuleKind.LAWYER) if _is_ahead(one)]
    coming = [one for one in found if not subject or subject in one.rule.subjects]
    context = {
        "sessions": coming,
        "subjects": Subject.choices,
        "subject": subject,
        "until": today + LAWYERS_SPAN,
        "any_sample": any(one.is_sample for one in coming),
        "legal_aid": LEGAL_AID,
    }
    response = render(request, "reception/lawyers.html", context)
    patch_cache_control(response, public=True, max_age=60)
    return response


def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """One month as a table of weeks; `?co-quan=<slug>` keeps one agency."""
    if not (2014 <= year <= 2100 and 1 <= month <= 12):
        raise Http404(_("Không có tháng này trong lịch."))
    agency = _agency(request.GET["co-quan"]) if request.GET.get("co-quan") else None
    first = dt.date(year, month, 1)
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    by_day: dict[dt.date, list[Session | Trace]] = {}
    for found in shown(weeks[0][0], weeks[-1][-1], agency=agency):
        by_day.setdefault(found.day, []).append(found)
    context = {
        "first": first,
        "previous": (first - dt.timedelta(days=1)).replace(day=1),
        "next": (first + dt.timedelta(days=31)).replace(day=1),
        "agency": agency,
        "agencies": _agencies_with_timetable(),
        "weekdays": WEEKDAYS,
        "weeks": [[(day, by_day.get(day, [])) for day in week] for week in weeks],
        "otherwise": _otherwise(agency, by_day),
        "any_sample": any(one.is_sample for day in by_day.values() for one in day),
        "today": timezone.localdate(),
    }
    response = render(request, "reception/month.html", context)
    patch_cache_control(response, public=True, max_age=60)
    return response


def session(request: HttpRequest, uid: str) -> HttpResponse:
    """One session: who, where, when, what about, and every notice about it."""
    found = find_session(uid)
    if found is None:
        raise Http404(_("Không có buổi tiếp này trong lịch."))
    work = current_calendar()
    context = {
        "session": found,
        "is_over": found.ends < timezone.now(),
        "is_open": bookings.is_open(found),
        "notices": [_Notice(record.at, record.facts) for record in changes_of(found.rule, found.due) if record.facts],
        "last_day_to_post": posting.last_day_to_post(found.day, work),
        "posted_late": why_posted_late(found, work),
        "basis": posting.BASIS,
    }
    response = render(request, "reception/session.html", context)
    patch_cache_control(response, public=True, max_age=60)
    return response


class _Notice:
    """One kept state of a notice, in words."""

    def __init__(self, at: dt.datetime, facts: dict[str, Any]) -> None:
        self.at = at
        kind = str(DepartureKind(facts["kind"]).label)
        day = f" → {dt.date.fromisoformat(facts['new_day']):%d/%m/%Y}" if facts.get("new_day") else ""
        reason = bare(in_language(facts["reason"], facts.get("reason_en", "")))
        self.words = f"{kind}{day}. {reason[:1].upper()}{reason[1:]}."
        self.notice = facts.get("notice", "")
        self.late_reason = in_language(facts.get("late_reason", ""), facts.get("late_reason_en", ""))


def session_calendar(request: HttpRequest, uid: str) -> HttpResponse:
    """The session alone, to be put into one's own calendar."""
    found = find_session(uid)
    if found is None:
        raise Http404(_("Không có buổi tiếp này trong lịch."))
    return _calendar_file(request, _("Lịch tiếp công dân Hải Phòng"), [found], f"buoi-{uid}")


def as_published(request: HttpRequest) -> HttpResponse:
    """What the timetable said on a day gone by (`?ngay=2026-11-20`, `?co-quan=<slug>`); `?xem=bang` is a table."""
    today = timezone.localdate()
    asked, error = request.GET.get("ngay", ""), ""
    try:
        day = dt.date.fromisoformat(asked[:10]) if asked else today
    except ValueError:
        day, error = today, _("Ngày này không có trong lịch; đây là lịch của hôm nay.")
    if not dt.date(2000, 1, 1) <= day <= today:
        day, error = today, _("Chỉ xem được từ hôm nay trở về trước; đây là lịch của hôm nay.")
    agency = _agency(request.GET["co-quan"]) if request.GET.get("co-quan") else None
    found, as_table = shown_at(end_of(day), day, day + SPAN, agency=agency), _is_table(request)
    page = _whole(found) if as_table else _page_of(request, found)
    context = {
        "day": day,
        "today": today,
        "as_table": as_table,
        "error": error,
        "agency": agency,
        "agencies": _agencies_with_timetable(),
        "until": day + SPAN,
        "months": _by_month(page),
        "shown": page,
    }
    response = render(request, "reception/as_published.html", context)
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
    return _calendar_file(request, name, found, agency.slug if agency else "lich")


def _calendar_file(request: HttpRequest, name: str, found: list[Session], filename: str) -> HttpResponse:
    body = calendar_of(name, found, host=request.get_host().split(":")[0])
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{filename}.ics"'
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=300)
    return get_conditional_response(request, etag=etag, response=response) or response


def _is_ahead(one: Session | Trace) -> bool:
    """A trace stands for as long as its day is shown."""
    return isinstance(one, Trace) or one.ends > timezone.now()


def _otherwise(agency: Agency | None, found: Collection[object]) -> Otherwise | None:
    """An office without a session is no dead corner."""
    return otherwise(agency) if agency and not found else None


def _page_of(request: HttpRequest, found: list[Session | Trace]) -> Page[Session | Trace]:
    """`?trang=`: a page that is not there is the nearest one that is."""
    return Paginator(found, SESSIONS_A_PAGE).get_page(request.GET.get("trang"))


def _is_table(request: HttpRequest) -> bool:
    return request.GET.get("xem") == "bang"


def _whole(found: list[Session | Trace]) -> Page[Session | Trace]:
    """A table is made for paper and for searching with the eye: it stands whole."""
    return Paginator(found, max(len(found), 1)).get_page(1)


def _by_month(page: Page[Session | Trace]) -> list[tuple[dt.date, list[Session | Trace]]]:
    return [(month, list(group)) for month, group in groupby(page, key=lambda one: one.day.replace(day=1))]


def _agencies_with_timetable() -> QuerySet[Agency]:
    return Agency.objects.today().filter(Exists(Rule.objects.filter(agency=OuterRef("pk"))))


def _agency(slug: str) -> Agency:
    agency = Agency.objects.filter(slug=slug[:60]).first()
    if agency is None:
        raise Http404(_("Không có cơ quan này trong lịch tiếp công dân."))
    return agency

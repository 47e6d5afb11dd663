"""The timetable for programs: JSON of the coming sessions, Atom of what changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from search.text import writable
from tracking.organisation.models import Agency

from .models import Departure
from .schedule import Session, sessions, uid_of

LONGEST_SPAN = dt.timedelta(days=370)
CHANGES_SHOWN = 50


class BadSpan(ValueError):
    """The dates asked for are no span; the message says which, for the person at the other end."""


def timetable_json(request: HttpRequest) -> HttpResponse:
    """`?tu=&den=` ISO days (62 days from today unless told), `?co-quan=` an agency's slug. CORS is open for reading."""
    try:
        first, last = _span(request)
        agency = _agency(request.GET.get("co-quan", ""))
    except BadSpan as bad:
        return _open(JsonResponse({"error": str(bad)}, status=400, json_dumps_params={"ensure_ascii": False}))
    found = sessions(first, last, agency=agency)
    body = {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "sessions": [_row(request, session) for session in found],
    }
    return _open(JsonResponse(body, json_dumps_params={"ensure_ascii": False}))


def _row(request: HttpRequest, session: Session) -> dict[str, Any]:
    return {
        "id": session.uid,
        "agency": {"slug": session.agency.slug, "name": session.agency.name},
        "host": session.rule.host,
        "starts": session.starts.isoformat(),
        "ends": session.ends.isoformat(),
        "place": {"name": session.place.name, "address": session.place.address},
        "state": session.state.value,
        "due": session.due.isoformat(),
        "left": [day.isoformat() for day in session.left_days],
        "reason": session.departure.reason if session.departure else "",
        "notice": session.departure.notice if session.departure else "",
        "late_reason": session.departure.late_reason if session.departure else "",
        "sequence": session.revision,
        "participants": session.rule.participants,
        "content": session.content,
        "sample": session.is_sample,
        "url": request.build_absolute_uri(reverse("reception:session", args=[session.uid])),
    }


def _open(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=60)
    return response


def _span(request: HttpRequest) -> tuple[dt.date, dt.date]:
    today = timezone.localdate()
    first = _day(request.GET.get("tu", ""), today)
    last = _day(request.GET.get("den", ""), first + dt.timedelta(days=62))
    if last < first:
        raise BadSpan("Ngày cuối phải từ ngày đầu trở đi.")
    if last - first > LONGEST_SPAN:
        raise BadSpan(f"Mỗi lần xem nhiều nhất {LONGEST_SPAN.days} ngày.")
    return first, last


def _day(text: str, otherwise: dt.date) -> dt.date:
    if not text:
        return otherwise
    try:
        day = dt.date.fromisoformat(text[:10])
    except ValueError:
        raise BadSpan("Ngày ghi theo dạng 2026-12-31.") from None
    if not 2000 <= day.year <= 2100:
        raise BadSpan("Ngày phải từ năm 2000 đến năm 2100.")
    return day


def _agency(slug: str) -> Agency | None:
    if not slug:
        return None
    agency = Agency.objects.filter(slug=slug[:60]).first()
    if agency is None:
        raise BadSpan("Không có cơ quan này trong lịch tiếp công dân.")
    return agency


def changes_feed(request: HttpRequest) -> HttpResponse:
    """Sessions moved, cancelled or added, newest notice first, each linking to its session."""
    feed = Atom1Feed(
        title=_("Thay đổi lịch tiếp công dân Hải Phòng"),
        link=request.build_absolute_uri(reverse("reception:timetable")),
        feed_url=request.build_absolute_uri(),
        description="",
        language="vi",
    )
    rows = Departure.objects.select_related("rule__agency", "rule__place", "new_place").order_by("-changed_at", "-pk")
    for row in rows[:CHANGES_SHOWN]:
        # An older notice may name the day a session fell on, not the day it was due.
        uid = uid_of(row.rule_id, row.day_due(), row)
        feed.add_item(
            title=writable(f"{row.get_kind_display()}: {row.rule.local_host}, {row.day:%d/%m/%Y}", soft_break=" "),
            link=request.build_absolute_uri(reverse("reception:session", args=[uid])),
            description=writable(_words(row)),
            unique_id=f"tag:{request.get_host().split(':')[0]},2026:{uid}:{row.revision}",
            pubdate=row.announced_at,
            updateddate=row.changed_at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    patch_cache_control(response, public=True, max_age=300)
    return response


def _words(row: Departure) -> str:
    moved = _("Ngày mới: %(day)s.") % {"day": row.new_day.strftime("%d/%m/%Y")} if row.new_day else ""
    late = row.local_late_reason and _("Lý do công bố muộn: %(reason)s") % {"reason": row.local_late_reason}
    return " ".join(part for part in (row.local_reason, moved, row.notice, late) if part)

"""Where each provision a page names stands in the library, for the writer who submits and for those who approve."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from legal_library.models import Act, Provision, Status, Summary
from portal.law_names import LawReference

_MISSING_ACT = "thư viện chưa có văn bản này"
_MISSING_ARTICLE = "thư viện chưa có điều này"
_NO_ARTICLE = "văn bản không có điều này: người dân bấm vào sẽ không thấy gì"
_IN_NO_FORCE = "thư viện có, nhưng hôm nay không áp dụng"


@dataclass(frozen=True, slots=True)
class Cited:
    """`is_dead`: whoever follows the link finds nothing."""

    key: str
    label: str
    told: str
    is_dead: bool


def cited_by(page: Page) -> list[Cited]:
    """Every provision the page names, in the order of acts and places; none of a page that names no law."""
    rests_on = getattr(page, "rests_on", None)
    today = timezone.localdate()
    return [_cited(key, today) for key in sorted(rests_on())] if rests_on else []


def _cited(key: str, today: dt.date) -> Cited:
    reference = LawReference.read(key)
    label = reference.label()
    acts = list(Act.objects.with_symbol(reference.symbol))
    if not acts:
        return Cited(key, label, _MISSING_ACT, is_dead=True)
    if not reference.segments:
        return Cited(key, label, _told(acts[0].status_on(today)), is_dead=False)
    return _place(key, label, acts, reference.segments[0], today)


def _place(key: str, label: str, acts: list[Act], article: str, today: dt.date) -> Cited:
    summaries = list(Summary.objects.filter(act__in=acts, key=article, published=True))
    rows = list(Provision.objects.filter(act__in=acts, key=article).select_related("act"))
    if not summaries and not rows:
        whole = all(act.has_full_text for act in acts)
        return Cited(key, label, _NO_ARTICLE if whole else _MISSING_ARTICLE, is_dead=True)
    held = [row for row in rows if _holds(row, today)]
    if held:
        return Cited(key, label, _told(held[0].act.place_status_on(today, repealed=held[0].repealed)), is_dead=False)
    if any(summary.holds_on(today) for summary in summaries):
        return Cited(key, label, _told(acts[0].place_status_on(today, repealed=False)), is_dead=False)
    return Cited(key, label, _IN_NO_FORCE, is_dead=False)


def _holds(row: Provision, day: dt.date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or row.valid_to >= day)


def _told(status: Status) -> str:
    return f"có, {status.label.lower()}"


@hooks.register("after_edit_page")
@hooks.register("after_create_page")
def warn_of_dead_citations(request: HttpRequest, page: Page) -> None:
    """The page is sent on: whoever wrote it hears at once which links lead nowhere."""
    if "action-submit" not in request.POST:
        return
    for cited in cited_by(page.specific):
        if cited.is_dead:
            messages.warning(request, f"Xin xem lại trích dẫn {cited.label} ({cited.key}): {cited.told}.")

"""Where each provision a page names stands in the library: for who writes, who approves and who looks at it again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from legal_library.models import Act, Provision, Status, Summary, in_force_on
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


def leads_nowhere(key: str) -> bool:
    """Whether whoever follows a link to that provision finds nothing."""
    reference = LawReference.read(key)
    return bool(_gap(reference, _acts(reference)))


def _cited(key: str, today: dt.date) -> Cited:
    reference = LawReference.read(key)
    acts = _acts(reference)
    gap = _gap(reference, acts)
    return Cited(key, reference.label(), gap or _standing(reference, acts, today), is_dead=bool(gap))


def _acts(reference: LawReference) -> list[Act]:
    return list(Act.objects.with_symbol(reference.symbol))


def _summaries(reference: LawReference, acts: list[Act]) -> QuerySet[Summary]:
    return Summary.objects.filter(act__in=acts, key=reference.segments[0], published=True)


def _provisions(reference: LawReference, acts: list[Act]) -> QuerySet[Provision]:
    return Provision.objects.filter(act__in=acts, key=reference.segments[0])


def _gap(reference: LawReference, acts: list[Act]) -> str:
    """What the library lacks of it; empty where it has the place, on whatever days."""
    if not acts:
        return _MISSING_ACT
    if not reference.segments or _summaries(reference, acts).exists() or _provisions(reference, acts).exists():
        return ""
    return _NO_ARTICLE if all(act.has_full_text for act in acts) else _MISSING_ARTICLE


def _standing(reference: LawReference, acts: list[Act], today: dt.date) -> str:
    if not reference.segments:
        return _told(acts[0].status_on(today))
    held = _provisions(reference, acts).filter(in_force_on(today)).select_related("act").first()
    if held is not None:
        return _told(held.act.place_status_on(today, repealed=held.repealed))
    if _summaries(reference, acts).filter(in_force_on(today)).exists():
        return _told(acts[0].place_status_on(today, repealed=False))
    return _IN_NO_FORCE


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

"""`/gui-don/con-kip/`: complaint, denunciation or court – and still in time? No cookie, no script, nothing kept."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracking.terms.calculator import Asked, Wrong
from tracking.terms.engine import Term, compute
from tracking.terms.models import current_calendar, current_rules
from tracking.terms.rules import TermName
from tracking.terms.showing import Shown, shown, shown_all
from tracking.terms.views import Field

from .still_in_time import STAGES, TOO_LATE, Stage, Way, asked_of, fields_of, office_terms, stage_named, ways

STAGE = "buoc"


@dataclass(frozen=True)
class ShownWay:
    way: Way
    shown: Shown
    form: str = ""


@require_safe
def still_in_time(request: HttpRequest) -> HttpResponse:
    """Where do you stand; the dates; what is open until when."""
    stage = stage_named(request.GET.get(STAGE, ""))
    if stage is None:
        return _public(render(request, "casework/citizen/still_in_time.html", {"stages": STAGES.values()}))
    if not stage.is_asked:
        return _public(render(request, "casework/citizen/still_in_time.html", {"stage": stage}))
    given = request.GET.dict()
    asked = asked_of(stage, given, timezone.localdate())
    terms, wrong = _computed(stage, asked)
    is_sent = any(given.get(name, "").strip() for name in stage.dates)
    found = _shown_ways(terms, asked)
    offices = shown_all(office_terms(terms), asked.today, current_calendar()) if terms else []
    context = {
        "stage": stage,
        "asked": asked,
        "wrong": wrong,
        "is_sent": is_sent,
        "is_empty": not is_sent and len(given) > 1,
        "ways": found,
        "offices": offices,
        "closed": next((one for one in found if not one.way.is_open), None),
        "late": next((one for one in offices if one.tone == "late"), None),
        "before_the_law": is_sent and not wrong and not (found or offices),
        "too_late": TOO_LATE,
        "unaccepted": stage.slug == "cho-tra-loi" and bool(asked.events) and "thu-ly" not in _told(asked),
        **_form(stage, asked, wrong),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return _public(render(request, "casework/citizen/still_in_time.html", context, status=status))


def _computed(stage: Stage, asked: Asked) -> tuple[tuple[Term, ...], list[Wrong]]:
    """Nothing is counted while a day is wrong: an answer without it would be an answer to another question."""
    if not asked.events or asked.wrong:
        return (), asked.wrong
    answer = compute(asked.facts(), current_rules(), current_calendar(), stage.terms)
    refused = [Wrong(asked.field_of(item.event), item.why.said(_)) for item in answer.refused]
    return (() if refused else answer.terms), refused


def _shown_ways(terms: tuple[Term, ...], asked: Asked) -> list[ShownWay]:
    if not terms:
        return []
    work = current_calendar()
    return [ShownWay(way, shown(way.term, asked.today, work), _form_address(way, asked)) for way in ways(terms)]


def _form_address(way: Way, asked: Asked) -> str:
    """The form with its kind chosen and what the answers already tell filled in; the court has its own."""
    if way.name is TermName.COURT or not way.is_open:
        return ""
    told = {}
    if way.name is TermName.SECOND_COMPLAINT:
        told["lan"] = "2"
    if known := asked.typed.get("biet") or asked.typed.get("nhan-ket-qua"):
        told["biet" if way.name is TermName.FIRST_COMPLAINT else "nhan"] = known
    return f"{reverse('casework:form', args=['khieu-nai'])}?{urlencode(told)}"


def _told(asked: Asked) -> set[str]:
    return {name for name, _event in asked.events}


def _form(stage: Stage, asked: Asked, wrong: list[Wrong]) -> dict[str, object]:
    errors = {item.name: item.reason for item in wrong}
    dates, ticks = fields_of(stage)
    fields = [Field(one, asked.typed.get(one.name, ""), error=errors.get(one.name, "")) for one in dates]
    return {
        "dates": [field for field in fields if "tro-ngai" not in field.question.name],
        "hindrances": [field for field in fields if "tro-ngai" in field.question.name],
        "ticks": [(one, one.means in asked.flags) for one in ticks],
    }


def _public(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=60)
    return response

"""`/tinh-thoi-han/`: the engine for anybody. Cookie-free, no script, everything in the address."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .calculator import INSTANCE, KINDS, SETTLED, SHOWN, TODAY, Asked, Question, Wrong, kind_named, questions, read
from .engine import compute
from .models import current_calendar, current_rules
from .rules import NOT_OWED
from .showing import Shown, shown_all


@dataclass(frozen=True)
class Field:
    """A question with what was typed; what was not understood stays as it was typed."""

    question: Question
    typed: str
    days: str = ""
    error: str = ""

    @property
    def as_date(self) -> bool:
        return not self.error and (not self.typed or self.typed[:4].isdigit())


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """The choice of a kind, then its form, then every term with its arithmetic."""
    kind = kind_named(request.GET.get("loai", ""))
    if kind is None:
        return _public(render(request, "terms/calculator.html", {"kinds": KINDS}))
    asked = read(kind, request.GET.dict(), timezone.localdate())
    terms, refused = _answer(asked)
    wrong = [*asked.wrong, *refused]
    is_sent = any(value for name, value in request.GET.items() if name != "loai")
    context = {
        **_form(asked, wrong),
        "kind": kind,
        "asked": asked,
        "wrong": wrong,
        "is_sent": is_sent,
        "is_empty": is_sent and not asked.has_dates and not wrong,
        "offices": [term for term in terms if term.term.start and term.term.name not in NOT_OWED],
        "marks": [term for term in terms if term.term.start and term.term.name in NOT_OWED and not term.is_citizens],
        "citizens": [term for term in terms if term.term.start and term.is_citizens],
        "to_come": [term for term in terms if not term.term.start],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return _public(render(request, "terms/calculator.html", context, status=status))


def _answer(asked: Asked) -> tuple[list[Shown], list[Wrong]]:
    if not asked.has_dates:
        return [], []
    work = current_calendar()
    answer = compute(asked.facts(), current_rules(), work, SHOWN)
    refused = [Wrong(asked.field_of(item.event), item.why.said(_)) for item in answer.refused]
    return shown_all(answer.terms, asked.today, work), refused


def _form(asked: Asked, wrong: list[Wrong]) -> dict[str, object]:
    errors = {item.name: item.reason for item in wrong}
    ticks, dates, more = questions(asked.kind.kind, asked.instance)
    typed = asked.typed

    def fields(group: list[Question]) -> list[Field]:
        return [Field(one, typed.get(one.name, ""), typed.get(one.days, ""), errors.get(one.name, "")) for one in group]

    return {
        "ticks": [(one, one.means in asked.flags) for one in ticks],
        "dates": fields(dates),
        "more": fields(more),
        "more_is_open": any(typed.get(one.name) or typed.get(one.days) for one in more),
        "has_instances": asked.kind.kind in SETTLED,
        "instance_name": INSTANCE,
        "today_field": Field(Question(TODAY, "", ""), typed.get(TODAY, ""), error=errors.get(TODAY, "")),
    }


def _public(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=60)
    return response

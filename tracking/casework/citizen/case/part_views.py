"""`/tra-cuu/ho-so/phan/`: from a petition to a part split off from it and back, on the code of the petition."""

from __future__ import annotations

import dataclasses
import time

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from ...models import Case
from ...writing.related import opened_together
from .. import lookup_cookie
from ..citizen_pages import personal
from .lookup_views import see_other


@personal
@require_POST
def open_part(request: HttpRequest) -> HttpResponse:
    """The ticket is for the other case now; one that is over, or a case the code does not open, changes nothing."""
    response = see_other("casework:case")
    ticket = lookup_cookie.of(request)
    if ticket is None or ticket.is_over(int(time.time())):
        return response
    case = Case.objects.filter(pk=ticket.case_id).first()
    wanted = request.POST.get("reference", "")
    part = next((one for one in opened_together(case) if one.reference == wanted), None) if case else None
    if part is not None:
        lookup_cookie.give(response, dataclasses.replace(ticket, case_id=part.pk, kept=""))
    return response

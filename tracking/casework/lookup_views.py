"""`/tra-cuu/`: a code comes in by POST; the same answer goes out, whether right, wrong or nonsense (R04, R05)."""

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from . import lookup_cookie, petition_drafts
from .citizen_pages import personal
from .codes import LONGEST_INPUT, new_token
from .hygiene import clean
from .models import Case

MOST_KEPT = 4000


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "casework/citizen/lookup.html")
    case = Case.objects.by_code(request.POST.get("code", "")[: LONGEST_INPUT + 1])
    now = int(time.time())
    ticket = lookup_cookie.Ticket(case.pk if case else lookup_cookie.NOBODY, now, now, _keep(request))
    response = see_other("casework:case")
    lookup_cookie.give(response, ticket)
    return response


def see_other(name: str) -> HttpResponse:
    """303: the next page is fetched anew, so reloading it never sends a form again."""
    response = HttpResponse(status=303)
    response["Location"] = reverse(name)
    return response


def _keep(request: HttpRequest) -> str:
    """A message that was being written when the last ticket ran out, put by under a token of its own."""
    text = clean(request.POST.get("kept", ""), most=MOST_KEPT).text[:MOST_KEPT]
    if not text:
        return ""
    token = new_token()
    petition_drafts.keep_message(token, text)
    return token

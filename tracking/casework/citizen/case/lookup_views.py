"""`/tra-cuu/`: a code comes in by POST; the same answer goes out, whether right, wrong or nonsense (R04, R05)."""

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ...codes import LONGEST_INPUT, new_token
from ...drafts import petition_drafts
from ...hygiene import clean
from ...petitioners import joint_codes
from .. import lookup_cookie
from ..citizen_pages import personal

MOST_KEPT = 4000


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "casework/citizen/lookup.html")
    found = joint_codes.bearer_of(request.POST.get("code", "")[: LONGEST_INPUT + 1])
    now = int(time.time())
    case_id, place = (found.case_id, found.place) if found else (lookup_cookie.NOBODY, joint_codes.FIRST)
    ticket = lookup_cookie.Ticket.begun(case_id, now, now, kept=_keep(request), place=place)
    lookup_cookie.end(request)  # one browser, one case: the ticket before this one opens nothing any more
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

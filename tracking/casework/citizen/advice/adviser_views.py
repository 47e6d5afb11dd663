"""`/gui-don/`: the questions that find the right petition. No cookie, no script, nothing kept."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ...custodians.intake import denunciation_intake
from ...kind_guides import GUIDES
from .. import lookup_cookie
from .adviser import START, Fork, find


@require_safe
def adviser(request: HttpRequest) -> HttpResponse:
    """One question, or the advice the answers led to."""
    page = find(request.GET.get("buoc", START))
    context: dict[str, object] = {"guides": GUIDES.values()}
    if isinstance(page, Fork):
        context |= {"step": page, "is_start": "buoc" not in request.GET}
    else:
        guide = GUIDES[page.kind] if page.kind else None
        context |= {
            "advice": page,
            "guide": guide,
            "terms": guide.terms_on(timezone.localdate()) if guide else [],
            "suggested": [GUIDES[kind] for kind in page.suggests],
        }
    return render(request, "casework/citizen/adviser.html", context)


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """`/gui-don/an-toan/`: what a denouncer should know before the first word. The same for everybody, kept nowhere."""
    return render(request, "casework/citizen/safety.html", {"intake": denunciation_intake()})


@require_safe
def leave_now(_request: HttpRequest) -> HttpResponse:
    """`/gui-don/roi-ngay/`: one click, no script: the ticket and the pages kept by the browser go, the home page comes.
    The address itself is a redirect, so it stands in no history."""
    response = HttpResponse(status=303)
    response["Location"] = reverse("wagtail_serve", args=[""])
    response["Cache-Control"] = "private, no-store"
    response["Clear-Site-Data"] = '"cache"'
    lookup_cookie.take_away(response)
    response.delete_cookie(settings.CSRF_COOKIE_NAME, path=settings.CSRF_COOKIE_PATH, samesite="Lax")
    return response

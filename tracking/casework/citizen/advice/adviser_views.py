"""`/gui-don/`: the questions that find the right petition. No cookie, no script, nothing kept."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ...custodians.intake import denunciation_intake
from ...kind_guides import GUIDES
from .. import lookup_cookie
from .adviser import FORKS, START, Fork, find, passed_before

# No way through the questions is longer.
_LONGEST_WAY = 200


@require_safe
def adviser(request: HttpRequest) -> HttpResponse:
    """One question, or the advice the answers led to."""
    asked, told = request.GET.get("buoc", START), request.GET.get("qua", "")
    page = find(asked)
    key = START if page is FORKS[START] else asked
    way = tuple(told[:_LONGEST_WAY].split(".")) if told else ()
    before = passed_before(key, way)
    passed = () if key == START else (*way, key) if before else (key,)
    context: dict[str, object] = {"guides": GUIDES.values(), "before": before}
    if before:
        context["before_address"] = _address(before.key, before.way)
    if isinstance(page, Fork):
        answers = [(choice, _address(choice.to, passed)) for choice in page.choices]
        context |= {"step": page, "answers": answers, "is_start": key == START}
    else:
        guide = GUIDES[page.kind] if page.kind else None
        context |= {
            "advice": page,
            "guide": guide,
            "terms": guide.terms_on(timezone.localdate()) if guide else [],
            "suggested": [(GUIDES[kind], _address(GUIDES[kind].slug, passed)) for kind in page.suggests],
        }
    return render(request, "casework/citizen/adviser.html", context)


def _address(key: str, way: tuple[str, ...]) -> str:
    """Of a step, with the way that led to it; the first question needs neither."""
    here = reverse("casework:adviser")
    if key == START:
        return here
    return f"{here}?{urlencode({'buoc': key} | ({'qua': '.'.join(way)} if way else {}))}"


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

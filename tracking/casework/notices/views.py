"""`/thong-bao/ngung/<token>/`: the link at the foot of every mail. GET asks, because mail programs look ahead."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from . import choice


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_notices(request: HttpRequest, token: str) -> HttpResponse:
    """No cookie and no session: whoever holds the token may stop the mail, and the token does nothing else. So a mail
    program's one-click POST (RFC 8058) works too."""
    case = choice.case_of_token(token)
    if case is None or case.is_denunciation:
        raise Http404
    stopped = request.method == "POST"
    if stopped:
        choice.set_choice(case_id=case.pk, is_on=False)
    context = {"reference": case.reference, "stopped": stopped}
    response = render(request, "casework/citizen/stop_notices.html", context)
    response["Cache-Control"] = "no-store"
    return response

"""Two failures that need more than a template: a form that expired, and an error that leaves nothing to rely on."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

# What must never come back in a page: the old token, anything a person signs in with, the code that opens a case.
_NOT_ECHOED = ("csrfmiddlewaretoken", "password", "code")

_LAST_WORDS = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Cổng đang gặp lỗi</title>'
    "<h1>Cổng đang gặp lỗi</h1><p>Xin thử lại sau ít phút.</p>"
    '<p lang="en">The portal has a problem. Please try again in a few minutes.</p></html>'
)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Django's handler500: no database, no request in the template, and one more net below that."""
    try:
        return HttpResponseServerError(render_to_string("500.html"))
    except Exception:
        return HttpResponseServerError(_LAST_WORDS)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: gives every word back with a fresh token, unless another site sent the form."""
    context = {
        "may_resend": _is_our_own_form(request),
        "action": request.get_full_path(),
        "enctype": request.content_type or "application/x-www-form-urlencoded",
        "fields": _fields(request),
        "written": [value for _name, value in _fields(request) if " " in value.strip()],
        "file_names": [upload.name for name in request.FILES for upload in request.FILES.getlist(name)],
    }
    return render(request, "403_csrf.html", context, status=403)


def _is_our_own_form(request: HttpRequest) -> bool:
    """Only what a browser says came from our own pages; else we would hand a forged form the token it lacks.

    The staff's desk is left out: its forms are short, and it has Wagtail's own pages.
    """
    if request.path_info.startswith("/admin/"):
        return False
    came_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(came_from).netloc == request.get_host()


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(word in name.lower() for word in _NOT_ECHOED)
    ]

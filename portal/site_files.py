"""What machines ask a site for: robots.txt, security.txt, sitemap.xml."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import Site

from portal.models import PortalSettings

# Personal or one-time addresses; the pages say noindex too, this only saves the trip.
_NOT_FOR_ROBOTS = ("/bien-nhan/", "/tra-cuu/ho-so/", "/kiem-tra-bien-nhan/")
_VALID_DAYS = 180


def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: everything public may be read, nothing personal asked for, in both languages."""
    closed = ["/admin/", "/captcha/", *_NOT_FOR_ROBOTS, *(f"/en{path}" for path in _NOT_FOR_ROBOTS)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return _text(lines)


def security(request: HttpRequest) -> HttpResponse:
    """security.txt (RFC 9116). Without a contact there is no such file: Contact is its one duty."""
    contact = PortalSettings.of(Site.find_for_request(request)).reports_go_to
    if not contact:
        raise Http404
    # Whole days, so that the file stays the same all day and can be cached.
    expires = (timezone.now() + dt.timedelta(days=_VALID_DAYS)).astimezone(dt.UTC).strftime("%Y-%m-%dT00:00:00Z")
    here = request.build_absolute_uri("/.well-known/security.txt")
    return _text([f"Contact: {contact}", f"Expires: {expires}", "Preferred-Languages: vi, en", f"Canonical: {here}"])


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")

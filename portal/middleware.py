"""What every request passes through. Order is in settings/base.py."""

import contextvars
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import has_vary_header, patch_cache_control

from . import errors

GetResponse = Callable[[HttpRequest], HttpResponse]

ADMIN = "/admin/"
# Wagtail's own screens save translations and preferences with the other three.
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
ADMIN_METHODS = (*METHODS, "PUT", "PATCH", "DELETE")
MAINTENANCE_RETRY = 600
DRAIN_FACTOR = 4
CHUNK = 1 << 16
TEXT = ("text/", "application/json", "application/xml", "application/atom+xml")

# Contents that belong to one person, or must be asked for anew: never kept by a browser or a proxy.
PERSONAL_NAMESPACES = frozenset({"casework"})
PERSONAL_PATHS = (ADMIN, "/captcha/", "/health/")

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")


class RequestId:
    """A short random name for the request, in its log lines and its answer; nothing is taken from the client."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = secrets.token_hex(6)
        request_id.set(name)  # until the next request of this thread: Django logs a refusal after the last middleware
        response = self.get_response(request)
        response.headers["X-Request-Id"] = name
        return response


class LanguageFromAddress:
    """The address alone decides the language, so a page is the same for everybody and can be cached.

    Django's LocaleMiddleware also looks at cookies and headers, and turns a 404 under /admin/ into a redirect.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        language = "en" if path == "/en" or path.startswith("/en/") else "vi"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class ContentPolicy(CSPMiddleware):
    """django-csp with a second, looser policy for the staff's desk: Wagtail's own scripts need it."""

    def get_policy_parts(self, request: HttpRequest, response: Any, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(ADMIN) and parts.config is None:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class ResponseHeaders:
    """Isolation headers on every answer, and the rule who may keep a copy of it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in settings.ISOLATION_HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path_info.startswith(ADMIN):
            # The page editor shows its preview in a frame of its own origin.
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        if is_personal(request, response):
            keep_nowhere(response)
        elif "Cache-Control" not in response.headers:
            patch_cache_control(response, public=True, max_age=settings.PUBLIC_MAX_AGE)
        return response


def is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Whatever sets or depends on a cookie, answers a form, or is not a plain answer belongs to one person."""
    match = request.resolver_match
    return (
        request.method not in ("GET", "HEAD")
        or bool(response.cookies)
        or has_vary_header(response, "Cookie")
        or response.status_code not in (200, 206, 301, 302, 304)
        or request.path_info.startswith(PERSONAL_PATHS)
        or (match is not None and not PERSONAL_NAMESPACES.isdisjoint(match.app_names))
    )


def keep_nowhere(response: HttpResponse) -> None:
    """`no-store`, and a referrer that stays in the house.

    Browsers send `Origin: null` from a page under `no-referrer`, which Django's CSRF check must refuse; so pages with
    forms say `same-origin`: still nothing for any other site.
    """
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"


class Compress(GZipMiddleware):
    """Pages over a thin line, where no proxy compresses them.

    Only what is the same for everybody, or goes to somebody who holds no cookie yet: the length of an answer must not
    tell of a secret beside words that a stranger made the page repeat (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_text = response.get("Content-Type", "").startswith(TEXT)
        is_whole = request.method in ("GET", "HEAD") and response.status_code == 200 and not response.streaming
        for_all = "public" in response.get("Cache-Control", "") or not request.COOKIES
        if not (is_text and is_whole and for_all) or request.path_info.startswith(ADMIN):
            return response
        return super().process_response(request, response)


class Gate:
    """Refuses early what no view should see: unknown methods, oversized bodies, anything during maintenance."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        allowed = ADMIN_METHODS if request.path_info.startswith(ADMIN) else METHODS
        if request.method not in allowed:
            return HttpResponseNotAllowed(allowed)
        if body_length(request) > settings.BODY_LIMIT:
            drain(request)
            return errors.too_large(request)
        if not request.path_info.startswith("/health/") and maintenance_flag().exists():
            return errors.maintenance(request, MAINTENANCE_RETRY)
        return self.get_response(request)


def maintenance_flag() -> Path:
    """While this file exists the portal answers 503; nothing needs to be restarted."""
    return Path(settings.PORTAL_DATA) / "maintenance"


def body_length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def drain(request: HttpRequest) -> None:
    """Read and forget a body that is somewhat too large: a browser shows our answer only once it has sent it all."""
    left = min(body_length(request), DRAIN_FACTOR * settings.BODY_LIMIT)
    while left > 0:
        chunk = request.read(min(CHUNK, left))
        if not chunk:
            return
        left -= len(chunk)

"""Addresses that libraries publish and we do not, or not to everybody who may enter the admin.

Wagtail's front-end sign-in would be a second door without our limits; django-simple-captcha writes a row for a POST to
any of its addresses; wagtail-localize asks for its own permission and never whose page it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from portal.models.approval import StaleVersion
from portal.publishing.attached import kept_with_its_page
from portal.publishing.choosing import hide_chosen
from portal.publishing.copying import close_the_side_door
from portal.publishing.translating import translation_kept_back

CLOSED = frozenset({"wagtailcore_login"})
LOOK_ONLY = frozenset({"captcha-image", "captcha-image-2x", "captcha-audio", "captcha-refresh"})


class Doors:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        name = match.view_name if match else ""
        if name in CLOSED:
            raise Http404
        if name in LOOK_ONLY and request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        close_the_side_door(request, name)
        hide_chosen(request, name, kwargs)
        if (kept := kept_with_its_page(request, name, kwargs)) is not None:
            return kept
        if name.startswith("wagtail_localize:") and request.user.is_authenticated:
            return _may_translate(request, name, kwargs)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Changed and approved in one press: Wagtail has saved the draft by now and would approve the old text."""
        if not isinstance(exception, StaleVersion):
            return None
        messages.error(request, str(exception))
        return redirect("wagtailadmin_pages:edit", exception.page.pk)


def _may_translate(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Whoever translates a page may edit it, and publishes none alone. Raises PermissionDenied, or Http404."""
    page = _page(kwargs)
    if page is None:
        return None
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return translation_kept_back(request, name, page)


def _page(kwargs: dict[str, Any]) -> Page | None:
    """The page an address of wagtail-localize works on; None for snippets, lists and scripts."""
    if "page_id" in kwargs:
        return get_object_or_404(Page, pk=kwargs["page_id"])
    source: TranslationSource | None = None
    if "translation_source_id" in kwargs:
        source = get_object_or_404(TranslationSource, pk=kwargs["translation_source_id"])
    elif "translation_id" in kwargs:
        source = get_object_or_404(Translation.objects.select_related("source"), pk=kwargs["translation_id"]).source
    found = source.get_source_instance() if source else None
    return found if isinstance(found, Page) else None

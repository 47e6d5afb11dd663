"""What stands beside an educational page: the captions of its film, the page as a leaflet."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.models import Page

from portal import reach
from portal.furniture import furniture
from portal.leaflets import Printed
from portal.leaflets import leaflet as set_in_print
from portal.models import ArticlePage, GuidancePage, ReachCount


@hooks.register("before_serve_page")
def count_reader(page: Page, request: HttpRequest, _args: Any, _kwargs: Any) -> None:
    """An article that is opened; its answered quiz is the same article again."""
    if isinstance(page, ArticlePage) and request.method == "GET" and not request.GET:
        reach.count(request, page.translation_key, ReachCount.What.READ)


@require_safe
def film_captions(_request: HttpRequest, pk: int, block: uuid.UUID) -> HttpResponse:
    page = ArticlePage.objects.live().public().filter(pk=pk).first()
    films = page.body.blocks_by_name("film") if page else ()
    text = next((film.value["captions"] for film in films if film.id == str(block)), None)
    if text is None:
        raise Http404
    response = HttpResponse(text, content_type="text/vtt; charset=utf-8")
    patch_cache_control(response, public=True, max_age=300)
    return response


@require_safe
def leaflet(request: HttpRequest, pk: int) -> HttpResponse:
    page = _printed(pk)
    around = furniture(request)
    made = set_in_print(
        page,
        address=request.build_absolute_uri(page.address),
        office=f"{around.office.name} – {around.office.city}",
        phone=around.office.phone,
        language="en" if translation.get_language() == "en" and page.locale.language_code == "en" else "vi",
    )
    reach.count(request, page.translation_key, ReachCount.What.LEAFLET)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{page.slug}.pdf"'
    patch_cache_control(response, public=True, max_age=300)
    return response


def _printed(pk: int) -> Printed:
    for kind in (ArticlePage, GuidancePage):
        page: Printed | None = kind.objects.live().public().select_related("locale").filter(pk=pk).first()
        if page is not None:
            return page
    raise Http404

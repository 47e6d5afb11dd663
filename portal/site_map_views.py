"""`/so-do-cong/`: everything the portal has, on one page for people (sitemap.xml is for robots)."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from portal.models.editorial import public_path
from portal.remembering import remembered


@dataclass
class Branch:
    """A page with those below it."""

    title: str
    path: str
    below: list[Branch] = field(default_factory=list)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    response = render(request, "portal/site_map.html", {"branches": _branches(request)})
    patch_cache_control(response, public=True, max_age=60)
    return response


def _branches(request: HttpRequest) -> list[Branch]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    home = site.root_page.localized
    return remembered(f"site-map:{home.pk}", lambda: _below(home))


def _below(home: Page) -> list[Branch]:
    """The tree under the home page in the order of the tree, in two queries whatever its size."""
    shown = Page.objects.live().public().descendant_of(home).select_related("locale").order_by("path")
    known: dict[str, Branch] = {home.path: Branch(home.title, public_path(home))}
    for page in shown:
        above = known.get(page.path[: -page.steplen])
        if above is not None:  # below an unpublished page nothing is shown
            known[page.path] = Branch(page.title, public_path(page))
            above.below.append(known[page.path])
    return known[home.path].below

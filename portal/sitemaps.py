"""One map of pages and views, in both languages. A room adds its own by a `SITEMAPS` dict in its `sitemaps.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page

from portal.models.editorial import public_path

ROOMS = ("tracking.casework", "tracking.reception", "legal_library", "search")
VIEWS = (
    "casework:adviser",
    "casework:still_in_time",
    "reception:timetable",
    "lawyers",
    "terms:calculator",
    "legal_library:index",
    "handbook",
    "open_data",
    "site_map",
)


class EditorialPages(Sitemap[Page]):
    """Live public pages that are really written in their language; Vietnamese and English are entries of their own."""

    def items(self) -> list[Page]:
        written = Page.objects.live().public().filter(depth__gt=1, alias_of__isnull=True)
        return list(written.select_related("locale").order_by("path"))

    def location(self, item: Page) -> str:
        return public_path(item)

    def lastmod(self, item: Page) -> dt.datetime | None:
        published: dt.datetime | None = item.last_published_at
        return published


class Views(Sitemap[str]):
    """The fixed addresses that are worth finding; none that tells robots not to keep it."""

    i18n = True
    alternates = True

    def items(self) -> list[str]:
        return [name for name in VIEWS if _is_mounted(name)]

    def location(self, item: str) -> str:
        return reverse(item)


def _is_mounted(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def sitemap(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml"""
    return django_sitemap(request, dict(sitemaps()))


def sitemaps() -> Mapping[str, Any]:
    """Ours and the rooms'; keys are prefixed with the room so that none hides another."""
    found: dict[str, Any] = {"pages": EditorialPages, "views": Views}
    for room in ROOMS:
        if apps.is_installed(room) and find_spec(f"{room}.sitemaps") is not None:
            for name, section in import_module(f"{room}.sitemaps").SITEMAPS.items():
                found[f"{room.rpartition('.')[2]}-{name}"] = section
    return found

"""The published results as the room of the cases asks for them: live, open to everybody, at their own address."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from portal.models import ResultPage
from portal.models.editorial import public_path
from tracking.casework.published_pages import Published

_MOST = 200


def at(address: str) -> Published | None:
    """By a path of this portal, or a whole address that begins with the portal's own."""
    path = _path(address)
    slug = path.strip("/").rpartition("/")[2]
    if not slug:
        return None
    pages = ResultPage.objects.live().public().filter(slug=slug).select_related("locale")
    return next((_told(page) for page in pages if public_path(page) == path), None)


def of(kind: str) -> list[Published]:
    pages = ResultPage.objects.live().public().filter(kind=kind, locale__language_code="vi").select_related("locale")
    return [_told(page) for page in pages.order_by("-first_published_at", "-pk")[:_MOST]]


def _path(address: str) -> str:
    parts = urlsplit(address.strip())
    own = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if parts.netloc and (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
        return ""
    return f"/{parts.path.strip('/')}/"


def _told(page: ResultPage) -> Published:
    return Published(public_path(page), page.title, page.kind, page.symbol)

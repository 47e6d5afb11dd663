"""Guidance and plain pages as search sees them: one entry per page and language, keyed by the page's id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from wagtail.models import PageQuerySet

from portal.models import ArticlePage, GuidancePage, PlainPage
from portal.models.editorial import public_path
from search.interface import Entry, announce_change, register_source

NAME = "guidance"
FOUND_TYPES = (GuidancePage, PlainPage, ArticlePage)
Found = GuidancePage | PlainPage | ArticlePage


class GuidanceSource:
    """The `search.interface.EntrySource` of editorial pages. An untranslated copy is never found twice."""

    name = NAME

    def keys(self) -> Iterator[str]:
        for kind in FOUND_TYPES:
            yield from (str(key) for key in _findable(kind).order_by("pk").values_list("pk", flat=True))

    def entries(self, keys: Sequence[str]) -> Iterator[Entry]:
        wanted = [int(key) for key in keys if key.isdecimal()]
        for kind in FOUND_TYPES:
            for page in _findable(kind).filter(pk__in=wanted).select_related("locale").order_by("pk"):
                yield _entry(page)


def register() -> None:
    register_source(GuidanceSource())


def announce(instance: Any, **_kwargs: Any) -> None:
    """Receiver: this page may now be found, read differently, or be gone."""
    if isinstance(instance, FOUND_TYPES):
        announce_change(NAME, [str(instance.pk)])


def announce_below(instance: Any, **_kwargs: Any) -> None:
    """Receiver: a page got another address, and with it every page below it."""
    below = instance.get_descendants(inclusive=True).values_list("pk", flat=True)
    announce_change(NAME, [str(key) for key in below])


def _findable(kind: type[Found]) -> PageQuerySet:
    return kind.objects.live().public().filter(alias_of__isnull=True)


def _entry(page: Found) -> Entry:
    language = str(page.locale.language_code)
    path = public_path(page)
    return Entry(
        key=str(page.pk),
        source=NAME,
        kind="guidance",
        url=path.removeprefix(f"/{language}") if language != "vi" else path,
        title=page.title,
        body=page.plain_text(),
        language=language,
    )

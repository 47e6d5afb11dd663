"""Guidance, news and plain pages as search sees them: one entry per page and language, keyed by the page's id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from wagtail.models import Page, PageQuerySet, PageViewRestriction

from legal_library.changes import fields_of_acts
from portal.models import AgencyPage, ArticlePage, GuidancePage, PlainPage
from portal.models.editorial import public_path
from search.interface import Entry, EntryKind, announce_change, register_source

NAME = "guidance"
FOUND_TYPES = (GuidancePage, PlainPage, ArticlePage, AgencyPage)
Found = GuidancePage | PlainPage | ArticlePage | AgencyPage
# What a reader takes them for; any other page stands for itself: a notice, a statement, an agency's front.
KINDS: dict[type[Page], EntryKind] = {GuidancePage: "guidance", ArticlePage: "news"}
RESTING_ON_LAW = (GuidancePage, PlainPage, ArticlePage)


class GuidanceSource:
    """The `search.interface.EntrySource` of editorial pages. An untranslated copy is never found twice."""

    name = NAME

    def keys(self) -> Iterator[str]:
        for kind in FOUND_TYPES:
            yield from (str(key) for key in _findable(kind).order_by("pk").values_list("pk", flat=True))

    def entries(self, keys: Sequence[str]) -> Iterator[Entry]:
        wanted = [int(key) for key in keys if key.isdecimal()]
        for kind in FOUND_TYPES:
            pages = list(_findable(kind).filter(pk__in=wanted).select_related("locale").order_by("pk"))
            fields = _fields(pages)
            for page in pages:
                yield replace(_entry(page), topics=fields.get(page.pk, ()))


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


def announce_restricted(instance: PageViewRestriction, **_kwargs: Any) -> None:
    """Receiver: a page was made private or public again, and with it every page below it."""
    if page := Page.objects.filter(pk=instance.page_id).first():
        announce_below(page)


def _findable(kind: type[Found]) -> PageQuerySet:
    return kind.objects.live().public().filter(alias_of__isnull=True)


def _fields(pages: Iterable[Found]) -> dict[int, tuple[str, ...]]:
    """The fields of the law each page is about: those of the acts it rests on."""
    acts = {
        page.pk: sorted({key.partition("#")[0] for key in page.rests_on()})
        for page in pages
        if isinstance(page, RESTING_ON_LAW)
    }
    fields = fields_of_acts({symbol for symbols in acts.values() for symbol in symbols})
    return {
        pk: tuple(dict.fromkeys(name for symbol in symbols for name in fields.get(symbol, ())))
        for pk, symbols in acts.items()
    }


def _entry(page: Found) -> Entry:
    language = str(page.locale.language_code)
    path = public_path(page)
    return Entry(
        key=str(page.pk),
        source=NAME,
        kind=KINDS.get(type(page), "page"),
        url=path.removeprefix(f"/{language}") if language != "vi" else path,
        title=page.title,
        body=page.plain_text(),
        language=language,
    )

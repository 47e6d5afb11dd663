"""What every editorial page is: found by address in few queries, told in two languages, without a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult


@dataclass(frozen=True)
class Alternate:
    """The same page in another language; `path` begins with a slash."""

    language: str
    path: str


class EditorialPage(Page):
    """Base of all page types. `summary` stands under the title, in lists, in search and in the description."""

    summary = models.TextField("tóm tắt", max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """One query for the page at the end of the path; Wagtail's own walk asks twice for every step."""
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        page = Page.objects.filter(url_path=url_path).first()
        if page is None:
            raise Http404
        return page.specific.route(request, [])

    @cached_property
    def is_untranslated(self) -> bool:
        """A copy that keeps the address alive in a language the text has not been translated into yet."""
        return self.alias_of_id is not None

    @cached_property
    def written_in(self) -> str:
        """The language the words really are in, for `lang` and the note to the reader."""
        return "vi" if self.is_untranslated else str(self.locale.language_code)

    @cached_property
    def alternates(self) -> list[Alternate]:
        """This page in every language it is really written in, itself included. One query."""
        pages = Page.objects.filter(translation_key=self.translation_key, alias_of__isnull=True, live=True)
        told = pages.select_related("locale").only("url_path", "locale__language_code", "slug", "depth", "path")
        return [Alternate(page.locale.language_code, public_path(page)) for page in told]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return [] if self.is_untranslated else super().get_sitemap_urls(request)


def public_path(page: Page) -> str:
    """Tree path without the home page's own slug, behind its language: "/home-en/huong-dan/" is "/en/huong-dan/"."""
    rest = page.url_path.strip("/").partition("/")[2]
    prefix = "/" if page.locale.language_code == "vi" else f"/{page.locale.language_code}/"
    return f"{prefix}{rest}/" if rest else prefix

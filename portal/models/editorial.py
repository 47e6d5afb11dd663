"""What every editorial page is: found by address in few queries, told in two languages, without a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from portal.remembering import remembered


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
        """The page at the end of the path in one query; Wagtail's own walk asks twice for every step."""
        if not path_components:
            return super().route(request, path_components)
        rest = f"{'/'.join(path_components)}/"
        content_type, key, is_original = remembered(f"route:{self.url_path}{rest}", lambda: self._find(rest))
        kind: Any = ContentType.objects.get_for_id(content_type).model_class()
        page: Page | None = kind.objects.filter(pk=key).first()
        if page is None or (is_original and not page.live):
            raise Http404
        if is_original:
            page.is_untranslated = True
        return page.route(request, [])

    def _find(self, rest: str) -> tuple[int, int, bool]:
        """The page at that path below this one, else the Vietnamese one at the same address: never a dead page."""
        try:
            return (*_find(f"{self.url_path}{rest}"), False)
        except Http404:
            original = self.get_translations().filter(locale__language_code="vi").first()
            if original is None:
                raise
            return (*_find(f"{original.url_path}{rest}"), True)

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """As in Wagtail, those of this page, of all above it and of what they are copies of – in one query, not two."""
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        above = models.Q(page__path__in=paths) | models.Q(page__aliases__path__in=paths)
        restrictions: models.QuerySet[PageViewRestriction] = PageViewRestriction.objects.filter(above).distinct()
        return restrictions

    @cached_property
    def is_untranslated(self) -> bool:
        """A copy that keeps the address alive in a language the text has not been translated into yet."""
        return self.alias_of_id is not None

    @cached_property
    def written_in(self) -> str:
        """The language the words really are in, for `lang` and the note to the reader."""
        return "vi" if self.is_untranslated else get_language() or "vi"

    @cached_property
    def is_behind(self) -> bool:
        """A translation whose original has been published anew since."""
        return remembered(f"behind:{self.pk}", self._is_behind)

    def _is_behind(self) -> bool:
        original = Page.objects.filter(translation_key=self.translation_key, locale__language_code="vi").first()
        return original is not None and is_behind(original, self)

    @property
    def address(self) -> str:
        """Where it is read, without a query once its locale is at hand."""
        return public_path(self)

    @cached_property
    def alternates(self) -> list[Alternate]:
        """This page in every language it is really written in, itself included."""
        return remembered(f"alternates:{self.pk}", self._alternates)

    def _alternates(self) -> list[Alternate]:
        pages = Page.objects.filter(translation_key=self.translation_key, alias_of__isnull=True, live=True)
        told = pages.select_related("locale").only("url_path", "locale__language_code", "slug", "depth", "path")
        return [Alternate(page.locale.language_code, public_path(page)) for page in told]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return [] if self.is_untranslated else super().get_sitemap_urls(request)


def is_behind(original: Page, twin: Page) -> bool:
    """Whether the original was published after its translation."""
    changed, told = original.last_published_at, twin.last_published_at
    return bool(changed and told and changed > told)


def _find(url_path: str) -> tuple[int, int]:
    """Content type and key of the page at a path of the tree. Raises Http404, so that no wrong path is ever kept."""
    found: tuple[int, int] | None = Page.objects.filter(url_path=url_path).values_list("content_type_id", "pk").first()
    if found is None:
        raise Http404
    return found


def public_path(page: Page) -> str:
    """Tree path without the home page's own slug, behind its language: "/home-en/huong-dan/" is "/en/huong-dan/"."""
    rest = page.url_path.strip("/").partition("/")[2]
    prefix = "/" if page.locale.language_code == "vi" else f"/{page.locale.language_code}/"
    return f"{prefix}{rest}/" if rest else prefix

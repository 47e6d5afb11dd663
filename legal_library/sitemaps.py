"""Addresses of the library for search engines: documents and articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from .models import Act, Provision, ProvisionKind, Summary, TextState, in_force_on


class ActSitemap(Sitemap[Act]):
    changefreq = "weekly"

    def items(self) -> QuerySet[Act]:
        return Act.objects.only("slug", "changed_at").order_by("pk")

    def location(self, item: Act) -> str:
        return reverse("legal_library:document", args=[item.slug])

    def lastmod(self, item: Act) -> dt.datetime:
        return item.changed_at


class ArticleSitemap(Sitemap[tuple[str, str]]):
    """Articles with text, and articles of acts without text that have a summary: (slug, key) pairs."""

    changefreq = "monthly"

    def items(self) -> list[tuple[str, str]]:
        return list(_pairs())

    def location(self, item: tuple[str, str]) -> str:
        return reverse("legal_library:article", args=item)


def _pairs() -> Iterator[tuple[str, str]]:
    held = in_force_on(timezone.localdate())
    texts = Provision.objects.filter(held, kind=ProvisionKind.ARTICLE, repealed=False).exclude(key__contains=".")
    yield from texts.order_by("act_id", "ordinal", "position").values_list("act__slug", "key").iterator(chunk_size=5000)
    summaries = Summary.objects.filter(published=True).exclude(act__text_state=TextState.TEXT)
    yield from summaries.order_by("act_id", "ordinal").values_list("act__slug", "key").distinct()


SITEMAPS = {"law": ActSitemap, "law-articles": ArticleSitemap}

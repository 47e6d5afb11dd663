"""The page types that stand for themselves: home, and plain pages such as the privacy notice."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from portal.blocks import BodyBlock, law_keys_in
from portal.models.editorial import EditorialPage
from portal.models.guidance import GuidancePage
from portal.remembering import remembered
from tracking.reception.schedule import upcoming_sessions

SESSIONS_ON_HOME = 4
GUIDES_ON_HOME = 6


class HomePage(EditorialPage):
    """Three doors, the search field, the next receptions, guidance. The doors are the product and not for editing."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "portal.AgencyIndexPage",
        "portal.GuidanceIndexPage",
        "portal.NewsIndexPage",
        "portal.PlainPage",
        "portal.ResultIndexPage",
    ]

    class Meta:
        verbose_name = "trang chủ"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "sessions": remembered("sessions", lambda: upcoming_sessions(SESSIONS_ON_HOME)),
            "guides": remembered(f"guides:{self.pk}", self._guides),
        }

    def _guides(self) -> list[GuidancePage]:
        guides = GuidancePage.objects.live().public().descendant_of(self).filter(on_home=True).select_related("locale")
        return list(guides.order_by("first_published_at", "pk")[:GUIDES_ON_HOME])


class PlainPage(EditorialPage):
    """A page of text that stands for itself: accessibility statement, privacy notice."""

    body = StreamField(BodyBlock(), verbose_name="nội dung", blank=True)
    reviewed_on = models.DateField("ngày soát lại", null=True, blank=True)

    content_panels = [*EditorialPage.content_panels, FieldPanel("body"), FieldPanel("reviewed_on")]
    override_translatable_fields = [SynchronizedField("reviewed_on")]
    parent_page_types = ["portal.HomePage", "portal.AgencyPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "trang thông tin"

    def headings(self) -> list[str]:
        return [block.value for block in self.body if block.block_type == "heading"]

    def rests_on(self) -> set[str]:
        """Every provision named anywhere on the page."""
        return law_keys_in(self.body)

    def plain_text(self) -> str:
        """The words a reader reads, for search."""
        return "\n".join([self.summary, *self.body.stream_block.get_searchable_content(self.body)])

"""`/co-quan/`: each agency's own part of the portal. What is common to all is written once and shown on every part."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Collection
from wagtail_localize.fields import SynchronizedField

from portal.blocks import BodyBlock
from portal.models.editorial import EditorialPage, in_readers_words
from portal.models.guidance import GuidancePage
from portal.remembering import remembered
from tracking.organisation.models import Agency
from tracking.reception.otherwise import otherwise
from tracking.reception.schedule import upcoming_sessions

SESSIONS_SHOWN = 3
GUIDES_SHOWN = 6


class AgencyIndexPage(EditorialPage):
    """All agencies that keep a part of their own."""

    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.AgencyPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "mục các cơ quan"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"parts": remembered(f"parts:{self.pk}", self._parts)}

    def _parts(self) -> list[AgencyPage]:
        live = AgencyPage.listed_below(self).select_related("locale", "agency")
        return in_readers_words(live.order_by("agency__sort_name"), self)


class AgencyPage(EditorialPage):
    """The front of one agency's part. Made by `portal.own_parts.open_part` and never by hand, so that pages, group and
    collection always belong together; name, address and telephone are the agency's own, told nowhere twice."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="cơ quan")
    collection = models.ForeignKey(
        Collection, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="kho ảnh và tài liệu"
    )
    body = StreamField(BodyBlock(), verbose_name="nội dung", blank=True)

    content_panels = [*EditorialPage.content_panels, FieldPanel("body")]
    override_translatable_fields = [SynchronizedField("agency"), SynchronizedField("collection")]
    parent_page_types = ["portal.AgencyIndexPage"]
    subpage_types = ["portal.NewsIndexPage", "portal.GuidanceIndexPage", "portal.PlainPage"]
    is_creatable = False

    class Meta:
        verbose_name = "phần riêng của cơ quan"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        sessions = remembered(
            f"sessions:{self.agency_id}", lambda: upcoming_sessions(SESSIONS_SHOWN, agency=self.agency)
        )
        return context | {
            "sessions": sessions,
            "otherwise": None
            if sessions
            else remembered(f"otherwise:{self.agency_id}", lambda: otherwise(self.agency)),
            "own_pages": remembered(f"own:{self.pk}", self._own_pages),
            "guides": remembered(f"common-guides:{self.locale_id}", self._common_guides),
        }

    def headings(self) -> list[str]:
        return [block.value for block in self.body if block.block_type == "heading"]

    def plain_text(self) -> str:
        """For search: with the agency's own address and telephone, which people look for."""
        facts = [self.summary, self.agency.address, self.agency.phone]
        body = self.body.stream_block.get_searchable_content(self.body)
        return "\n".join(part for part in (*facts, *body) if part)

    def _own_pages(self) -> list[EditorialPage]:
        children: list[EditorialPage] = list(self.get_children().live().public().specific().select_related("locale"))
        return children

    def _common_guides(self) -> list[GuidancePage]:
        """Written once for the whole city, wherever they are read."""
        common = (
            GuidancePage.objects.live().public().filter(on_home=True, locale_id=self.locale_id).select_related("locale")
        )
        return list(common.order_by("first_published_at", "pk")[:GUIDES_SHOWN])

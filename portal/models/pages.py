"""The page types: home, guidance and its index, plain pages such as the privacy notice."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from portal.blocks import BodyBlock, validate_law_keys
from portal.models.editorial import EditorialPage
from portal.remembering import remembered
from tracking.reception.schedule import upcoming_sessions

SESSIONS_ON_HOME = 4
GUIDES_ON_HOME = 6


class HomePage(EditorialPage):
    """Three doors, the search field, the next receptions, guidance. The doors are the product and not for editing."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["portal.GuidanceIndexPage", "portal.PlainPage"]

    class Meta:
        verbose_name = "trang chủ"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "sessions": remembered("sessions", lambda: upcoming_sessions(SESSIONS_ON_HOME)),
            "guides": remembered(f"guides:{self.pk}", self._guides),
        }

    def _guides(self) -> list[GuidancePage]:
        guides = GuidancePage.objects.live().descendant_of(self)
        return list(guides.order_by("-first_published_at")[:GUIDES_ON_HOME])


class GuidanceIndexPage(EditorialPage):
    """All guidance, by life situation."""

    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.GuidancePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "mục hướng dẫn"

    def guides(self) -> list[GuidancePage]:
        return remembered(
            f"guides:{self.pk}", lambda: list(GuidancePage.objects.live().child_of(self).order_by("title"))
        )


class GuidancePage(EditorialPage):
    """One life situation: what to do, with form, fee, time, office and the articles it rests on."""

    body = StreamField(BodyBlock(), verbose_name="nội dung", blank=True)
    form = models.CharField("mẫu đơn", max_length=200, blank=True)
    fee = models.CharField("lệ phí", max_length=200, blank=True)
    time = models.CharField("thời hạn", max_length=300, blank=True)
    office = models.CharField("nơi nhận", max_length=300, blank=True)
    law_keys = models.TextField(
        "căn cứ",
        blank=True,
        validators=[validate_law_keys],
        help_text="Mỗi dòng một điều, ví dụ 02/2011/QH13#dieu-28",
    )
    reviewed_on = models.DateField("ngày soát lại", null=True, blank=True)

    content_panels = [
        *EditorialPage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("form", "fee", "time", "office", "law_keys", "reviewed_on")],
            heading="Cần biết ngay",
        ),
    ]
    override_translatable_fields = [SynchronizedField("law_keys"), SynchronizedField("reviewed_on")]
    parent_page_types = ["portal.GuidanceIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "trang hướng dẫn"

    def grounds(self) -> list[str]:
        return [line.strip() for line in self.law_keys.split("\n") if line.strip()]

    def headings(self) -> list[str]:
        return [block.value for block in self.body if block.block_type == "heading"]


class PlainPage(EditorialPage):
    """A page of text that stands for itself: accessibility statement, privacy notice."""

    body = StreamField(BodyBlock(), verbose_name="nội dung", blank=True)
    reviewed_on = models.DateField("ngày soát lại", null=True, blank=True)

    content_panels = [*EditorialPage.content_panels, FieldPanel("body"), FieldPanel("reviewed_on")]
    override_translatable_fields = [SynchronizedField("reviewed_on")]
    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "trang thông tin"

    def headings(self) -> list[str]:
        return [block.value for block in self.body if block.block_type == "heading"]

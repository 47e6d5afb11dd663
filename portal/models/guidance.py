"""Guidance by life situation: what to do in steps, under which articles, by when, with whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from portal.blocks import BodyBlock, law_keys_in, validate_law_keys
from portal.matters import CHOICES, MATTERS, LawTerm, Matter, terms_of
from portal.models.editorial import EditorialPage, in_readers_words
from portal.models.review import LawFlag
from portal.reading_panel import ReadingLevelPanel
from portal.remembering import remembered
from tracking.reception.models import RuleKind
from tracking.reception.schedule import Session, upcoming_sessions
from tracking.terms.models import current_rules


class Situation(models.TextChoices):
    """What has happened, in the reader's words: the groups of the index, in its order."""

    LAND = "land", _("Đất đai, nhà cửa, hàng xóm")
    PUNISHED = "punished", _("Bị phạt, bị kỷ luật, bị dừng trợ cấp")
    OFFICIALS = "officials", _("Cán bộ làm chậm, làm sai, đòi tiền")
    LATE = "late", _("Đã gửi đơn mà chưa có kết quả")
    WRITING = "writing", _("Chọn loại đơn và gửi đơn")


# The sign of each situation on the index (portal/icons.py).
_SIGNS = {
    Situation.LAND: "place",
    Situation.PUNISHED: "law",
    Situation.OFFICIALS: "talk",
    Situation.LATE: "follow",
    Situation.WRITING: "letter",
}


class GuidanceIndexPage(EditorialPage):
    """All guidance, by life situation."""

    parent_page_types = ["portal.HomePage", "portal.AgencyPage"]
    subpage_types = ["portal.GuidancePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "mục hướng dẫn"

    def guides(self) -> list[GuidancePage]:
        return remembered(
            f"guides:{self.pk}",
            lambda: in_readers_words(GuidancePage.listed_below(self).order_by("title"), self),
        )

    def groups(self) -> list[tuple[str, str, str, list[GuidancePage]]]:
        """(code, words, sign, pages) of every situation that has any."""
        by_code: dict[str, list[GuidancePage]] = {}
        for guide in self.guides():
            by_code.setdefault(guide.situation, []).append(guide)
        return [(one.value, str(one.label), _SIGNS[one], by_code[one]) for one in Situation if one in by_code]


class GuidancePage(EditorialPage):
    """One life situation: what to do, with form, fee, terms, office, next reception and the articles it rests on."""

    situation = models.CharField("nhóm tình huống", max_length=20, choices=Situation.choices, default=Situation.WRITING)
    matter = models.CharField(
        "dẫn tới loại đơn",
        max_length=20,
        choices=CHOICES,
        blank=True,
        help_text="Trang sẽ có nút viết đơn này, và thời hạn theo luật của ngày người dân đọc.",
    )
    body = StreamField(BodyBlock(), verbose_name="nội dung", blank=True)
    form = models.CharField("mẫu đơn", max_length=200, blank=True)
    fee = models.CharField("lệ phí", max_length=200, blank=True)
    time = models.CharField(
        "thời hạn", max_length=300, blank=True, help_text="Để trống khi đã chọn loại đơn: trang tự ghi theo luật."
    )
    office = models.CharField("nơi nhận", max_length=300, blank=True)
    law_keys = models.TextField(
        "căn cứ",
        blank=True,
        validators=[validate_law_keys],
        help_text="Mỗi dòng một điều, ví dụ 02/2011/QH13#dieu-28",
    )
    reviewed_on = models.DateField("ngày soát lại", null=True, blank=True)
    on_home = models.BooleanField("hiện trên trang chủ", default=False)

    content_panels = [
        *EditorialPage.content_panels,
        FieldPanel("situation"),
        FieldPanel("matter"),
        FieldPanel("on_home"),
        ReadingLevelPanel(),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("form", "fee", "time", "office", "law_keys", "reviewed_on")],
            heading="Cần biết ngay",
        ),
    ]
    override_translatable_fields = [
        SynchronizedField(name) for name in ("situation", "matter", "on_home", "law_keys", "reviewed_on")
    ]
    parent_page_types = ["portal.GuidanceIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "trang hướng dẫn"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        terms = self.law_terms()
        return context | {
            "petition": self.petition,
            "office_terms": [term for term in terms if not term.is_citizens],
            "own_terms": [term for term in terms if term.is_citizens],
            "next_reception": remembered("next:reception", lambda: upcoming_sessions(1)),
            "next_lawyer": remembered("next:lawyer", _next_lawyer),
            "others": self._others(),
            "changes": remembered(f"changes:{self.translation_key}", self._changes),
        }

    @property
    def petition(self) -> Matter | None:
        return MATTERS.get(self.matter)

    def law_terms(self) -> list[LawTerm]:
        """The terms under the law of today."""
        if self.petition is None:
            return []
        return terms_of(self.petition, remembered("term-rules", current_rules), timezone.localdate())

    def grounds(self) -> list[str]:
        return [line.strip() for line in self.law_keys.split("\n") if line.strip()]

    def rests_on(self) -> set[str]:
        """Every provision named anywhere on the page, and those its terms come from."""
        return {*self.grounds(), *law_keys_in(self.body), *(key for term in self.law_terms() for key in term.laws)}

    def headings(self) -> list[str]:
        return [block.value for block in self.body if block.block_type == "heading"]

    def plain_text(self) -> str:
        """The words a reader reads, each piece a sentence or more, for search and for the measure of reading."""
        return "\n".join(piece for piece in self._pieces() if piece.strip())

    def _pieces(self) -> Iterator[str]:
        yield self.summary
        yield from (self.form, self.fee, self.time, self.office)
        yield from self.body.stream_block.get_searchable_content(self.body)

    def _others(self) -> list[GuidancePage]:
        """Pages of the same situation, for a reader who landed beside what they looked for."""
        siblings = remembered(
            f"situation:{self.situation}:{self.locale_id}",
            lambda: list(
                GuidancePage.objects.live()
                .public()
                .filter(situation=self.situation, locale_id=self.locale_id)
                .select_related("locale")
                .order_by("title")
            ),
        )
        return [page for page in siblings if page.pk != self.pk]

    def _changes(self) -> list[LawFlag]:
        return list(LawFlag.objects.filter(translation_key=self.translation_key, settled_at=None))


def _next_lawyer() -> list[Session]:
    return upcoming_sessions(1, kind=RuleKind.LAWYER)

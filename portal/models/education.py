"""`/tin-tuc/`: legal education and news – articles, drawings, quizzes, campaigns – and what they achieved."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, F, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from portal.blocks import law_keys_in
from portal.education_blocks import EducationBlock
from portal.models.editorial import EditorialPage, in_readers_words
from portal.reading_panel import ReadingLevelPanel
from portal.remembering import remembered

# In the address of a quiz that was sent without an answer.
NOTHING_CHOSEN = "chua-chon"


class Audience(models.TextChoices):
    CITIZENS = "citizens", _("Người dân")
    OFFICIALS = "officials", _("Cán bộ, công chức")


class NewsIndexPage(EditorialPage):
    """All articles, newest first; `?doi-tuong=officials` for one audience."""

    parent_page_types = ["portal.HomePage", "portal.AgencyPage"]
    subpage_types = ["portal.ArticlePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "mục tin tức, giáo dục pháp luật"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        articles = ArticlePage.listed_below(self)
        audience = request.GET.get("doi-tuong", "")
        if audience in Audience.values:
            articles = articles.filter(audience=audience)
        shown = in_readers_words(articles.order_by("-first_published_at", "-pk")[:100], self)
        return context | {
            "articles": shown,
            "running": [article for article in shown if article.is_running()],
            "audience": audience,
            "audiences": Audience.choices,
        }


class ArticlePage(EditorialPage):
    """One article; with a period it is part of a campaign."""

    audience = models.CharField("dành cho", max_length=20, choices=Audience.choices, default=Audience.CITIZENS)
    campaign_from = models.DateField("đợt tuyên truyền từ ngày", null=True, blank=True)
    campaign_to = models.DateField("đến hết ngày", null=True, blank=True)
    body = StreamField(EducationBlock(), verbose_name="nội dung", blank=True)
    reviewed_on = models.DateField("ngày soát lại", null=True, blank=True)

    content_panels = [
        *EditorialPage.content_panels,
        FieldPanel("audience"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("campaign_from"), FieldPanel("campaign_to")])], heading="Đợt tuyên truyền"
        ),
        ReadingLevelPanel(),
        FieldPanel("body"),
        FieldPanel("reviewed_on"),
    ]
    override_translatable_fields = [
        SynchronizedField(name) for name in ("audience", "campaign_from", "campaign_to", "reviewed_on")
    ]
    parent_page_types = ["portal.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "bài tuyên truyền"

    def clean(self) -> None:
        super().clean()
        if self.campaign_from and self.campaign_to and self.campaign_to < self.campaign_from:
            raise ValidationError({"campaign_to": "Ngày cuối phải từ ngày đầu trở đi."})

    def is_running(self, today: dt.date | None = None) -> bool:
        day = today or timezone.localdate()
        return bool(self.campaign_from and self.campaign_to and self.campaign_from <= day <= self.campaign_to)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        chosen = request.GET.dict()
        quiz = self.quiz(chosen)
        missing = [item for item in quiz if not item["picked"]]
        index = remembered(f"index-of:{self.pk}", lambda: NewsIndexPage.objects.parent_of(self).first())
        return context | {
            "quiz": quiz,
            "missing": missing,
            "right": sum(bool(item["picked"] and item["picked"]["is_right"]) for item in quiz),
            "is_answered": len(missing) < len(quiz),
            "is_sent_empty": len(missing) == len(quiz) and NOTHING_CHOSEN in chosen,
            "index": index,
        }

    def questions(self) -> list[Any]:
        return [question for block in self.body if block.block_type == "quiz" for question in block.value]

    def quiz(self, chosen: dict[str, str]) -> list[dict[str, Any]]:
        """Every question with its options, what was chosen of them and whether that is right."""
        return [_answered(number, question, chosen) for number, question in enumerate(self.questions(), start=1)]

    def rests_on(self) -> set[str]:
        return law_keys_in(self.body)

    def headings(self) -> list[str]:
        return [block.value for block in self.body if block.block_type == "heading"]

    def plain_text(self) -> str:
        return "\n".join([self.summary, *self.body.stream_block.get_searchable_content(self.body)])


def _answered(number: int, question: Any, chosen: dict[str, str]) -> dict[str, Any]:
    name = f"cau-{number}"
    options = [
        {"value": str(place), "text": option["text"], "is_right": bool(option["is_right"])}
        for place, option in enumerate(question["options"], start=1)
    ]
    picked = next((option for option in options if option["value"] == chosen.get(name)), None)
    return {
        "number": number,
        "name": name,
        "question": question["question"],
        "options": options,
        "picked": picked,
        "right": next((option for option in options if option["is_right"]), None),
        "explanation": question["explanation"],
        "law": question["law"],
    }


class QuizCount(models.Model):
    """How often a question was answered and how often rightly. Numbers only: nothing of anybody is kept."""

    translation_key = models.UUIDField(db_index=True)
    question = models.PositiveSmallIntegerField("câu")
    month = models.DateField("tháng")
    answered = models.PositiveIntegerField("lượt trả lời", default=0)
    right = models.PositiveIntegerField("trả lời đúng", default=0)

    class Meta:
        verbose_name = "số lượt trả lời câu đố"
        verbose_name_plural = "số lượt trả lời câu đố"
        ordering = ["translation_key", "question", "month"]
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "question", "month"], name="one_count_a_month")
        ]

    def __str__(self) -> str:
        return f"câu {self.question}: {self.right}/{self.answered}"

    @classmethod
    def add(cls, article: ArticlePage, answers: list[dict[str, Any]]) -> None:
        """All of one sending in one transaction, in as many queries however many questions there are."""
        picked = {answer["number"]: bool(answer["picked"]["is_right"]) for answer in answers if answer["picked"]}
        if not picked:
            return
        of = {"translation_key": article.translation_key, "month": timezone.localdate().replace(day=1)}
        rows = cls.objects.filter(**of, question__in=picked)
        rightly = [number for number, is_right in picked.items() if is_right]
        with transaction.atomic():
            missing = picked.keys() - set(rows.values_list("question", flat=True))
            QuizCount.objects.bulk_create(
                (QuizCount(**of, question=number) for number in missing), ignore_conflicts=True
            )
            one_more = Case(When(question__in=rightly, then=1), default=0)
            rows.order_by().update(answered=F("answered") + 1, right=F("right") + one_more)


class ReachCount(models.Model):
    """How often something of a page was used in a month. Numbers only: nothing of anybody is kept."""

    class What(models.TextChoices):
        READ = "read", "lượt mở trang"
        LEAFLET = "leaflet", "tờ rơi đã lấy"
        PLAYED = "played", "lượt xem phim, nghe"

    translation_key = models.UUIDField(db_index=True)
    what = models.CharField("việc", max_length=10, choices=What.choices)
    month = models.DateField("tháng")
    times = models.PositiveIntegerField("lượt", default=0)

    class Meta:
        verbose_name = "số lượt đến với bài"
        verbose_name_plural = "số lượt đến với bài"
        ordering = ["translation_key", "what", "month"]
        constraints = [models.UniqueConstraint(fields=["translation_key", "what", "month"], name="one_reach_a_month")]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.times}"

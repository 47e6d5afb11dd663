"""`/admin/hieu-qua-tuyen-truyen/`: whom education reached and what they know, in numbers of nobody."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Q, Sum

from portal import reach
from portal.desk.views import REVIEWS, DeskView
from portal.models import ArticlePage, QuizCount, ReachCount

FEW = 20  # below this a share says nothing


@dataclass(frozen=True)
class Month:
    """Answers of one month; `share` of right ones in hundredths, None when there are too few."""

    month: dt.date
    answered: int
    right: int

    @property
    def share(self) -> int | None:
        return round(100 * self.right / self.answered) if self.answered >= FEW else None


@dataclass(frozen=True)
class Effect:
    """One article, over its campaign if it has one, else since ever."""

    page: ArticlePage
    times: dict[str, int]
    months: list[Month]

    @property
    def answered(self) -> int:
        return sum(month.answered for month in self.months)

    @property
    def gain(self) -> int | None:
        """By how many hundredths the share of right answers grew from the first month with enough to the last."""
        told = [month.share for month in self.months if month.share is not None]
        return told[-1] - told[0] if len(told) > 1 else None


def effects(pages: Iterable[ArticlePage]) -> list[Effect]:
    """In three queries, however many pages."""
    shown = list(pages)
    keys = [page.translation_key for page in shown]
    spans = {page.translation_key: _span(page) for page in shown}
    times: dict[uuid.UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in ReachCount.objects.filter(translation_key__in=keys):
        if _inside(row.month, spans[row.translation_key]):
            times[row.translation_key][row.what] += row.times
    months: dict[uuid.UUID, list[Month]] = defaultdict(list)
    asked = QuizCount.objects.filter(translation_key__in=keys).values("translation_key", "month")
    for told in asked.annotate(answers=Sum("answered"), good=Sum("right")).order_by("month"):
        if _inside(told["month"], spans[told["translation_key"]]):
            months[told["translation_key"]].append(Month(told["month"], told["answers"], told["good"]))
    return [Effect(page, dict(times[page.translation_key]), months[page.translation_key]) for page in shown]


def _span(page: ArticlePage) -> tuple[dt.date, dt.date]:
    first = page.campaign_from.replace(day=1) if page.campaign_from else dt.date.min
    return first, page.campaign_to or dt.date.max


def _inside(month: dt.date, span: tuple[dt.date, dt.date]) -> bool:
    return span[0] <= month <= span[1]


class EffectView(PermissionRequiredMixin, DeskView):
    permission_required = REVIEWS
    raise_exception = True
    template_name = "portal/desk/effect.html"
    page_title = "Hiệu quả tuyên truyền"
    header_icon = "view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reach.write()
        told = ArticlePage.objects.live().filter(locale__language_code="vi", alias_of__isnull=True)
        in_campaign = Q(campaign_from__isnull=False, campaign_to__isnull=False)
        found = told.select_related("locale")
        return super().get_context_data(**kwargs) | {
            "groups": [
                ("Đợt tuyên truyền", effects(found.filter(in_campaign).order_by("-campaign_from"))),
                ("Bài thường xuyên", effects(found.exclude(in_campaign).order_by("title"))),
            ],
            "few": FEW,
        }

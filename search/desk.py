"""The librarian's view of the search: what people look for, how good the answers are, why one stands where it does."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import permission_required
from wagtail.log_actions import log as write_history

from . import everyday, indexing, log, starter, trying, tuning
from .chart import line_chart
from .desk_words import PARTS, engine_name, group_name, typing_name
from .finding import Results, entries_of, search
from .interface import EngineAway, Entry, Query
from .models import Measurement, Missed, Opened, Searched, Wording
from .parameters import text_of
from .ranking import WEIGHTS
from .templatetags.hits import document_name, place_name

_DAYS = 30
_POINTS = 60
_ROWS = 30
_MOST_LINES = 30
allowed = permission_required("search.change_wording")


@allowed
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    since = timezone.localdate() - dt.timedelta(days=_DAYS)
    asked = Searched.objects.filter(day__gte=since).values("text").annotate(sum=Sum("times"), most=Max("found"))
    asked = asked.filter(sum__gte=log.LEAST_SHOWN)
    opened = Opened.objects.filter(day__gte=since, text__in=log.often_asked()).values("text", "uid")
    context = {
        "days": _DAYS,
        "without": asked.filter(most=0).order_by("-sum", "text")[:_ROWS],
        "often": asked.filter(most__gt=0).order_by("-sum", "text")[:_ROWS],
        "opened": _named(opened.annotate(sum=Sum("times")).order_by("-sum", "text")[:_ROWS]),
        "missed": Missed.objects.filter(settled=False)[:_ROWS],
        "lags": [(engine_name(lag.index), lag) for lag in indexing.lag()],
        "lines": _lines(),
    }
    return _page(request, "overview", "Người dân tìm gì", "view", context)


@allowed
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """The librarian has read it and done what could be done."""
    row = get_object_or_404(Missed, pk=pk)
    row.settled = True
    row.save(update_fields=["settled"])
    return redirect("search_desk:overview")


def _named(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the entry's name; one that is no longer public goes by its key."""
    rows = [dict(row) for row in found]
    entries = entries_of(row["uid"] for row in rows)
    return [row | {"name": _name(entries[row["uid"]]) if row["uid"] in entries else row["uid"]} for row in rows]


@dataclass(frozen=True, slots=True)
class Line:
    """One judged set typed one way on one engine, over time."""

    group: str
    typing: str
    engine: str
    drawing: str
    last: Measurement


def _lines() -> list[Line]:
    rows: dict[tuple[str, str, str], list[Measurement]] = {}
    for row in Measurement.objects.order_by("at"):
        rows.setdefault((row.group, row.engine, row.typing), []).append(row)
    return [
        Line(
            group_name(group),
            typing_name(typing),
            engine_name(engine),
            line_chart([row.ndcg_at_10 for row in kept[-_POINTS:]]),
            kept[-1],
        )
        for (group, engine, typing), kept in sorted(rows.items())
    ]


def _page(request: HttpRequest, name: str, title: str, icon: str, context: dict[str, Any]) -> HttpResponse:
    """One of the librarian's pages, under Wagtail's own head."""
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": "Trang chính"},
        {"url": "", "label": title},
    ]
    head = {"header_title": title, "page_title": title, "header_icon": icon, "breadcrumbs_items": crumbs}
    return render(request, f"search/desk/{name}.html", head | context)


class TrialForm(forms.Form):
    lines = forms.CharField(
        label="Mỗi dòng: lời thường = lời luật; lời luật khác",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=6000,
    )

    def clean_lines(self) -> list[tuple[str, str]]:
        rows = list(everyday.read_lines(self.cleaned_data["lines"].splitlines()[:_MOST_LINES]))
        if not rows or any(not said or not legal for said, legal in rows):
            raise forms.ValidationError("Chưa có dòng nào dạng: đi khiếu nại thay = ủy quyền; người đại diện")
        if any(len(said) > 120 or len(legal) > 400 for said, legal in rows):
            raise forms.ValidationError("Lời thường dài nhất 120 ký tự, lời luật dài nhất 400 ký tự.")
        return rows


@allowed
@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: HttpRequest) -> HttpResponse:
    """Try lines on the judged questions; the same form, sent with "publish", takes them into the list."""
    form = TrialForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        rows = form.cleaned_data["lines"]
        if "publish" in request.POST:
            _publish(rows, request.user)
            tuning.forget()
            messages.success(request, f"Đã đưa {len(rows)} dòng vào danh sách đang dùng.")
            return redirect("search_desk:trial")
        try:
            context["trial"] = trying.attempt(trying.judged_in(starter.GROUP), trying.with_rows(rows))
        except EngineAway:
            messages.error(request, "Chỉ mục chưa sẵn sàng; xin thử lại sau ít phút.")
    return _page(request, "trial", "Thử lời mới", "edit", context)


def _publish(rows: list[tuple[str, str]], user: Any) -> None:
    """Into the list in force; who did it stands in the history of each line, as after the list's own form."""
    with transaction.atomic():
        for said, legal in rows:
            row, new = Wording.objects.update_or_create(said=said, defaults={"legal": legal, "active": True})
            write_history(instance=row, action="wagtail.create" if new else "wagtail.edit", user=user)


@dataclass(frozen=True, slots=True)
class Score:
    """One hit with the parts of its score, the weightiest first: name, value, weight, product."""

    name: str
    score: float
    parts: list[tuple[str, float, float, float]]


@allowed
@require_safe
def why(request: HttpRequest) -> HttpResponse:
    """Every part of the score of the first ten answers to a query."""
    text = text_of(request.GET.get("q", ""))
    context: dict[str, Any] = {"q": text}
    if text:
        try:
            found = search(Query(text=text, languages=("vi",), counted=False))
        except EngineAway:
            messages.error(request, "Chỉ mục chưa sẵn sàng; xin thử lại sau ít phút.")
        else:
            context |= {"sums": _sums(found), "mended": found.mended, "more": found.more}
    return _page(request, "why", "Vì sao mục này đứng đây", "help", context)


def _sums(found: Results) -> list[Score]:
    return [Score(_name(hit.entry), hit.score, _parts(hit.parts)) for hit in found.page.hits]


def _name(entry: Entry) -> str:
    """ "Điều 25. Tiếp nhận thông tin – Luật Tố cáo (25/2018/QH14)"."""
    place = ". ".join(filter(None, (place_name(entry), entry.heading)))
    return " – ".join(filter(None, (place, document_name(entry))))


def _parts(parts: Mapping[str, float]) -> list[tuple[str, float, float, float]]:
    rows = [(PARTS[name], value, WEIGHTS[name], value * WEIGHTS[name]) for name, value in parts.items() if value]
    return sorted(rows, key=lambda row: -abs(row[3]))

"""What the librarian should look at: what the library lacks or doubts, and what readers report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from .. import quality
from ..desk_views import LibraryDeskView
from ..models import ErrorReport
from . import posted

State = ErrorReport.State


# What the board lists, by name: its anchor, its words, where it comes from.
_LISTS: dict[str, tuple[str, str, Callable[[], Iterable[Any]]]] = {
    "wanted": ("chua-co-toan-van", "Văn bản được dẫn nhiều mà thư viện chưa có toàn văn", quality.wanted),
    "twins": ("cung-so", "Hai văn bản cùng số, ký hiệu", quality.twins),
    "read_with_doubt": ("can-xem-lai", "Chỗ cần xem lại khi đọc tệp", quality.read_with_doubt),
    "lost": ("thieu-dieu", "Văn bản thiếu điều", quality.lost),
    "doubtful": ("nghi-van", "Chỗ dẫn có nghi vấn", quality.doubtful),
    "undated": ("chua-ro-ngay", "Văn bản chưa rõ ngày ban hành", quality.undated),
    "ended": ("da-thay-the", "Văn bản đã có văn bản thay thế mà chưa ghi ngày hết hiệu lực", quality.ended),
}


class QualityView(LibraryDeskView):
    """Missing acts, lost articles, doubts and dates, most needed first."""

    permission_required = "legal_library.change_act"
    page_title = "Chất lượng thư viện"
    template_name = "legal_library/desk/quality.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lists = {name: list(find()) for name, (_, _, find) in _LISTS.items()}
        context = {
            **lists,
            "lists": [
                (place, title, f"{quality.MOST} trở lên" if len(lists[name]) == quality.MOST else len(lists[name]))
                for name, (place, title, _) in _LISTS.items()
            ],
            "unresolved": quality.unresolved(),
            "settled": quality.settled_lately(),
            "reports": ErrorReport.objects.filter(state=State.OPEN).count(),
            "most": quality.MOST,
        }
        return super().get_context_data(**context, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        if quality.settle_doubts(act_id=posted.number(request, "settled"), actor_id=request.user.pk):
            messages.success(request, "Đã ghi nhận: các chỗ cần xem lại của văn bản này đã được đối chiếu.")
        return redirect("law_quality")


class ErrorReportsView(LibraryDeskView):
    """What readers say is wrong in a text; the librarian mends the text and answers, or says why it is no error."""

    permission_required = "legal_library.change_errorreport"
    page_title = "Báo lỗi trong văn bản"
    template_name = "legal_library/desk/reports.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reports = ErrorReport.objects.select_related("act", "decided_by")
        open_ = State.OPEN
        context = {
            "waiting": reports.filter(state=open_),
            "decided": reports.exclude(state=open_).order_by("-created_at")[:50],
        }
        return super().get_context_data(**context, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        report = get_object_or_404(ErrorReport, pk=posted.number(request, "report"))
        state = State.MENDED if request.POST.get("choice") == "mended" else State.REFUSED
        answer = posted.reason(request, "answer")
        if state is State.REFUSED and not answer:
            messages.error(request, "Xin ghi vì sao đây không phải lỗi.")
            return redirect("law_reports")
        ErrorReport.objects.filter(pk=report.pk, state=State.OPEN).update(
            state=state, answer=answer, decided_by=request.user
        )
        messages.success(request, f"{report.act.symbol}: {state.label.lower()}.")
        return redirect("law_reports")

"""Choosing between copies: the list, and one copy beside the text it would replace."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from .. import rivals, storing
from ..desk_views import LibraryDeskView
from ..models import RivalCopy
from ..parsing.rows import document_rows, unpack
from ..second_person import NotYours, is_only_one
from ..versions.texts import differences

State = RivalCopy.State
_MOST_COMPARED = 60


class RivalsView(LibraryDeskView):
    """Copies with other words than the library's text; those that wait come first."""

    permission_required = f"legal_library.{rivals.RIGHT}"
    page_title = "Bản khác của văn bản"
    template_name = "legal_library/desk/rivals.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copies = RivalCopy.objects.select_related("act", "source_file", "decided_by").defer("document")
        context = {
            "asked": copies.filter(state=State.ASKED),
            "waiting": copies.filter(state=State.WAITING),
            "decided": copies.filter(state__in=(State.CHOSEN, State.KEPT_APART)).order_by("-decided_at", "pk")[:100],
        }
        return super().get_context_data(**context, **kwargs)


class RivalView(LibraryDeskView):
    """One copy beside the present text; one librarian asks for it, another confirms."""

    permission_required = f"legal_library.{rivals.RIGHT}"
    page_title = "Chọn văn bản"
    template_name = "legal_library/desk/rival.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = RivalCopy.objects.select_related("act", "source_file").prefetch_related("steps__person")
        rival = get_object_or_404(found, pk=kwargs["pk"])
        ours = document_rows(storing.document_of(rival.act))
        theirs = document_rows(unpack(rival.document))
        person_id = self.request.user.pk
        own = rivals.is_own(rival, person_id)
        context = {
            "rival": rival,
            "is_current": rival.source_file.is_current,
            "differences": differences(ours, theirs, most=_MOST_COMPARED),
            "falling": [] if rival.source_file.is_current else rivals.would_fall(rival),
            "may_ask": rival.state in (State.WAITING, State.KEPT_APART),
            "may_confirm": rival.state == State.ASKED,
            "may_keep": rival.state in (State.WAITING, State.ASKED),
            "is_own": own,
            "alone": own and is_only_one(person_id, rivals.RIGHT),
        }
        return super().get_context_data(**context, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(RivalCopy, pk=pk)
        choice = request.POST.get("choice")
        try:
            if choice == "ask":
                rivals.ask(rival_id=pk, actor_id=request.user.pk)
                messages.success(request, "Đã đề nghị; một người khác xác nhận thì bản này thành văn bản chính.")
                return redirect("law_rival", pk)
            if choice == "choose":
                self._choose(request, pk)
            elif choice == "keep":
                rivals.keep_apart(rival_id=pk, actor_id=request.user.pk)
                messages.success(request, "Đã giữ nguyên văn bản; bản này được giữ riêng.")
        except rivals.AlreadyDecided:
            messages.warning(request, "Bản này đã được quyết định trước đó, hoặc chưa ai đề nghị.")
        except NotYours:
            messages.error(request, "Người đề nghị không tự xác nhận: cần người khác xác nhận.")
            return redirect("law_rival", pk)
        return redirect("law_rivals")

    def _choose(self, request: HttpRequest, pk: int) -> None:
        alone = request.POST.get("alone") == "1"
        swapped = rivals.choose(rival_id=pk, actor_id=request.user.pk, alone=alone)
        messages.success(request, "Đã dùng bản này làm văn bản chính; bản cũ được giữ riêng, chọn lại được ở đây.")
        if swapped.fallen:
            names = "; ".join(f"{each} (của {each.act.full_name})" for each in swapped.fallen[:20])
            messages.warning(
                request, f"{len(swapped.fallen)} thao tác sửa đổi không khớp bản mới, trở lại chờ kiểm tra: {names}."
            )

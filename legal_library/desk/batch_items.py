"""One file of a batch: what it says and would do, for whoever confirms; a scan, to be given its text."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from .. import batches, originals
from ..desk_forms import UploadForm
from ..desk_views import LibraryDeskView
from ..models import ImportItem
from ..parsing.document import Unreadable
from ..previewing import Busy, one_at_a_time, preview

State = ImportItem.State


def _item(batch: int, pk: int) -> ImportItem:
    found = ImportItem.objects.select_related("batch__made_by", "decided_by", "scan")
    return get_object_or_404(found, batch=batch, pk=pk)


class ItemView(LibraryDeskView):
    """Tree, doubts and differences of a file; where it is a scan, the form that gives it its text."""

    page_title = "Tệp trong đợt nhập"
    template_name = "legal_library/desk/item.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item = kwargs.pop("found", None) or _item(self.kwargs["pk"], self.kwargs["file"])
        data = originals.read(item.sha256)
        among = list(ImportItem.objects.filter(batch=item.batch_id))
        context: dict[str, Any] = {
            "item": item,
            "has_file": data is not None,
            "contradictions": batches.contradictions(among)[item.pk],
        }
        if item.state == State.SCAN:
            facts = batches.unpacked(item.facts)
            initial = {"symbol": facts.symbol, "issued": facts.issued, "kind": facts.kind, "issuer": facts.issuer}
            context["form"] = UploadForm(initial=initial)
            context["texts"] = item.texts.all()
        elif data is not None and item.state not in (State.WAITING, State.REFUSED):
            # Only what the worker has come through before: no page is kept waiting by a file nobody can read.
            try:
                context["preview"] = preview(data, item.name, batches.unpacked(item.facts))
            except Busy:
                context["busy"] = True
            except Unreadable as refused:
                context["unreadable"] = str(refused)
        return super().get_context_data(**{**context, **kwargs})

    def post(self, request: HttpRequest, pk: int, file: int) -> HttpResponse:
        scan = _item(pk, file)
        form = UploadForm(request.POST, request.FILES)
        if scan.state != State.SCAN:
            messages.warning(request, "Tệp này không chờ bản chữ.")
            return redirect("law_item", pk, file)
        if form.is_valid():
            text, facts = form.cleaned_data["file"], form.facts()
            try:
                with one_at_a_time():
                    made = batches.give_text(scan, text.name, text.read(), facts, made_by_id=request.user.pk)
            except Unreadable as refused:
                form.add_error("file", str(refused))
            else:
                messages.success(request, "Đã nhận bản chữ; một người khác xác nhận thì văn bản vào thư viện.")
                return redirect("law_item", made.batch_id, made.pk)
        return self.render_to_response(self.get_context_data(found=scan, form=form))


class ItemFileView(LibraryDeskView):
    """The file as it was handed in: always as a download, never shown inline."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        item = _item(kwargs["pk"], kwargs["file"])
        data = originals.read(item.sha256)
        if data is None:
            raise Http404
        response = HttpResponse(data, content_type="application/octet-stream")
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(item.name)}"
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response

"""Pages of the librarian's desk beside the plain lists: a text with its preview, and choosing between copies."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from . import batches, originals
from .desk_forms import UploadForm
from .facts import Facts
from .importing import import_bytes, read
from .parsing.document import Document, Unreadable
from .parsing.rows import document_rows
from .report import WORDS, Outcome

_SALT = "legal_library.upload"
_CONFIRM_WITHIN = dt.timedelta(hours=6)


class LibraryDeskView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page in Wagtail's frame for whoever may add acts."""

    permission_required = "legal_library.add_act"
    raise_exception = True
    header_icon = "doc-full"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        home = {"url": reverse("wagtailadmin_home"), "label": "Trang chính"}
        acts = {"url": reverse("law_act:index"), "label": "Văn bản"}
        return [home, acts, {"url": "", "label": str(self.page_title)}]


class UploadView(LibraryDeskView):
    """First the file, then what was read from it; it waits for a second person's word to enter the library."""

    page_title = "Nhập văn bản"
    template_name = "legal_library/desk/upload.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"form": UploadForm(), **kwargs})

    def post(self, request: HttpRequest) -> HttpResponse:
        if "confirm" in request.POST:
            return self._store(request)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        data, name, facts = form.cleaned_data["file"].read(), form.cleaned_data["file"].name, form.facts()
        try:
            document = read(data, name, facts)
        except Unreadable as refused:
            form.add_error("file", str(refused))
            return self.render_to_response(self.get_context_data(form=form))
        return self._preview(data, name, facts, document)

    def _preview(self, data: bytes, name: str, facts: Facts, document: Document) -> HttpResponse:
        """What was read; where the file may be another document than the one meant, a tick is asked for."""
        result = import_bytes(data, name, facts, dry_run=True)
        token = signing.dumps(
            {"sha256": originals.keep(data), "name": name, "facts": batches.packed(facts)}, salt=_SALT
        )
        context = {
            "document": document,
            "rows": document_rows(document),
            "result": result,
            "outcome": WORDS[result.outcome],
            "unchanged": result.outcome is Outcome.UNCHANGED,
            "token": token,
        }
        return render(self.request, "legal_library/desk/preview.html", self.get_context_data(**context))

    def _store(self, request: HttpRequest) -> HttpResponse:
        try:
            staged = signing.loads(request.POST.get("token", ""), salt=_SALT, max_age=_CONFIRM_WITHIN)
        except signing.BadSignature:
            messages.error(request, "Bản xem trước đã quá hạn, xin chọn lại tệp.")
            return redirect("law_upload")
        data = originals.read(staged["sha256"])
        if data is None:
            messages.error(request, "Không còn tệp đã chọn, xin chọn lại.")
            return redirect("law_upload")
        facts = batches.unpacked(staged["facts"])
        if "sure" not in request.POST and import_bytes(data, staged["name"], facts, dry_run=True).contradictions:
            messages.error(request, "Xin đối chiếu rồi đánh dấu xác nhận đúng văn bản trước khi gửi.")
            return self._preview(data, staged["name"], facts, read(data, staged["name"], facts))
        batch = batches.propose(staged["name"], data, staged["facts"], made_by_id=request.user.pk)
        messages.success(request, "Đã gửi; một người khác xác nhận thì văn bản vào thư viện.")
        return redirect("law_batch", batch.pk)

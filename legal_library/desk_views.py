"""Pages of the librarian's desk beside the plain lists: a text with its preview."""

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
from .parsing.document import Scan, Unreadable
from .previewing import Busy, Preview, one_at_a_time, preview

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
            seen = preview(data, name, facts)
        except Scan as scan:
            return self._keep_scan(name, data, facts, str(scan))
        except Unreadable as refused:
            form.add_error("file", str(refused))
            return self.render_to_response(self.get_context_data(form=form))
        staged = {"sha256": originals.keep(data), "name": name, "facts": batches.packed(facts)}
        return self._show(seen, signing.dumps(staged, salt=_SALT))

    def _show(self, seen: Preview, token: str) -> HttpResponse:
        """What was read; where the file may be another document than the one meant, a tick is asked for."""
        context = self.get_context_data(preview=seen, token=token)
        return render(self.request, "legal_library/desk/preview.html", context)

    def _keep_scan(self, name: str, data: bytes, facts: Facts, why: str) -> HttpResponse:
        """The picture of a text stays in the library's keeping; the librarian is asked for its words."""
        item = batches.propose(name, data, batches.packed(facts), made_by_id=self.request.user.pk)
        messages.warning(self.request, f"{why} Bản quét đã được giữ; xin gửi bản chữ của nó ở đây.")
        return redirect("law_item", item.batch_id, item.pk)

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
        if "sure" not in request.POST:
            try:
                seen = preview(data, staged["name"], batches.unpacked(staged["facts"]))
            except Unreadable as busy:
                messages.error(request, str(busy))
                return redirect("law_upload")
            if seen.result.contradictions:
                messages.error(request, "Xin đối chiếu rồi đánh dấu xác nhận đúng văn bản trước khi gửi.")
                return self._show(seen, request.POST["token"])
        try:
            with one_at_a_time():
                item = batches.propose(staged["name"], data, staged["facts"], made_by_id=request.user.pk)
        except Busy as busy:
            messages.error(request, str(busy))
            return redirect("law_upload")
        messages.success(request, "Đã gửi; một người khác xác nhận thì văn bản vào thư viện.")
        return redirect("law_batch", item.batch_id)

"""Folders of law handed in: the list of them, and one with what was read, for a second person to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from .. import batches
from ..desk_views import LibraryDeskView
from ..models import ImportBatch, ImportItem
from ..parsing.document import Unreadable
from ..report import WORDS, Outcome
from ..second_person import NotYours, is_only_one

State = ImportItem.State


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class FolderForm(forms.Form):
    """Any number of files, or one .zip of them; a manifest.json among them states what each is."""

    texts = FilesField(
        label="Các tệp văn bản",
        widget=FilesInput(attrs={"multiple": True}),
        help_text="Chọn nhiều tệp (tối đa 24), hoặc một tệp .zip của cả thư mục, tối đa 40 MB. Tệp PDF dài trên khoảng "
        "800 trang xin lưu thành .docx hoặc .txt trước. Nếu có manifest.json thì số, ký hiệu, ngày ghi trong đó được "
        "dùng.",
    )


class BatchesView(LibraryDeskView):
    """Hand a folder in, and the folders handed in before."""

    page_title = "Nhập cả thư mục"
    template_name = "legal_library/desk/batches.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = ImportBatch.objects.select_related("made_by").annotate(
            total=Count("items"),
            unread=Count("items", filter=Q(items__state=State.WAITING)),
            ready=Count("items", filter=Q(items__state=State.READ)),
            scans=Count("items", filter=Q(items__state=State.SCAN)),
            stored=Count("items", filter=Q(items__state=State.DONE)),
        )
        return super().get_context_data(
            **{"form": FolderForm(), "batches": found[:100], "scans": batches.waiting_scans(), **kwargs}
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FolderForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        files = [(str(file.name), file.read()) for file in form.cleaned_data["texts"]]
        try:
            batch = batches.take(files, made_by_id=request.user.pk)
        except Unreadable as refused:
            form.add_error("texts", str(refused))
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, f"Đã nhận {batch.items.count()} tệp; máy đang đọc, trang tự cập nhật.")
        return redirect("law_batch", batch.pk)


@dataclass(frozen=True, slots=True)
class Row:
    """One file; one that contradicts what is known of its document comes unticked, with the reason."""

    item: ImportItem
    outcome: str
    contradictions: tuple[str, ...]

    @property
    def doubts(self) -> list[str]:
        return [doubt for doubt in self.item.doubts if doubt not in self.contradictions]

    @property
    def is_next(self) -> bool:
        return self.item.state == State.READ and not self.contradictions


class BatchView(LibraryDeskView):
    """Every file of a folder: how far reading is, what was read, what a second person decides."""

    page_title = "Đợt nhập"
    template_name = "legal_library/desk/batch.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch = get_object_or_404(ImportBatch.objects.select_related("made_by"), pk=kwargs["pk"])
        items = list(batch.items.select_related("decided_by"))
        against = batches.contradictions(items)
        unread = sum(item.state == State.WAITING for item in items)
        person_id = self.request.user.pk
        own = batch.made_by_id == person_id
        alone = own and is_only_one(person_id, batches.RIGHT)
        context = {
            "batch": batch,
            "rows": [
                Row(item, WORDS[Outcome(item.outcome)] if item.outcome else "", tuple(against[item.pk]))
                for item in items
            ],
            "total": len(items),
            "read": len(items) - unread,
            "unread": unread,
            "own": own,
            "alone": alone,
            "may_confirm": (alone or not own) and any(item.state == State.READ for item in items),
            "is_open": any(item.state in ImportItem.OPEN for item in items),
        }
        return super().get_context_data(**{**context, **kwargs})

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **kwargs)
        if context["unread"]:
            response["Refresh"] = "5"  # the page asks again while the worker reads
        return response

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = get_object_or_404(ImportBatch, pk=pk)
        chosen = [int(value) for value in request.POST.getlist("item") if value.isdecimal() and len(value) < 12]
        items = list(batch.items.filter(pk__in=chosen))
        decision = request.POST.get("decision")
        if not items or decision not in ("confirm", "drop"):
            messages.warning(request, "Xin chọn ít nhất một tệp.")
        elif decision == "drop":
            messages.success(request, f"Đã bỏ qua {batches.drop(items, actor_id=request.user.pk)} tệp.")
        else:
            try:
                stored = batches.confirm(items, actor_id=request.user.pk, alone=request.POST.get("alone") == "1")
                messages.success(request, f"Đã đưa {stored} văn bản vào thư viện.")
            except NotYours:
                messages.error(request, "Người gửi không tự xác nhận; xin nhờ người khác.")
        return redirect("law_batch", pk)

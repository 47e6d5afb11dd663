"""Letter templates for an authorised editor: list, edit with preview, every earlier wording, a successor by date."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from wagtail.admin import messages

from tracking.casework import downloads
from tracking.casework.letters import facts, issuing, wordings
from tracking.casework.models import LetterTemplate
from tracking.casework.petition import Kind
from tracking.organisation.models import Person

from ..views import DeskView
from .template_forms import SuccessorForm, TemplateForm

RIGHT = "casework.change_lettertemplate"


def may_edit(person: Person) -> bool:
    return person.has_perm(RIGHT)


class EditorsView(DeskView):
    """For whoever may write templates; nobody else."""

    header_icon = "doc-full"
    index = {"url": reverse_lazy("desk_templates:index"), "label": "Mẫu văn bản"}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_edit(cast(Person, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class TemplateListView(EditorsView):
    template_name = "casework/desk/templates.html"
    page_title = "Mẫu văn bản"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": "Mẫu văn bản"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"rows": list(LetterTemplate.objects.all())}


class TemplateView(EditorsView):
    """GET shows the wording, POST saves it, or gives the preview and saves nothing."""

    template_name = "casework/desk/template.html"
    row: LetterTemplate

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if may_edit(cast(Person, request.user)):
            self.row = get_object_or_404(LetterTemplate, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.row)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, self.index, {"url": "", "label": str(self.row)}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(TemplateForm(instance=self.row))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TemplateForm(request.POST, instance=self.row)
        if not form.is_valid():
            return self._page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        if "xem" in request.POST:
            return downloads.as_download(form.preview.pdf, f"Xem-truoc-{self.row.key}.pdf", issuing.PDF)
        wordings.save_template(form.save(commit=False), form.texts(), self.person)
        messages.success(request, f"Đã lưu «{self.row}», bản {self.row.version}.")
        return redirect("desk_templates:edit", pk=self.row.pk)

    def _page(self, form: TemplateForm, status: int = HTTPStatus.OK) -> HttpResponse:
        allowed = facts.allowed(Kind(self.row.kind))
        context = self.get_context_data(
            row=self.row,
            form=form,
            facts=[(name, fact) for name, fact in facts.FACTS.items() if name in allowed],
            questions=facts.QUESTIONS.items(),
            wordings=list(self.row.wordings.select_related("saved_by")),
            successor_form=SuccessorForm(),
        )
        return self.render_to_response(context, status=status)


class SuccessorView(TemplateView):
    """POST makes a copy in force from a day; the one before ends the day before."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SuccessorForm(request.POST)
        try:
            if not form.is_valid():
                raise wordings.BadDay("Xin ghi ngày bắt đầu.")
            made = wordings.succeed(self.row, form.cleaned_data["tu_ngay"], self.person)
        except wordings.BadDay as refusal:
            messages.error(request, str(refusal))
            return redirect("desk_templates:edit", pk=self.row.pk)
        messages.success(request, f"Đã tạo bản kế tiếp của «{made}».")
        return redirect(reverse("desk_templates:edit", args=[made.pk]))

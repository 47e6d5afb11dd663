"""The lists' forms propose; a second person confirms on the board of proposals."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views import generic

from ..deleting import InUse
from ..edits import proposing
from ..facts_doubted import doubts_about
from ..models import Act
from . import posted

SENT = "Đã gửi duyệt; một người khác xác nhận thì trang công khai mới thay đổi."


class ProposingCreateView(generic.CreateView):
    submit_button_label = "Gửi duyệt"
    submit_button_active_label = "Đang gửi…"
    error_message = "Chưa gửi được; xin xem chỗ ghi lỗi."

    def form_valid(self, form: Any) -> HttpResponse:
        edit = proposing.propose_new(form.instance, person_id=self.request.user.pk, reason=form.cleaned_data["reason"])
        messages.success(self.request, SENT)
        return redirect("law_edit", edit.pk)


class ProposingEditView(generic.EditView):
    template_name = "legal_library/desk/proposal_form.html"
    submit_button_label = "Gửi duyệt"
    submit_button_active_label = "Đang gửi…"
    error_message = "Chưa gửi được; xin xem chỗ ghi lỗi."

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            edit = proposing.propose_change(
                form.instance,
                seen=form.seen_values(),
                person_id=self.request.user.pk,
                reason=form.cleaned_data["reason"],
            )
        except proposing.Outdated as outdated:
            form.tell(outdated)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)  # type: ignore[no-any-return]
        if edit is None:
            messages.warning(self.request, "Không có gì thay đổi so với thư viện.")
            return redirect(self.get_edit_url())
        messages.success(self.request, SENT)
        return redirect("law_edit", edit.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        doubts = doubts_about(self.object) if isinstance(self.object, Act) and not self.request.POST else []
        waiting = proposing.waiting_about(self.object).select_related("made_by")
        return {**context, "waiting": waiting, "doubts": doubts}


class ProposingDeleteView(generic.DeleteView):
    template_name = "legal_library/desk/proposal_delete.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reason = posted.reason(request, "reason")
        if not reason:
            return self.refused("Xin ghi vì sao xóa, để người duyệt đối chiếu.")
        try:
            edit = proposing.propose_removal(self.object, person_id=request.user.pk, reason=reason)
        except InUse as refused:
            return self.refused(f"Chưa xóa được: {refused}")
        except proposing.Outdated as outdated:
            messages.error(request, str(outdated))
            return redirect(self.get_success_url())
        if edit is None:
            messages.success(request, "Đã xóa bản nháp; bản này chưa từng công khai.")
            return redirect(self.get_success_url())
        messages.success(request, SENT)
        return redirect("law_edit", edit.pk)

    def refused(self, why: str) -> HttpResponse:
        """Say why nothing was sent, on the same page again."""
        messages.error(self.request, why)
        return self.get(self.request, *self.args, **self.kwargs)  # type: ignore[no-any-return]

"""The officer writes down that the paper of whoever speaks for the petitioners was seen, or what it lacks."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from tracking.casework import representing
from tracking.casework.denials import NotAllowed
from tracking.casework.petitioners.mandate_papers import BASIS_NAMES, Basis

from .mandate_panel import GoodForm, LackingForm
from .views import CaseView


class MandateView(CaseView):
    """POST only, by those who write in the case; what could not be taken comes back as it was typed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.access.write or kwargs["basis"] not in list(Basis):
            raise Http404
        basis = Basis(kwargs["basis"])
        is_good = request.POST.get("ket_qua") == "hop_le"
        form = GoodForm(request.POST, basis=basis) if is_good else LackingForm(request.POST, basis=basis)
        if not form.is_valid() or not self._recorded(form, basis):
            typed = {f"{'good' if is_good else 'lacking'}-{basis}": form}
            context = self.get_context_data(mandate_typed=typed, **kwargs)
            return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        who = BASIS_NAMES[basis]
        told = f"Đã ghi: giấy tờ của {who} hợp lệ." if is_good else f"Đã đề nghị bổ sung giấy tờ của {who}."
        messages.success(request, told)
        return redirect(f"{self.case_address}#giay-to-dai-dien-section")

    def _recorded(self, form: forms.Form, basis: Basis) -> bool:
        record = representing.record_good if isinstance(form, GoodForm) else representing.record_lacking
        try:
            record(case_id=self.case.pk, actor=self.person, basis=basis, **form.cleaned_data)
        except representing.BadMandate as wrong:
            form.add_error(wrong.field, str(wrong))
            return False
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
            return False
        return True

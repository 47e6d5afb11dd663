"""The officer records a signing at the counter, or says whether a signed form matches."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from tracking.casework import signature
from tracking.casework.models import SignedForm
from tracking.casework.signature.signed import NoSuchDay
from tracking.casework.writing import moves

from .signature_panel import CounterForm, JudgeForm
from .views import OneCaseView


class SignatureView(OneCaseView):
    """POST only, by those who write in the case; back to the panel with what came of it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.access.write:
            raise Http404
        try:
            messages.success(request, self.act(request))
        except (moves.NotAllowed, NoSuchDay, ValueError) as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{self.case_address}#chu-ky-section")

    def act(self, request: HttpRequest) -> str:
        raise NotImplementedError


class CounterView(SignatureView):
    def act(self, request: HttpRequest) -> str:
        form = CounterForm(request.POST)
        if not form.is_valid():
            raise NoSuchDay("Xin ghi ngày ký và chọn cách ký.")
        day, way = form.cleaned_data["ngay_ky"], form.cleaned_data["cach"] or SignedForm.Way.COUNTER
        signed = signature.record_at_counter(case_id=self.case.pk, actor=self.person, signed_on=day, way=way)
        return f"Đã ghi: {signed.get_way_display().lower()}, ngày {day:%d/%m/%Y}."


class JudgeView(SignatureView):
    def act(self, request: HttpRequest) -> str:
        found = get_object_or_404(SignedForm, pk=self.kwargs["form"], case=self.case)
        matches = request.POST.get("khop") == "co"
        form = JudgeForm(request.POST)
        if not form.is_valid():
            raise ValueError("Lý do dài quá.")
        reason = form.cleaned_data["ly_do"]
        signature.judge(form_id=found.pk, actor=self.person, matches=matches, reason=reason)
        return "Đã xác nhận bản ký khớp với đơn." if matches else "Đã ghi bản ký không khớp."

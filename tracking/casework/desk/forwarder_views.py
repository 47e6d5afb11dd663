"""At the desk: the day on which who sent the petition on was told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from tracking.casework.form_fields import line
from tracking.casework.writing import forwarders, moves
from tracking.terms.rules import TermName

from .views import OneCaseView


class ToldForm(forms.Form):
    """Which term, on which day, under which number."""

    viec = forms.ChoiceField(
        choices=[(name.value, name.value) for name in forwarders.TOLD],
        error_messages={"required": "Xin chọn việc đã báo.", "invalid_choice": "Không có việc này."},
    )
    ngay_bao = forms.DateField(
        label="Ngày báo",
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": "Xin ghi ngày đã báo nơi chuyển đơn.",
            "invalid": "Ngày báo chưa đúng. Xin ghi ngày, tháng, năm, ví dụ 26/11/2026.",
        },
    )
    so = line("Số văn bản", most=forwarders.LONGEST_NUMBER, ask="Xin ghi số văn bản đã gửi nơi chuyển.")


class ForwarderView(OneCaseView):
    """POST writes down that who sent it on was told."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.access.write:
            raise Http404
        form = ToldForm(request.POST)
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, f"Chưa ghi. {' '.join(map(str, errors))}")
            return redirect(f"{self.case_address}#noi-chuyen-section")
        given = form.cleaned_data
        try:
            forwarders.tell(
                case_id=self.case.pk,
                actor=self.person,
                term=TermName(given["viec"]),
                on=given["ngay_bao"],
                number=given["so"],
            )
        except (moves.NotAllowed, forwarders.NotToldThen) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Đã ghi việc báo nơi chuyển đơn ngày {given['ngay_bao']:%d/%m/%Y}.")
        return redirect(f"{self.case_address}#noi-chuyen-section")

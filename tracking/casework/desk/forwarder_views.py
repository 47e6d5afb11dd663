"""At the desk: who sent the petition on, where the receipt did not say, and the day on which they were told."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from tracking.casework.naming import NamesSomebody
from tracking.casework.writing import forwarder_corrections, forwarders, moves
from tracking.terms.rules import TermName

from .forwarder_forms import NamedForm, ToldAgainForm, ToldForm
from .views import OneCaseView


class NamedView(OneCaseView):
    """POST writes down who sent the petition on."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.access.write:
            raise Http404
        form = NamedForm(request.POST)
        if form.is_valid():
            self._write(form.cleaned_data)
        for errors in form.errors.values():
            messages.error(request, f"Chưa ghi. {' '.join(map(str, errors))}")
        return redirect(f"{self.case_address}#noi-chuyen-section")

    def _write(self, given: dict[str, Any]) -> None:
        try:
            forwarders.name(
                case_id=self.case.pk,
                actor=self.person,
                by=given["ai_chuyen"],
                forwarder=given["noi_chuyen"],
                on=given["ngay_chuyen"],
            )
        except (moves.NotAllowed, forwarders.NotToldThen) as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Đã ghi nơi chuyển đơn. Thời hạn báo nơi ấy được tính từ ngày tiếp nhận.")


class ForwarderView(OneCaseView):
    """POST writes down that who sent it on was told; with `sua`, puts a day right that was written down wrongly."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.access.write:
            raise Http404
        again = "sua" in request.POST
        form = ToldAgainForm(request.POST) if again else ToldForm(request.POST)
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, f"Chưa ghi. {' '.join(map(str, errors))}")
            return redirect(f"{self.case_address}#noi-chuyen-section")
        given = form.cleaned_data
        said: dict[str, Any] = {
            "case_id": self.case.pk,
            "actor": self.person,
            "term": TermName(given["viec"]),
            "on": given["ngay_bao"],
            "number": given["so"],
        }
        try:
            if again:
                forwarder_corrections.correct(**said, reason=given["ly_do"])
            else:
                forwarders.tell(**said)
        except (moves.NotAllowed, forwarders.NotToldThen, NamesSomebody) as refusal:
            messages.error(request, str(refusal))
        else:
            done = "sửa" if again else "ghi"
            messages.success(request, f"Đã {done} việc báo nơi chuyển đơn: ngày {given['ngay_bao']:%d/%m/%Y}.")
        return redirect(f"{self.case_address}#noi-chuyen-section")

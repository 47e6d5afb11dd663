"""`/admin/phan-rieng/`: which agencies keep a part of their own, and opening one."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from portal import own_parts
from portal.desk.views import DeskView
from portal.models import AgencyPage
from tracking.organisation.models import Agency, Person

OPENS = "organisation.change_agency"


class OwnPartsView(PermissionRequiredMixin, DeskView):
    permission_required = OPENS
    raise_exception = True
    template_name = "portal/desk/own_parts.html"
    page_title = "Phần riêng của cơ quan"
    header_icon = "site"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parts = AgencyPage.objects.filter(locale__language_code="vi").select_related("agency", "collection", "locale")
        return super().get_context_data(**kwargs) | {
            "parts": parts.order_by("agency__sort_name"),
            "without": Agency.objects.today().filter(branch=None),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        given = request.POST.get("agency", "")
        if not given:
            messages.error(request, "Chưa mở: xin chọn cơ quan rồi bấm “Mở phần riêng”.")
            return redirect("own_parts")
        agency = get_object_or_404(Agency.objects.today(), pk=given if given.isdecimal() else 0)
        try:
            part = own_parts.open_part(agency=agency, person=cast(Person, request.user))
        except own_parts.CannotOpen as refused:
            messages.error(request, str(refused))
        else:
            waits = "Hai trang đầu đã gửi duyệt; duyệt xong thì hiện."
            messages.success(request, f"Đã mở phần riêng của {agency.name}: {part.address}. {waits}")
        return redirect("own_parts")

"""`/admin/dang-ky-tiep/truc-tuyen/<pk>/`: who asks to be received by video, the answer, trial and recording."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from tracking.organisation.models import Person, Role

from . import bookings, named_cases, online
from .attendance_views import offices_of
from .models import OnlineGround, OnlineReception, OnlineState

# The head decides (NĐ 154/2026 Đ.20); the two offices write down what the committee's chair has decided.
DECIDERS = (Role.HEAD, Role.RECEPTION_BOARD, Role.COMMITTEE_OFFICE)


class AgreeForm(forms.Form):
    notice = forms.CharField(label="Số, ngày thông báo cho người dân", max_length=120)
    link = forms.URLField(
        label="Đường dẫn vào phòng",
        max_length=500,
        assume_scheme="https",
        help_text="Trên nền tảng của cơ quan nhà nước (khoản 2 Điều 16). Chỉ người đăng ký thấy, bằng mã của họ.",
    )
    how = forms.CharField(
        label="Cách vào (tài khoản, mật khẩu phòng)",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    test_at = forms.DateTimeField(label="Kết nối thử lúc", widget=AdminDateTimeInput())
    not_secret = forms.BooleanField(
        label="Đã hỏi: người tố cáo không yêu cầu giữ kín danh tính; nơi tiếp bảo đảm bảo mật (khoản 4 Điều 20)"
    )

    def __init__(self, *args: Any, ground: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ground != OnlineGround.DENUNCIATION:
            del self.fields["not_secret"]

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if not link.startswith("https://"):
            raise forms.ValidationError("Đường dẫn phải bắt đầu bằng https://")
        return link


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label="Lý do, viết cho người dân", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class TestForm(forms.Form):
    tested_on = forms.DateField(label="Đã thử được ngày", widget=AdminDateInput())

    def clean_tested_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["tested_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày này chưa đến.")
        return day


class RecordingForm(forms.Form):
    recording = forms.CharField(
        label="Bản ghi âm, ghi hình lưu ở", max_length=300, help_text="Máy chủ của cơ quan nhà nước (khoản 1 Điều 24)"
    )


FORMS: dict[str, type[forms.Form]] = {
    "agree": AgreeForm,
    "refuse": RefuseForm,
    "test": TestForm,
    "recording": RecordingForm,
}
DECISIONS = ("agree", "refuse")


class OnlineView(WagtailAdminTemplateMixin, TemplateView):
    page_title = "Đề nghị tiếp trực tuyến"
    header_icon = "group"
    template_name = "reception/desk/online.html"
    asked: OnlineReception

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        offices = offices_of(cast(Person, request.user))
        if not offices:
            raise PermissionDenied
        of_mine = OnlineReception.objects.filter(booking__rule__agency__in=offices)
        found = of_mine.select_related("booking__rule__agency", "booking__rule__place").filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.asked = found
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        home = {"url": reverse("wagtailadmin_home"), "label": "Trang chính"}
        turns = {"url": reverse("timetable_attendance"), "label": "Đăng ký tiếp"}
        return [home, turns, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        turn = bookings.turn_of(self.asked.booking)
        (written,) = named_cases.without_denunciations([self.asked.booking.data])
        unfilled = {f"{name}_form": self._form(name) for name in FORMS}
        shown = {
            "asked": self.asked,
            "ground": OnlineGround(self.asked.ground),
            "turn": turn,
            "written": written,
            "standing": online.standing(self.asked, turn.session),
            "may_decide": self._may_decide(),
            "is_agreed": self.asked.state == OnlineState.AGREED,
        }
        return super().get_context_data(**(unfilled | shown | kwargs))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        what = request.POST.get("what", "")
        if what not in FORMS:
            raise Http404
        if what in DECISIONS and not self._may_decide():
            raise PermissionDenied
        form = self._form(what, request.POST)
        if form.is_valid():
            try:
                self._write(what, form.cleaned_data)
            except online.CannotAnswer as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, "Đã ghi. Người dân thấy ở trang của họ bằng mã đăng ký.")
                return redirect("timetable_online", self.asked.pk)
        return self.render_to_response(self.get_context_data(**{f"{what}_form": form}))

    def _write(self, what: str, facts: dict[str, Any]) -> None:
        pk, person_id = self.asked.pk, cast(Person, self.request.user).pk
        if what == "agree":
            given = {name: facts[name] for name in ("notice", "link", "how", "test_at")}
            online.agree(pk=pk, person_id=person_id, **given)
        elif what == "refuse":
            online.refuse(pk=pk, person_id=person_id, reason=facts["reason"])
        elif what == "test":
            online.note_test(pk=pk, on=facts["tested_on"])
        else:
            online.note_recording(pk=pk, where=facts["recording"])

    def _form(self, name: str, data: Any = None) -> forms.Form:
        return AgreeForm(data, ground=self.asked.ground) if name == "agree" else FORMS[name](data)

    def _may_decide(self) -> bool:
        held = cast(Person, self.request.user).current_memberships()
        return held.filter(role__in=DECIDERS, agency=self.asked.booking.rule.agency).exists()

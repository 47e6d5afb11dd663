"""The timetable in the Wagtail admin. Every view starts from the rows of the person's own agencies."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from tracking.organisation.roles import BOOKINGS

from . import promises
from .attendance_views import AttendanceView
from .desk_forms import DepartureForm, PlaceForm, RuleForm, agencies_of
from .desk_views import DutyView, SheetTemplateView, SheetView
from .models import Departure, Place, Rule
from .notice_views import AddNoticeView, EditNoticeView, ToldView
from .online_views import OnlineView


class OwnAgencies:
    """Narrows a generic view to rows of the person's agencies; another agency's row does not exist for them."""

    agency_path = "agency"
    request: Any

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(**{f"{self.agency_path}__in": agencies_of(self.request.user)})

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.narrow(super().get_base_queryset())  # type: ignore[misc]

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Model:
        found: Model = super().get_object(queryset)  # type: ignore[misc]
        if not self.narrow(type(found)._default_manager.filter(pk=found.pk)).exists():
            raise Http404
        return found


class DeleteUnlessUsed(generic.DeleteView):
    """A place that a timetable still names is kept, and the editor is told why."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, "Chưa xóa được: đang được dùng trong lịch tiếp công dân.")
            return redirect(self.index_url_name)
        return answer


class DeleteUnlessPromised(DeleteUnlessUsed):
    """A timetable goes with every booking and notice made under it, so one that citizens count on is kept."""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            # The row that gives out turns is held, so that nobody books between the look and the deletion.
            rule = Rule.objects.select_for_update(of=("self",)).select_related("agency", "place").get(pk=self.object.pk)
            if why := promises.why_kept(rule):
                messages.error(self.request, why)
                return redirect(self.index_url_name)
            return super().form_valid(form)


class NeverDeleted(generic.DeleteView):
    """A published notice is in people's calendars: it is answered by a later one, never unsaid."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        messages.error(
            request,
            "Thông báo đã công bố thì không xóa, vì người dân và lịch điện thoại đã nhận. Muốn rút lại, xin sửa ở đây: "
            "chọn «Tiếp như lịch, rút thông báo trước» (buổi tiếp thêm: «Hủy buổi tiếp thêm»), ghi số thông báo mới.",
        )
        return redirect("timetable_departure:edit", self.object.pk)

    post = get


def _scoped(base: type, agency_path: str) -> type:
    return type(f"Scoped{base.__name__}", (OwnAgencies, base), {"agency_path": agency_path})


class TimetableViewSet(ModelViewSet):
    """List, add, edit, delete; no history, usage, copy or inspect views, which look at rows without our scope."""

    agency_path = "agency"
    copy_view_enabled = False
    inspect_view_enabled = False
    search_backend_name = None
    form_class: type
    added_by: type = generic.CreateView
    edited_by: type = generic.EditView
    kept_by: type = DeleteUnlessUsed

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.index_view_class = _scoped(generic.IndexView, self.agency_path)
        self.add_view_class = self.added_by
        self.edit_view_class = _scoped(self.edited_by, self.agency_path)
        self.delete_view_class = _scoped(self.kept_by, self.agency_path)
        super().__init__(*args, **kwargs)

    def get_form_class(self, for_update: bool = False) -> type:
        return self.form_class

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # Pages must not link to the views that are left out below.
        left_out = {"history_url_name": "", "usage_url_name": ""}
        return super().get_common_view_kwargs(**left_out, **kwargs)  # type: ignore[no-any-return]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
        ]


class RuleViewSet(TimetableViewSet):
    model = Rule
    form_class = RuleForm
    kept_by = DeleteUnlessPromised
    form_fields = RuleForm.Meta.fields
    icon = "calendar-alt"
    menu_label = "Lịch tiếp"
    list_display = [
        "host",
        "agency",
        "kind",
        "valid_from",
        "valid_to",
        BooleanColumn("is_sample", label="Dữ liệu mẫu", sort_key="is_sample"),
    ]
    search_fields = ["host", "agency__name"]


class DepartureViewSet(TimetableViewSet):
    model = Departure
    agency_path = "rule__agency"
    form_class = DepartureForm
    form_fields = DepartureForm.Meta.fields
    added_by = AddNoticeView
    edited_by = EditNoticeView
    kept_by = NeverDeleted
    icon = "warning"
    menu_label = "Thay đổi lịch"
    list_display = ["rule", "day", "kind", "new_day", "reason"]
    search_fields = ["rule__host", "reason", "notice"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # No page offers to delete; who types the address is told what to do instead.
        return super().get_common_view_kwargs(**{"delete_url_name": "", **kwargs})


class PlaceViewSet(TimetableViewSet):
    model = Place
    form_class = PlaceForm
    form_fields = PlaceForm.Meta.fields
    icon = "home"
    menu_label = "Nơi tiếp"
    list_display = ["name", "address", "agency"]
    search_fields = ["name", "address"]


class KeeperMenuItem(MenuItem):
    """Shown to whoever keeps a timetable."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("reception.add_rule"))


class TimetableGroup(ModelViewSetGroup):
    menu_label = "Lịch tiếp công dân"
    menu_icon = "calendar-alt"
    menu_order = 220
    items = (RuleViewSet("timetable_rule"), DepartureViewSet("timetable_departure"), PlaceViewSet("timetable_place"))

    def get_submenu_items(self) -> list[MenuItem]:
        sheet = KeeperMenuItem("Nhập lịch năm", reverse("timetable_sheet"), icon_name="upload", order=40)
        duty = KeeperMenuItem("Số ngày tiếp", reverse("timetable_duty"), icon_name="tasks", order=50)
        return [*super().get_submenu_items(), sheet, duty]


@hooks.register("register_admin_urls")
def timetable_addresses() -> list[URLPattern]:
    return [
        path("lich-tiep/nhap/", SheetView.as_view(), name="timetable_sheet"),
        path("lich-tiep/nhap/mau.xlsx", SheetTemplateView.as_view(), name="timetable_sheet_template"),
        path("dang-ky-tiep/", AttendanceView.as_view(), name="timetable_attendance"),
        path("dang-ky-tiep/truc-tuyen/<int:pk>/", OnlineView.as_view(), name="timetable_online"),
        path("dang-ky-tiep/thong-bao/<int:pk>/", ToldView.as_view(), name="timetable_notice_told"),
        path("lich-tiep/so-ngay/", DutyView.as_view(), name="timetable_duty"),
    ]


@hooks.register("register_admin_viewset")
def register_timetable() -> TimetableGroup:
    return TimetableGroup()


class AttendanceMenuItem(MenuItem):
    """Shown to whoever receives citizens somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(BOOKINGS))


@hooks.register("register_admin_menu_item")
def attendance() -> MenuItem:
    return AttendanceMenuItem("Đăng ký tiếp", reverse("timetable_attendance"), icon_name="group", order=230)

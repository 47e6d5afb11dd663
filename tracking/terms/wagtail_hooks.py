"""The law of the clock in the Wagtail admin: every change is previewed on the open cases before it is kept."""

from __future__ import annotations

from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from tracking.organisation.models import Person

from . import carrying
from .desk_columns import CONFIDENCE, VALIDITY, applies_to, day, ground, ground_of_day, kinds, length
from .desk_forms import CalendarDayForm, CriterionForm, IntervalForm, SuspensionRuleForm, TermRuleForm
from .desk_panel import LawPanel
from .desk_release import ReleaseIndexView, ReleaseRowView
from .law import Law
from .models import CalendarDay, CriterionRow, IntervalRow, Recomputation, ReleaseRow, SuspensionRuleRow, TermRuleRow
from .release import TABLES

MOVES_A_PAGE = 50


class PreviewFirst:
    """A valid form shows what would move; only the answer to that page saves, and queues the recomputation."""

    request: HttpRequest
    moves_terms = True

    def form_valid(self, form: Any) -> HttpResponse:
        if "confirmed" not in self.request.POST:
            return self._preview(form)
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            if self.moves_terms:
                change = f"{form.instance._meta.verbose_name}: {form.instance}"
                carrying.ask(change[:1].upper() + change[1:], cast(Person, self.request.user))
        return response

    def _preview(self, form: Any) -> HttpResponse:
        law = Law.with_row(form.instance)
        moves = carrying.would_move(law, cast(Person, self.request.user)) if self.moves_terms else []
        page = WagtailPaginator(moves, MOVES_A_PAGE).get_page(self.request.POST.get("trang"))
        left_out = {"csrfmiddlewaretoken", "trang"}
        typed = [
            (name, value) for name, values in self.request.POST.lists() if name not in left_out for value in values
        ]
        context = {
            "row": form.instance,
            "typed": typed,
            "page": page,
            "moves": moves,
            "cases": carrying.cases_in(moves),
            "moves_terms": self.moves_terms,
        }
        return render(self.request, "terms/desk/preview.html", context)


class LawCreateView(PreviewFirst, generic.CreateView):
    pass


class LawEditView(PreviewFirst, generic.EditView):
    pass


class QuietCreateView(LawCreateView):
    """Of a row by which a later step is judged, and no term is counted."""

    moves_terms = False


class QuietEditView(LawEditView):
    moves_terms = False


class LawViewSet(ModelViewSet):
    """List, add, edit. Nothing is deleted: a rule ends by its last day, a day off by being unconfirmed."""

    icon = "time"
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    add_view_class = LawCreateView
    edit_view_class = LawEditView
    form_class: type
    list_per_page = 100

    def get_form_class(self, for_update: bool = False) -> type:
        return self.form_class

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # Pages must not link to the views that are left out below.
        left_out = {"history_url_name": "", "usage_url_name": "", "delete_url_name": ""}
        return super().get_common_view_kwargs(**left_out, **kwargs)  # type: ignore[no-any-return]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
        ]


class CalendarDayViewSet(LawViewSet):
    model = CalendarDay
    form_class = CalendarDayForm
    form_fields = CalendarDayForm.Meta.fields
    icon = "calendar-alt"
    menu_label = "Ngày nghỉ, làm bù"
    list_display = [
        "name",
        day("day", "Ngày"),
        Column("get_kind_display", label="Loại", sort_key="kind"),
        Column("ground", label="Căn cứ", accessor=ground_of_day),
        "source",
        CONFIDENCE,
    ]
    list_filter = ["kind", "confidence"]
    search_fields = ["name", "ground", "source"]


class TermRuleViewSet(LawViewSet):
    model = TermRuleRow
    form_class = TermRuleForm
    form_fields = TermRuleForm.Meta.fields
    menu_label = "Quy tắc thời hạn"
    list_display = [
        "name",
        Column("applies_to", label="Cho", accessor=applies_to),
        Column("length", label="Dài", accessor=length, sort_key="length"),
        Column("ground", label="Căn cứ", accessor=ground),
        *VALIDITY,
        CONFIDENCE,
        Column("code", label="Mã", sort_key="code"),
    ]
    ordering = ("code", "valid_from")
    list_filter = ["name", "confidence", "is_local"]
    search_fields = ["code", "note", "source"]


class SuspensionRuleViewSet(LawViewSet):
    model = SuspensionRuleRow
    form_class = SuspensionRuleForm
    form_fields = SuspensionRuleForm.Meta.fields
    menu_label = "Tạm đình chỉ"
    list_display = ["code", Column("ground", label="Căn cứ", accessor=ground), *VALIDITY, "source"]
    search_fields = ["code", "source"]


class CriterionViewSet(LawViewSet):
    model = CriterionRow
    form_class = CriterionForm
    form_fields = CriterionForm.Meta.fields
    add_view_class = QuietCreateView
    edit_view_class = QuietEditView
    menu_label = "Tiêu chí phức tạp"
    list_display = ["words", Column("ground", label="Căn cứ", accessor=ground), *VALIDITY, "source"]
    search_fields = ["code", "words"]


class IntervalViewSet(LawViewSet):
    model = IntervalRow
    form_class = IntervalForm
    form_fields = IntervalForm.Meta.fields
    add_view_class = QuietCreateView
    edit_view_class = QuietEditView
    menu_label = "Khoảng thời gian"
    list_display = [
        "name",
        Column("kinds", label="Cho", accessor=kinds),
        Column("length", label="Dài", accessor=length, sort_key="length"),
        Column("ground", label="Căn cứ", accessor=ground),
        *VALIDITY,
        CONFIDENCE,
        Column("code", label="Mã", sort_key="code"),
    ]
    list_filter = ["name", "confidence"]
    search_fields = ["code", "note", "source"]


class RecomputationViewSet(LawViewSet):
    """What was carried into the open cases, and how far it is: to be read only."""

    model = Recomputation
    form_fields = ["change"]
    icon = "rotate"
    menu_label = "Tính lại thời hạn"
    list_display = [
        "change",
        Column("by", label="Người thay đổi"),
        Column("get_state_display", label="Tình trạng", sort_key="state"),
        Column("seen", label="Vụ việc đã xem"),
        Column("moved", label="Đổi hạn"),
    ]
    search_fields = ["change"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(add_url_name="", edit_url_name="", **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]


class ReleaseRowViewSet(LawViewSet):
    """What waits for a decision, and what was decided; made by the starter alone."""

    model = ReleaseRow
    form_fields = ["state"]
    icon = "download"
    menu_label = "Đề xuất của bản phát hành"
    index_view_class = ReleaseIndexView
    index_results_template_name = "terms/desk/release_results.html"
    edit_view_class = ReleaseRowView
    list_display = [
        "key",
        Column("table", label="Bảng", accessor=lambda row: TABLES[row.table]._meta.verbose_name),
        Column("get_state_display", label="Tình trạng", sort_key="state"),
        Column("decided_by", label="Người quyết định"),
    ]
    list_filter = ["state"]
    search_fields = ["key"]

    def get_form_class(self, for_update: bool = False) -> type:
        return super(LawViewSet, self).get_form_class(for_update)  # type: ignore[no-any-return]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(add_url_name="", **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [one for one in super().get_urlpatterns() if one.name != "add"]


class LawOfTheClock(ModelViewSetGroup):
    menu_label = "Thời hạn"
    menu_icon = "time"
    menu_order = 230
    items = (
        TermRuleViewSet("term_rules", url_prefix="thoi-han/quy-tac"),
        CalendarDayViewSet("working_calendar", url_prefix="thoi-han/lich"),
        SuspensionRuleViewSet("suspension_rules", url_prefix="thoi-han/tam-dinh-chi"),
        IntervalViewSet("step_intervals", url_prefix="thoi-han/khoang-thoi-gian"),
        CriterionViewSet("complexity_criteria", url_prefix="thoi-han/phuc-tap"),
        ReleaseRowViewSet("release_rows", url_prefix="thoi-han/ban-phat-hanh"),
        RecomputationViewSet("recomputations", url_prefix="thoi-han/tinh-lai"),
    )


@hooks.register("register_admin_viewset")
def register_law_of_the_clock() -> LawOfTheClock:
    return LawOfTheClock()


@hooks.register("construct_homepage_panels")
def law_still_to_settle(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("terms.change_calendarday"):
        panels.append(cast(Component, LawPanel()))

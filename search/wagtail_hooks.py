"""The search in the Wagtail admin: its lists, what people look for, a page to try changes on."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from . import desk, tuning
from .desk_words import group_name
from .interface import announce_change
from .models import AskedOf, JudgedQuestion, Wording

_DESK = (
    [
        path("", desk.overview, name="overview"),
        path("khong-thay/<int:pk>/", desk.settle, name="settle"),
        path("thu-loi/", desk.trial, name="trial"),
        path("vi-sao/", desk.why, name="why"),
    ],
    "search_desk",
)


class _WordingSaved:
    """After a save, which Wagtail writes into its history, this process reads the list anew at once, others soon."""

    def save_instance(self) -> Wording:
        saved: Wording = super().save_instance()  # type: ignore[misc]
        tuning.forget()
        return saved


class WordingCreateView(_WordingSaved, generic.CreateView):
    pass


class WordingEditView(_WordingSaved, generic.EditView):
    pass


class _AskedSaved:
    """After a save the entry is indexed anew, and the one it was about before as well."""

    form: Any

    def save_instance(self) -> AskedOf:
        before = self.form.initial
        saved: AskedOf = super().save_instance()  # type: ignore[misc]
        for source, key in {(before.get("source"), before.get("key")), (saved.source, saved.key)}:
            if source and key:
                announce_change(source, [key])
        return saved


class AskedCreateView(_AskedSaved, generic.CreateView):
    pass


class AskedEditView(_AskedSaved, generic.EditView):
    pass


class AskedDeleteView(generic.DeleteView):
    def delete_action(self) -> None:
        with transaction.atomic():
            announce_change(self.object.source, [self.object.key])
            super().delete_action()


class SearchViewSet(ModelViewSet):
    """Plain lists searched by the database: an index of ours never decides what staff can find."""

    search_backend_name = None
    copy_view_enabled = False
    add_to_admin_menu = False
    list_per_page = 50


class WordingViewSet(SearchViewSet):
    model = Wording
    name = "search_wording"
    url_prefix = "tim-kiem/loi-thuong"
    menu_label = "Lời thường – lời luật"
    icon = "openquote"
    form_fields = ["said", "legal", "active"]
    list_display = (
        "said",
        "legal",
        BooleanColumn("active", label="Đang dùng", sort_key="active"),
        DateColumn("changed_at", label="Sửa lúc", sort_key="changed_at"),
    )
    list_filter = ("active",)
    search_fields = ("said", "legal")
    add_view_class = WordingCreateView
    edit_view_class = WordingEditView


class AskedViewSet(SearchViewSet):
    model = AskedOf
    name = "search_asked"
    url_prefix = "tim-kiem/cach-hoi"
    menu_label = "Cách người dân hỏi"
    icon = "help"
    form_fields = ["source", "key", "text"]
    list_display = ("key", "source", "text")
    search_fields = ("key", "text")
    add_view_class = AskedCreateView
    edit_view_class = AskedEditView
    delete_view_class = AskedDeleteView


class JudgedViewSet(SearchViewSet):
    model = JudgedQuestion
    name = "search_judged"
    url_prefix = "tim-kiem/cau-hoi"
    menu_label = "Câu hỏi đã chấm"
    icon = "tick-inverse"
    form_fields = ["group", "question", "day", "relevant", "held_out"]
    list_display = (
        "question",
        Column("group", label="Bộ câu hỏi", accessor=lambda row: group_name(row.group), sort_key="group"),
        Column(
            "day", label="Theo luật ngày", accessor=lambda row: f"{row.day:%d/%m/%Y}" if row.day else "", sort_key="day"
        ),
        BooleanColumn("held_out", label="Để kiểm chứng", sort_key="held_out"),
    )
    list_filter = ("group", "held_out")
    search_fields = ("question",)


class SearchGroup(ViewSetGroup):
    menu_label = "Tìm kiếm"
    menu_icon = "search"
    menu_order = 260
    items = (WordingViewSet, AskedViewSet, JudgedViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        pages = (("Người dân tìm gì", "overview", "view"), ("Thử lời mới", "trial", "edit"), ("Vì sao", "why", "help"))
        own = [
            PermittedItem(label, reverse(f"search_desk:{name}"), icon_name=icon, order=at)
            for at, (label, name, icon) in enumerate(pages)
        ]
        return [*own, *super().get_submenu_items()]


class PermittedItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("search.change_wording"))


@hooks.register("register_admin_viewset")
def register_lists() -> SearchGroup:
    return SearchGroup()


@hooks.register("register_admin_urls")
def register_desk() -> list[URLPattern | URLResolver]:
    return [path("tim-kiem/", include(_DESK))]

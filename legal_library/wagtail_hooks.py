"""The librarian's desk inside the Wagtail admin."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from .desk.amendments import AmendmentBoardView, AmendmentEditView, AmendmentsView
from .desk.batch_items import ItemFileView, ItemView
from .desk.batches import BatchesView, BatchView
from .desk.boards import ErrorReportsView, QualityView
from .desk.deleting import ActDeleteView
from .desk.edits import EditsView, EditView
from .desk.home import LibraryHomeView, LibraryPanel
from .desk.marks import DutyForm, RelationForm, SubjectForm
from .desk.proposing import ProposingCreateView, ProposingDeleteView, ProposingEditView
from .desk.rivals import RivalsView, RivalView
from .desk_forms import ActForm, SummaryForm
from .desk_views import UploadView
from .edits import deciding, journal
from .models import Act, Duty, Relation, Subject, Summary


class LibraryViewSet(ModelViewSet):
    """Plain lists searched by the database: an index of ours never decides what staff can find.

    What their forms say waits for a second person.
    """

    add_view_class = ProposingCreateView
    edit_view_class = ProposingEditView
    delete_view_class = ProposingDeleteView
    search_backend_name = None
    copy_view_enabled = False
    add_to_admin_menu = False
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> Any:
        return self.form_base


def _issued(act: Act) -> str:
    return f"{act.issued:%d/%m/%Y}" if act.issued else "chưa rõ"


class ActViewSet(LibraryViewSet):
    model = Act
    name = "law_act"
    url_prefix = "thu-vien/van-ban"
    menu_label = "Văn bản"
    icon = "doc-full"
    form_base = ActForm
    delete_view_class = ActDeleteView
    list_display = (
        "__str__",
        "kind",
        Column("issued", label="Ngày ban hành", accessor=_issued, sort_key="issued"),
        Column("get_status_display", label="Hiệu lực"),
        Column("get_text_state_display", label="Nội dung trong thư viện"),
    )
    list_filter = ("status", "text_state", "confidence", "issued_year")
    search_fields = ("symbol", "title", "short_title", "issuer")
    ordering = ("-featured", "-issued", "sort_name")


class SummaryViewSet(LibraryViewSet):
    model = Summary
    name = "law_summary"
    url_prefix = "thu-vien/tom-tat"
    menu_label = "Tóm tắt điều luật"
    icon = "form"
    form_base = SummaryForm
    list_display = ("__str__", "valid_from", "valid_to", "confidence", "published")
    list_filter = ("confidence", "published")
    search_fields = ("heading", "body", "key", "act__symbol")


class MarksViewSet(LibraryViewSet):
    """Short rows a librarian writes beside the texts."""

    inspect_view_enabled = False


class DutyViewSet(MarksViewSet):
    model = Duty
    name = "law_duty"
    url_prefix = "thu-vien/nhiem-vu"
    menu_label = "Nhiệm vụ được giao"
    icon = "list-ol"
    form_base = DutyForm
    list_display = ("act", "ordinal", "who", "by_when")
    search_fields = ("act__symbol", "who", "what")
    ordering = ("act", "ordinal")


class RelationViewSet(MarksViewSet):
    model = Relation
    name = "law_relation"
    url_prefix = "thu-vien/quan-he"
    menu_label = "Quan hệ văn bản"
    icon = "link"
    form_base = RelationForm
    list_display = ("act", Column("get_kind_display", label="Quan hệ"), "symbol", "target_key", "by_hand")
    list_filter = ("kind", "by_hand")
    search_fields = ("act__symbol", "symbol")
    ordering = ("act", "kind", "pk")


class SubjectViewSet(MarksViewSet):
    model = Subject
    name = "law_subject"
    url_prefix = "thu-vien/linh-vuc"
    menu_label = "Lĩnh vực"
    icon = "tag"
    form_base = SubjectForm
    list_display = ("name", "slug", "ordinal")
    ordering = ("ordinal", "name")


class PermittedMenuItem(MenuItem):
    """Shown to whoever may do what it leads to."""

    def __init__(self, label: str, url: str, *, permission: str, icon_name: str, order: int) -> None:
        super().__init__(label, url, icon_name=icon_name, order=order)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.permission))


class LibraryGroup(ViewSetGroup):
    """The menu "Thư viện": acts, summaries, import, copies to choose from."""

    menu_label = "Thư viện"
    menu_icon = "doc-full-inverse"
    menu_order = 150
    items = (ActViewSet, SummaryViewSet, DutyViewSet, RelationViewSet, SubjectViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        items: list[MenuItem] = super().get_submenu_items()
        boards = [
            PermittedMenuItem(
                label, reverse(name), permission=f"legal_library.{permission}", icon_name=icon, order=300 + 10 * place
            )
            for place, (label, name, permission, icon) in enumerate(BOARDS)
        ]
        return [*items, *boards]


# What stands in the menu below the lists: words, address, right, picture.
BOARDS = (
    ("Việc đang chờ", "law_home", "add_act", "list-ul"),
    ("Chờ duyệt", "law_edits", "change_libraryedit", "tick"),
    ("Nhập văn bản", "law_upload", "add_act", "upload"),
    ("Nhập cả thư mục", "law_batches", "add_act", "folder-open-1"),
    ("Bản khác", "law_rivals", "change_rivalcopy", "copy"),
    ("Sửa đổi văn bản", "law_amendments", "change_amendment", "history"),
    ("Chất lượng", "law_quality", "change_act", "check"),
    ("Báo lỗi", "law_reports", "change_errorreport", "warning"),
)


@hooks.register("register_admin_viewset")
def library_desk() -> LibraryGroup:
    return LibraryGroup()


@hooks.register("register_admin_urls")
def library_addresses() -> list[URLPattern]:
    return [
        path("thu-vien/", LibraryHomeView.as_view(), name="law_home"),
        path("thu-vien/cho-duyet/", EditsView.as_view(), name="law_edits"),
        path("thu-vien/cho-duyet/<int:pk>/", EditView.as_view(), name="law_edit"),
        path("thu-vien/nhap/", UploadView.as_view(), name="law_upload"),
        path("thu-vien/dot-nhap/", BatchesView.as_view(), name="law_batches"),
        path("thu-vien/dot-nhap/<int:pk>/", BatchView.as_view(), name="law_batch"),
        path("thu-vien/dot-nhap/<int:pk>/tep/<int:file>/", ItemView.as_view(), name="law_item"),
        path("thu-vien/dot-nhap/<int:pk>/tep/<int:file>/goc/", ItemFileView.as_view(), name="law_item_file"),
        path("thu-vien/ban-khac/", RivalsView.as_view(), name="law_rivals"),
        path("thu-vien/ban-khac/<int:pk>/", RivalView.as_view(), name="law_rival"),
        path("thu-vien/chat-luong/", QualityView.as_view(), name="law_quality"),
        path("thu-vien/bao-loi/", ErrorReportsView.as_view(), name="law_reports"),
        path("thu-vien/sua-doi/", AmendmentsView.as_view(), name="law_amendments"),
        path("thu-vien/sua-doi/moi/", AmendmentEditView.as_view(), name="law_amendment_new"),
        path("thu-vien/sua-doi/sua/<int:pk>/", AmendmentEditView.as_view(), name="law_amendment_edit"),
        path("thu-vien/sua-doi/<int:pk>/", AmendmentBoardView.as_view(), name="law_amendment_board"),
    ]


@hooks.register("construct_homepage_panels")
def what_waits_in_the_library(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm(f"legal_library.{deciding.RIGHT}"):
        panels.append(cast(Component, LibraryPanel()))


@hooks.register("register_log_actions")
def steps_in_the_history(actions: Any) -> None:
    journal.register(actions)

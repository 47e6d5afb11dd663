"""What every screen of the desk gets from the portal itself."""

from copy import copy
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.desk import effect, own_parts, styleguide, views
from portal.handbook.views import HandbookView
from portal.publishing import attached, choosing, citations, copying, guards, translating
from tracking.organisation.models import Role

__all__ = [
    "attached",
    "choosing",
    "citations",
    "copying",
    "guards",
    "translating",
]  # their hooks register themselves when they are imported


@hooks.register("insert_global_admin_js")
def start_widgets_without_inline_script() -> SafeString:
    return format_html('<script src="{}"></script>', static("portal/admin/start_widgets.js"))


@hooks.register("insert_editor_js")
def send_only_when_saved() -> SafeString:
    return format_html('<script src="{}"></script>', static("portal/admin/wait_for_autosave.js"))


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern]:
    return [
        path("noi-dung-can-soat/", views.ReviewBoardView.as_view(), name="review_board"),
        path("hieu-qua-tuyen-truyen/", effect.EffectView.as_view(), name="education_effect"),
        path("duyet-bai/", views.ApprovalsView.as_view(), name="approvals"),
        path("duyet-bai/<int:pk>/", views.ApprovalView.as_view(), name="approval"),
        path("duyet-bai/<int:pk>/xem/", views.ApprovalPreviewView.as_view(), name="approval_preview"),
        path("phan-rieng/", own_parts.OwnPartsView.as_view(), name="own_parts"),
        path("huong-dan-su-dung/<slug:role>/", HandbookView.as_view(), name="desk_handbook"),
        path("styleguide/", styleguide.StyleguideView.as_view(), name="styleguide"),
    ]


class ReviewItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(views.REVIEWS))


class ApprovalItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return views.approves(request.user)


class HandbookItem(MenuItem):
    """Opens the guide of what the person is here for; the others are linked from it."""

    def render_component(self, request: HttpRequest) -> Any:
        own = copy(self)
        own.url = reverse("desk_handbook", args=[_guide_of(request.user)])
        return super(HandbookItem, own).render_component(request)


def _guide_of(person: Any) -> str:
    if person.has_role(Role.OFFICER, Role.HEAD, Role.RECEPTION_BOARD):
        return "officer"
    guides = ((Role.LIBRARIAN, "librarian"), (Role.COMMUNICATIONS, "editor"), (Role.ADMINISTRATOR, "administrator"))
    found = next((guide for role, guide in guides if person.has_role(role)), None)
    return found or ("administrator" if person.is_superuser else "officer")


@hooks.register("register_admin_menu_item")
def handbook_item() -> MenuItem:
    return HandbookItem("Hướng dẫn sử dụng", reverse("desk_handbook", args=["officer"]), icon_name="help", order=9_800)


@hooks.register("register_help_menu_item")
def styleguide_item() -> MenuItem:
    return MenuItem("Ngôn ngữ hình ảnh", reverse("styleguide"), icon_name="view", order=900)


class OwnPartsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(own_parts.OPENS))


@hooks.register("register_settings_menu_item")
def own_parts_item() -> MenuItem:
    return OwnPartsItem("Phần riêng của cơ quan", reverse("own_parts"), icon_name="site", order=660)


@hooks.register("register_admin_menu_item")
def review_board_item() -> MenuItem:
    return ReviewItem("Nội dung cần soát", reverse("review_board"), icon_name="history", order=240)


@hooks.register("register_reports_menu_item")
def effect_item() -> MenuItem:
    return ReviewItem("Hiệu quả tuyên truyền", reverse("education_effect"), icon_name="view", order=100)


@hooks.register("register_admin_menu_item")
def approvals_item() -> MenuItem:
    return ApprovalItem("Duyệt bài", reverse("approvals"), icon_name="success", order=235)

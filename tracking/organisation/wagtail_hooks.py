from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet

from tracking.organisation import confirming_views
from tracking.organisation.models import Person
from tracking.organisation.people import AgencyViewSet, MembershipViewSet
from tracking.organisation.roles import EDITORIAL_ROLES

# Menus Wagtail shows to everybody, but whose pages are closed to those who only work on cases.
EDITORS_MENUS = frozenset({"help", "reports"})


@hooks.register("register_admin_viewset")
def organisation_pages() -> list[ModelViewSet]:
    return [AgencyViewSet("agencies", url_prefix="co-quan"), MembershipViewSet("memberships", url_prefix="vai-tro")]


@hooks.register("register_admin_urls")
def confirming_address() -> list[URLPattern]:
    return [path("vai-tro/xac-nhan/<int:pk>/", confirming_views.confirm, name="confirm_role")]


@hooks.register("register_log_actions")
def confirming_in_the_log(actions: Any) -> None:
    actions.register_action("organisation.confirm", "Xác nhận vai trò", "Đã xác nhận vai trò")


@hooks.register("construct_homepage_panels")
def roles_that_wait(request: HttpRequest, panels: list[Any]) -> None:
    person = cast(Person, request.user)
    if person.has_perm("organisation.change_membership"):
        panels.append(cast(Component, confirming_views.WaitingRolesPanel(person)))


@hooks.register("construct_main_menu")
def leave_out_what_is_closed(request: HttpRequest, items: list[Any]) -> None:
    person = cast(Person, request.user)
    if not person.is_superuser and not person.has_role(*EDITORIAL_ROLES):
        items[:] = [item for item in items if item.name not in EDITORS_MENUS]


@hooks.register("insert_global_admin_css")
def sea_and_flame() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("organisation/admin.css"))

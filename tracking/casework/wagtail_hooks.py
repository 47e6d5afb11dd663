"""All of the room's wiring into the Wagtail admin."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet

from tracking.organisation.models import Person, Role

from .desk.letters.letter_heads import LetterHeadViewSet
from .desk.letters.template_views import may_edit
from .desk.opening.panels import AlarmPanel, SecondPersonPanel
from .desk.panels import SupervisionPanel, WaitingPanel
from .desk.queries import works_at_the_desk
from .notices.reminder_settings import ReminderSettingViewSet


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLResolver]:
    return [
        path("vu-viec/", include("tracking.casework.desk.urls")),
        path("mau-van-ban/", include("tracking.casework.desk.letters.template_urls")),
    ]


class CasesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return works_at_the_desk(cast(Person, request.user))


@hooks.register("register_admin_menu_item")
def cases_in_the_menu() -> MenuItem:
    return CasesMenuItem("Vụ việc", reverse("desk:inbox"), name="desk", icon_name="clipboard-list", order=50)


class TemplatesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_edit(cast(Person, request.user))


@hooks.register("register_settings_menu_item")
def templates_in_the_menu() -> MenuItem:
    return TemplatesMenuItem(
        "Mẫu văn bản", reverse("desk_templates:index"), name="letter-templates", icon_name="doc-full", order=630
    )


class NoticesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        # Officers find the board from their dashboard: a question of roles in every page's menu would cost a query.
        return cast(Person, request.user).has_perm("casework.view_remindersetting")


@hooks.register("register_settings_menu_item")
def notices_in_the_menu() -> MenuItem:
    return NoticesMenuItem("Thư báo", reverse("desk:notices"), name="notices", icon_name="mail", order=660)


@hooks.register("register_admin_viewset")
def reminder_settings() -> ModelViewSet:
    return ReminderSettingViewSet("reminder_settings", url_prefix="cach-nhac-han")


@hooks.register("register_admin_viewset")
def heads_of_letters() -> ModelViewSet:
    return LetterHeadViewSet("letter_heads", url_prefix="the-thuc-van-ban")


@hooks.register("construct_homepage_panels")
def what_waits_for_me(request: HttpRequest, panels: list[Any]) -> None:
    person = cast(Person, request.user)
    if person.has_role(Role.INSPECTOR):
        panels.append(cast(Component, AlarmPanel()))
    if person.has_role(Role.HEAD, Role.CUSTODIAN):
        panels.append(cast(Component, SecondPersonPanel(person)))
    if works_at_the_desk(person):
        panels.append(cast(Component, WaitingPanel(person)))
    elif person.has_role(Role.FRONT):
        panels.append(cast(Component, SupervisionPanel()))

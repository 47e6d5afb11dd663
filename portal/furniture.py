"""What stands around every page: names, menu, alert. Read once per language and kept, so a page pays no query."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from portal.models import PortalSettings
from portal.remembering import remembered

# The views of the other rooms that a citizen looks for. A room that is not mounted is left out.
_VIEWS = (
    ("casework:adviser", _("Gửi đơn")),
    ("casework:lookup", _("Tra cứu hồ sơ")),
    ("reception:timetable", _("Lịch tiếp công dân")),
    ("lawyers", _("Luật sư miễn phí")),
    ("terms:calculator", _("Tính thời hạn")),
)

_VIEWS_AFTER_PAGES = (("legal_library:index", _("Pháp luật")),)
_ABOUT_VIEWS = (
    ("handbook", _("Cách dùng cổng này")),
    ("casework:check_receipt", _("Kiểm tra biên nhận")),
    ("open_data", _("Dữ liệu mở")),
    ("site_map", _("Sơ đồ cổng")),
)


@dataclass(frozen=True)
class MenuItem:
    title: str
    url: str


@dataclass(frozen=True)
class Office:
    """The published facts about the office in the reader's language; empty text means "not published"."""

    name: str
    city: str
    emblem: str
    owner: str
    responsible: str
    licence: str
    address: str
    address_note: str
    phone: str
    hotline: str
    email: str


@dataclass(frozen=True)
class _Pages:
    menu: tuple[MenuItem, ...] = ()
    about: tuple[MenuItem, ...] = ()


@dataclass(frozen=True)
class Furniture:
    office: Office
    alert: str
    alert_until: dt.datetime | None
    menu: tuple[MenuItem, ...]
    about: tuple[MenuItem, ...]
    downtime_from: dt.datetime | None = None
    downtime_to: dt.datetime | None = None
    downtime_reason: str = ""

    def downtime_ahead(self) -> bool:
        """A planned stop that is announced and not over."""
        return self.downtime_from is not None and self.downtime_to is not None and timezone.now() < self.downtime_to

    def alert_now(self) -> str:
        over = self.alert_until is not None and timezone.now() >= self.alert_until
        return "" if over else self.alert


def furniture(request: HttpRequest | None) -> Furniture:
    """Head and foot for this request. Without a database the names we ship stand in, so error pages still render."""
    language = translation.get_language() or "vi"
    host = request.get_host() if request is not None else ""
    try:
        return remembered(f"furniture:{language}:{host}", lambda: _read(request, language))
    except DatabaseError:
        return _assemble(PortalSettings(), language, _Pages())


def _read(request: HttpRequest | None, language: str) -> Furniture:
    site = Site.find_for_request(request) if request is not None else None
    site = site or Site.objects.filter(is_default_site=True).first()
    return _assemble(PortalSettings.of(site), language, _menu_pages(site))


def _assemble(settings: PortalSettings, language: str, pages: _Pages) -> Furniture:
    def said(field: str) -> str:
        own = getattr(settings, f"{field}_en", "") if language == "en" else ""
        return str(own or getattr(settings, field))

    office = Office(
        name=said("office_name"),
        city=said("city"),
        emblem=settings.emblem.url if settings.emblem else "",
        owner=said("owner"),
        responsible=said("responsible"),
        licence=said("licence"),
        address=said("address"),
        address_note=said("address_note"),
        phone=settings.phone,
        hotline=settings.hotline,
        email=settings.email,
    )
    menu = (*_menu_views(_VIEWS), *pages.menu, *_menu_views(_VIEWS_AFTER_PAGES))
    about = (*pages.about, *_menu_views(_ABOUT_VIEWS))
    return Furniture(
        office,
        said("alert"),
        settings.alert_until,
        menu,
        about,
        settings.downtime_from,
        settings.downtime_to,
        said("downtime_reason"),
    )


def _menu_views(views: tuple[tuple[str, Any], ...]) -> tuple[MenuItem, ...]:
    items = []
    for name, title in views:
        try:
            items.append(MenuItem(str(title), reverse(name)))
        except NoReverseMatch:
            continue
    return tuple(items)


def _menu_pages(site: Site | None) -> _Pages:
    """Children of the home page in the reader's language: those "in menus" go to the menu, plain ones to the foot."""
    if site is None:
        return _Pages()
    root = site.root_page.localized
    children = Page.objects.live().public().child_of(root).select_related("content_type")
    menu: list[MenuItem] = []
    about: list[MenuItem] = []
    for page in children:
        item = MenuItem(page.title, page.get_url(current_site=site) or "")
        (menu if page.show_in_menus else about).append(item)
    return _Pages(tuple(menu), tuple(about))

"""The pages and names a fresh portal starts with. Runs again without touching what an editor has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import (
    LocaleSynchronization,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from portal.models import (
    AgencyIndexPage,
    ArticlePage,
    GuidanceIndexPage,
    GuidancePage,
    HomePage,
    NewsIndexPage,
    PlainPage,
    PortalSettings,
    ResultIndexPage,
)
from portal.publishing.approving import ensure_workflow
from portal.starter_pages.accessibility import accessibility
from portal.starter_pages.agencies import agency_index
from portal.starter_pages.four_kinds import four_kinds
from portal.starter_pages.guides import articles, guides
from portal.starter_pages.home import guidance_index, home, news_index
from portal.starter_pages.privacy import privacy
from portal.starter_pages.results import result_index
from portal.starter_pages.wording import Wording
from tracking.organisation.models import Role
from tracking.organisation.roles import group_name

PageText = Callable[[Wording], dict[str, Any]]

# The address and its doubt: QĐ 03/QĐ-UBND of 2/1/2020, not known to hold in 2026 (law.md §3, confidence S).
_SETTINGS = {
    "office_name_en": "Citizen reception portal",
    "city_en": "Hải Phòng City",
    "owner_en": "People’s Committee of Hải Phòng City",
    "address": "Trụ sở Tiếp công dân thành phố, 15 Hoàng Diệu",
    "address_en": "City Reception Office, 15 Hoàng Diệu",
    "address_note": "theo Quyết định 03/QĐ-UBND ngày 02/01/2020, chờ cơ quan xác nhận",
    "address_note_en": "as in Decision 03/QĐ-UBND of 2 January 2020; the office has yet to confirm it",
}


def load() -> None:
    """Home, guidance, accessibility and privacy pages in Vietnamese with their English, and the names around them."""
    with transaction.atomic():
        site = _site()
        front = _home(site)
        PortalSettings.objects.get_or_create(site=site, defaults=_SETTINGS)
        guidance = _page(front, GuidanceIndexPage, guidance_index)
        _page(guidance, GuidancePage, four_kinds)
        for guide in guides():
            _page(guidance, GuidancePage, guide)
        news = _page(front, NewsIndexPage, news_index)
        for article in articles():
            _page(news, ArticlePage, article)
        _page(front, PlainPage, privacy)
        _page(front, PlainPage, accessibility)
        _page(front, ResultIndexPage, result_index)
        _page(front, AgencyIndexPage, agency_index)
        ensure_workflow(front, _approvers())


def _approvers() -> dict[str, list[Group]]:
    """The groups of the roles that check and approve; made here where nobody has held such a role yet."""

    def groups(*roles: Role) -> list[Group]:
        return [Group.objects.get_or_create(name=group_name(role))[0] for role in roles]

    return {"legal": groups(Role.LIBRARIAN), "chief": groups(Role.HEAD, Role.COMMITTEE_OFFICE)}


def _site() -> Site:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        root = Page.get_first_root_node()
        site = Site(root_page=root, is_default_site=True, hostname=address.hostname)
    if site.hostname == "localhost":
        site.hostname = address.hostname or "localhost"
        site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    site.save()
    return site


def _home(site: Site) -> HomePage:
    """The home page; on a fresh installation it takes the place of Wagtail's welcome page."""
    present: HomePage | None = HomePage.objects.filter(pk=site.root_page_id).first()
    if present is not None:
        return present
    vietnamese, english = _locales()
    welcome = Page.objects.filter(pk=site.root_page_id, depth=2).first()
    if welcome is not None:
        welcome.slug = "welcome"
        welcome.save(update_fields=["slug"], clean=False)
    wording = Wording()
    front = HomePage(locale=vietnamese, **home(wording))
    Page.get_first_root_node().add_child(instance=front)
    front.save_revision().publish()
    site.root_page = front
    site.save()
    if welcome is not None:
        welcome.refresh_from_db()
        welcome.delete()
    LocaleSynchronization.objects.get_or_create(locale=english, defaults={"sync_from": vietnamese})
    _translate(front, wording)
    return front


def _locales() -> tuple[Locale, Locale]:
    vietnamese, english = (Locale.objects.get_or_create(language_code=code)[0] for code in ("vi", "en"))
    return vietnamese, english


def _page(parent: Page, kind: type[Page], text: PageText) -> Page:
    wording = Wording()
    fields = text(wording)
    present = kind.objects.child_of(parent).filter(slug=fields["slug"]).first()
    if present is not None:
        return present
    page = kind(locale=parent.locale, **fields)
    parent.add_child(instance=page)
    page.save_revision().publish()
    _translate(page, wording)
    return page


def _translate(page: Page, wording: Wording) -> None:
    """A real wagtail-localize translation, so that staff find every sentence in the translation editor."""
    _vietnamese, english = _locales()
    source, _created = TranslationSource.update_or_create_from_instance(page)
    Translation.objects.get_or_create(source=source, target_locale=english)
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of_id=segment.string_id,
                locale=english,
                context_id=segment.context_id,
                data=wording.english[segment.string.data],
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            for segment in StringSegment.objects.filter(source=source).select_related("string")
        ],
        ignore_conflicts=True,
    )
    translated, _created = source.create_or_update_translation(english, publish=False, copy_parent_pages=True)
    # Published here and not by wagtail-localize on commit: a kill between the two would leave a page never shown.
    translated.get_latest_revision().publish()

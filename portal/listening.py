"""What the portal does when pages, sites or the office's own words change."""

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from legal_library.signals import provisions_changed
from portal import own_parts, published_results, resting_on_law, search_sources, session_source, using_law
from portal.models import AgencyPage, HomePage, PortalSettings
from portal.remembering import forget
from portal.typed_secrets import holds_a_code
from search.private import register_secret
from tracking.casework import published_pages
from tracking.casework.models import LetterTemplate
from tracking.organisation.models import Agency
from tracking.reception.models import Departure, Place, Rule
from tracking.terms.models import CalendarDay, TermRuleRow

# What stands around pages or on them. Timetable and calendar decide the next receptions, rules the terms of guidance.
_SHOWN = (
    Page,
    PageViewRestriction,
    PortalSettings,
    Site,
    Rule,
    Departure,
    Place,
    CalendarDay,
    TermRuleRow,
    LetterTemplate,
)
# What makes the sessions people search for, and what names them.
_TIMETABLE = (Rule, Departure, Place, CalendarDay, Agency)


def listen() -> None:
    """Called once when the apps are ready."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(forget, dispatch_uid="portal.forget")
    for model in _SHOWN:
        for done in (post_save, post_delete):
            done.connect(forget, sender=model, dispatch_uid=f"portal.forget.{model.__name__}.{id(done)}")
    for kind in (HomePage, AgencyPage):
        post_save.connect(own_parts.translated, sender=kind, dispatch_uid=f"portal.branch.{kind.__name__}")
    provisions_changed.connect(resting_on_law.hear, dispatch_uid="portal.resting_on_law")
    _tell_search()
    register_secret(holds_a_code)
    using_law.register_uses()
    published_pages.register(published_results)


def _tell_search() -> None:
    """What search finds of this room, and every change of it."""
    search_sources.register()
    session_source.register()
    for kind in (Page, *search_sources.FOUND_TYPES):
        post_delete.connect(search_sources.announce, sender=kind, dispatch_uid=f"portal.search.{kind.__name__}.gone")
    for signal in (page_published, page_unpublished):
        signal.connect(search_sources.announce, dispatch_uid="portal.search")
    for signal in (page_slug_changed, post_page_move):
        signal.connect(search_sources.announce_below, dispatch_uid="portal.search.below")
    for done in (post_save, post_delete):
        done.connect(
            search_sources.announce_restricted, sender=PageViewRestriction, dispatch_uid=f"portal.private.{id(done)}"
        )
    for model in _TIMETABLE:
        for told in (pre_save, post_save, pre_delete, post_delete):
            told.connect(
                session_source.announce, sender=model, dispatch_uid=f"portal.sessions.{model.__name__}.{id(told)}"
            )

"""What the portal does when pages, sites or the office's own words change."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal import furniture, search_sources
from portal.models import PortalSettings


def listen() -> None:
    """Called once when the apps are ready."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(furniture.forget, dispatch_uid="portal.furniture")
    for model in (PortalSettings, Site):
        post_save.connect(furniture.forget, sender=model, dispatch_uid=f"portal.furniture.{model.__name__}")
    for kind in (Page, *search_sources.FOUND_TYPES):
        post_delete.connect(furniture.forget, sender=kind, dispatch_uid=f"portal.furniture.{kind.__name__}.gone")
        post_delete.connect(search_sources.announce, sender=kind, dispatch_uid=f"portal.search.{kind.__name__}.gone")
    for signal in (page_published, page_unpublished):
        signal.connect(search_sources.announce, dispatch_uid="portal.search")
    for signal in (page_slug_changed, post_page_move):
        signal.connect(search_sources.announce_below, dispatch_uid="portal.search.below")
    search_sources.register()

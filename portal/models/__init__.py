"""Editorial pages and the office's own words around them."""

from portal.models.editorial import EditorialPage
from portal.models.office import PortalSettings
from portal.models.pages import GuidanceIndexPage, GuidancePage, HomePage, PlainPage

__all__ = ["EditorialPage", "GuidanceIndexPage", "GuidancePage", "HomePage", "PlainPage", "PortalSettings"]

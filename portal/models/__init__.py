"""Editorial pages and the office's own words around them."""

from portal.models.editorial import EditorialPage
from portal.models.guidance import GuidanceIndexPage, GuidancePage, Situation
from portal.models.office import PortalSettings
from portal.models.pages import HomePage, PlainPage
from portal.models.review import LawFlag

__all__ = [
    "EditorialPage",
    "GuidanceIndexPage",
    "GuidancePage",
    "HomePage",
    "LawFlag",
    "PlainPage",
    "PortalSettings",
    "Situation",
]

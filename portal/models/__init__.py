"""Editorial pages and the office's own words around them."""

from portal.models.agencies import AgencyIndexPage, AgencyPage
from portal.models.approval import ApprovalTask
from portal.models.editorial import EditorialPage
from portal.models.education import ArticlePage, NewsIndexPage, QuizCount, ReachCount
from portal.models.guidance import GuidanceIndexPage, GuidancePage, Situation
from portal.models.office import PortalSettings
from portal.models.pages import HomePage, PlainPage
from portal.models.published import ResultIndexPage, ResultPage
from portal.models.review import LawFlag

__all__ = [
    "AgencyIndexPage",
    "AgencyPage",
    "ApprovalTask",
    "ArticlePage",
    "EditorialPage",
    "GuidanceIndexPage",
    "GuidancePage",
    "HomePage",
    "LawFlag",
    "NewsIndexPage",
    "PlainPage",
    "PortalSettings",
    "QuizCount",
    "ReachCount",
    "ResultIndexPage",
    "ResultPage",
    "Situation",
]

"""The admin's words for scripts, from every room and not from Wagtail alone."""

from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

# Wagtail's own view reads its package only; our Vietnamese for it stands in locale/admin.
_catalog = JavaScriptCatalog.as_view()


def javascript_catalog(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = get_localized_response(_catalog, request)
    return response

"""What every request passes through. Order is in settings/base.py."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

GetResponse = Callable[[HttpRequest], HttpResponse]


class LanguageFromAddress:
    """The address alone decides the language, so a page is the same for everybody and can be cached.

    Django's LocaleMiddleware also looks at cookies and headers, and turns a 404 under /admin/ into a redirect.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        language = "en" if path == "/en" or path.startswith("/en/") else "vi"
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response

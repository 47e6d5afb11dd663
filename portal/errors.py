"""Answers to what went wrong. Each is complete without a database; the page falls back to one sentence."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def page(request: HttpRequest, template: str, status: int, sentence: str) -> HttpResponse:
    """The template's page, or the sentence alone where there is no such template."""
    try:
        return HttpResponse(render_to_string(template, request=request), status=status)
    except TemplateDoesNotExist:
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400; a form with too much text in it is "too large", not "bad"."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return page(request, "400.html", 400, _("Máy chủ không hiểu yêu cầu này."))


def too_large(request: HttpRequest) -> HttpResponse:
    return page(request, "413.html", 413, _("Các tệp gửi lên quá lớn. Xin chia làm nhiều lần gửi."))


def too_many(request: HttpRequest, retry_after: int) -> HttpResponse:
    """429 with the seconds to wait; a programme gets them as JSON it may read from any site."""
    sentence = _("Có quá nhiều yêu cầu. Xin thử lại sau ít phút.")
    response: HttpResponse
    if request.path.startswith("/api/"):
        response = JsonResponse({"error": sentence, "retry_after": retry_after}, status=429)
        response.headers["Access-Control-Allow-Origin"] = "*"
    else:
        response = page(request, "429.html", 429, sentence)
    response.headers["Retry-After"] = str(retry_after)
    return response


def maintenance(request: HttpRequest, retry_after: int) -> HttpResponse:
    """503 with the seconds to wait."""
    response = page(request, "maintenance.html", 503, _("Cổng đang bảo trì. Xin quay lại sau ít phút."))
    response.headers["Retry-After"] = str(retry_after)
    return response

"""A text as Akoma Ntoso: under its own address by `?ngay=`, and for machines under /api/v1/ by `?date=`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from . import reading
from .addresses import moved
from .akoma import NoDate, document_xml
from .days import asked_day
from .machine import problem

TYPE = "application/akn+xml; charset=utf-8"


@require_safe
@conditional_page
def document_akn(request: HttpRequest, slug: str) -> HttpResponse:
    """GET /phap-luat/<slug>/akn.xml?ngay="""
    return _answer(request, slug, "ngay")


@require_safe
@conditional_page
def api_document_akn(request: HttpRequest, slug: str) -> HttpResponse:
    """GET /api/v1/documents/<slug>/akn.xml?date="""
    return _answer(request, slug, "date")


def _answer(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    act = reading.find_act(slug)
    if act is None and (elsewhere := moved(request, slug)):
        return elsewhere
    if act is None or not act.has_full_text:
        return problem(404, "Thư viện không có toàn văn của văn bản này.")
    asked = asked_day(request.GET, name)
    if asked.is_wrong:
        return problem(400, f"{name} là một ngày, ví dụ 2026-06-30.")
    try:
        data = document_xml(act, asked.day)
    except NoDate:
        return problem(404, "Chưa rõ ngày ban hành của văn bản, nên chưa đặt được tên theo Akoma Ntoso.")
    response = HttpResponse(data, content_type=TYPE)
    response["Content-Disposition"] = f'inline; filename="{act.slug}.akn.xml"'
    response["Access-Control-Allow-Origin"] = "*"  # public data, read only, no cookie
    return response

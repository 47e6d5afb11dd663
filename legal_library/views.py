"""Public pages of the library. No session, no cookie: the same page for everybody, cached by its content."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

from . import cautions, comparing, originals, printing, reading, shelf
from .addresses import at, moved
from .contents import folded
from .days import AskedDay, asked_day
from .machine import as_script, legislation
from .models import Act, SourceFile, Subject


@require_safe
@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    filters = shelf.Filters.read(request.GET)
    page = shelf.one_page(filters, request.GET.get("trang", ""))
    context = {"filters": filters, "choices": shelf.choices(), "page": page, "subjects": Subject.objects.all()}
    return render(request, "legal_library/index.html", context)


@require_safe
@conditional_page
def document(request: HttpRequest, slug: str) -> HttpResponse:
    act = reading.find_act(slug)
    if act is None:
        return _unknown_act(request, slug)
    if act.slug != slug:
        return HttpResponsePermanentRedirect(at(request, act))
    asked = asked_day(request.GET)
    page = reading.document_page(act, asked.day)
    context = {"page": page, "folds": [] if page.lines else folded(page.outline), **_about(act, asked)}
    context["linked_data"] = as_script(legislation(act, act.status_on(asked.day), request.path))
    return _dated(render(request, "legal_library/document.html", context), act)


@require_safe
@conditional_page
def article(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    act = reading.find_act(slug)
    if act is None:
        return _unknown_act(request, slug)
    asked, key = asked_day(request.GET), place.lower()
    page = reading.article_page(act, key, asked.day)
    if page is None:
        context = {
            "place": place,
            "nearest": reading.nearest(act, key),
            "days": reading.days_of(act, key),
            **_about(act, asked),
        }
        return render(request, "legal_library/missing_article.html", context, status=404)
    name = f"Điều {page.number}. {page.heading}"
    changes = cautions.waiting_changes(act, asked.day, page.key)
    status = "waits" if changes else act.place_status_on(asked.day, repealed=page.repealed)
    linked = as_script(legislation(act, status, request.path, name=name, number=page.key, since=page.since))
    context = {**_about(act, asked, page.key), "page": page, "linked_data": linked, "status": status}
    context |= {"waiting_changes": changes, "address": printing.portal_address(request.path + asked.query)}
    return _dated(render(request, "legal_library/article.html", context), act)


@require_safe
def document_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole text on a day as a paper; an act without text has none."""
    act = reading.find_act(slug)
    if act is None or not act.has_full_text:
        return _unknown_act(request, slug)
    asked = asked_day(request.GET)
    address = printing.portal_address(reverse("legal_library:document", args=[act.slug]) + asked.query)
    return _paper(printing.act_pdf(act, asked.day, address), act.slug, act)


@require_safe
def article_pdf(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    """One article on a day as a paper."""
    act = reading.find_act(slug)
    asked, key = asked_day(request.GET), place.lower()
    rows = reading.article_rows(act, key, asked.day) if act else []
    if act is None or not rows:
        return _unknown_act(request, slug)
    address = printing.portal_address(reverse("legal_library:article", args=[act.slug, key]) + asked.query)
    return _paper(printing.article_pdf(act, rows, asked.day, address), f"{act.slug}-{key}", act)


def _paper(data: bytes, name: str, act: Act) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return _dated(response, act)


@require_safe
@conditional_page
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """The text on two days side by side; only articles that differ, or the one asked for."""
    act = reading.find_act(slug)
    if act is None:
        return _unknown_act(request, slug)
    page = comparing.comparison(act, request.GET)
    context = {"page": page, "act": act, "waiting_amenders": page.waiting}
    return _dated(render(request, "legal_library/compare.html", context), act)


@require_safe
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """The file the text was read from, unchanged: always as a download, never shown inline."""
    file = SourceFile.objects.filter(act__slug=slug, is_current=True, kept=True).first()
    data = originals.read(file.sha256) if file else None
    if file is None or data is None:
        return _unknown_act(request, slug)
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    response["ETag"] = f'"{file.sha256}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _about(act: Act, asked: AskedDay, key: str = "") -> dict[str, object]:
    """What every page of an act (of one article of it) says about it on the day it is asked for."""
    waiting = cautions.waiting_amenders(act, asked.day, key)
    return {"act": act, "asked": asked, "status": act.status_on(asked.day), "waiting_amenders": waiting}


def _unknown_act(request: HttpRequest, slug: str) -> HttpResponse:
    elsewhere = moved(request, slug)
    if elsewhere:
        return elsewhere
    context = {"slug": slug, "acts": reading.acts_like(slug.lower())}
    return render(request, "legal_library/missing_act.html", context, status=404)


def _dated(response: HttpResponse, act: Act) -> HttpResponse:
    response["Last-Modified"] = http_date(act.changed_at.timestamp())
    return response

"""The portal's addresses, and `/loi/<which>/`: the answers nobody meets on purpose, given by the portal's own code."""

from __future__ import annotations

from collections.abc import Callable

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from portal import errors
from portal.urls import handler400, handler500
from portal.urls import urlpatterns as portals_own
from tracking.casework import codes
from tracking.casework.citizen.form.petition_pages import closed
from tracking.casework.custodians import intake
from tracking.casework.kind_guides import GUIDES

__all__ = ["handler400", "handler500", "urlpatterns"]


def _fail(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(_request: HttpRequest) -> HttpResponse:
        raise error

    return view


def _page(template: str, status: int) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        context = {"guide": next(iter(GUIDES.values())), "token": codes.new_token(), "until": timezone.now()}
        return render(request, f"casework/citizen/{template}.html", context, status=status)

    return view


def _no_denunciations(request: HttpRequest) -> HttpResponse:
    return closed(request, intake.IntakeMode(intake.Mode.CLOSED, intake._WHY_CLOSED, takes_files=False))


urlpatterns = [
    *i18n_patterns(
        path("loi/400/", _fail(SuspiciousOperation())),
        path("loi/403/", _fail(PermissionDenied())),
        path("loi/500/", _fail(RuntimeError("asked for by a test"))),
        path("loi/413/", errors.too_large),
        path("loi/429/", lambda request: errors.too_many(request, 60)),
        path("loi/503/", lambda request: errors.maintenance(request, 60)),
        path("loi/bien-nhan-da-dong/", _page("receipt_closed", 410)),
        path("loi/chi-duoc-xem/", _page("only_looking", 403)),
        path("loi/khong-nhan-to-cao/", _no_denunciations),
        path("loi/het-cho/", _page("no_room", 503)),
        prefix_default_language=False,
    ),
    *portals_own,
]

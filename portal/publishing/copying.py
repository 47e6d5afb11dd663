"""Copies, aliases and moves under a workflow: a copy is a draft, there are no aliases, and nobody moves out of a check.

An alias would follow its page wherever somebody put it, and a live copy would be a page nobody has approved. What the
admin's own API can do to a page asks none of the hooks below and no page for its legal time, and no screen of ours
uses it: it stays shut.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from .copy_form import GOES_LIVE
from .under_workflow import must_be_approved, workflow_over
from .whose import agency_of

COPIES_ARE_DRAFTS = (
    "Chưa sao chép. Bản sao của trang phải qua duyệt luôn là bản nháp, và không tạo được trang đi theo trang gốc: "
    "xin bỏ chọn hai ô ấy, sao chép rồi gửi duyệt bản sao."
)
UNDER_ITSELF = (
    "Không chuyển được “{title}” vào chính nó hay vào một trang nằm dưới nó. Xin chọn nơi khác; trang vẫn ở chỗ cũ."
)
STAYS_UNDER_ITS_CHECK = (
    "Chưa chuyển “{title}”. Nơi mới do người khác duyệt: xin sao chép thành bản nháp ở đó, rồi gửi duyệt."
)


@hooks.register("before_copy_page")
def copies_are_drafts(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The form of our pages does not offer it; this is for a forged one and for the place the copy is to stand in."""
    if request.method != "POST" or not any(name in request.POST for name in GOES_LIVE):
        return None
    places = [page, *_places(request.POST.get("new_parent_page", ""))]
    if not any(must_be_approved(place, request.user) for place in places):
        return None
    messages.error(request, COPIES_ARE_DRAFTS)
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("before_move_page", order=-2)
def not_under_itself(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return refused_under_itself(request, page, destination)


def refused_under_itself(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Wagtail would only speak of a right that is missing."""
    if destination.pk != page.pk and not destination.is_descendant_of(page):
        return None
    messages.error(request, UNDER_ITSELF.format(title=page.title))
    return redirect("wagtailadmin_pages:move", page.pk)


@hooks.register("before_move_page")
def stays_under_its_check(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return refused_move(request, [page], destination)


def refused_move(request: HttpRequest, pages: list[Page], destination: Page) -> HttpResponse | None:
    """What was approved by one office's head must not stand on another's branch, nor under another's check or none."""
    for page in pages:
        checked = must_be_approved(page, request.user) or must_be_approved(destination, request.user)
        if checked and _who_decides(page.get_parent()) != _who_decides(destination):
            messages.error(request, STAYS_UNDER_ITS_CHECK.format(title=page.title))
            return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def refused_bulk_move(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    for destination in _places(request.POST.get("chooser", "")):
        for page in pages:
            if (refused := refused_under_itself(request, page, destination)) is not None:
                return refused
        if (refused := refused_move(request, pages, destination)) is not None:
            return refused
    return None


def close_the_side_door(request: HttpRequest, name: str) -> None:
    """Raises PermissionDenied for whatever is asked of a page through the admin's API."""
    if name == "wagtailadmin_api:pages:action" and request.method == "POST" and request.user.is_authenticated:
        raise PermissionDenied


def _who_decides(page: Page | None) -> tuple[Any, ...]:
    if page is None:
        return (None, None)
    return workflow_over(page), agency_of(page)


def _places(key: str) -> list[Page]:
    return list(Page.objects.filter(pk=key)) if key.isdecimal() and len(key) < 10 else []

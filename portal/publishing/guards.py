"""Wagtail's own screens under our rules: nobody publishes alone, and nothing leaves before its legal time."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from portal.models import ResultPage
from portal.models.published import MustStay

from .approving import must_be_approved

MUST_BE_APPROVED = (
    "Đã lưu bản nháp. Trang này phải qua kiểm tra pháp lý và lãnh đạo duyệt: xin bấm “Gửi duyệt”, đừng đăng thẳng."
)


@hooks.register("before_publish_page")
def publish_only_when_approved(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft is saved by now; only its publication is held back."""
    if not must_be_approved(page, request.user):
        return None
    messages.error(request, MUST_BE_APPROVED)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("construct_page_action_menu")
def no_publish_button(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    page = context.get("page") or context.get("parent_page")
    if page is not None and must_be_approved(page, request.user):
        items[:] = [item for item in items if item.name != "action-publish"]


@hooks.register("before_bulk_action")
def no_bulk_publication(
    request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> HttpResponse | None:
    pages = [one for one in objects if isinstance(one, Page)]
    if action_type == "publish" and any(must_be_approved(page, request.user) for page in pages):
        messages.error(request, MUST_BE_APPROVED)
        return redirect("wagtailadmin_home")
    return _kept(request, pages) if action_type in ("unpublish", "delete", "move") else None


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def stays_as_long_as_the_law_says(request: HttpRequest, page: Page) -> HttpResponse | None:
    below = page.get_descendants(inclusive=True).specific()
    return _kept(request, list(below))


def _kept(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    for page in pages:
        specific = page.specific
        if isinstance(specific, ResultPage) and specific.must_stay():
            messages.error(request, str(MustStay(specific)))
            return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def close_the_side_door(name: str, kwargs: dict[str, Any], user: Any) -> None:
    """The admin's API publishes without asking any hook. Raises PermissionDenied."""
    if name == "wagtailadmin_api:pages:action" and kwargs.get("action_name") == "publish":
        page = Page.objects.filter(pk=kwargs.get("pk")).first()
        may = page is not None and page.permissions_for_user(user).can_publish()
        if may and must_be_approved(page, user):
            raise PermissionDenied

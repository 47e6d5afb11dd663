"""Wagtail's own screens under our rules: nobody publishes alone, and nothing leaves before its legal time."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from portal.models import ResultPage
from portal.models.approval import APPROVE, StaleVersion, is_stale
from portal.models.published import MustStay

from .copying import refused_bulk_move
from .under_workflow import must_be_approved

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


@hooks.register("before_edit_page")
def say_why_there_is_no_approval(request: HttpRequest, page: Page) -> None:
    """Wagtail only leaves the button out, and takes a forged or an old one for “save”."""
    state = page.current_workflow_task_state
    asks = request.method == "GET" or request.POST.get("workflow-action-name") == APPROVE
    if state is not None and asks and is_stale(state):
        messages.error(request, str(StaleVersion(page)))


@hooks.register("before_create_page")
def begin_as_a_draft(request: HttpRequest, parent: Page, _kind: type[Page]) -> None:
    """Wagtail writes a new page as live before it asks whether it may publish it: a forged button saves a draft."""
    if "action-publish" in request.POST and must_be_approved(parent, request.user):
        given = request.POST.copy()
        del given["action-publish"]
        request.POST = given  # type: ignore[assignment]
        messages.error(request, MUST_BE_APPROVED)


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
    if action_type not in ("unpublish", "delete", "move"):
        return None
    kept = _kept(request, pages)
    return kept if kept is not None or action_type != "move" else refused_bulk_move(request, pages)


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
@hooks.register("before_move_page", order=-1)
def stays_as_long_as_the_law_says(request: HttpRequest, page: Page, *_where: Page) -> HttpResponse | None:
    return _kept(request, [page])


def _kept(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    """What stands below a page goes with it, so the decisions among its descendants are asked too."""
    for page in pages:
        for result in ResultPage.objects.descendant_of(page, inclusive=True):
            if result.must_stay():
                messages.error(request, str(MustStay(result)))
                return redirect("wagtailadmin_pages:edit", result.pk)
    return None

"""The translation editor publishes too, and asks no hook: the same check stands before its three ways to the public."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from .under_workflow import must_be_approved

TRANSLATION_MUST_BE_APPROVED = (
    "Chưa đăng. Bản dịch cũng phải qua kiểm tra pháp lý và lãnh đạo duyệt: "
    "xin lưu nháp rồi bấm “Gửi duyệt” ở trang dịch."
)


@hooks.register("before_edit_page", order=-1)
def publish_no_translation_alone(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before wagtail-localize takes the editor's address over."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    return _refused(request, page)


def translation_kept_back(request: HttpRequest, name: str, page: Page) -> HttpResponse | None:
    """For wagtail-localize's own addresses: bringing translations up to date, and making a page follow its original."""
    if request.method != "POST":
        return None
    publishes = name == "wagtail_localize:update_translations" and "publish_translations" in request.POST
    return _refused(request, page) if publishes or name == "wagtail_localize:convert_to_alias" else None


def _refused(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not must_be_approved(page, request.user):
        return None
    messages.error(request, TRANSLATION_MUST_BE_APPROVED)
    return redirect("wagtailadmin_pages:edit", page.pk)

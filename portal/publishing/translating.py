"""The translation editor publishes too, and asks no hook: the same check stands before its three ways to the public."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, Workflow
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

from .under_workflow import must_be_approved, workflow_over

TRANSLATION_MUST_BE_APPROVED = (
    "Chưa đăng. Bản dịch cũng phải qua kiểm tra pháp lý và lãnh đạo duyệt: xin mở trang dịch và gửi duyệt ở đó; "
    "đang chờ duyệt thì xin đợi."
)
NOT_ALL_TRANSLATED = "Chưa gửi duyệt: còn {left} đoạn chưa dịch. Xin dịch hết rồi gửi."
SENT_TO_APPROVAL = "Đã gửi duyệt bản dịch “{title}”. Kiểm tra pháp lý và lãnh đạo duyệt xong thì hiện."


@hooks.register("before_edit_page", order=-1)
def send_translation_to_approval(request: HttpRequest, page: Page) -> HttpResponse | None:
    """wagtail-localize's editor has one button, and it publishes: under a workflow it sends the translation off.

    Before wagtail-localize takes the editor's address over.
    """
    if request.method != "POST" or request.POST.get("action") != "publish" or not must_be_approved(page, request.user):
        return None
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    workflow = workflow_over(page)
    if translation is None or workflow is None or page.workflow_in_progress:
        return _refused(request, page)
    total, done = translation.get_progress()
    if done < total:
        messages.error(request, NOT_ALL_TRANSLATED.format(left=total - done))
    else:
        _send_off(request, page, translation, workflow)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _send_off(request: HttpRequest, page: Page, translation: Translation, workflow: Workflow) -> None:
    try:
        with transaction.atomic():
            translation.save_target(user=request.user, publish=False)
            workflow.start(Page.objects.get(pk=page.pk).specific, request.user)
    except ValidationError as wrong:
        messages.error(request, f"Chưa gửi duyệt: {' '.join(wrong.messages)}")
    else:
        messages.success(request, SENT_TO_APPROVAL.format(title=page.title))


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


def newest_first() -> None:
    """wagtail-localize pages through its list of translations in no order, so that one may show twice and one never."""
    unordered = TranslationsReportView.get_queryset

    def get_queryset(view: TranslationsReportView) -> QuerySet[Translation]:
        found: QuerySet[Translation] = unordered(view)
        return found.order_by("-pk")

    TranslationsReportView.get_queryset = get_queryset

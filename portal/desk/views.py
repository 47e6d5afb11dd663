"""`/admin/noi-dung-can-soat/` what to look at again, `/admin/duyet-bai/` what waits for an approval."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin, UserPassesTestMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from portal import staleness
from portal.models import LawFlag, ResultPage
from portal.publishing import approving, redaction
from portal.publishing.attached import files_of
from portal.publishing.citations import cited_by
from portal.resting_on_law import settle
from tracking.organisation.models import Role

REVIEWS = "portal.change_lawflag"
APPROVERS = (Role.LIBRARIAN, Role.HEAD, Role.COMMITTEE_OFFICE)


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """A page in Wagtail's frame."""

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        home = {"url": reverse("wagtailadmin_home"), "label": "Trang chính"}
        return [home, {"url": "", "label": str(self.page_title)}]


class ReviewBoardView(PermissionRequiredMixin, DeskView):
    """Four lists; a flag is settled by whoever may edit the page."""

    permission_required = REVIEWS
    raise_exception = True
    template_name = "portal/desk/review_board.html"
    page_title = "Nội dung cần soát"
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "groups": [
                ("Đến giờ mà chưa đăng được", staleness.held_back()),
                ("Luật đã đổi", staleness.flagged()),
                ("Quá hạn soát lại", staleness.past_review()),
                ("Bản dịch chậm hơn bản gốc", staleness.behind()),
                ("Đường dẫn hỏng", staleness.dead_links()),
                *((f"Khó tiếp cận – {writer}", rows) for writer, rows in staleness.hard_to_reach().items()),
            ]
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        given = request.POST.get("flag", "")
        flag = get_object_or_404(LawFlag, pk=given if given.isdecimal() else 0, settled_at=None)
        page = get_object_or_404(Page, translation_key=flag.translation_key, locale__language_code="vi")
        if not page.permissions_for_user(request.user).can_edit():
            raise Http404
        settle(flag, request.user)
        messages.success(request, f"Đã ghi: “{page.title}” đã được soát theo {flag.provision}.")
        return redirect("review_board")


class Approves(UserPassesTestMixin):
    raise_exception = True
    request: HttpRequest

    def test_func(self) -> bool:
        return approves(self.request.user)


def approves(user: Any) -> bool:
    return bool(user.is_superuser or user.has_role(*APPROVERS))


class ApprovalsView(Approves, DeskView):
    template_name = "portal/desk/approvals.html"
    page_title = "Duyệt bài"
    header_icon = "success"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"waiting": approving.waiting_for(self.request.user)}


class ApprovalView(Approves, DeskView):
    """One page: who wrote it, when it is to appear, what looks personal; approve, or return with a word."""

    template_name = "portal/desk/approval.html"
    page_title = "Duyệt một trang"
    header_icon = "success"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item = _waiting(self.request, self.kwargs["pk"])
        page = item.page
        text = "\n".join([page.title, getattr(page, "summary", ""), getattr(page, "text", "")])
        return super().get_context_data(**kwargs) | {
            "item": item,
            "is_stale": item.is_stale,
            "appears": approving.appears_at(page),
            "files": files_of(page),
            "citations": cited_by(page),
            "findings": redaction.findings(text) if isinstance(page, ResultPage) else [],
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        action, comment = request.POST.get("action", ""), request.POST.get("comment", "").strip()[:2000]
        if action not in (approving.APPROVE, approving.RETURN):
            raise Http404
        if action == approving.RETURN and not comment:
            messages.error(request, "Trả lại thì xin ghi cần sửa gì.")
            return redirect("approval", pk)
        try:
            item = approving.decide(request.user, pk, action, comment)
        except approving.CannotDecide:
            raise Http404 from None
        except approving.StillPrivate as still:
            messages.error(request, f"Chưa duyệt được: {still} Xin trả lại để người viết sửa.")
            return redirect("approval", pk)
        except approving.StaleVersion as stale:
            messages.error(request, str(stale))
            return redirect("approval", pk)
        done = "Đã duyệt" if action == approving.APPROVE else "Đã trả lại"
        messages.success(request, f"{done}: “{item.page.title}”.")
        return redirect("approvals")


class ApprovalPreviewView(Approves, View):
    """The page as it will be seen, from the version that waits."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = _waiting(request, pk).page
        return page.make_preview_request(request, page.default_preview_mode)  # type: ignore[no-any-return]


def _waiting(request: HttpRequest, pk: int) -> approving.Waiting:
    try:
        return approving.find(request.user, pk)
    except approving.CannotDecide:
        raise Http404 from None

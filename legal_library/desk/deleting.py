"""The page before an act is deleted: what forbids it, what it would leave hanging."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.admin import messages
from wagtail.admin.views import generic

from .. import deleting


class ActDeleteView(generic.DeleteView):
    template_name = "legal_library/desk/delete_act.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "obstacles": deleting.obstacles(self.object),
            "pointing": deleting.pointing_to(self.object),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]
        except deleting.InUse as refused:
            messages.error(request, f"Chưa xóa được: {refused}")
        except deleting.NotSeen:
            messages.error(request, "Xin đánh dấu là đã xem những gì dựa vào văn bản này rồi mới xóa.")
        return self.get(request, *args, **kwargs)  # type: ignore[no-any-return]

    def delete_action(self) -> None:
        if not self.permission_policy.user_has_permission(self.request.user, "delete"):
            raise PermissionDenied
        deleting.delete_act(self.object, seen=self.request.POST.get("seen") == "1")

"""The page before an act is deleted: what forbids it, what it would leave hanging."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from .. import deleting
from .proposing import ProposingDeleteView


class ActDeleteView(ProposingDeleteView):
    """Deleting is proposed here, with what rests on the act seen; a second person sees the same list."""

    template_name = "legal_library/desk/delete_act.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "obstacles": deleting.obstacles(self.object),
            "pointing": deleting.pointing_to(self.object),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        unseen = request.POST.get("seen") != "1" and not deleting.obstacles(self.object)
        if unseen and deleting.pointing_to(self.object):
            return self.refused("Xin đánh dấu là đã xem những gì dựa vào văn bản này rồi mới xóa.")
        return super().post(request, *args, **kwargs)

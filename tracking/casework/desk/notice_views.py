"""The board of notices: is mail going out, and what could not be sent. Nothing on it says who would have got it."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from tracking.organisation.models import Person, Role

from ..models import Case, Notice
from ..notices import sending
from .queries import works_at_the_desk
from .views import DeskView

SHOWN = 100


def may_look(person: Person) -> bool:
    return works_at_the_desk(person) or person.has_role(Role.ADMINISTRATOR)


def failed_for(person: Person) -> QuerySet[Notice]:
    """What could not be sent of the cases this person handles, and to staff for who runs the system."""
    handled = Q(case__in=Case.objects.visible_to(person)) if works_at_the_desk(person) else Q(pk__in=[])
    if person.has_role(Role.ADMINISTRATOR):
        handled |= Q(case=None)
    return Notice.objects.failed().filter(handled).select_related("case").order_by("-created_at")


class BoardView(DeskView):
    template_name = "casework/desk/notices.html"
    page_title = "Thư báo"
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_look(cast(Person, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": "Thư báo"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        last = Notice.objects.filter(state=Notice.State.SENT).order_by("-sent_at").first()
        return super().get_context_data(**kwargs) | {
            "outbox": sending.state_of_outbox(),
            "last_sent": last.sent_at if last else None,
            "failed": list(failed_for(self.person)[:SHOWN]),
        }


class SendAgainView(DeskView):
    """POST: one more try."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not may_look(self.person) or not failed_for(self.person).filter(pk=kwargs["notice"]).exists():
            raise Http404
        sending.send_again(notice_id=kwargs["notice"])
        messages.success(request, "Đã xếp lại để gửi.")
        return redirect("desk:notices")

"""A notice at the desk: filled in for a session, looked at with who booked it, published for good, people told."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from tracking.organisation.models import Person

from . import named_cases, telling
from .attendance_views import offices_of
from .desk_forms import agencies_of
from .models import Departure, DepartureKind, Place, hold
from .schedule import Session, find_session, session_under

# What stands in the form beside its fields.
_OURS = ("csrfmiddlewaretoken", "publish", "back")


class PreviewFirst:
    """A right form is shown as citizens will read it, with who booked; published only when that was seen.

    A published notice is never deleted, and mail goes out with it.
    """

    request: Any
    form: Any
    object: Any
    submit_button_label = "Xem trước"
    submit_button_active_label = "Đang mở…"

    def form_valid(self, form: Any) -> HttpResponse:
        if "publish" in self.request.POST:
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            return answer
        self.form = form
        if "back" in self.request.POST:
            again: HttpResponse = self.render_to_response(self.get_context_data())  # type: ignore[attr-defined]
            return again
        notice: Departure = form.instance
        context = {
            "notice": notice,
            "session": session_under(notice),
            "affected": telling.affected(notice),
            "posted": [
                (name, value) for name, values in self.request.POST.lists() if name not in _OURS for value in values
            ],
        }
        return render(self.request, "reception/desk/notice_preview.html", self._frame() | context)

    def _frame(self) -> dict[str, Any]:
        """Breadcrumbs and heading of the page the form is on."""
        return cast(dict[str, Any], self.get_context_data())  # type: ignore[attr-defined]

    def get_success_url(self) -> str:
        return reverse("timetable_notice_told", args=[self.object.pk])

    def get_success_message(self, *_args: Any) -> str:
        return "Đã công bố thông báo."


class AddNoticeView(PreviewFirst, generic.CreateView):
    """`?buoi=<uid>` fills in the session, `?tu=&den=&noi=` the hours and place it is to have."""

    @cached_property
    def asked(self) -> Session | None:
        return find_session(self.request.GET.get("buoi", ""))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        session = self.asked
        if session and session.departure and request.method == "GET" and request.user.is_authenticated:
            return redirect("timetable_departure:edit", session.departure.pk)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()
        session = self.asked
        if session is None:
            return initial
        place = Place.objects.filter(agency=session.agency, name=self.request.GET.get("noi", "")[:200]).first()
        initial |= {"rule": session.rule.pk, "day": session.due, "kind": DepartureKind.MOVED}
        starts, ends = (_hour(self.request.GET.get(name, "")) for name in ("tu", "den"))
        if (starts, ends) != (session.starts.time(), session.ends.time()):
            initial |= {"new_starts": starts, "new_ends": ends}
        return initial | ({"new_place": place.pk} if place and place != session.place else {})


class EditNoticeView(PreviewFirst, generic.EditView):
    """A later state of a published notice."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One editor after the other, so that the second is told what the first has changed meanwhile."""
        with transaction.atomic():
            if rule := Departure.objects.filter(pk=self.kwargs["pk"]).values_list("rule", flat=True).first():
                hold(rule)
            answer: HttpResponse = super().post(request, *args, **kwargs)
            return answer


def _hour(text: str) -> dt.time | None:
    try:
        return dt.time.fromisoformat(text[:5])
    except ValueError:
        return None


class ToldView(WagtailAdminTemplateMixin, TemplateView):
    """Who learnt of a notice: counts for its editors, names and numbers for those who receive there."""

    page_title = "Báo cho người đã đăng ký"
    header_icon = "group"
    template_name = "reception/desk/notice_told.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = cast(Person, request.user)
        self.edits, self.receives = agencies_of(person), offices_of(person)
        if not self.receives and not request.user.has_perm("reception.add_rule"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [{"url": reverse("wagtailadmin_home"), "label": "Trang chính"}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Departure.objects.select_related("rule__agency", "rule__place", "new_place")
        notice = get_object_or_404(rows, pk=kwargs["pk"])
        office, names_seen = notice.rule.agency, notice.rule.agency in self.receives
        may_edit = self.edits.filter(pk=office.pk).exists()
        if not (names_seen or may_edit):
            raise Http404
        told = telling.told(notice)
        hows = [how for _booking, how in told]
        to_call = [booking for booking, how in told if how is telling.How.CALL] if names_seen else []
        kept = named_cases.without_denunciations([booking.data for booking in to_call])
        return super().get_context_data(
            notice=notice,
            session=session_under(notice),
            may_edit=may_edit,
            names_seen=names_seen,
            people=len(told),
            counts=[(how, hows.count(how)) for how in telling.How],
            calls=hows.count(telling.How.CALL),
            to_call=[
                {"name": data.get("name", ""), "reach": data.get("phone") or data.get("email", "")} for data in kept
            ],
            **kwargs,
        )

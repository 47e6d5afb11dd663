"""The inspectorate answers an emergency; it sees the reference and the reason, never the case behind it."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from wagtail.admin import messages

from tracking.organisation.models import Person, Role

from ...models import Opening
from ...opening import openings
from ...writing.moves import NotAllowed


class ReviewView(View):
    """POST: looked into."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, opening: int) -> HttpResponse:
        person = cast(Person, request.user)
        if not person.has_role(Role.INSPECTOR):
            raise Http404
        try:
            openings.review(opening_id=opening, inspector=person)
        except Opening.DoesNotExist as absent:
            raise Http404 from absent
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Đã ghi là đã xem xét.")
        return redirect("wagtailadmin_home")

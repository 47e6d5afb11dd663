"""Staff requests: rights follow today's memberships, and a one-time password opens one door only."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from tracking.organisation.models import Person
from tracking.organisation.roles import apply_memberships

# What Wagtail's own account page needs to work, and the way out.
OPEN_WITH_ONE_TIME_PASSWORD = (
    "wagtailadmin_account",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
)


class StaffRights:
    """Only under /admin/: public pages never look at who is asking.

    A membership that began or ended at midnight has sent no signal, so groups are compared on every staff request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(self.admin) and isinstance(request.user, Person):
            if not request.user.is_superuser:
                apply_memberships(request.user)
            if request.user.password_is_one_time and not self._stays_open(request.path_info):
                messages.warning(request, _("Xin đổi mật khẩu dùng một lần trước khi bắt đầu làm việc."))
                return redirect("wagtailadmin_account")
        return self.get_response(request)

    @staticmethod
    def _stays_open(path: str) -> bool:
        return path in {reverse(name) for name in OPEN_WITH_ONE_TIME_PASSWORD}

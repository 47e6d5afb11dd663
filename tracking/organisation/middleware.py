"""Staff requests: rights follow today's memberships, and a one-time password opens one door only."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied

from tracking.organisation.models import Person
from tracking.organisation.roles import EDITORIAL_ROLES, apply_memberships

# What Wagtail's own account page needs to work, and the way out.
OPEN_WITH_ONE_TIME_PASSWORD = (
    "wagtailadmin_account",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
)
# Everything else in the editors' admin is closed to those who only work on cases. Most holes Wagtail has had let an
# account of narrow rights see pages or people beyond them; behind a closed door such a hole is not theirs to use.
OPEN_TO_ALL_STAFF = (
    "",
    "account/",
    "dang-ky-tiep/",
    "dismissibles/",
    "duyet-bai/",
    "huong-dan-su-dung/",
    "jsi18n/",
    "login/",
    "logout/",
    "password_reset/",
    "sprite/",
    "vu-viec/",
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
            refusal = self._refusal(request, request.user)
            if refusal is not None:
                return refusal
        return self.get_response(request)

    def _refusal(self, request: HttpRequest, person: Person) -> HttpResponse | None:
        roles = person.roles_of_this_request = apply_memberships(person)
        if person.password_is_one_time and not self._stays_open(request.path_info):
            messages.warning(request, _("Xin đổi mật khẩu dùng một lần trước khi bắt đầu làm việc."))
            return redirect("wagtailadmin_account")
        if person.is_superuser or roles & EDITORIAL_ROLES or self._is_for_all(request.path_info):
            return None
        denied: HttpResponse = permission_denied(request)
        return denied

    def _is_for_all(self, path: str) -> bool:
        rest = path.removeprefix(self.admin)
        return any(rest == open_path or (open_path and rest.startswith(open_path)) for open_path in OPEN_TO_ALL_STAFF)

    @staticmethod
    def _stays_open(path: str) -> bool:
        return path in {reverse(name) for name in OPEN_WITH_ONE_TIME_PASSWORD}

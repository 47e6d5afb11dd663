"""In the admin: which roles around the seal wait for a second administrator, and the click that confirms one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Context
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views import generic
from wagtail.users.views.users import EditView

from . import confirming
from .models import CONFIRMED_ROLES, Membership, Person

# What of an account lets somebody sign in as its person.
_WAYS_IN = frozenset({"username", "email", "password1"})
WAITS = "Vai trò có hiệu lực ngay với việc thường ngày; quyền mở niêm phong và xác nhận chờ một quản trị viên khác."


class GrantMixin:
    """Whoever gives or changes a role around the seal is written down, and another has to confirm it."""

    request: HttpRequest
    form: Any

    def save_instance(self) -> Membership:
        membership: Membership = self.form.instance
        if membership.role in CONFIRMED_ROLES and _is_more(membership):
            confirming.grant(membership, cast(Person, self.request.user))
            messages.warning(self.request, WAITS)
        saved: Membership = super().save_instance()  # type: ignore[misc]
        return saved


def _is_more(membership: Membership) -> bool:
    """More than was given before: the same for a shorter time is no new right. Read from the table, not from the form,
    which may say of itself that nothing changed."""
    before = Membership.objects.filter(pk=membership.pk).first()
    if before is None:
        return True
    ends = (before.valid_to or dt.date.max, membership.valid_to or dt.date.max)
    same = all(getattr(before, name) == getattr(membership, name) for name in ("person_id", "agency_id", "role"))
    return not (same and before.valid_from <= membership.valid_from and ends[1] <= ends[0])


class MembershipCreateView(GrantMixin, generic.CreateView):
    pass


class MembershipEditView(GrantMixin, generic.EditView):
    pass


class PersonEditView(EditView):
    """An account whose way in an administrator changed takes no part in an opening until another one confirmed it."""

    def save_instance(self) -> Person:
        saved: Person = super().save_instance()
        is_anothers = not self.editing_self and bool(_WAYS_IN & set(self.form.changed_data))
        if is_anothers and confirming.doubt(saved, cast(Person, self.request.user)):
            messages.warning(self.request, WAITS)
        return saved


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    person = cast(Person, request.user)
    if not person.has_perm("organisation.change_membership"):
        raise PermissionDenied
    try:
        done = confirming.confirm(membership_id=pk, person=person)
    except Membership.DoesNotExist:
        raise Http404 from None
    except confirming.NotConfirmed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã xác nhận: {done}.")
    return redirect("memberships:index")


class WaitingRolesPanel(Component):
    name = "waiting_roles"
    template_name = "organisation/waiting_roles.html"
    order = 110

    def __init__(self, person: Person) -> None:
        self.person = person

    def get_context_data(self, parent_context: Context | Mapping[str, Any] | None = None) -> dict[str, Any]:
        found = list(confirming.waiting())
        return {
            "rows": [(row, confirming.may_confirm(row, self.person)) for row in found],
            "for_operator": list(dict.fromkeys(row.person for row in found if confirming.needs_operator(row))),
            "request": (parent_context or {}).get("request"),
        }

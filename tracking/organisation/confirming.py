"""A second administrator confirms who may take part in opening a sealed identity (security.md R31).

The role works at once for everything else. It waits again when an administrator changes the account it hangs on: who
sets a password knows it, and could sign in as that person.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from .models import CONFIRMED_ROLES, PENDING, Membership, Person, Role, valid_on


class NotConfirmed(ValueError):
    """This person cannot confirm that role, and why."""


def waiting() -> QuerySet[Membership]:
    """Roles held today or from a day to come that nobody has confirmed."""
    rows = Membership.objects.filter(PENDING).exclude(valid_to__lt=timezone.localdate())
    return rows.select_related("person", "agency", "granted_by").order_by("pk")


def grant(membership: Membership, by: Person) -> None:
    """Given anew, or changed, by this administrator; to be saved with the row."""
    membership.granted_by, membership.confirmed_by, membership.confirmed_at = by, None, None


def may_confirm(membership: Membership, person: Person) -> bool:
    """Another administrator, whose own role waits for nobody; never for oneself."""
    is_other = person.pk not in {membership.granted_by_id, membership.person_id}
    return membership.is_pending and is_other and person.has_confirmed_role(Role.ADMINISTRATOR)


def confirmers() -> QuerySet[Person]:
    """Administrators of today whose own role waits for nobody."""
    rows = Membership.objects.filter(valid_on(timezone.localdate()), role=Role.ADMINISTRATOR).exclude(PENDING)
    return Person.objects.filter(is_active=True, pk__in=rows.values("person"))


def needs_operator(membership: Membership) -> bool:
    """No administrator may confirm it: whoever keeps the server has to."""
    return not confirmers().exclude(pk__in=[membership.granted_by_id, membership.person_id]).exists()


def confirm(*, membership_id: int, person: Person) -> Membership:
    """Raises Membership.DoesNotExist, NotConfirmed."""
    with transaction.atomic():
        membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership_id)
        if not membership.is_pending:
            raise NotConfirmed("Vai trò này không chờ xác nhận.")
        if not may_confirm(membership, person):
            raise NotConfirmed(
                "Cần một quản trị viên khác, không phải người đã giao vai trò và không phải chính người nhận. Vai trò "
                "quản trị của người xác nhận cũng phải đã được xác nhận."
            )
        _settle(membership, person)
        log(instance=membership, action="organisation.confirm", user=person)
    return membership


def confirm_as_operator(membership: Membership) -> None:
    """From the server's own command line, where there is no second administrator yet."""
    membership.granted_by = None
    membership.save(update_fields=["granted_by"])
    log(instance=membership, action="organisation.confirm")


def doubt(account: Person, by: Person) -> int:
    """An administrator changed this account: its roles around the seal wait again. How many."""
    today = timezone.localdate()
    held = account.memberships.filter(role__in=CONFIRMED_ROLES).exclude(valid_to__lt=today)
    return held.update(granted_by=by, confirmed_by=None, confirmed_at=None)


def _settle(membership: Membership, person: Person) -> None:
    membership.confirmed_by, membership.confirmed_at = person, timezone.now()
    membership.save(update_fields=["confirmed_by", "confirmed_at"])

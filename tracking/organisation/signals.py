"""Memberships and accounts take effect at once, whoever changes them."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from tracking.organisation.models import Agency, Membership, Person, Role
from tracking.organisation.roles import apply_memberships, sync_branch_group


@receiver(post_save, sender=Membership)
@receiver(post_delete, sender=Membership)
def membership_changed(instance: Membership, **_kwargs: Any) -> None:
    apply_memberships(instance.person)


@receiver(post_save, sender=Agency)
def agency_changed(instance: Agency, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    if not created and not raw and instance.memberships.filter(role=Role.COMMUNICATIONS).exists():
        sync_branch_group(instance)


@receiver(pre_save, sender=Person)
def account_switched_off(instance: Person, **_kwargs: Any) -> None:
    """A disabled account's sessions stay dead even if the account is enabled again."""
    if instance.is_active or instance.pk is None:
        return
    if Person.objects.filter(pk=instance.pk, is_active=True).exists():
        instance.session_generation += 1

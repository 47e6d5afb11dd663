"""What the page chooser shows: what everybody can read, and what the person may work on themselves.

Wagtail's chooser lists every page of the tree to whoever enters the admin, drafts and their titles included.
"""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

_WORKS_ON = ("add", "change", "publish")


@hooks.register("construct_page_chooser_queryset")
def public_or_own(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """By key, for the search inside the chooser takes no other condition."""
    hidden = Page.objects.exclude(_shown_to(request.user)).values_list("pk", flat=True)
    return pages if request.user.is_superuser else pages.exclude(pk__in=list(hidden))


def hide_chosen(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> None:
    """The chooser's addresses that take a page by its key and ask no hook. Raises Http404."""
    if name == "wagtailadmin_choose_page_child":
        asked = {str(kwargs["parent_page_id"])}
    elif name == "wagtailadmin_choose_page_chosen_multiple":
        asked = set(request.GET.getlist("id"))
    else:
        return
    keys = {key for key in asked if key.isdecimal()}
    if request.user.is_authenticated and Page.objects.filter(pk__in=keys).exclude(_shown_to(request.user)).exists():
        raise Http404


def _shown_to(person: Any) -> Q:
    """A live page whose title is being changed is shown by its new title, so to others not until it is published.

    The way down to one's own branch is shown as well, or one could not walk there.
    """
    own = page_permission_policy.instances_user_has_any_permission_for(person, _WORKS_ON)
    unchanged = Q(draft_title="") | Q(draft_title=F("title"))
    above = Q(pk__in=_above(person)) | Q(depth=1)
    return Q(live=True) & unchanged | Q(pk__in=own.values("pk")) | above


def _above(person: Any) -> list[int]:
    branches = page_permission_policy.instances_with_direct_explore_permission(person)
    return [page.pk for branch in branches for page in branch.get_ancestors()]

"""Addresses of acts that were corrected: whoever kept an old one is led to the present one."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import ResolverMatch, reverse

from .models import Act


def act_at(slug: str) -> Act | None:
    """The act of an address, the present one before one it had under an earlier symbol."""
    slug = slug.lower()
    here = Act.objects.filter(slug=slug).first()
    return here or Act.objects.filter(former_addresses__slug=slug).first()


def moved(request: HttpRequest, slug: str) -> HttpResponseRedirect | None:
    """Where the page of an act without this address is now, with its days; None where it never had it.

    Not for good (302): the address was another document's symbol, and is that document's own once it is here.
    """
    act = act_at(slug)
    if act is None or act.slug == slug.lower():
        return None
    return HttpResponseRedirect(at(request, act))


def at(request: HttpRequest, act: Act) -> str:
    """The address asked for, with the act's present name in its place."""
    match = cast(ResolverMatch, request.resolver_match)
    query = request.META.get("QUERY_STRING", "")
    path = reverse(match.view_name, args=match.args, kwargs={**match.kwargs, "slug": act.slug})
    return f"{path}?{query}" if query else path

"""Addresses of acts that were corrected: whoever kept an old one is led to the present one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect

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
    return HttpResponseRedirect(request.get_full_path().replace(f"/{slug}", f"/{act.slug}", 1))

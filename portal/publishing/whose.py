"""Whose page it is: the agency that keeps the branch it stands on."""

from __future__ import annotations

from wagtail.models import Page

from tracking.organisation.models import Agency


def agency_of(page: Page) -> Agency | None:
    """The agency of the nearest branch above; a translation belongs to whoever owns its Vietnamese original."""
    original = page
    if page.locale.language_code != "vi":
        original = page.get_translations().filter(locale__language_code="vi").first() or page
    paths = [original.path[:end] for end in range(original.steplen, len(original.path) + 1, original.steplen)]
    return Agency.objects.filter(branch__path__in=paths).order_by("-branch__depth", "pk").first()

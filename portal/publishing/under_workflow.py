"""Whether somebody else has a word in a page's publication. Knows no page types of ours, so these may ask it too."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Workflow


def must_be_approved(page: Page, person: Any) -> bool:
    """Whether this person may not publish the page alone: a workflow stands over it."""
    return not person.is_superuser and workflow_over(page) is not None


def workflow_over(page: Page) -> Workflow | None:
    """The workflow of the page's own branch; a translation without one stands under its Vietnamese original's."""
    found: Workflow | None = page.get_workflow()
    if found is not None or page.is_root():
        return found
    original = page.get_translations().filter(locale__language_code="vi").first()
    return original.get_workflow() if original else None

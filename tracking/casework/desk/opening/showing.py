"""What of a case's words and papers a page of the desk shows to whom: the petition itself, or what was released."""

from __future__ import annotations

from django.db.models import QuerySet

from ...models import Attachment, Case
from ...opening import renditions
from ...scope import Access
from ..case_page import Facts, content_facts


def content_for(case: Case, rights: Access) -> Facts:
    """The words this reader may have; none while the custodian released nothing."""
    if rights.read_content:
        return content_facts(case)
    released = renditions.as_released(case) if rights.read_rendition else None
    return content_facts(released) if released else []


def papers_for(case: Case, rights: Access) -> QuerySet[Attachment]:
    """The papers this reader may open: all, or of a denunciation what the office and the custodian put there."""
    if rights.read_attachments:
        return case.attachments.all()
    return case.attachments.filter(from_office=True) if rights.read_rendition else case.attachments.none()

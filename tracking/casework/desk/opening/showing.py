"""What of a case's words and papers a page of the desk shows to whom: the petition itself, or what was released."""

from __future__ import annotations

from django.db.models import QuerySet

from tracking.organisation.models import Person

from ...models import Attachment, Case
from ...opening import renditions
from ...scope import Access
from ...writing.correspondence import note_content_read
from ..case_page import Facts, content_facts


def content_for(case: Case, rights: Access, reader: Person) -> Facts:
    """The words this reader may have; none while the custodian released nothing. A denunciation's own are a
    custodian's alone, and that they were looked at is in the history before they are shown."""
    if rights.read_content:
        if case.is_denunciation:
            note_content_read(case=case, reader=reader)
        return content_facts(case)
    released = renditions.as_released(case) if rights.read_rendition else None
    return content_facts(released) if released else []


def papers_for(case: Case, rights: Access) -> QuerySet[Attachment]:
    """The papers this reader may open: all, or of a denunciation what the office and the custodian put there."""
    if rights.read_attachments:
        return case.attachments.all()
    return case.attachments.filter(from_office=True) if rights.read_rendition else case.attachments.none()

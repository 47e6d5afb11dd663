"""How does a paper leave the portal? As a download that no browser will run (R20).

The caller has checked permission, each time: `serve` only speaks of how. Nothing here is reachable by an address of its
own, and there is no folder of files under the web root.
"""

import logging

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from .files import file_store, papers
from .files.file_checks import CONTENT_TYPES
from .letters import keeping
from .models import Attachment, LetterFile, ScanState
from .sealing import encryption

log = logging.getLogger(__name__)

_ALLOWED_TYPES = frozenset(CONTENT_TYPES.values())
SANDBOX = "sandbox; default-src 'none'"


def serve(attachment: Attachment) -> HttpResponse:
    """The paper as a download. Infected, sealed and damaged papers answer 404 like those that do not exist."""
    if attachment.scan_state == ScanState.INFECTED:
        raise Http404
    try:
        data = papers.read(attachment)
    except (papers.Sealed, file_store.Damaged, encryption.Unreadable) as lost:
        log.error("paper %s cannot be served: %s", attachment.pk, type(lost).__name__)
        raise Http404 from lost
    return as_download(data, attachment.shown_name, attachment.content_type)


def serve_letter(file: LetterFile | None) -> HttpResponse:
    """Exactly the bytes that were issued; absent and damaged files answer 404 alike."""
    if file is None:
        raise Http404
    try:
        data = keeping.read(file)
    except (file_store.Damaged, encryption.Unreadable) as lost:
        log.error("letter file %s cannot be served: %s", file.pk, type(lost).__name__)
        raise Http404 from lost
    return as_download(data, file.shown_name, file.content_type)


def as_download(data: bytes, name: str, content_type: str) -> HttpResponse:
    """Any bytes as an attachment: fixed type, no sniffing, no running, no copy kept, no other site."""
    safe_type = content_type if content_type in _ALLOWED_TYPES else "application/octet-stream"
    answer = HttpResponse(data, content_type=safe_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer

"""`/media/…` pictures and the office's emblem, `/tai-lieu/…` documents, of which films are read in pieces."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model

from portal import reach
from portal.models import PortalSettings, ReachCount
from portal.publishing.attached import live_page_of, may_see

KINDS = {".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
PLAYED = ("video/", "audio/")
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
_PIECE = 256 * 1024


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture as a page shows it, while one that is published does; the desk sees every one."""
    kind = KINDS.get(os.path.splitext(path)[1].lower())
    if kind is None or not _may_see(request, path):
        raise Http404
    try:
        file = default_storage.open(path)
    except (OSError, ValueError):
        raise Http404 from None
    response = FileResponse(file, content_type=kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, public=True, max_age=3600)
    return response


def _may_see(request: HttpRequest, path: str) -> bool:
    if PortalSettings.objects.filter(emblem=path).exclude(emblem="").exists():
        return True
    rendition: Any = get_image_model().get_rendition_model().objects.filter(file=path).select_related("image").first()
    if rendition is None:
        return False
    return may_see(request, rendition.image)


@require_safe
def document(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A document as its page shows it. It stands before Wagtail's own view, which gives no parts."""
    found: AbstractDocument = get_object_or_404(get_document_model(), pk=pk)
    path = Path(settings.MEDIA_ROOT) / found.file.name
    if found.filename != name or not may_see(request, found) or not path.is_file():
        raise Http404
    kind, asked = found.content_type, request.headers.get("Range", "")
    if kind.startswith(PLAYED) and (not asked or asked.startswith("bytes=0-")):
        _count(request, found)
    response = part_of(path, kind, asked)
    is_saved = not kind.startswith(PLAYED)
    response.headers["Content-Disposition"] = content_disposition_header(is_saved, found.filename) or "inline"
    # Whatever an editor has put in, it runs nothing here.
    response.headers["Content-Security-Policy"] = "default-src 'none'; media-src 'self'"
    return response


def _count(request: HttpRequest, film: AbstractDocument) -> None:
    if (page := live_page_of(film)) is not None:
        reach.count(request, page.translation_key, ReachCount.What.PLAYED)


def part_of(path: Path, kind: str, asked: str) -> HttpResponseBase:
    """The file, or the one part that was asked for; 416 for a part it does not have."""
    size = path.stat().st_size
    found = _RANGE.fullmatch(asked.strip())
    first, last = _span(found, size) if found else (0, size - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_read(path.open("rb"), first, last), content_type=kind)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Length"] = str(last - first + 1)
    response.headers["X-Content-Type-Options"] = "nosniff"
    if found:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    patch_cache_control(response, public=True, max_age=3600)
    return response


def _span(found: re.Match[str], size: int) -> tuple[int, int]:
    """`5-9`, `5-`, or `-5` for the last five."""
    first, last = found[1], found[2]
    if first:
        return int(first), min(int(last), size - 1) if last else size - 1
    return (max(0, size - int(last)), size - 1) if last and int(last) else (1, 0)


def _read(file: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece

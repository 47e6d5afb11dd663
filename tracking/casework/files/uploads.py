"""Where do a citizen's files wait while the form is read? In memory, never in a temporary file (R32).

Django puts large uploads as plain files into the system's temporary folder; a denouncer's letter must not lie there.
Staff uploads in the admin keep Django's way, for law files may be large.
"""

import io
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from .refusals import MEGABYTE

_STAFF_PREFIX = "/admin/"
# Here a custodian supplies a key, beside other files or not: it must not lie in a temporary file either.
_CUSTODY = "/niem-phong/"


class MemoryOnly(FileUploadHandler):
    """Keeps each file up to its bound and the whole request up to the bound of a submission; beyond, it only counts.

    A file beyond its bound arrives with its true size and cut content, and is refused by its size.
    """

    chunk_size = 256 * 1024

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        path = getattr(request, "path", "")
        self.active = not path.startswith(_STAFF_PREFIX) or _CUSTODY in path
        self._held = 0
        self._size = 0
        self._file = io.BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._file, self._size = io.BytesIO(), 0
        if self.active:
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self.active:
            return raw_data
        self._size += len(raw_data)
        if self._size <= _bound("file_mb") and self._held + len(raw_data) <= _bound("submission_mb"):
            self._file.write(raw_data)
            self._held += len(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if not self.active:
            return None
        kept: IO[Any] = self._file
        size = self._size if self._file.tell() == self._size else max(self._size, _bound("file_mb") + 1)
        kept.seek(0)
        return InMemoryUploadedFile(
            kept, self.field_name, self.file_name or "", self.content_type, size, self.charset, self.content_type_extra
        )


def _bound(name: str) -> int:
    return int(settings.ATTACHMENT_LIMITS[name]) * MEGABYTE

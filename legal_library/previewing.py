"""What a file says and what it would do, before anything enters the library."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from . import storing
from .facts import Facts
from .importing import import_read, read
from .matching import find_act
from .models import Act
from .parsing.document import Document, Unreadable
from .parsing.rows import Row, document_rows
from .report import WORDS, Outcome, Result
from .versions.texts import Differences, differences

_MOST_COMPARED = 60
_READING = threading.BoundedSemaphore(1)
# An honest file is read in a second or two.
PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class Preview:
    """The tree that was read, and how it differs from the text the library has of this act."""

    document: Document
    rows: list[Row]
    result: Result
    act: Act | None
    differences: Differences | None

    @property
    def outcome(self) -> str:
        return WORDS[self.result.outcome]

    @property
    def doubts(self) -> list[str]:
        """What to look at beside the contradictions, which stand above the button that sends the file on."""
        apart = () if self.nothing_to_do else self.result.contradictions
        return [doubt for doubt in self.result.doubts if doubt not in apart]

    @property
    def nothing_to_do(self) -> bool:
        return self.result.outcome in (Outcome.UNCHANGED, Outcome.KEPT_APART)


class Busy(Unreadable):
    """Another file is being read: nothing is said of this one."""


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """For reading while somebody waits for their page. Raises Busy.

    A hostile file keeps its reader busy for as long as it may run: it then holds one thread of a process, not all.
    """
    if not _READING.acquire(timeout=PATIENCE):
        raise Busy(
            "Máy đang đọc một tệp khác, nên chưa đọc tệp này; chưa ghi gì. Xin thử lại sau một phút, hoặc gửi ở “Nhập "
            "cả thư mục”: tệp gửi ở đó được đọc lần lượt ở nền."
        )
    try:
        yield
    finally:
        _READING.release()


def preview(data: bytes, name: str, facts: Facts) -> Preview:
    """Read a file and compare; writes nothing. Raises Unreadable."""
    with one_at_a_time():
        document = read(data, name, facts)
    result = import_read(document, data, name, dry_run=True)
    act = find_act(document, Act.objects.with_symbol(document.symbol))
    rows = document_rows(document)
    compared = None
    if act is not None and act.has_full_text:
        compared = differences(document_rows(storing.document_of(act)), rows, most=_MOST_COMPARED)
    return Preview(document, rows, result, act, compared)

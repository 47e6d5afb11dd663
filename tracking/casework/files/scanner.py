"""Is there a virus in it? Asked of ClamAV after the fact, never in the citizen's way (R22).

A paper is "chưa quét vi-rút" until a scanner has cleared it. Without a scanner, or with one that is down, papers stay
unscanned and officers see that; nothing else stops. Sealed papers stay unscanned too: the portal cannot read them.
"""

import logging
import socket
import struct
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from django.conf import settings

from ..models import Attachment, ScanState
from ..sealing import encryption
from . import file_store, papers

log = logging.getLogger(__name__)

_CHUNK = 256 * 1024
_LONGEST_ANSWER = 4096
BATCH = 50


class Verdict(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"


class ScannerDown(OSError):
    """No verdict: the scanner is away, too slow, or answers something else."""


class Scanner(Protocol):
    def scan(self, data: bytes) -> Verdict:
        """Raises `ScannerDown`."""


class NoScanner:
    """The installation has no scanner; every paper stays unscanned, and says so."""

    def scan(self, data: bytes) -> Verdict:
        raise ScannerDown("no scanner configured")


class ClamAV:
    """clamd's INSTREAM: chunks each led by their length, an empty one to end, one line back.

    `address` is `/path/to/clamd.sock` or `host:port`.
    """

    def __init__(self, address: str, timeout: float = 30.0) -> None:
        self.address = address
        self.timeout = timeout

    def scan(self, data: bytes) -> Verdict:
        try:
            with self._connect() as wire:
                wire.sendall(b"zINSTREAM\0")
                for start in range(0, len(data), _CHUNK):
                    chunk = data[start : start + _CHUNK]
                    wire.sendall(struct.pack(">I", len(chunk)) + chunk)
                wire.sendall(struct.pack(">I", 0))
                return _verdict(_line(wire))
        except ScannerDown:
            raise
        except (OSError, ValueError) as lost:
            raise ScannerDown(str(lost)) from lost

    def _connect(self) -> socket.socket:
        if self.address.startswith("/"):
            wire = socket.socket(socket.AF_UNIX)
            wire.settimeout(self.timeout)
            wire.connect(self.address)
            return wire
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host, int(port)), self.timeout)


def _line(wire: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        piece = wire.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n")


def _verdict(line: bytes) -> Verdict:
    if line == b"stream: OK":
        return Verdict.CLEAN
    if line.startswith(b"stream: ") and line.endswith(b" FOUND"):
        return Verdict.INFECTED
    # "INSTREAM size limit exceeded. ERROR" and whatever else is no verdict, least of all "clean".
    raise ScannerDown(line.decode("ascii", "replace")[:200])


def configured() -> Scanner:
    """The scanner this installation uses (`SCANNER_ADDRESS`), or none."""
    return ClamAV(settings.SCANNER_ADDRESS) if settings.SCANNER_ADDRESS else NoScanner()


def scan_waiting(scanner: Scanner | None = None) -> int:
    """Scan unscanned papers, oldest first, at most `BATCH`; how many got a verdict. Stops when the scanner is down."""
    scanner = scanner or configured()
    if isinstance(scanner, NoScanner):
        return 0
    waiting = Attachment.objects.filter(scan_state=ScanState.UNSCANNED, sealed=False).select_related("case")[:BATCH]
    done = 0
    for attachment in waiting:
        try:
            done += _scan_one(attachment, scanner)
        except ScannerDown as down:
            log.warning("scanner gives no verdict: %s", down)
            break
    return done


def _scan_one(attachment: Attachment, scanner: Scanner) -> int:
    try:
        data = papers.read(attachment)
    except (papers.Sealed, file_store.Damaged, encryption.Unreadable):
        log.exception("paper %s cannot be read for scanning", attachment.pk)
        return 0
    found = ScanState.CLEAN if scanner.scan(data) is Verdict.CLEAN else ScanState.INFECTED
    # Conditional, so that two workers never overwrite each other's verdict.
    waiting = Attachment.objects.filter(pk=attachment.pk, scan_state=ScanState.UNSCANNED)
    return waiting.update(scan_state=found)


def _run() -> None:
    scan_waiting()


# (name, seconds between two runs, callable), taken up by `periodic`.
JOBS: list[tuple[str, int, Callable[[], None]]] = [("casework.scan_papers", 60, _run)]

"""Where are files of strangers opened? In a child that may die (G3): no decoder runs inside a web worker.

Each worker keeps one small helper, started at the first file. For every file the helper forks a child with little
memory and little time; the child answers through its own socket pair and ends. A crash, a loop or a bomb costs that
child alone, and the citizen reads a refusal. Answers are JSON and plain bytes, never pickles: a child that was taken
over can only lie about its own file.

    helper:  python -m tracking.casework.files.isolation <control socket>
    message: head length, body length (big endian, 4 + 8 bytes), JSON head, body
"""

import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from . import images, pdf_integrity, sheet_cells
from .file_checks import CONTENT_TYPES, Refused, StagedFile, inspect
from .images import Box
from .refusals import TOO_SLOW, Limits, Refusal

MEMORY_BYTES = 1024 * 1024 * 1024
# Work is bounded by the processor it takes; the clock is for a machine under load, where honest files take longer.
CPU_SECONDS = 4
WAIT_SECONDS = 20.0
AT_ONCE = 4

_FRAME = struct.Struct(">IQ")
_LONGEST_HEAD = 64 * 1024
_ROOT = Path(__file__).resolve().parents[3]


class Failed(Exception):
    """The child gave no answer: it died, was stopped, or could not be started."""


# --- in the web worker ---------------------------------------------------------------------------------------------


class Bench:
    """One helper of this process. Safe to call from several threads; a forked process starts its own."""

    def __init__(self, module: str = "tracking.casework.files.isolation") -> None:
        self._module = module
        self._lock = threading.Lock()
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, head: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        """The child's answer. Raises `Failed`."""
        ours, theirs = socket.socketpair()
        with self._room, ours:
            ours.settimeout(WAIT_SECONDS)
            try:
                with theirs:
                    self._hand_over(theirs)
                _send(ours, head, data)
                return _receive(ours)
            except (OSError, ValueError, struct.error) as lost:
                raise Failed from lost

    def _hand_over(self, theirs: socket.socket) -> None:
        with self._lock:
            if self._control is None or self._owner != os.getpid() or not self._alive():
                self._control = self._start()
            socket.send_fds(self._control, [b"f"], [theirs.fileno()])

    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _start(self) -> socket.socket:
        if self._control is not None:
            self._control.close()
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", self._module, str(theirs.fileno())]
            # The helper needs no secret of ours, so it gets none.
            clean = {key: value for key, value in os.environ.items() if key in {"PATH", "LANG", "LC_ALL", "PYTHONPATH"}}
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command, pass_fds=[theirs.fileno()], cwd=_ROOT, env=clean, stdin=subprocess.DEVNULL
            )
        self._owner = os.getpid()
        return ours


_BENCH = Bench()


def inspect_apart(name: str, data: bytes, limits: Limits, bench: Bench = _BENCH) -> StagedFile | Refused:
    """`file_checks.inspect`, in a child. No answer is a refusal, never an exception."""
    if not 0 < len(data) <= limits.file_bytes:
        return inspect(name, data, limits)  # answered from the size alone
    try:
        head, kept = bench.ask({"name": name, "limits": asdict(limits)}, data)
        return _answer(head, kept)
    except (Failed, KeyError, TypeError):
        return Refused.because(inspect(name, b"", limits).shown_name, Refusal(TOO_SLOW))


def blacken_apart(
    name: str, data: bytes, black: Sequence[Box], limits: Limits, bench: Bench = _BENCH
) -> StagedFile | Refused:
    """The picture encoded anew with these parts black, in a child. No answer is a refusal, never an exception."""
    try:
        boxes = [list(box) for box in black]
        return _answer(*bench.ask({"name": name, "limits": asdict(limits), "black": boxes}, data))
    except (Failed, KeyError, TypeError):
        return Refused.because(name, Refusal(TOO_SLOW))


def integrity_apart(data: bytes, bench: Bench = _BENCH) -> str:
    """`pdf_integrity.check`, in a child. No answer is UNCHECKED, never an exception: the paper itself is kept."""
    try:
        head, _nothing = bench.ask({"integrity": True}, data)
        found = head["integrity"]
    except (Failed, KeyError, TypeError):
        return pdf_integrity.UNCHECKED
    return found if found in pdf_integrity.ANSWERS else pdf_integrity.UNCHECKED


def cells_apart(data: bytes, limits: Limits, bench: Bench = _BENCH) -> list[sheet_cells.Sheet] | Refused:
    """The cells of a workbook, read in a child. No answer is a refusal, never an exception."""
    if not 0 < len(data) <= limits.file_bytes:
        return Refused.because("xlsx", Refusal(sheet_cells.NOT_A_WORKBOOK))
    try:
        head, answer = bench.ask({"cells": True, "limits": asdict(limits)}, data)
        if "sentence" in head:
            return Refused.because("xlsx", Refusal(head["sentence"], head["values"]))
        return sheet_cells.unpacked(answer)
    except (Failed, KeyError, TypeError, ValueError):
        return Refused.because("xlsx", Refusal(TOO_SLOW))


def _answer(head: dict[str, Any], kept: bytes) -> StagedFile | Refused:
    if "sentence" in head:
        return Refused.because(head["name"], Refusal(head["sentence"], head["values"]))
    if head["content_type"] not in CONTENT_TYPES.values():
        raise Failed
    return StagedFile.of(head["name"], head["content_type"], kept)


# --- on the wire ---------------------------------------------------------------------------------------------------


def _send(wire: socket.socket, head: dict[str, Any], data: bytes) -> None:
    packed = json.dumps(head).encode()
    wire.sendall(_FRAME.pack(len(packed), len(data)) + packed)
    wire.sendall(data)


def _receive(wire: socket.socket) -> tuple[dict[str, Any], bytes]:
    head_length, length = _FRAME.unpack(_exactly(wire, _FRAME.size))
    if head_length > _LONGEST_HEAD or length > MEMORY_BYTES:
        raise Failed
    head = json.loads(_exactly(wire, head_length))
    return head, _exactly(wire, length)


def _exactly(wire: socket.socket, length: int) -> bytes:
    read = bytearray()
    while len(read) < length:
        piece = wire.recv(min(length - len(read), 1024 * 1024))
        if not piece:
            raise Failed
        read += piece
    return bytes(read)


# --- in the helper -------------------------------------------------------------------------------------------------


def serve(control: socket.socket) -> None:
    """Fork a child for every socket handed over; end when the worker that started us is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not descriptors:
            return
        with socket.socket(fileno=descriptors[0]) as wire:
            if os.fork() == 0:
                control.close()
                _child(wire)


def _child(wire: socket.socket) -> None:
    try:
        _bound_resources()
        wire.settimeout(WAIT_SECONDS)
        head, data = _receive(wire)
        _send(wire, *_found(head, data))
    finally:
        os._exit(0)


def _found(head: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    if "integrity" in head:
        return {"integrity": pdf_integrity.check(data)}, b""
    if "cells" in head:
        try:
            return {}, sheet_cells.packed(data, Limits(**head["limits"]))
        except Refusal as refusal:
            return {"sentence": refusal.sentence, "values": refusal.values}, b""
    found = _work(head, data)
    if isinstance(found, Refused):
        return {"name": found.shown_name, "sentence": found.sentence, "values": found.values}, b""
    return {"name": found.shown_name, "content_type": found.content_type}, found.data


def _work(head: dict[str, Any], data: bytes) -> StagedFile | Refused:
    limits = Limits(**head["limits"])
    if "black" not in head:
        return inspect(head["name"], data, limits)
    try:
        kept, suffix = images.re_encode(data, limits, [Box(*box) for box in head["black"]])
    except Refusal as refusal:
        return Refused.because(head["name"], refusal)
    return StagedFile.of(head["name"], CONTENT_TYPES[suffix], kept)


def _bound_resources() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    with suppress(ValueError, OSError):  # not every system lets a process bound its memory
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The worker's own deadline may pass first; then nobody listens any more.
    signal.alarm(int(WAIT_SECONDS) + 1)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))

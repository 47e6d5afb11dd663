"""A helper whose checks misbehave on purpose, to prove that the child alone pays: started as a module by the tests."""

import os
import socket
import sys
import tempfile
import time
from typing import Any

from tracking.casework.files import isolation
from tracking.casework.files.file_checks import Refused


def _misbehave(name: str, data: bytes, limits: Any) -> Any:
    if name == "loop":
        while True:
            pass
    if name == "sleep":
        time.sleep(60)
    if name == "eat":
        return bytearray(4 * 1024**3)
    if name == "crash":
        os.kill(os.getpid(), 11)
    if name == "write":
        with tempfile.TemporaryFile() as file:
            file.write(b"x" * 100)
        return Refused(name, "a child could write", "a child could write")
    raise ValueError("a fault of the check itself")


if __name__ == "__main__":
    isolation.inspect = _misbehave
    isolation.pdf_integrity.check = lambda data: _misbehave(data.decode(), data, None)
    isolation.sheet_cells.packed = lambda data, limits: _misbehave(data.decode(), data, limits)
    isolation.CPU_SECONDS = 1
    isolation.serve(socket.socket(fileno=int(sys.argv[1])))

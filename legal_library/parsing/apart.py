"""The words of a Word, PDF or HTML file, taken out in a process that may die.

Their readers are other people's code and a file of a few kilobytes can keep them busy for minutes. A child with little
time and little memory reads it; whatever becomes of the child, the web worker and the worker go on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Literal

from .document import Scan, Unreadable, Words

Kind = Literal["docx", "pdf", "html"]
# Work is bounded by the processor it takes; the clock is for a machine under load, where honest files take longer.
CPU_SECONDS = 20
WAIT_SECONDS = 40.0
# The longest code of the country has some 700,000 letters.
MOST_LETTERS = 5_000_000
_ROOM = threading.BoundedSemaphore(2)
_ROOT = Path(__file__).resolve().parents[2]
_COMMAND = [sys.executable, "-m", "legal_library.parsing.extracting"]
# The child needs no secret of ours, so it gets none.
_KEPT = frozenset(("PATH", "LANG", "LC_ALL", "PYTHONPATH"))


def words_apart(kind: Kind, data: bytes, name: str) -> Words:
    """Raises Unreadable: with the reader's own reason, or because no answer came."""
    answer = _asked({"kind": kind, "name": name, "seconds": CPU_SECONDS, "letters": MOST_LETTERS}, data)
    if "refused" in answer:
        raise (Scan if answer["scan"] else Unreadable)(answer["refused"])
    return Words(answer["text"], answer["doubts"])


def _asked(head: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        with _ROOM:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module
                _COMMAND, input=json.dumps(head).encode() + b"\n" + data, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, cwd=_ROOT, timeout=WAIT_SECONDS, check=True,
                env={key: value for key, value in os.environ.items() if key in _KEPT},
            )  # fmt: skip
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as lost:
        raise Unreadable(
            f"Đọc tệp “{head['name']}” mất quá nhiều thời gian hoặc bộ nhớ nên đã dừng; chưa nhập gì. Hãy mở tệp, lưu "
            "lại thành .docx hoặc .txt rồi nhập; nếu vẫn không được, hãy chia nhỏ: tách phụ lục thành tệp riêng."
        ) from lost
    return answer

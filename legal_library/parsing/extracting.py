"""Run as a process of its own by `apart`: a file comes in, its words or a refusal go out as JSON. Never Django.

python -m legal_library.parsing.extracting < one line of JSON (kind, name, seconds, letters), then the bytes
"""

from __future__ import annotations

import json
import resource
import sys
from contextlib import suppress
from typing import Any

from .document import Scan, Unreadable, Words

MEMORY_BYTES = 1024 * 1024 * 1024


def main() -> None:
    head = json.loads(sys.stdin.buffer.readline())
    _bound(head["seconds"])
    answer = _answer(head["kind"], sys.stdin.buffer.read(), head["name"], head["letters"])
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _bound(seconds: int) -> None:
    """Little time, little memory, no file written: what the file makes of us costs this process alone."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):  # not every system lets a process bound its memory
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _answer(kind: str, data: bytes, name: str, most: int) -> dict[str, Any]:
    try:
        words = _words(kind, data, name, most)
    except Unreadable as refused:
        return {"refused": str(refused), "scan": isinstance(refused, Scan)}
    return {"text": words.text, "doubts": words.doubts}


def _words(kind: str, data: bytes, name: str, most: int) -> Words:
    """Each kind loads only its own reader: starting is most of the time a small file takes."""
    if kind == "docx":
        from .word import docx_words  # noqa: PLC0415

        return docx_words(data, name)
    if kind == "pdf":
        from .pdf import pdf_text  # noqa: PLC0415

        return Words(pdf_text(data, name, most))
    from .html_page import html_text  # noqa: PLC0415

    return Words(html_text(data.decode()))


if __name__ == "__main__":
    main()

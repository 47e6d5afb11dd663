"""Log lines as JSON, one a line, without personal data.

Masked wherever they stand in a text: look-up codes, tokens of mailed links, telephone numbers, citizen identity
numbers, mail addresses. What
no pattern can know – names, the words of a petition – is kept out at the source: no request body or query is logged,
and an exception's message only where its kind cannot quote what somebody wrote.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.template import TemplateDoesNotExist

from .middleware import request_id

GROUP, JOIN = "[0-9A-Za-z]{4}", r"[\s.\-–—_]{0,3}"
PATTERNS = (
    # The secret of a mailed link: a mail program's one click (RFC 8058) can carry it in the address only, so it is kept
    # out of the log here. First what the address says is one, then whatever `django.core.signing` made, anywhere.
    (
        re.compile(r"(/(?:theo-doi/(?:xac-nhan|thoi)|thong-bao/ngung|password_reset/confirm/[^/\s]*)/)[^/\s]+"),
        r"\1[token]",
    ),
    (re.compile(r"[\w\-=.]+(?::[\w-]+)?:[\w-]{27,86}(?![\w-])"), "[token]"),
    # A look-up code: four groups joined by marks, or joined in any way and holding a digit – else it is four words.
    (re.compile(rf"(?<!\w)(?:{GROUP}\s?[.\-–—_]\s?){{3}}{GROUP}(?!\w)"), "[code]"),
    (
        re.compile(rf"(?<!\w)(?=(?:[A-Za-z]{{4}}{JOIN}){{0,3}}[A-Za-z]{{0,3}}\d)(?:{GROUP}{JOIN}){{3}}{GROUP}(?!\w)"),
        "[code]",
    ),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[mail]"),
    (re.compile(r"(?<![\w.])(?:\+?84|0)(?:[\s.\-]?\d){9,10}(?!\w)"), "[phone]"),
    (re.compile(r"(?<![\w.])\d(?:[\s.\-]?\d){11}(?!\w)"), "[id]"),
    (re.compile(r"(?<![\w.])\d(?:[\s.\-]?\d){8}(?!\w)"), "[id]"),
)

# Kinds of error whose message names a file, a setting or a piece of code, never what a citizen wrote.
PLAIN_ERRORS = (
    OSError, ImportError, NameError, AttributeError, MemoryError, RecursionError, ImproperlyConfigured,
    OperationalError, TemplateDoesNotExist,
)  # fmt: skip

LONGEST = 2_000
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request", "server_time"}


def redact(text: str) -> str:
    """The text with everything that points to a person masked; cut before it is searched, so time is bounded."""
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    for pattern, mask in PATTERNS:
        text = pattern.sub(mask, text)
    return text


def plain(value: Any) -> Any:
    """Numbers and truth as they are; everything else as redacted text."""
    return value if isinstance(value, bool | int | float) or value is None else redact(str(value))


def describe(error: BaseException) -> dict[str, Any]:
    """Kind and place of an error; its message only when it is one of PLAIN_ERRORS."""
    frames = traceback.extract_tb(error.__traceback__)
    described: dict[str, Any] = {
        "error": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    }
    if isinstance(error, PLAIN_ERRORS):
        described["error_message"] = redact(str(error))
    cause = error.__cause__ or error.__context__
    if cause is not None and cause is not error:
        described["cause"] = f"{type(cause).__module__}.{type(cause).__qualname__}"
    return described


class JsonFormatter(logging.Formatter):
    """One JSON object a record: time, level, logger, message, request, whatever was given as `extra`, the error."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redact(message_of(record)),
        }
        if name := request_id.get():
            line["request_id"] = name
        line |= {key: plain(value) for key, value in vars(record).items() if key not in STANDARD and key not in line}
        if record.exc_info and record.exc_info[1]:
            line |= describe(record.exc_info[1])
        # json.dumps escapes every line break and control character, so nothing logged can forge a second line.
        return json.dumps(line, ensure_ascii=False, default=str)


def message_of(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)

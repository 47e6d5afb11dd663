"""Does this PDF do anything but show pages? Pure (R16).

Two looks: at the objects as pypdf resolves them, and at the raw bytes with `#xx` escapes undone, so that what a mended
file would show a reader is seen even where the cross-reference table hides it. Streams are never decoded, but for the
object streams pypdf needs; time and memory are bounded by `isolation`.
"""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from . import refusals
from .refusals import Limits, Refusal

# pypdf reports every oddity of a hostile file; the answer to the citizen is enough.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/RichMediaExecute"}
)
_ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
_EMBEDDING_KEYS = frozenset({"/EF", "/EmbeddedFiles"})
_EMBEDDING_KINDS = frozenset({"/EmbeddedFile", "/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Sound"})
_RAW_ACTIVE = re.compile(rb"/(JavaScript|Launch|SubmitForm|ImportData|RichMedia)\b")
_RAW_EMBEDDED = re.compile(rb"/(EmbeddedFile|FileAttachment)s?\b")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_WEB_MARK = re.compile(rb"<(!doctype|html|script|svg|\?php)", re.IGNORECASE)
_LONGEST_TAIL = 2048
_DEEPEST = 40


def check(data: bytes, limits: Limits) -> None:
    """Raise `Refusal` unless `data` is an open, complete PDF whose pages only show."""
    _check_outside(data)
    try:
        _check_inside(data, limits)
    except Refusal:
        raise
    except Exception as broken:  # a parser of a hostile format fails in every way there is
        raise Refusal(refusals.BROKEN) from broken


def _check_outside(data: bytes) -> None:
    if _WEB_MARK.search(data[:1024]):
        raise Refusal(refusals.TWO_FACED)
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise Refusal(refusals.BROKEN)
    if len(data) - end > _LONGEST_TAIL:
        raise Refusal(refusals.TWO_FACED)
    plain = _ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), data)
    if _RAW_EMBEDDED.search(plain):
        raise Refusal(refusals.EMBEDDED)
    if _RAW_ACTIVE.search(plain):
        raise Refusal(refusals.ACTIVE_PDF)


def _check_inside(data: bytes, limits: Limits) -> None:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Refusal(refusals.LOCKED_PDF)
    for count, found in enumerate(_dictionaries(reader)):
        if count > limits.pdf_objects:
            raise Refusal(refusals.TOO_DEEP)
        _check_dictionary(found)
    if not reader.pages:
        raise Refusal(refusals.BROKEN)


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    yield from _inside(reader.trailer, 0)
    numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    for number, generation in sorted(numbers):
        yield from _inside(reader.get_object(IndirectObject(number, generation, reader)), 0)


def _inside(value: Any, depth: int) -> Iterator[DictionaryObject]:
    """Every dictionary written directly within `value`; references are visited by their own number."""
    if depth > _DEEPEST:
        raise Refusal(refusals.TOO_DEEP)
    if isinstance(value, DictionaryObject):
        yield value
        children: Any = value.values()
    elif isinstance(value, ArrayObject):
        children = value
    else:
        return
    for child in children:
        if isinstance(child, DictionaryObject | ArrayObject):
            yield from _inside(child, depth + 1)


def _check_dictionary(found: DictionaryObject) -> None:
    keys = set(found.keys())
    kinds = {str(found.raw_get(key)) for key in ("/S", "/Type", "/Subtype") if _is_name(found, key)}
    if keys & _EMBEDDING_KEYS or kinds & _EMBEDDING_KINDS:
        raise Refusal(refusals.EMBEDDED)
    if keys & _ACTIVE_KEYS or kinds & _ACTIVE_ACTIONS:
        raise Refusal(refusals.ACTIVE_PDF)


def _is_name(found: DictionaryObject, key: str) -> bool:
    return key in found and isinstance(found.raw_get(key), NameObject)

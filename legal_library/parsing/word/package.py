"""A .docx package opened safely: macros, passwords, bombs and broken parts are refused with a sentence."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree

from ..broken_zip import BROKEN_ZIP
from ..document import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Files of the strict form of the standard name the same elements in another space.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# A part that is not there is a fault of the package too.
_BROKEN = (*BROKEN_ZIP, KeyError)
_MOST_UNPACKED = 60 * 1024 * 1024
_MOST_PARTS = 4000
# The longest code has about 200,000 marks; each costs memory and time, however small the packed file is.
_MOST_MARKS = 1_000_000


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file that bear its words."""

    document: ElementTree.Element
    numbering: ElementTree.Element | None
    styles: ElementTree.Element | None


def open_package(data: bytes, name: str) -> Package:
    """Raises Unreadable with the reason."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check(package, name)
            known = set(package.namelist())
            body = package.read("word/document.xml")
            numbering, styles = (
                package.read(part) if part in known else b"" for part in ("word/numbering.xml", "word/styles.xml")
            )
    except _BROKEN as error:
        raise Unreadable(f"Tệp “{name}” không phải tệp Word (.docx) lành lặn; hãy mở và lưu lại bằng Word.") from error
    if body.count(b"<") + numbering.count(b"<") + styles.count(b"<") > _MOST_MARKS:
        raise Unreadable(
            f"Tệp “{name}” có quá nhiều đoạn và thẻ (hơn {_MOST_MARKS:,}), không nhập được.".replace(",", ".")
        )
    return Package(
        _tree(body, name), _tree(numbering, name) if numbering else None, _tree(styles, name) if styles else None
    )


def _tree(part: bytes, name: str) -> ElementTree.Element:
    if b"<!DOCTYPE" in part[:4096] or b"<!ENTITY" in part:
        raise Unreadable(f"Tệp “{name}” chứa khai báo lạ, không nhập được.")
    try:
        return ElementTree.fromstring(part.replace(_STRICT, _USUAL))  # noqa: S314  no document type, so no entities
    except (ElementTree.ParseError, ValueError) as error:
        raise Unreadable(f"Tệp “{name}” hỏng bên trong; hãy mở và lưu lại bằng Word.") from error


def _check(package: zipfile.ZipFile, name: str) -> None:
    parts = package.infolist()
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise Unreadable(f"Tệp “{name}” có macro; hãy lưu lại thành .docx không macro rồi nhập.")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(f"Tệp “{name}” có mật khẩu; hãy bỏ mật khẩu rồi nhập.")
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise Unreadable(f"Tệp “{name}” bung ra quá lớn, không nhập được.")
    if _overlap(parts):
        raise Unreadable(f"Tệp “{name}” có các phần chồng lên nhau, không nhập được.")


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether packed parts share bytes: a bomb's trick to unpack one stretch many times."""
    places = sorted((part.header_offset, part.header_offset + 30 + part.compress_size) for part in parts)
    return any(end > start for (_, end), (start, _) in pairwise(places))

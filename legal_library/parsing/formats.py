"""Word, HTML and PDF files to the plain text the reader takes: one line a paragraph. What is not safe is refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from .document import Scan, Unreadable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_UNPACKED = 60 * 1024 * 1024
_MOST_PARTS = 4000
_MOST_PAGES = 2000
_FEW_LETTERS_A_PAGE = 25
_PAGE_NUMBER = re.compile(r"\n\s{0,40}\d{1,4}\s{0,40}$")


def docx_text(data: bytes, name: str) -> str:
    """The paragraphs of a Word file. Macros, passwords, bombs and broken packages are refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_package(package, name)
            body = package.read("word/document.xml")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Unreadable(f"Tệp “{name}” không phải tệp Word (.docx) lành lặn; hãy mở và lưu lại bằng Word.") from error
    if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body:
        raise Unreadable(f"Tệp “{name}” chứa khai báo lạ, không nhập được.")
    try:
        root = ElementTree.fromstring(body)  # noqa: S314  no document type, so no entities
    except ElementTree.ParseError as error:
        raise Unreadable(f"Tệp “{name}” hỏng bên trong; hãy mở và lưu lại bằng Word.") from error
    return "\n".join(_paragraphs(root))


def _check_package(package: zipfile.ZipFile, name: str) -> None:
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


def _paragraphs(root: ElementTree.Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        yield "".join(_runs(paragraph))


def _runs(paragraph: ElementTree.Element) -> Iterator[str]:
    """The words of a paragraph; a tracked deletion is no word of it."""
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag == f"{_W}tab":
            yield " "
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif node.tag == f"{_W}noBreakHyphen":
            yield "-"


_BLOCK_NAMES = "p div br li tr h1 h2 h3 h4 h5 h6 table section article blockquote dd dt ul ol pre hr"
_BLOCKS = frozenset(_BLOCK_NAMES.split(" "))
_SILENT = frozenset(("script", "style", "noscript", "template", "title", "iframe", "object", "nav", "select"))


class _Words(HTMLParser):
    """Text of a page, a line for each block; scripts and styles are no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(" ".join(data.split("\n")))


def html_text(source: str) -> str:
    """The words of an HTML page without its tags."""
    reader = _Words()
    reader.feed(source)
    reader.close()
    return "\n".join(line for line in ("".join(reader.parts)).split("\n") if line.strip())


def pdf_text(data: bytes, name: str) -> str:
    """The text of a PDF made by a computer. A scan has none: it is asked for."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Unreadable(f"Tệp “{name}” có mật khẩu; hãy bỏ mật khẩu rồi nhập.")
        if len(reader.pages) > _MOST_PAGES:
            raise Unreadable(f"Tệp “{name}” có hơn {_MOST_PAGES} trang, không nhập được.")
        pages = [page.extract_text() or "" for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise Unreadable(f"Tệp “{name}” không phải tệp PDF lành lặn.") from error
    if sum(len(page.strip()) for page in pages) < _FEW_LETTERS_A_PAGE * max(1, len(pages)):
        raise Scan(f"Tệp “{name}” là bản quét, không có chữ để đọc; hãy nhập kèm bản văn bản (.docx hoặc .txt).")
    return "\n\n".join(f"Trang {number}\n{_PAGE_NUMBER.sub('', page)}" for number, page in enumerate(pages, 1))

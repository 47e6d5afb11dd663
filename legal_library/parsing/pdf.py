"""A PDF made by a computer to the plain text the reader takes, page by page."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from .document import Scan, Unreadable, too_long

_MOST_PAGES = 2000
_FEW_LETTERS_A_PAGE = 25
_PAGE_NUMBER = re.compile(r"\n\s{0,40}\d{1,4}\s{0,40}$")


def pdf_text(data: bytes, name: str, most: int) -> str:
    """The text of a PDF made by a computer, of at most so many letters. A scan has none: it is asked for."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Unreadable(f"Tệp “{name}” có mật khẩu; hãy bỏ mật khẩu rồi nhập.")
        if len(reader.pages) > _MOST_PAGES:
            raise Unreadable(f"Tệp “{name}” có hơn {_MOST_PAGES} trang, không nhập được.")
        pages, letters = [], 0
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            letters += len(pages[-1])
            if letters > most:
                raise Unreadable(too_long(name, most))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise Unreadable(f"Tệp “{name}” không phải tệp PDF lành lặn.") from error
    if sum(len(page.strip()) for page in pages) < _FEW_LETTERS_A_PAGE * max(1, len(pages)):
        raise Scan(f"Tệp “{name}” là bản quét, không có chữ để đọc; hãy nhập kèm bản văn bản (.docx hoặc .txt).")
    return "\n\n".join(f"Trang {number}\n{_PAGE_NUMBER.sub('', page)}" for number, page in enumerate(pages, 1))

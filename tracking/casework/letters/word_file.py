"""A sheet as a Word file, for offices that finish the letter in their own system. The same words as the PDF."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from .language import BLANK, Paragraph, Shape
from .sheet import Sheet, signature_rows

_FONT = "Times New Roman"
_CENTRE, _JUSTIFY, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
_LINE = "―――――"
_STATE = (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13), ("Độc lập - Tự do - Hạnh phúc", 14))


def make(sheet: Sheet) -> bytes:
    document = docx.Document()
    _page(document)
    _properties(document, sheet)
    _head(document, sheet)
    _name(document, sheet)
    _addressees(document, sheet.addressees)
    for paragraph in sheet.text:
        _body(document, paragraph)
    _close(document, sheet)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Document) -> None:
    """A4 and margins of Nghị định 30/2020/NĐ-CP, Phụ lục I."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    normal.paragraph_format.space_after = Pt(6)


def _properties(document: Document, sheet: Sheet) -> None:
    facts = document.core_properties
    facts.title, facts.author, facts.comments = sheet.title[:255], sheet.head.agency[:255], ""
    facts.language = "vi-VN"
    facts.created = facts.modified = dt.datetime.combine(sheet.head.day, dt.time())


def _head(document: Document, sheet: Sheet) -> None:
    head = sheet.head
    left, right = _two_columns(document, Mm(66), Mm(96))
    for text, bold in ((head.parent.upper(), False), (head.agency.upper(), True), (_LINE, True)):
        _put(left, text, bold=bold, size=13)
    for text, size in (
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13),
        ("Độc lập - Tự do - Hạnh phúc", 14),
        (_LINE * 2, 13),
    ):
        _put(right, text, bold=True, size=size)
    left, right = _two_columns(document, Mm(66), Mm(96))
    _put(left, head.number, size=13)
    if sheet.is_plain_letter:
        _put(left, f"V/v {sheet.summary}", size=12)
    _put(right, head.place_and_day, italic=True, size=14)
    _tidy(document)


def _name(document: Document, sheet: Sheet) -> None:
    if sheet.is_plain_letter:
        return
    for text in (sheet.name_line.upper(), sheet.summary):
        if text:
            _run(_paragraph(document, _CENTRE), text, bold=True)


def _addressees(document: Document, lines: Sequence[str]) -> None:
    if len(lines) == 1:
        _run(_paragraph(document, _CENTRE), f"Kính gửi: {lines[0]}")
    elif lines:
        for text in ("Kính gửi:", *(f"- {line}" for line in lines)):
            paragraph = _paragraph(document, _LEFT)
            paragraph.paragraph_format.left_indent = Mm(22)
            _run(paragraph, text)


def _body(document: Document, paragraph: Paragraph) -> None:
    if paragraph.shape is Shape.SIGNERS:
        _places(document, paragraph)
        return
    written = _paragraph(document, _CENTRE if paragraph.shape is Shape.CENTRE else _JUSTIFY)
    if paragraph.shape is not Shape.CENTRE:
        written.paragraph_format.first_line_indent = Mm(10)
    if paragraph.shape is Shape.ITEM:
        _run(written, "- ")
    strong = paragraph.shape in (Shape.CENTRE, Shape.HEADING)
    for run in paragraph.runs:
        text = run.text.upper() if paragraph.shape is Shape.CENTRE else run.text
        _run(written, text or BLANK, bold=run.bold or strong, italic=paragraph.shape is Shape.GROUND)


def _places(document: Document, paragraph: Paragraph) -> None:
    for row in signature_rows(paragraph):
        cells = _columns(document, [Mm(162 / len(row))] * len(row))
        for cell, place in zip(cells, row, strict=True):
            _put(cell, place["title"], bold=True, size=13)
            _put(cell, place["hint"], italic=True, size=12)
            for _line in range(3):
                cell.add_paragraph()
    _tidy(document)


def _close(document: Document, sheet: Sheet) -> None:
    if not sheet.recipients and not sheet.authority:
        return
    left, right = _two_columns(document, Mm(76), Mm(86))
    if sheet.recipients:
        _put(left, "Nơi nhận:", bold=True, italic=True, size=12, alignment=_LEFT)
    for line in sheet.recipients:
        _put(left, f"- {line}", size=11, alignment=_LEFT)
    for line in sheet.authority:
        _put(right, line.upper(), bold=True, size=14)
    for _line in range(4):
        right.add_paragraph()
    _put(right, sheet.signer, bold=True, size=14)
    _tidy(document)


def _two_columns(document: Document, first: Mm, second: Mm) -> tuple[_Cell, _Cell]:
    left, right = _columns(document, [first, second])
    return left, right


def _columns(document: Document, widths: Sequence[Mm]) -> list[_Cell]:
    table: Table = document.add_table(rows=1, cols=len(widths))
    table.autofit = False
    cells = list(table.rows[0].cells)
    for cell, width in zip(cells, widths, strict=True):
        cell.width = width
    return cells


def _put(
    cell: _Cell,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int,
    alignment: WD_ALIGN_PARAGRAPH = _CENTRE,
) -> None:
    """One more line in a cell; a cell begins with an empty paragraph, which is used first."""
    if not text:
        return
    first = cell.paragraphs[0]
    paragraph = first if len(cell.paragraphs) == 1 and not first.text else cell.add_paragraph()
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_after = Pt(0)
    _run(paragraph, text, bold=bold, italic=italic, size=size)


def _paragraph(document: Document, alignment: WD_ALIGN_PARAGRAPH) -> WordParagraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    return paragraph


def _run(paragraph: WordParagraph, text: str, *, bold: bool = False, italic: bool = False, size: int = 0) -> None:
    run = paragraph.add_run(_writable(text))
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)


def _writable(text: str) -> str:
    """XML has no place for most control characters; hygiene takes them from people's texts, this from the rest."""
    return "".join(sign for sign in text if sign in "\t\n" or sign >= " ")


def _tidy(document: Document) -> None:
    """A paragraph between two tables keeps them apart."""
    document.add_paragraph().paragraph_format.space_after = Pt(0)

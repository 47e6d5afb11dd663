"""Honest files as citizens send them, made by code: pictures, scans, letters, tables, recordings."""

import io
import struct
import zipfile

import openpyxl
import pillow_heif
from PIL import Image
from pypdf import PdfReader, PdfWriter

from tests.tracking import office_files

pillow_heif.register_heif_opener()

CONTENT_TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: object) -> bytes:
    made = Image.new(mode, size, 128 if mode in {"L", "I;16"} else None)
    if mode == "RGB":
        made.paste((200, 30, 30), (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    made.save(out, kind, **options)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_writer() -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))


def package(parts: dict[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def types(main: str, part: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/></Types>'
    )


def relations(*rows: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{RELS}">{"".join(rows)}</Relationships>'


def relation(kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="r1" Type="{OFFICE_RELS}/{kind}" Target="{target}"{mode}/>'


def document(inside: str) -> str:
    return f'<w:document xmlns:w="{WORD_WORDS}"><w:body><w:p>{inside}</w:p></w:body></w:document>'


def word_parts(text: str = "Đơn kiến nghị") -> dict[str, bytes | str]:
    return {
        CONTENT_TYPES: types(WORD, "word/document.xml"),
        "_rels/.rels": relations(relation("officeDocument", "word/document.xml")),
        "word/document.xml": document(text),
        "word/_rels/document.xml.rels": relations(relation("hyperlink", "https://example.org/", external=True)),
    }


def excel_parts(formula: str = "SUM(A1:A3)") -> dict[str, bytes | str]:
    return {
        CONTENT_TYPES: types(EXCEL, "xl/workbook.xml"),
        "_rels/.rels": relations(relation("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": '<?xml version="1.0"?><workbook/>',
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData><c><f>{formula}</f></c></sheetData></worksheet>",
    }


def docx(text: str = "Đơn kiến nghị") -> bytes:
    return package(word_parts(text))


def xlsx() -> bytes:
    return package(excel_parts())


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def film(brand: bytes = b"isom", *, inside: bytes = b"", after: bytes = b"") -> bytes:
    moov = box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", box(b"tkhd", bytes(84))) + inside)
    return box(b"ftyp", brand + bytes(4) + brand) + moov + box(b"mdat", bytes(range(200))) + after


def sound(frames: int = 20, *, tag: bytes = b"") -> bytes:
    # MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame.
    return tag + (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def id3(body: bytes) -> bytes:
    size = bytes([len(body) >> 21 & 127, len(body) >> 14 & 127, len(body) >> 7 & 127, len(body) & 127])
    return b"ID3\x03\x00\x00" + size + body


class _Stream(io.RawIOBase):
    """A pipe: no going back, so the packer writes sizes after each part, as office suites on the web do."""

    def __init__(self) -> None:
        super().__init__()
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        self.data += bytes(piece)  # type: ignore[call-overload]
        return len(bytes(piece))  # type: ignore[call-overload]


def streamed(parts: dict[str, bytes | str]) -> bytes:
    out = _Stream()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return bytes(out.data)


def fields(*instructions: str) -> str:
    return "".join(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{each}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>LINK</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for each in instructions
    )


def spreadsheet() -> bytes:
    """A table as a real library writes it."""
    book = openpyxl.Workbook()
    book.active.append(["Họ và tên", "Diện tích"])
    book.active.append(["Nguyễn Văn Mẫu", 120])
    book.active["C1"] = '=A1&"|"&SUM(B2:B3)'
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HONEST: dict[str, tuple[str, bytes]] = {
    "photo": ("Ảnh hiện trường.jpg", picture()),
    "photo, second suffix": ("IMG_0001.JPEG", picture()),
    "grey scan": ("scan.jpg", picture(mode="L")),
    "colours of a printer": ("in.jpg", picture(mode="CMYK")),
    "screen": ("Màn hình.png", picture("PNG")),
    "screen with holes": ("m.png", picture("PNG", mode="RGBA")),
    "palette": ("p.png", picture("PNG", mode="P")),
    "sixteen bits": ("x.png", picture("PNG", mode="I;16")),
    "webp": ("zalo.webp", picture("WEBP")),
    "webp called jpg": ("zalo.jpg", picture("WEBP")),
    "heic": ("IMG_1.HEIC", picture("HEIF")),
    "one page": ("Quyết định.pdf", pdf()),
    "many pages": ("ho so.PDF", pdf(40)),
    "pdf with a date in its name": ("Quyết định 12.5.2026.pdf", pdf()),
    "letter": ("Đơn.docx", docx()),
    "letter, stored": ("Đơn.docx", package(word_parts(), compression=zipfile.ZIP_STORED)),
    "letter, streamed": ("Đơn.docx", streamed(word_parts())),
    "letter with fields": ("Đơn.docx", docx(fields(' HYPERLINK "https://example.org/link" ', " PAGE ", ' TOC "1-3" '))),
    "letter as Word writes it": ("Đơn.docx", package(office_files.word())),
    "letter as LibreOffice writes it": ("Đơn.docx", package(office_files.libreoffice_letter())),
    "letter as WPS writes it": ("Đơn.docx", package(office_files.wps_letter())),
    "table as Excel writes it": ("Bảng.xlsx", package(office_files.excel())),
    "table as Google writes it": ("Bảng.xlsx", package(office_files.google_table())),
    "table": ("Danh sách.xlsx", xlsx()),
    "table of a library": ("Bảng.xlsx", spreadsheet()),
    "text": ("tin nhan.txt", "Xin chào ông/bà.\r\nDòng hai".encode()),
    "text with mark": ("tin.txt", "Xin chào".encode("utf-8-sig")),
    "text of Windows": ("tin.txt", "Xin chào".encode("utf-16")),
    "film": ("video.mp4", film()),
    "film of an iPhone": ("IMG_2.MOV", film(b"qt  ")),
    "film of a messenger": ("zalo.mp4", film(b"mp42", after=box(b"beam", bytes(20)))),
    "recording": ("Ghi âm 1.m4a", film(b"M4A ")),
    "sound": ("ghi am.mp3", sound()),
    "sound with tags": ("ghi am.mp3", sound(tag=id3(b"TIT2" + bytes(60)))),
    "no dot in front": ("..ảnh.jpg", picture()),
}

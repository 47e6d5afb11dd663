"""Honest files as citizens send them, made by code: pictures, scans, letters, tables, recordings."""

import io
import struct
import zipfile

from PIL import Image
from pypdf import PdfReader, PdfWriter

CONTENT_TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
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
        f'<Override PartName="/{part}" ContentType="{main}"/></Types>'
    )


def relations(*rows: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{RELS}">{"".join(rows)}</Relationships>'


def relation(kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="r1" Type="{OFFICE_RELS}/{kind}" Target="{target}"{mode}/>'


def word_parts(text: str = "Đơn kiến nghị") -> dict[str, bytes | str]:
    return {
        CONTENT_TYPES: types(WORD, "word/document.xml"),
        "_rels/.rels": relations(relation("officeDocument", "word/document.xml")),
        "word/document.xml": f'<w:document xmlns:w="w"><w:body><w:p>{text}</w:p></w:body></w:document>',
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
    "table": ("Danh sách.xlsx", xlsx()),
    "text": ("tin nhan.txt", "Xin chào ông/bà.\r\nDòng hai".encode()),
    "text with mark": ("tin.txt", "Xin chào".encode("utf-8-sig")),
    "text of Windows": ("tin.txt", "Xin chào".encode("utf-16")),
    "film": ("video.mp4", film()),
    "film of an iPhone": ("IMG_2.MOV", film(b"qt  ")),
    "recording": ("Ghi âm 1.m4a", film(b"M4A ")),
    "sound": ("ghi am.mp3", sound()),
    "sound with tags": ("ghi am.mp3", sound(tag=id3(b"TIT2" + bytes(60)))),
    "no dot in front": ("..ảnh.jpg", picture()),
}

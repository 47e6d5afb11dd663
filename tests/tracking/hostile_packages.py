"""Word and Excel packages as an enemy sends them: macros, remote parts, bombs, overlaps. See `hostile_files`."""

import io
import random
import struct
import zipfile

from tests.tracking import benign_files as honest
from tests.tracking.hostile_files import HTML, REFUSED, Made, noise, refused


def _docx(**parts: bytes | str) -> Made:
    return "don.docx", honest.package({**honest.word_parts(), **parts})


def _related(kind: str, target: str) -> Made:
    rels = honest.relations(honest.relation(kind, target, external=True))
    return _docx(**{"word/_rels/document.xml.rels": rels})


REFUSED |= {
    "docm": lambda r: ("don.docm", honest.docx()),
    "macro part": lambda r: _docx(**{"word/vbaProject.bin": noise(r)}),
    "macro type": lambda r: _docx(
        **{
            honest.CONTENT_TYPES: honest.types(
                "application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml"
            )
        }
    ),
    "activex": lambda r: _docx(**{"word/activeX/activeX1.bin": noise(r)}),
    "ole object": lambda r: _docx(**{"word/embeddings/oleObject1.bin": noise(r)}),
    "package in a package": lambda r: _docx(**{"word/media/image1.png": honest.docx()}),
    "program in a package": lambda r: _docx(**{"word/media/image1.png": b"MZ" + noise(r)}),
    "template from afar": lambda r: _related("attachedTemplate", "https://example.org/x.dotm"),
    "picture from afar": lambda r: _related("image", "\\\\example.org\\x.png"),
    "link to a script": lambda r: _related("hyperlink", "javascript:alert(1)"),
    "dde field": lambda r: _docx(
        **{"word/document.xml": "<w:p><w:instrText>DDE</w:instrText><w:instrText>AUTO c</w:instrText></w:p>"}
    ),
    "include field": lambda r: _docx(
        **{"word/document.xml": '<w:fldSimple w:instr="INCLUDETEXT https://example.org"/>'}
    ),
    "entities": lambda r: _docx(**{"word/document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}),
    "broken relations": lambda r: _docx(**{"word/_rels/x.rels": "<a"}),
    "excel called word": lambda r: ("don.docx", honest.xlsx()),
    "excel with a command": lambda r: ("a.xlsx", honest.package(honest.excel_parts("cmd|'/c calc'!A1"))),
    "excel that calls the web": lambda r: (
        "a.xlsx",
        honest.package(honest.excel_parts('WEBSERVICE("https://example.org")')),
    ),
    "excel with links": lambda r: (
        "a.xlsx",
        honest.package({**honest.excel_parts(), "xl/externalLinks/externalLink1.xml": "<a/>"}),
    ),
    "excel macro sheet": lambda r: (
        "a.xlsx",
        honest.package({**honest.excel_parts(), "xl/macrosheets/sheet1.xml": "<a/>"}),
    ),
    "path upward": lambda r: _docx(**{"../../etc/cron.d/x": "x"}),
    "path from the root": lambda r: _docx(**{"/etc/passwd": "x"}),
    "path of Windows": lambda r: _docx(**{"..\\..\\x": "x"}),
    "bomb": lambda r: _docx(**{"word/media/a.bin": bytes(8 * 1024 * 1024)}),
    "bomb in many parts": lambda r: _docx(**{f"word/{n}.bin": bytes(1024 * 1024) for n in range(80)}),
    "thousands of parts": lambda r: _docx(**{f"word/{n}": "" for n in range(2100)}),
    "page in front of a package": lambda r: ("don.docx", HTML + honest.docx()),
    "page behind a package": lambda r: ("don.docx", honest.docx() + HTML),
    "page in the comment of a package": lambda r: ("don.docx", _commented(HTML)),
    "package cut off": lambda r: ("don.docx", honest.docx()[: 300 + r.randrange(100)]),
}


@refused
def symbolic_link(rng: random.Random) -> Made:
    out = io.BytesIO(honest.docx())
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("word/lien-ket")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return "don.docx", out.getvalue()


@refused
def two_parts_of_one_name(rng: random.Random) -> Made:
    out = io.BytesIO(honest.docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("WORD/DOCUMENT.XML", "<a/>")
    return "don.docx", out.getvalue()


@refused
def locked_part(rng: random.Random) -> Made:
    return "don.docx", _flagged(honest.docx(), 0x1)


@refused
def wrong_size_declared(rng: random.Random) -> Made:
    """The directory says ten bytes; the stream holds a megabyte."""
    whole = bytearray(_docx(**{"word/z.bin": bytes(1024 * 1024)})[1])
    at = whole.rindex(b"word/z.bin") - 46
    struct.pack_into("<I", whole, at + 24, 10)
    return "don.docx", bytes(whole)


@refused
def overlapping_parts(rng: random.Random) -> Made:
    """Many directory entries that share one compressed stream: small, and unpacking to no end."""
    whole = _docx(**{"word/z.bin": bytes(900 * 1024)})[1]
    start = whole.rindex(b"PK\x05\x06")
    directory_at = struct.unpack_from("<I", whole, start + 16)[0]
    directory = whole[directory_at:start]
    last = directory[directory.rindex(b"PK\x01\x02") :]
    copies = b"".join(last.replace(b"word/z.bin", f"word/{n:05}".encode()) for n in range(50))
    count = struct.unpack_from("<H", whole, start + 10)[0] + 50
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory + copies), directory_at, 0)
    return "don.docx", whole[:directory_at] + directory + copies + end


@refused
def hidden_between_parts(rng: random.Random) -> Made:
    """Bytes no entry owns, before the directory."""
    whole = honest.docx()
    end = whole.rindex(b"PK\x05\x06")
    at = struct.unpack_from("<I", whole, end + 16)[0]
    tail = bytearray(whole[end:])
    struct.pack_into("<I", tail, 16, at + len(HTML))
    return "don.docx", whole[:at] + HTML + whole[at:end] + bytes(tail)


def _flagged(data: bytes, flag: int) -> bytes:
    changed = bytearray(data)
    at = changed.index(b"PK\x01\x02")
    changed[at + 8] |= flag
    changed[6] |= flag
    return bytes(changed)


def _commented(comment: bytes) -> bytes:
    out = io.BytesIO(honest.docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = comment
    return out.getvalue()

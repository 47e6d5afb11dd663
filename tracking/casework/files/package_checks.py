"""Is this Word or Excel package honest? Pure (R16, R18).

Everything declared is checked before anything is unpacked, and the unpacking is counted, for declared sizes are the
sender's word. The overlap check is our own: Python 3.11.7's zipfile has none. What a part may be is said in
`package_kinds`, what its words may do in `package_words`; `package_xml` reads them.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from . import package_xml, refusals
from .package_kinds import ContentTypes, Relations
from .package_words import DocumentPart, TablePart
from .refusals import Limits, Refusal

_TYPES = "[Content_Types].xml"
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED, _DESCRIPTOR = 0x1, 0x8
_DESCRIPTOR_BYTES = 24
_END_BYTES = 22
_CHUNK = 64 * 1024
_SMALL = 1024 * 1024

_MACRO_PART = re.compile(r"(vbaproject|vbadata|macrosheets/|activex|customui)", re.IGNORECASE)
_LINKED_PART = re.compile(r"(^|/)externallinks/", re.IGNORECASE)
_EMBEDDED_PART = re.compile(
    r"(^|/)embeddings/|oleobject|\.(zip|rar|7z|exe|dll|js|vbs|bat|doc[mx]?|xls[bmx]?|rtf|html?|mht|mhtml|eml|pdf)$",
    re.IGNORECASE,
)
_EMBEDDED_MAGIC = (
    *(b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rt", b"MIME-Version", b"ITSF"),
    *(b"MZ", b"\x7fELF", b"#!", b"L\0\0\0\x01\x14\x02\0"),
)
_HEAD = 256


def check(data: bytes, suffix: str, limits: Limits) -> None:
    """Raise `Refusal` unless `data` is a plain package of the kind `suffix` (docx or xlsx)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_directory(package, data, limits)
            _check_parts(package, suffix, limits)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError) as broken:
        raise Refusal(refusals.BROKEN) from broken


# --- what the directory declares -----------------------------------------------------------------------------------


def _check_directory(package: zipfile.ZipFile, data: bytes, limits: Limits) -> None:
    # The end record closes the file: a comment or a tail would be room for a second content.
    if data.rfind(b"PK\x05\x06") != len(data) - _END_BYTES:
        raise Refusal(refusals.TWO_FACED)
    entries = package.infolist()
    if not 0 < len(entries) <= limits.entries:
        raise Refusal(refusals.UNSAFE_PACKAGE)
    for entry in entries:
        _check_entry(entry, limits)
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise Refusal(refusals.UNSAFE_PACKAGE)
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise Refusal(refusals.TOO_DEEP)
    _check_no_overlap(entries, data, package.start_dir)


def _check_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise Refusal(refusals.OLD_OFFICE)
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Refusal(refusals.UNSAFE_PACKAGE)
    if _leads_outside(entry.orig_filename) or stat.S_ISLNK(entry.external_attr >> 16):
        raise Refusal(refusals.UNSAFE_PACKAGE)
    if entry.file_size > max(_SMALL, entry.compress_size * limits.ratio):
        raise Refusal(refusals.TOO_DEEP)


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/")


def _check_no_overlap(entries: list[zipfile.ZipInfo], data: bytes, directory_start: int) -> None:
    """Entries must lie one after another from the first byte to the directory: no sharing, no hidden gaps."""
    position = slack = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if not position <= entry.header_offset <= position + slack:
            raise Refusal(refusals.UNSAFE_PACKAGE)
        position = _end_of(entry, data)
        slack = _DESCRIPTOR_BYTES if entry.flag_bits & _DESCRIPTOR else 0
    if not position <= directory_start <= position + slack:
        raise Refusal(refusals.UNSAFE_PACKAGE)


def _end_of(entry: zipfile.ZipInfo, data: bytes) -> int:
    header = _LOCAL.unpack_from(data, entry.header_offset)
    name_at = entry.header_offset + _LOCAL.size
    local_name = data[name_at : name_at + header[9]]
    if header[0] != b"PK\x03\x04" or local_name != entry.orig_filename.encode(
        "utf-8" if entry.flag_bits & 0x800 else "cp437"
    ):
        raise Refusal(refusals.UNSAFE_PACKAGE)
    return name_at + int(header[9]) + int(header[10]) + entry.compress_size


# --- what the parts hold -------------------------------------------------------------------------------------------


def _check_parts(package: zipfile.ZipFile, suffix: str, limits: Limits) -> None:
    _check_names(package.namelist())
    if _TYPES not in package.namelist():
        raise Refusal(refusals.ARCHIVE)
    room = limits.unpacked_bytes
    kinds = ContentTypes(suffix)
    package_xml.read(b"".join(_unpack(package, package.getinfo(_TYPES), room)), kinds)
    kinds.check_main()
    for entry in package.infolist():
        part = b"".join(_unpack(package, entry, room))
        room -= len(part)
        # An empty entry that ends with a stroke is a folder.
        if entry.filename != _TYPES and not (entry.is_dir() and not part):
            _check_part(entry.filename.lower(), part, kinds)


def _check_names(names: list[str]) -> None:
    for name in names:
        if _MACRO_PART.search(name):
            raise Refusal(refusals.MACRO)
        if _LINKED_PART.search(name):
            raise Refusal(refusals.LINKED)
        if _EMBEDDED_PART.search(name):
            raise Refusal(refusals.EMBEDDED)


def _unpack(package: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    with package.open(entry) as part:
        while chunk := part.read(_CHUNK):
            room -= len(chunk)
            if room < 0:
                raise Refusal(refusals.TOO_DEEP)
            yield chunk


def _check_part(name: str, part: bytes, kinds: ContentTypes) -> None:
    if part[:_HEAD].lstrip().startswith(_EMBEDDED_MAGIC):
        raise Refusal(refusals.EMBEDDED)
    kind = kinds.of(name)
    if name.endswith(".rels"):
        package_xml.read(part, Relations())
    elif _is_xml(name, kind, part):
        package_xml.read(part, DocumentPart() if kinds.suffix == "docx" else TablePart())


def _is_xml(name: str, kind: str, part: bytes) -> bool:
    """By any of the signs an office program may go by."""
    return (
        kind.endswith(("xml", "vmldrawing"))
        or name.endswith((".xml", ".vml", ".svg"))
        or part[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    )

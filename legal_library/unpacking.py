"""A folder sent as one .zip, taken apart in bounded time and memory: the web process does it while the sender waits.

Deflate is linear in what goes in and what comes out, and both are bounded here. A hostile directory could ask for more:
the same bytes listed hundreds of times, other ways of packing whose pieces grow without bound, a million empty entries.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from .parsing.broken_zip import BROKEN_ZIP
from .parsing.document import Unreadable

File = tuple[str, bytes]
MOST_FILES = 500
_MOST_UNPACKED = 200 * 1024 * 1024
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Every line of a directory begins so; a .docx that is stored unpacked brings some dozen of its own.
_LINE = b"PK\x01\x02"
_MOST_LINES = 50_000
# Invisible characters that turn a name round: "a\u202etxt.exe" would be shown as "aexe.txt".
_STEERING = re.compile("[\u0000-\u001f\u007f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def unpacked(files: Iterable[File]) -> list[File]:
    """The files, each .zip among them replaced by what is in it. Raises Unreadable."""
    found: list[File] = []
    room = _MOST_UNPACKED
    for name, data in files:
        inside = _inside(name, data, room) if name.lower().endswith(".zip") else [(name, data)]
        room -= sum(len(each) for _, each in inside)
        found += inside
    return found


def _inside(name: str, data: bytes, room: int) -> list[File]:
    if data.count(_LINE) > _MOST_LINES:
        raise _too_large(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [part for part in package.infolist() if not part.is_dir() and not _hidden(part.filename)]
            _check(name, parts, len(data), room)
            return [(_STEERING.sub("", part.filename.rpartition("/")[2]), _read(package, part)) for part in parts]
    except BROKEN_ZIP as error:
        raise Unreadable(f"Tệp “{name}” không phải tệp .zip lành lặn, hoặc có mật khẩu.") from error


def _check(name: str, parts: list[zipfile.ZipInfo], size: int, room: int) -> None:
    # One more for the manifest.
    if len(parts) > MOST_FILES + 1 or sum(part.file_size for part in parts) > room:
        raise _too_large(name)
    if any(part.compress_type not in _PLAIN for part in parts):
        raise Unreadable(
            f"Tệp “{name}” nén theo kiểu ít dùng nên không nhận được. Hãy nén lại thành .zip thường (trong Windows: "
            "bấm chuột phải vào thư mục, chọn nén thành tệp ZIP) rồi gửi lại."
        )
    if sum(part.compress_size for part in parts) > size:
        raise Unreadable(f"Tệp “{name}” không phải tệp .zip lành lặn: các tệp trong đó chồng lên nhau.")


def _read(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """As many bytes as the directory says, and not what the packed words would grow to."""
    with package.open(part) as stream:
        data = stream.read(part.file_size)
    if len(data) != part.file_size:
        raise zipfile.BadZipFile
    return data


def _too_large(name: str) -> Unreadable:
    return Unreadable(
        f"Tệp “{name}” bung ra quá lớn, không nhận được: mỗi đợt nhiều nhất {MOST_FILES} tệp, cả thảy "
        f"{_MOST_UNPACKED // 1024 // 1024} MB. Hãy chia thành nhiều đợt."
    )


def _hidden(path: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.split("/"))

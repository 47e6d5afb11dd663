"""Whether a film can be played on a phone over a slow line: an MP4 with its table at the front, and not long. Pure."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

LONGEST = 10 * 60  # seconds
_MOST_BOXES = 200
_HEAD = struct.Struct(">I4s")


class NoFilm(ValueError):
    """The message is for the editor."""


def check(file: IO[bytes]) -> float:
    """How many seconds it lasts. Raises NoFilm; the file stands at its beginning afterwards."""
    try:
        return _checked(file)
    except struct.error:
        raise NoFilm("Tệp phim bị cắt cụt. Xin xuất lại.") from None
    finally:
        file.seek(0)


def _checked(file: IO[bytes]) -> float:
    order = list(_boxes(file))
    names = [name for name, *_place in order]
    if names[:1] != [b"ftyp"]:
        raise NoFilm("Đây không phải phim MP4. Xin xuất ở dạng MP4 (H.264, AAC).")
    if b"moov" not in names or b"mdat" not in names:
        raise NoFilm("Phim MP4 này không đủ phần. Xin xuất lại.")
    if names.index(b"mdat") < names.index(b"moov"):
        raise NoFilm(
            "Phim phải tải hết mới xem được. Xin xuất lại với mục “Fast start” (“web optimized”), "
            "để mạng chậm cũng xem được ngay."
        )
    _name, start, length = order[names.index(b"moov")]
    file.seek(start)
    seconds = _seconds(file.read(min(length, 1024 * 1024)))
    if seconds > LONGEST:
        raise NoFilm(f"Phim dài {seconds / 60:.0f} phút; nhiều nhất {LONGEST // 60} phút. Xin chia thành nhiều phim.")
    return seconds


def _boxes(file: IO[bytes]) -> Iterator[tuple[bytes, int, int]]:
    """Name, first byte of the content and its length, of every box at the top (ISO/IEC 14496-12, 4.2)."""
    place = file.seek(0)
    end = file.seek(0, 2)
    for _number in range(_MOST_BOXES):
        if place >= end:
            return
        file.seek(place)
        size, name = _HEAD.unpack(file.read(_HEAD.size))
        head = _HEAD.size
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
            head += 8
        size = size or end - place
        if size < head or place + size > end:
            raise NoFilm("Tệp phim bị cắt cụt. Xin xuất lại.")
        yield name, place + head, size - head
        place += size


def _seconds(moov: bytes) -> float:
    """From `mvhd`, the first box of `moov` (8.2.2)."""
    place = moov.find(b"mvhd")
    if place < 0:
        raise NoFilm("Phim MP4 này không ghi độ dài. Xin xuất lại.")
    version = moov[place + 4]
    if version == 1:
        scale, length = struct.unpack_from(">IQ", moov, place + 8 + 16)
    else:
        scale, length = struct.unpack_from(">II", moov, place + 8 + 8)
    return float(length / scale) if scale else 0.0

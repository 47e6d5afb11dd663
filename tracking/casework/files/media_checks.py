"""Is this sound or film what it says, and nothing besides? Pure (R16, R19).

A phone's recording is often the only evidence there is, so it is taken within the size of any other file. It is not
decoded: its structure is walked from the first byte to the last, and what is not picture or sound (place, device,
comments, cover) is blanked or cut away.
"""

import struct
from collections.abc import Iterator

from . import refusals
from .refusals import Refusal

_FILM_BRANDS = {
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"MSNV",
    b"3gp4",
    b"3gp5",
    b"3gp6",
    b"qt  ",
}
_SOUND_BRANDS = {b"M4A ", b"M4B ", b"mp42", b"isom", b"iso2", b"3gp4", b"3gp5", b"mp41"}
BRANDS = {"mp4": _FILM_BRANDS, "mov": _FILM_BRANDS, "m4a": _SOUND_BRANDS}

# What a player needs. Every other box (tags, place, makers' own) is blanked, wherever it stands.
_NEEDED_OUTSIDE = {b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"styp"}
_BLANKED_INSIDE = {b"free", b"skip", b"uuid", b"meta", b"udta"}
_FAMILIES = {b"moov", b"trak", b"mdia"}
_MOST_BOXES = 20_000


def tidy_film(data: bytes, suffix: str) -> bytes:
    """The same film with everything but its streams and their tables blanked; offsets stay, so nothing else changes."""
    if data[8:12] not in BRANDS[suffix]:
        raise Refusal(refusals.OTHER_MEDIA)
    tidy = bytearray(data)
    seen: set[bytes] = set()
    for count, (kind, start, body, end, needed) in enumerate(_boxes(data, 0, len(data))):
        seen.add(kind)
        if count > _MOST_BOXES:
            raise Refusal(refusals.UNSAFE_PACKAGE)
        if not needed:
            tidy[start + 4 : start + 8] = b"free"
            tidy[body:end] = bytes(end - body)
    if not {b"ftyp", b"moov"} <= seen or not seen & {b"mdat", b"moof"}:
        raise Refusal(refusals.BROKEN)
    return bytes(tidy)


def _boxes(data: bytes, start: int, end: int, *, outside: bool = True) -> Iterator[tuple[bytes, int, int, int, bool]]:
    """(kind, start, start of body, end, needed) of each box, families opened; boxes must fill their room exactly."""
    while start < end:
        size, kind, body = _box_head(data, start, end)
        stop = start + size
        if stop > end or size < body - start:
            raise Refusal(refusals.BROKEN)
        needed = kind in _NEEDED_OUTSIDE if outside else kind not in _BLANKED_INSIDE
        yield kind, start, body, stop, needed
        if kind in _FAMILIES:
            yield from _boxes(data, body, stop, outside=False)
        start = stop


def _box_head(data: bytes, start: int, end: int) -> tuple[int, bytes, int]:
    if end - start < 8:
        raise Refusal(refusals.BROKEN)
    size, kind = struct.unpack_from(">L4s", data, start)
    if size == 1 and end - start >= 16:
        return struct.unpack_from(">Q", data, start + 8)[0], kind, start + 16
    if size == 0:
        return end - start, kind, start + 8
    return size, kind, start + 8


# --- mp3 -----------------------------------------------------------------------------------------------------------

_RATES_V1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_RATES_V2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_SAMPLING = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_FEWEST_FRAMES = 3


def tidy_sound(data: bytes) -> bytes:
    """The bare MPEG layer III frames: tags before and after (names, comments, pictures) are gone."""
    position = start = _after_tags(data)
    frames = 0
    while (length := _frame_length(data, position)) and position + length <= len(data):
        position += length
        frames += 1
    rest = data[position:]
    known_tail = rest[:3] == b"TAG" or rest[:8] == b"APETAGEX" or not rest.strip(b"\0") or _frame_length(data, position)
    if frames < _FEWEST_FRAMES or not known_tail:
        raise Refusal(refusals.BROKEN)
    return data[start:position]


def _after_tags(data: bytes) -> int:
    position = 0
    while data[position : position + 3] == b"ID3" and len(data) >= position + 10:
        size = 0
        for byte in data[position + 6 : position + 10]:
            size = size << 7 | byte & 0x7F
        position += 10 + size
    while data[position : position + 1] == b"\0":
        position += 1
    return position


def _frame_length(data: bytes, position: int) -> int:
    """Bytes of the layer III frame at `position`; 0 where none begins."""
    head = data[position : position + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sampling = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or sampling == 3:
        return 0
    kilobits = (_RATES_V1 if version == 3 else _RATES_V2)[rate]
    if not kilobits:
        return 0
    return (144_000 if version == 3 else 72_000) * kilobits // _SAMPLING[version][sampling] + (head[2] >> 1 & 1)

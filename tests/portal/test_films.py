"""Films and captions before they are taken: playable on a phone at once, not long, every word with its time."""

import io
import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import captions, films
from portal.captions import RefusedCaptions
from portal.films import NoFilm

GOOD = "WEBVTT\n\n00:00.000 --> 00:02.000\nXin chào ông bà.\n\n2\n00:02.000 --> 00:05.500\nĐây là dòng thứ hai.\n"


def box(name: bytes, inside: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(inside), name) + inside


def header(seconds: int, version: int = 0) -> bytes:
    """`mvhd` with a scale of 1000."""
    times = (
        struct.pack(">QQIQ", 0, 0, 1000, seconds * 1000)
        if version
        else struct.pack(">IIII", 0, 0, 1000, seconds * 1000)
    )
    return box(b"mvhd", bytes([version, 0, 0, 0]) + times + b"\0" * 80)


def film(*, seconds: int = 30, version: int = 0, order: str = "fmd") -> io.BytesIO:
    parts = {
        "f": box(b"ftyp", b"isom\0\0\2\0"),
        "m": box(b"moov", header(seconds, version)),
        "d": box(b"mdat", b"x" * 100),
    }
    return io.BytesIO(b"".join(parts[one] for one in order))


@pytest.mark.parametrize("version", [0, 1])
def test_a_film_that_plays_at_once_is_taken_with_its_length(version: int) -> None:
    file = film(seconds=42, version=version)
    assert films.check(file) == 42
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (film(order="fdm"), "Fast start"),
        (film(order="fd"), "không đủ phần"),
        (film(order="md"), "không phải phim MP4"),
        (film(seconds=601), "nhiều nhất 10 phút"),
        (io.BytesIO(b""), "không phải phim MP4"),
        (io.BytesIO(b"%PDF-1.7 day la mot tep khac"), "cắt cụt"),
        (io.BytesIO(film().getvalue()[:-30]), "cắt cụt"),
        (io.BytesIO(box(b"ftyp") + box(b"moov") + box(b"mdat")), "không ghi độ dài"),
    ],
)
def test_what_a_phone_could_not_play_is_refused_with_what_to_do(file: io.BytesIO, why: str) -> None:
    with pytest.raises(NoFilm, match=why):
        films.check(file)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_film_or_refused_in_words(data: bytes) -> None:
    with suppress(NoFilm):
        films.check(io.BytesIO(data))


def test_captions_with_times_that_run_forward_are_taken() -> None:
    captions.check(GOOD)
    captions.check(GOOD.replace("\n", "\r\n"))
    captions.check("\ufeff" + GOOD)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "WEBVTT"),
        ("1\n00:00.000 --> 00:01.000\nx", "WEBVTT"),
        ("WEBVTT\n\n", "chưa có câu nào"),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nkiểu SRT", "00:05.000 -->"),
        ("WEBVTT\n\n00:05.000 --> 00:04.000\nlùi", "đi tới"),
        (GOOD + "\n00:01.000 --> 00:09.000\ntrước câu trước", "đi tới"),
        ("WEBVTT\n\n00:00.000 --> 00:04.000\n", "thiếu lời"),
        ("WEBVTT\n\nchỉ có lời", "00:05.000 -->"),
    ],
)
def test_captions_that_would_not_show_are_refused_at_their_place(text: str, why: str) -> None:
    with pytest.raises(RefusedCaptions, match=why):
        captions.check(text)


@given(st.text(max_size=200))
def test_any_text_is_captions_or_refused(text: str) -> None:
    with suppress(RefusedCaptions):
        captions.check(text)

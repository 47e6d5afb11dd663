"""What happens to files of strangers: honest ones are taken, hostile ones refused or tamed, nothing ever raises."""

import hashlib
import io
import random
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.tracking import benign_files as honest
from tests.tracking import hostile_files as hostile
from tests.tracking import hostile_packages
from tracking.casework.files import refusals
from tracking.casework.files.file_checks import ACCEPTED_SUFFIXES, CONTENT_TYPES, Refused, StagedFile, inspect
from tracking.casework.files.refusals import Limits

LIMITS = Limits()


def taken(name: str, data: bytes, limits: Limits = LIMITS) -> StagedFile:
    found = inspect(name, data, limits)
    assert isinstance(found, StagedFile), found
    return found


def refused(name: str, data: bytes, limits: Limits = LIMITS) -> Refused:
    found = inspect(name, data, limits)
    assert isinstance(found, Refused), found
    return found


def test_there_are_at_least_forty_families_of_hostile_files():
    assert hostile_packages.overlapping_parts.__name__ in hostile.REFUSED
    assert len(hostile.REFUSED) + len(hostile.TAMED) >= 40


@pytest.mark.parametrize("family", hostile.REFUSED)
@pytest.mark.parametrize("seed", range(2))
def test_a_hostile_file_is_refused_with_a_reason(family, seed):
    name, data = hostile.REFUSED[family](random.Random(seed))
    found = refused(name, data)
    assert found.reason.endswith(".")
    assert "%(" not in found.reason
    assert found.reason != found.sentence or "%(" not in found.sentence


@pytest.mark.parametrize("family", hostile.TAMED)
@pytest.mark.parametrize("seed", range(5))
def test_what_hides_in_a_file_is_gone_when_it_is_kept(family, seed):
    name, data = hostile.TAMED[family](random.Random(seed))
    assert hostile.MARKER in data
    kept = taken(name, data).data
    assert hostile.MARKER not in kept
    assert b"<script" not in kept.lower()


@pytest.mark.parametrize("kind", honest.HONEST)
def test_an_honest_file_is_taken(kind):
    name, data = honest.HONEST[kind]
    found = taken(name, data)
    assert found.sha256 == hashlib.sha256(found.data).hexdigest()
    assert found.content_type in CONTENT_TYPES.values()
    assert found.shown_name.count(".") == 1


def test_what_was_taken_once_is_taken_again():
    for name, data in honest.HONEST.values():
        first = taken(name, data)
        again = taken(first.shown_name, first.data)
        assert (again.shown_name, again.content_type) == (first.shown_name, first.content_type)


@pytest.mark.parametrize(
    ("family", "sentence"),
    [
        ("svg", refusals.SVG),
        ("html called pdf", refusals.WEB_PAGE),
        ("windows program called pdf", refusals.PROGRAM),
        ("zip", refusals.ARCHIVE),
        ("zip called docx", refusals.ARCHIVE),
        ("locked word", refusals.OLD_OFFICE),
        ("macro part", refusals.MACRO),
        ("docm", refusals.MACRO),
        ("template from afar", refusals.LINKED),
        ("bomb", refusals.TOO_DEEP),
        ("overlapping_parts", refusals.UNSAFE_PACKAGE),
        ("hidden_between_parts", refusals.UNSAFE_PACKAGE),
        ("picture_of_a_billion_pixels", refusals.TOO_MANY_PIXELS),
        ("pdf_with_javascript", refusals.ACTIVE_PDF),
        ("pdf_with_script_name_disguised", refusals.ACTIVE_PDF),
        ("pdf_with_script_in_an_object_stream", refusals.ACTIVE_PDF),
        ("pdf_that_starts_a_program", refusals.ACTIVE_PDF),
        ("pdf_with_a_file_inside", refusals.EMBEDDED),
        ("pdf_with_a_password", refusals.LOCKED_PDF),
        ("pdf_with_a_page_in_front", refusals.TWO_FACED),
        ("too large", refusals.TOO_LARGE),
        ("empty", refusals.EMPTY),
        ("no suffix", refusals.NO_SUFFIX),
    ],
)
def test_the_reason_is_the_true_one(family, sentence):
    """A file refused for another reason than the one it was built for would prove nothing."""
    name, data = hostile.REFUSED[family](random.Random(0))
    assert refused(name, data).sentence == sentence


def test_a_picture_is_turned_upright_before_its_orientation_is_dropped():
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = taken("a.jpg", honest.picture(size=(60, 20), exif=exif.tobytes())).data
    picture = Image.open(io.BytesIO(kept))
    assert picture.size == (20, 60)
    assert not picture.getexif()


def test_a_picture_larger_than_is_kept_becomes_smaller():
    kept = taken("a.jpg", honest.picture(size=(400, 300)), Limits(kept_pixels=10_000)).data
    width, height = Image.open(io.BytesIO(kept)).size
    assert 9_000 < width * height <= 10_000


def test_a_screen_too_large_as_png_is_kept_as_jpeg():
    """256 colours grow when the palette is dropped."""
    rng = random.Random(1)
    palette = Image.frombytes("P", (300, 300), rng.randbytes(90_000))
    palette.putpalette(rng.randbytes(768))
    out = io.BytesIO()
    palette.save(out, "PNG")
    sent = out.getvalue()
    assert taken("a.png", sent).shown_name == "a.png"
    assert taken("a.png", sent, Limits(file_bytes=len(sent))).shown_name == "a.jpg"


def test_a_phone_picture_of_another_kind_gets_its_true_suffix():
    assert taken("zalo.jpg", honest.picture("WEBP")).shown_name == "zalo.jpg"
    assert taken("IMG_1.HEIC", honest.picture("HEIF")).shown_name == "IMG_1.jpg"
    assert taken("a.jpg", honest.picture("PNG")).shown_name == "a.png"


def test_a_text_is_kept_as_composed_utf8():
    assert taken("a.txt", "tie\u0302\u0301ng".encode("utf-16")).data == "tiếng".encode()


def test_a_film_keeps_its_length_when_its_tags_are_blanked():
    name, data = hostile.TAMED["film_with_a_place"](random.Random(0))
    assert len(taken(name, data).data) == len(data)


def test_a_bomb_is_refused_before_it_is_unpacked():
    name, data = hostile.REFUSED["bomb"](random.Random(0))
    tracemalloc.start()
    refused(name, data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * 1024 * 1024


def test_every_accepted_suffix_says_what_is_accepted_when_its_content_lies():
    for suffix in ACCEPTED_SUFFIXES:
        assert refused(f"a.{suffix}", b"\x01\x02\x03 khong phai").reason


@given(name=st.text(max_size=300), data=st.binary(max_size=2000))
def test_no_name_and_no_bytes_ever_raise(name, data):
    assert inspect(name, data, LIMITS)


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(sorted(honest.HONEST)), rng=st.randoms(use_true_random=False))
def test_an_honest_file_with_wounds_never_raises(kind, rng):
    name, whole = honest.HONEST[kind]
    wounded = bytearray(whole)
    for _ in range(rng.randrange(1, 20)):
        wounded[rng.randrange(len(wounded))] = rng.randrange(256)
    assert inspect(name, bytes(wounded), LIMITS)

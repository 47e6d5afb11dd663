"""The receipt: what it shows, what it keeps to itself, and how it is known to be genuine."""

import base64
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tracking.papers_text import page_count, profiles, text_between, text_of
from tracking.casework import codes
from tracking.casework.petition import Kind
from tracking.casework.printed import receipt
from tracking.casework.sealing.keys import KeyName

MIDDLE_OF_A4 = 421.0
CODE = "7K2M-94QX-ABCD-EF0H"
ADDRESSES = receipt.Addresses(
    check="https://portal.example/kiem-tra-bien-nhan/", lookup="https://portal.example/tra-cuu/"
)


def facts(**given_facts) -> receipt.Facts:
    defaults = {
        "reference": "HP26-7K2M94",
        "kind": Kind.COMPLAINT,
        "agency": "Ủy ban nhân dân phường Mẫu",
        "agency_slug": "phuong-mau",
        "at": dt.datetime(2026, 11, 22, 18, 5, tzinfo=dt.UTC),
    }
    return receipt.Facts(**{**defaults, **given_facts})


def test_a_token_vouches_for_reference_office_and_local_day():
    read = receipt.read_token(receipt.token(facts()))
    assert read == receipt.Genuine(reference="HP26-7K2M94", agency_slug="phuong-mau", day=dt.date(2026, 11, 23))


def test_a_token_says_nothing_but_what_stands_on_the_paper():
    version, reference, agency, day, mac = receipt.token(facts(kind=Kind.DENUNCIATION)).split(".")
    assert (version, reference, agency, day) == ("1", "HP26-7K2M94", "phuong-mau", "20261123")
    assert len(mac) == 16


@pytest.mark.parametrize("position", range(0, 50, 3))
def test_a_token_with_one_changed_letter_is_not_genuine(position):
    token = receipt.token(facts())
    other = "A" if token[position] != "A" else "B"
    assert receipt.read_token(token[:position] + other + token[position + 1 :]) is None


@given(st.text(max_size=300))
def test_no_text_of_a_stranger_is_genuine_or_raises(text):
    assert receipt.read_token(text) is None
    assert receipt.read_typed(text) is None


def test_a_signed_day_that_is_none_is_not_genuine():
    body = "1.HP26-7K2M94.phuong-mau.20269999"
    forged = f"{body}.{receipt._mac(body, receipt.current_key(KeyName.RECEIPT))}"
    assert receipt.read_token(forged) is None


def test_a_receipt_stays_genuine_when_the_key_is_changed(fresh_keys):
    token, typed = receipt.token(facts()), receipt.typed("HP26-7K2M94")
    fresh_keys.rotate_key(KeyName.RECEIPT)
    assert receipt.read_token(token)
    assert receipt.read_typed(typed) == "HP26-7K2M94"
    assert receipt.token(facts()) != token


def test_a_token_of_another_portal_is_not_genuine(fresh_keys, tmp_path, settings):
    token, typed = receipt.token(facts()), receipt.typed("HP26-7K2M94")
    settings.KEYS_FOLDER = tmp_path / "other"
    fresh_keys.forget_keys()
    fresh_keys.ensure_keys()
    assert receipt.read_token(token) is None
    assert receipt.read_typed(typed) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(symbols=st.text(codes.ALPHABET, min_size=6, max_size=6))
def test_what_is_printed_can_be_typed_in_any_way(symbols):
    typed = receipt.typed(f"HP26-{symbols}")
    for way in (typed, typed.lower(), typed.replace("-", " "), typed.replace("-", ""), typed.replace("1", "l")):
        assert receipt.read_typed(f" {way} ") == f"HP26-{symbols}"


def test_a_mistyped_letter_is_seen():
    typed = receipt.typed("HP26-7K2M94")
    wrong = typed[:-1] + ("A" if typed[-1] != "A" else "B")
    assert receipt.read_typed(wrong) is None
    assert receipt.read_typed(typed.replace("7K2M94", "7K2M95")) is None


def test_the_qr_opens_the_check_of_this_receipt():
    address = receipt.check_address(facts(), ADDRESSES)
    assert address == f"https://portal.example/kiem-tra-bien-nhan/?t={receipt.token(facts())}"
    made = receipt.segno.make(address, error="m", micro=False)
    svg = receipt.qr_svg(facts(), ADDRESSES).decode()
    path = svg.split('d="')[-1].split('"')[0]
    assert path in made.svg_inline(border=2)


def test_the_qr_on_a_page_needs_no_request_and_no_script():
    head, _, data = receipt.qr_data_uri(facts(), ADDRESSES).partition(",")
    assert head == "data:image/svg+xml;base64"
    assert b"<script" not in base64.b64decode(data)
    assert base64.b64decode(data).startswith(b"<svg xmlns=")


def test_the_sheet_is_one_page_in_vietnamese_for_archive_and_for_reading_aloud():
    made = receipt.pdf(facts(), CODE, 3, ADDRESSES)
    assert page_count(made) == 1
    text = text_of(made)
    for words in (
        "Biên nhận đơn",
        "Ủy ban nhân dân phường Mẫu",
        "HP26-7K2M94",
        "01:05, thứ Hai, 23/11/2026",
        "Khiếu nại",
        "3 tệp",
        "Phần của riêng ông/bà",
        "portal.example/tra-cuu/",
        "Xin giữ kín",
    ):
        assert words in text
    assert b'pdfaid:part="2"' in profiles(made) or b"<pdfaid:part>2" in profiles(made)
    assert b"pdfuaid:part" in profiles(made)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", list(Kind))
def test_the_code_stands_below_the_cut_line_only(kind, language):
    made = receipt.pdf(facts(kind=kind), CODE, 0, ADDRESSES, language)
    above, below = text_between(made, MIDDLE_OF_A4, 842), text_between(made, 0, MIDDLE_OF_A4)
    assert CODE in below
    assert "94QX" not in above
    assert "HP26-7K2M94" in above


def test_the_code_is_not_in_the_papers_metadata():
    made = receipt.pdf(facts(), CODE, 0, ADDRESSES)
    assert b"94QX" not in profiles(made)
    assert "94QX" not in str(receipt.check_address(facts(), ADDRESSES))


def test_the_receipt_of_a_denunciation_tells_no_hour():
    assert "01:05" not in text_of(receipt.pdf(facts(kind=Kind.DENUNCIATION), CODE, 0, ADDRESSES))


def test_only_kinds_that_need_a_signature_speak_of_one():
    speaks = {kind for kind in Kind if "chữ ký" in text_of(receipt.pdf(facts(kind=kind), CODE, 0, ADDRESSES))}
    assert speaks == {Kind.COMPLAINT, Kind.DENUNCIATION}


def test_who_reads_english_gets_an_english_sheet():
    text = text_of(receipt.pdf(facts(), CODE, 2, ADDRESSES, "en"))
    for words in ("Receipt for a petition", "Monday 23/11/2026", "Complaint", "Keep it secret", "2 files"):
        assert words in text
    assert "Biên nhận" not in text


def test_a_long_name_of_an_office_does_not_push_the_code_off_the_sheet():
    long_name = "Ban Quản lý các khu kinh tế và khu công nghiệp, bộ phận tiếp công dân và xử lý đơn " * 2
    made = receipt.pdf(facts(agency=long_name), CODE, 0, ADDRESSES)
    assert page_count(made) == 1
    assert CODE in text_between(made, 0, MIDDLE_OF_A4)

"""Strangers' text: what is dangerous goes, what was meant stays, and nothing is cut silently."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.casework.hygiene import clean

VIETNAMESE = "Đơn khiếu nại: ông Nguyễn Văn Mẫu – thửa đất số 5, tờ bản đồ 12 (“sổ đỏ”).\n\tKính gửi UBND phường."


def test_honest_vietnamese_stays_as_it_is():
    result = clean(VIETNAMESE, most=1000)
    assert (result.text, result.removed, result.too_long) == (VIETNAMESE, 0, False)


def test_decomposed_text_is_composed():
    assert clean(unicodedata.normalize("NFD", VIETNAMESE), most=1000).text == VIETNAMESE


@pytest.mark.parametrize(
    "bad",
    ["\x00", "\x08", "\x1b", "\x7f", "\x9f", "\u200b", "\u202e", "\u2066", "\u2069", "\ufeff", "\ud800", "\uffff"],
)
def test_what_cannot_be_seen_is_taken_out_and_counted(bad):
    result = clean(f"đơn{bad} tố cáo", most=100)
    assert (result.text, result.removed) == ("đơn tố cáo", 1)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85", "\x0b"])
def test_every_line_end_is_one_newline(end):
    assert clean(f"một{end}hai", most=100).text == "một\nhai"


def test_a_line_stays_one_line():
    assert clean("  Nguyễn\r\n  Văn\tMẫu ", most=100, one_line=True).text == "Nguyễn Văn Mẫu"


def test_a_tower_of_marks_is_cut_to_what_writing_needs():
    assert len(clean("a" + "\u0301" * 5000, most=10_000).text) <= 4


@given(st.text(max_size=300), st.booleans())
def test_clean_text_is_clean_and_stays_so(text, one_line):
    once = clean(text, most=100, one_line=one_line)
    assert unicodedata.is_normalized("NFC", once.text)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t" for char in once.text)
    once.text.encode()
    again = clean(once.text, most=1000, one_line=one_line)
    assert (again.text, again.removed) == (once.text, 0)


@given(st.text("ab é\n", max_size=60))
def test_a_text_is_too_long_by_what_is_left_of_it(text):
    result = clean(text, most=20)
    assert result.too_long == (len(result.text) > 20)


def test_bytes_are_bounded_too():
    assert clean("ế" * 50, most=100, most_bytes=120).too_long
    assert not clean("ế" * 40, most=100, most_bytes=120).too_long


def test_a_huge_text_costs_nothing_and_is_refused():
    assert clean("a" * 50_000_000, most=100).too_long
    assert clean(" " * 50_000_000, most=100).too_long

"""Whatever points to the denouncer is found wherever and however it is written, and struck without a trace (T25)."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import fold
from tracking.casework.opening.redacting import MARK, needles_of, pieces, proposal, strikes, struck

FACTS = {
    "name": "Trịnh Thị Hải Âu",
    "address": "Số 7 ngõ Sóng Biếc, phường Mẫu, thành phố Hải Phòng",
    "phone": "0900 000 123",
    "email": "haiau.trinh@example.org",
    "id_number": "031 000 000 007",
    "others": [{"name": "Vũ Văn Hải Đăng", "phone": "0911111222"}],
}
NEEDLES = needles_of(FACTS)


@pytest.mark.parametrize(
    "written",
    [
        "Trịnh Thị Hải Âu",
        "TRỊNH THỊ HẢI ÂU",
        "Trinh Thi Hai Au",
        unicodedata.normalize("NFD", "Trịnh Thị Hải Âu"),
        "Trịnh  Thị\nHải Âu",
        "TrinhThiHaiAu",
        "trinh.thi.hai.au",
        "Hải Âu",
        "Trịnh Âu",
        "Âu Trịnh Thị Hải",
        "T.T.H.Â",
        "chị Âu",
        "Số 7 ngõ Sóng Biếc",
        "so 7, ngo song biec",
        "phường Mẫu",
        "0900000123",
        "0900.000.123",
        "+84 900 000 123",
        "84900000123",
        "haiau.trinh@example.org",
        "HaiAu.Trinh@example.org",
        "031000000007",
        "031.000.000.007",
        "Vũ Văn Hải Đăng",
        "0911 111 222",
        "ai-do-khac@example.com",
        "0987 654 321",
        "sinh ngày 02/9/1980",
        "sinh năm 1980",
    ],
)
def test_it_is_struck_however_it_is_written(written):
    text = f"Đầu câu, {written}, cuối câu. Lần nữa: {written}."
    released = proposal(text, NEEDLES)
    assert fold(written) not in fold(released)
    assert released.count(MARK) == 2
    assert released.startswith("Đầu câu, ")
    assert "cuối câu. Lần nữa: " in released


def test_what_points_to_nobody_stays():
    text = "Ngày 02/9/2026 ông Phạm Văn Khác nhận 5.000.000 đồng ở chợ Ví Dụ, thành phố Hải Phòng. Gấu, nấu, sâu."
    assert proposal(text, NEEDLES) == text


def test_words_the_custodian_adds_are_struck_too():
    needles = needles_of(FACTS, ["quán Hoa Nắng", ""])
    assert proposal("Tôi bán ở QUAN HOA NANG.", needles) == f"Tôi bán ở {MARK}."


def test_a_mark_tells_nothing_of_the_length_of_what_it_covers():
    assert proposal("A: Hải Âu!", NEEDLES) == proposal("A: Trịnh Thị Hải Âu!", NEEDLES)


def test_without_an_identity_the_patterns_alone_are_struck():
    assert proposal("Gọi 0900 000 123, hỏi Trịnh Thị Hải Âu.", needles_of({})) == f"Gọi {MARK}, hỏi Trịnh Thị Hải Âu."


@given(st.text(max_size=300), st.lists(st.sampled_from(["Trịnh Thị Hải Âu", "0900000123", " ", "̣"]), max_size=6))
def test_pieces_are_the_whole_text_and_nothing_of_the_name_is_left(text, planted):
    whole = unicodedata.normalize("NFC", text + "|" + "|".join(planted))
    found = strikes(whole, NEEDLES)
    assert "".join(piece.text for piece in pieces(whole, found)) == whole
    assert "trinh thi hai au" not in fold(struck(whole, found))
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))

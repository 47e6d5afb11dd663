"""Words a scan spoilt are told with their place; clean words, names and foreign words are not."""

import datetime as dt
import re

import pytest

from legal_library.facts import Facts
from legal_library.importing import read
from legal_library.models import Op
from legal_library.parsing.noise import bare, doubts_of_noise, is_syllable, spoilt
from legal_library.parsing.pairs import MEANT_OTHERWISE, PAIRS
from legal_library.parsing.reader import read_document
from legal_library.versions.proposing import store
from tests.legal_library import law_folder

from .test_amendment_desk import add, amender, board, instruction, law, librarian  # noqa: F401


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Khiểu nại là việc công dân đề nghị", ["Khiểu nại"]),
        ("bị chẩm dứt; cơcơ quan, tô chức", ["cơcơ", "chẩm dứt", "tô chức"]),
        ("được ngưòi khiếu nại", ["ngưòi"]),
        ("quyđịnh của phápluật", ["quyđịnh", "phápluật"]),
        ("nhà nuớc", ["nhà nuớc"]),
    ],
)
def test_spoilt_words_are_found(text: str, found: list[str]) -> None:
    assert sorted(spoilt(text)) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "Ông Krông Đắk Lắk gửi Müller, São Paulo tệp café website email (UBND, HĐND, QĐ-TTg, NĐ-CP, TTCP) ngày 01/7",
        "ôxít, cácbon, điôxin, vắcxin, kilôgam, xăngtimét, ôtô, amiăng, phốtpho",
        "Hoà hòa, thuỷ thủy, xử lí xử lý, quí quý, kỉ luật kỷ luật, uỷ ban ủy ban, khuỷu, giếng, gìn giữ, quốc, rượu",
        "nguyên nhân dẫn đến, đề nghị đình chỉ, địa bàn hành chính, hình thức hiện hành, có quan điểm, thì hành vi",
        "tổ, chức danh; cơ sở. quan trọng",
        "thong tu nghi dinh to chuc",
    ],
)
def test_clean_words_are_left_alone(text: str) -> None:
    assert spoilt(text) == []


def test_every_pair_is_made_of_syllables_and_every_other_meaning_belongs_to_one() -> None:
    assert [word for pair in PAIRS | MEANT_OTHERWISE for word in pair.split() if not is_syllable(word)] == []
    letters = {bare(pair) for pair in PAIRS}
    assert [pair for pair in MEANT_OTHERWISE if bare(pair) not in letters] == []


def test_a_doubt_names_the_word_and_its_places() -> None:
    head = "Số: 5/2026/NĐ-CP\nNGHỊ ĐỊNH\nĐiều 1. Phạm vi\n"
    text = f"{head}1. Cơcơ; cơcơ quan.\na) Khiểu nại.\nĐiều 2. Khiểu nại\nTừ ngày ký."
    document = read(text.encode(), "a.txt", Facts(issued=dt.date(2026, 7, 1)))
    assert "Có thể sai chữ (do quét hoặc gõ): “cơcơ” ở Điều 1 khoản 1." in document.warnings
    assert "Có thể sai chữ (do quét hoặc gõ): “Khiểu nại” ở Điều 1 khoản 1 điểm a, Điều 2." in document.warnings


@pytest.mark.shared_data
def test_clean_law_texts_raise_hardly_a_doubt_and_scans_many() -> None:
    def found(name: str) -> int:
        return len(doubts_of_noise(read_document((law_folder.LAW / name).read_bytes(), name)))

    assert found("luat-khieu-nai-02-2011-QH13.txt") == found("luat-to-cao-25-2018-QH14.txt") == 0
    assert found("nghi-dinh-155-2026-nd-cp-sua-doi-luat-khieu-nai.md") == 0
    assert found("Luật-136-2025-QH15.md") >= 8
    assert found("Nghị-định-124-2020-NĐ-CP.md") >= 20


@pytest.mark.django_db
def test_a_row_with_spoilt_new_words_comes_unticked_with_the_doubt(librarian, law, amender) -> None:  # noqa: F811
    made = store(
        amender,
        [
            instruction(Op.REPLACE, "dieu-1.khoan-1", new_text="“1. Trong 07 ngày.”"),
            instruction(Op.REPLACE, "dieu-1.khoan-2", new_text="“2. Gửi cơcơ quan.”"),
            instruction(Op.REPLACE, "dieu-2", new_text="“Điều 2. Cấm\nKhông được quả 10 ngày.”"),
        ],
    )
    html = board(librarian, amender)
    assert re.findall(r'value="(\d+)[^"\d][^"]*" checked', html) == [str(made[0].pk)]
    assert "“cơcơ” có thể sai chữ" in html
    assert "“quá” thành “quả”: chỉ khác dấu" in html
    assert "Lời sửa đổi: “Điều 1. Phạm vi" in html


@pytest.mark.django_db
def test_words_that_differ_only_in_capitals_say_so(librarian, law, amender) -> None:  # noqa: F811
    store(amender, [instruction(Op.REPLACE_WORDS, "dieu-2", old_words="không Được quá", new_words="chỉ")])
    assert "văn bản viết “Không được quá”, chỉ khác chữ hoa, chữ thường" in board(librarian, amender)

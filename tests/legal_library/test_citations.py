"""Citations as sentences write them: lists, ranges, inherited acts, self-references, names with and without year."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from legal_library.parsing.citations import Citation, extract, read
from legal_library.parsing.citations.names import name_at
from legal_library.parsing.citations.resolving import Place

HERE = Place("99", "9", "i")
Row = tuple[str | None, str | None, str | None, str | None]


def rows(text: str, place: Place = HERE) -> list[Row]:
    return [(c.document, c.article, c.clause, c.point) for c in read(text, place)]


LKN, LTC, BLDS = "02/2011/QH13", "25/2018/QH14", "91/2015/QH13"
CASES: list[tuple[str, list[Row]]] = [
    ("điểm a khoản 2 Điều 28 Luật Khiếu nại năm 2011", [(LKN, "28", "2", "a")]),
    ("khoản 1, khoản 2 và khoản 3 Điều 9", [("self", "9", n, None) for n in "123"]),
    ("các khoản 1, 2 và 3 Điều 9 của Luật này", [("self", "9", n, None) for n in "123"]),
    (
        "các điểm a, b, c, d, đ, e, g, i và k khoản 1 Điều này",
        [("self", "99", "1", point) for point in "abcdđegik"],
    ),
    ("điểm a, khoản 1, Điều 12 Luật Khiếu nại", [(LKN, "12", "1", "a")]),
    (
        "Điều 5 và Điều 7 Nghị định số 31/2019/NĐ-CP",
        [("31/2019/NĐ-CP", "5", None, None), ("31/2019/NĐ-CP", "7", None, None)],
    ),
    ("từ khoản 1 đến khoản 3 Điều 9", [("self", "9", n, None) for n in "123"]),
    ("từ Điều 5 đến Điều 8 Luật Tố cáo", [(LTC, n, None, None) for n in "5678"]),
    ("từ điểm c đến điểm e khoản 1 Điều 2", [("self", "2", "1", p) for p in "cdđe"]),
    ("các điều từ 10 đến 12", [("self", n, None, None) for n in ("10", "11", "12")]),
    (
        "khoản 3 và điểm d khoản 4 Điều 11, khoản 2 Điều 20 của Luật này",
        [("self", "11", "3", None), ("self", "11", "4", "d"), ("self", "20", "2", None)],
    ),
    ("khoản 2 các điều 7, 8 Bộ luật Dân sự 2015", [(BLDS, "7", "2", None), (BLDS, "8", "2", None)]),
    ("điểm a các khoản 1, 2 Điều 6", [("self", "6", "1", "a"), ("self", "6", "2", "a")]),
    ("khoản 1 Điều này, Điều 8 Luật Tố cáo", [("self", "99", "1", None), (LTC, "8", None, None)]),
    ("khoản 1 Điều này và Luật Tố cáo", [("self", "99", "1", None), (LTC, None, None, None)]),
    ("điểm b khoản này; khoản này", [("self", "99", "9", "b"), ("self", "99", "9", None)]),
    ("quy định tại Điều này và Nghị định này", [("self", "99", None, None), ("self", None, None, None)]),
    ("Điều 11a và khoản 3b Điều 28a Luật này", [("self", "11a", None, None), ("self", "28a", "3b", None)]),
    ("Điều 27 của Luật Khiếu nại và Điều 33", [(LKN, "27", None, None), (LKN, "33", None, None)]),
    ("Điều 4 Luật Khiếu nại năm 1975", [(None, "4", None, None)]),
    ("Điều 4 Luật Bóng đá Mặt trăng", [(None, "4", None, None)]),
    ("Điều 5 BLDS và Luật Tố cáo 2011", [(BLDS, "5", None, None), ("03/2011/QH13", None, None, None)]),
    (
        "Điều 3 Quy chế làm việc ban hành kèm theo Quyết định số 12/2020/QĐ-TTg",
        [("12/2020/QĐ-TTg", "3", None, None)],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Tiếp công dân, Luật Khiếu nại, Luật Tố cáo số 136/2025/QH15",
        [("136/2025/QH15", None, None, None)],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Tiếp công dân số 42/2013/QH13, Luật Khiếu nại số 02/2011/QH13",
        [("42/2013/QH13", None, None, None), (LKN, None, None, None)],
    ),
    (
        "Chỉ thị số 35-CT/TW, Nghị định số 64-CP và công văn 7319/VPCP-V.I",
        [(symbol, None, None, None) for symbol in ("35-CT/TW", "64-CP", "7319/VPCP-V.I")],
    ),
    (
        "Nghị định số 31/2019/NĐ-CP ngày 10 tháng 4 năm 2019 của Chính phủ quy định chi tiết Luật Tố cáo",
        [("31/2019/NĐ-CP", None, None, None)],
    ),
    ("khoản 1 Điểu 5 Luật Khiểu nại", [(LKN, "5", "1", None)]),
    ("mục 2 Chương III Luật Tố cáo", [(LTC, None, None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_every_provision_named_is_a_row(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "theo Mẫu số 01/TCD, mẫu 02/XLD và 03/GQKN",
        "mở tài khoản 12345, trị giá 5 khoản 1 triệu đồng",
        "tại thời điểm a, địa điểm b của luật sư",
        "theo quy định của pháp luật khiếu nại và Hội Luật gia Việt Nam",
        "điểm y tế xã có 5 người; Quyết định đó; nghị định của Chính phủ",
    ],
)
def test_what_only_looks_like_a_citation_is_none(text: str) -> None:
    assert rows(text) == []


def test_a_name_whose_number_is_another_acts_is_read_with_a_doubt() -> None:
    found = read("Căn cứ Luật Tố cáo số 23/2018/QH14;")
    assert [(c.document, bool(c.doubt)) for c in found] == [("23/2018/QH14", True)]
    assert not read("Căn cứ Luật Tố cáo số 25/2018/QH14;")[0].doubt


def test_a_name_without_year_means_the_act_in_force_on_the_citing_day() -> None:
    def act(issued: str) -> str | None:
        return extract(f"NGHỊ ĐỊNH\n{issued}\nQuy định\nĐiều 1. Tên\nTheo Luật Tố cáo.")[0].document

    assert act("Hà Nội, ngày 02 tháng 3 năm 2015") == "03/2011/QH13"
    assert act("Hà Nội, ngày 02 tháng 3 năm 2020") == "25/2018/QH14"


def test_a_name_said_in_full_once_holds_for_the_whole_text() -> None:
    head = "NGHỊ ĐỊNH\nHà Nội, ngày 02 tháng 3 năm 2020\nCăn cứ Luật Tố cáo số 03/2011/QH13;\n"
    text = f"{head}Điều 1. Tên\nTheo Luật Tố cáo."
    assert [c.document for c in extract(text)] == ["03/2011/QH13", "03/2011/QH13"]


def test_a_name_of_one_word_needs_its_marks() -> None:
    assert name_at("Luật Giá năm 2012", 0)
    assert name_at("Luật Gia đình", 0) is None
    found = name_at("Luật Đầu tư công năm 2019", 0)
    assert found
    assert found.key == "luat dau tu cong"


def test_place_and_line_come_from_the_text() -> None:
    text = (
        "Điều 1. Phạm vi\n1. Một.\n2. Theo khoản 1 Điều này và\nđiểm a khoản này.\na) Trừ khoản này.\n"
        "Điều 2. Theo Điều 1 Luật này\nĐiều 9 là điều lạ."
    )
    found = [(c.line, c.document, c.article, c.clause, c.point) for c in extract(text)]
    assert found == [
        (3, "self", "1", "1", None),
        (4, "self", "1", "2", "a"),
        (5, "self", "1", "2", None),
        (6, "self", "1", None, None),
        (7, None, "9", None, None),
    ]


def test_inside_an_amendment_this_article_is_the_one_of_the_amended_act() -> None:
    head = "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 9/2019/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2030\n"
    body = (
        "Điều 1. Sửa đổi khoản 2 Điều 7 như sau:\n“2. Trừ khoản này và Điều 5 Nghị định này.”.\n"
        "Điều 2. Hiệu lực\nNghị định này."
    )
    found = [(c.line, c.document, c.article, c.clause) for c in extract(head + body)]
    decree = "9/2019/NĐ-CP"
    assert found == [
        (2, decree, None, None), (4, decree, "7", "2"), (5, decree, "7", "2"), (5, decree, "5", None),
        (7, "self", None, None),
    ]  # fmt: skip


def test_the_command_prints_the_promised_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Điều 1. Tên\nTheo khoản 2 Điều 5 Luật Khiếu nại.", encoding="utf-8")
    call_command("extract_citations", str(file), "--json")
    assert json.loads(capsys.readouterr().out) == [
        {
            "line": 2, "text": "khoản 2 Điều 5 Luật Khiếu nại", "document": LKN,
            "article": "5", "clause": "2", "point": None,
        }
    ]  # fmt: skip


PIECES = (
    "điểm a b đ khoản 1 2 3a Điều 5 11a điều các từ đến và , ; của này Luật Khiếu nại Tố cáo năm 2011 số 02/2011/QH13 "
    "Nghị định Chương II Mục 1 hoặc tại ( ) “ ” . 31/2019/NĐ-CP sửa đổi, bổ sung"
)
WORDS = st.sampled_from(PIECES.split(" "))


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=40))
def test_any_mixture_of_their_words_is_read_and_stays_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    found: list[Citation] = read(text, HERE)
    for citation in found:
        assert 0 <= citation.start < citation.end <= len(text)
        assert citation.text in text


@given(st.text(max_size=300))
def test_no_text_makes_the_citation_reader_fail(text: str) -> None:
    assert isinstance(extract(text), list)


def test_a_list_longer_than_any_sentence_is_read_in_bounded_pieces() -> None:
    found = read("khoản 1, 2, 3 và " * 3000 + "khoản 4 Điều 5")
    assert len(found) > 8000
    assert max(len(citation.text) for citation in found) < 4000


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "72/2025/QH15"),
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;", "65/2025/QH15"),
        ("Căn cứ Luật Tổ chức HĐND và UBND ngày 26/11/2003;", "11/2003/QH11"),
        ("Căn cứ Luật Tổ chức HĐND và UBNDngày 26/11/2003;", "11/2003/QH11"),
        ("theo Luật sửa đổi, bổ sung một số điều của Luật Dược ngày 21 tháng 11 năm 2024", "44/2024/QH15"),
        ("Ban hành kèm theoQuyết định này Quy chế hoạt động.", "self"),
    ],
)
def test_the_day_told_beside_a_title_says_which_act_it_is(text: str, symbol: str) -> None:
    assert [found.document for found in read(text)] == [symbol]


def test_a_law_told_with_a_day_on_which_none_was_given_is_not_guessed() -> None:
    (found,) = read("Căn cứ Luật Tổ chức chính quyền địa phương ngày 20 tháng 12 năm 2025;")
    assert found.document is None
    assert found.doubt


def test_a_title_means_the_act_that_was_known_when_the_text_was_given() -> None:
    text = "Số: 08/2000/TT-BVHTT\nHà Nội, ngày 28 tháng 4 năm 2000\nTHÔNG TƯ\nHướng dẫn\nĐiều 1. Một\nA theo {}."
    (found,) = extract(text.format("khoản 5 Điều 9 Luật Doanh nghiệp"))
    assert found.document == "13/1999/QH10"


def test_places_suspended_are_those_of_the_act_named_behind_them() -> None:
    found = extract(
        "QUYẾT ĐỊNH\nVề việc đình chỉ\nĐiều 1. Đình chỉ thi hành khoản 1 Điều 8 Quy định kèm theo Quyết định số "
        "20/2010/QĐ-UBND; khoản 2, khoản 3 của Điều 1 và loài rùa tại Danh mục, thuộc Quyết định số 03/2014/QĐ-UBND."
    )
    assert [(each.document, each.article, each.clause) for each in found] == [
        ("20/2010/QĐ-UBND", "8", "1"),
        ("03/2014/QĐ-UBND", "1", "2"),
        ("03/2014/QĐ-UBND", "1", "3"),
        ("03/2014/QĐ-UBND", None, None),
    ]


def test_a_scan_that_reads_l_for_one_and_another_tone_is_understood() -> None:
    found = read("Theo khoản l Điều 8, điểm l khoản 2 Điều 9 Nghị định số 23/2015/NĐ -CP và Điều 3 Nghị định nảy.")
    assert [(each.document, each.article, each.clause, each.point) for each in found] == [
        ("23/2015/NĐ-CP", "8", "1", None),
        ("23/2015/NĐ-CP", "9", "2", "l"),
        ("self", "3", None, None),
    ]


@pytest.mark.parametrize(
    ("words", "document"),
    [
        ("Căn cứ Luật Tổ chức Hội đồngnhân dân và Ủy ban nhân dân ngày 26 tháng 11 năm 2003;", "11/2003/QH11"),
        ("Căn cứ Luật Tổ chức Hội đồng nhândân và Ủy ban nhân dân ngày 26 tháng 11 năm 2003;", "11/2003/QH11"),
        ("Căn cứ Luật Ngân sách Nhà nướcngày 16 tháng 12 năm 2002;", "01/2002/QH11"),
        (
            "Căn cứ Luật Ban hành văn bảnquy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân năm 2004;",
            "31/2004/QH11",
        ),
        ("thay thế Quyết định số 01/1999/QĐ.UB ngày 15/01/1999 của Ủy ban nhân dân tỉnh", "01/1999/QĐ-UB"),
        ("Căn cứ Công văn 285/CCTTHC ngày 08 tháng 9 năm 2009 của Tổ công tác", "285/CCTTHC"),
        ("Căn cứ Nghị định s20/2008/NĐ-CP ngày 14/02/2008 của Chính phủ", "20/2008/NĐ-CP"),
        ("Căn cứ Nghị định s 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ", "63/2010/NĐ-CP"),
    ],
)
def test_words_a_scan_joined_and_odd_symbols_still_name_their_act(words: str, document: str) -> None:
    assert [each.document for each in extract(words)] == [document]


@pytest.mark.parametrize("words", ["theo Biểu mẫu số 02/TKLN-THADS.", "theo Mẫu 02/TKLN-THADS.", "Ngưng 285/CCTTHC."])
def test_the_number_of_a_form_is_no_document(words: str) -> None:
    assert extract(words) == []

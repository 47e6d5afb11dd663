"""Wordings the labels brought up: one act at the end, large before small, "Luật này" in words of another act."""

import pytest

from legal_library.parsing.amendments import Instruction, read_all
from legal_library.parsing.citations import extract, read
from legal_library.parsing.reader import read_text

OLD, OTHER = "31/2019/NĐ-CP", "1/2020/NĐ-CP"


def instructions(text: str) -> list[Instruction]:
    head = f"NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số {OLD}\nĐiều 1. Sửa đổi, bổ sung một số điều"
    end = "Điều 2. Hiệu lực thi hành\nNghị định này có hiệu lực từ ngày ký."
    reading = read_all(read_text(f"{head}\n{text}\n{end}").document)
    assert not reading.unread
    return reading.instructions


def places(text: str) -> list[tuple[str | None, ...]]:
    return [(t.document, t.article, t.clause, t.point) for t in (each.target for each in instructions(text))]


def cited(text: str) -> list[tuple[str | None, ...]]:
    return [(c.document, c.article, c.clause, c.point) for c in extract(text)]


def test_the_act_named_at_the_end_of_a_sentence_is_meant_from_its_beginning() -> None:
    text = f"1. Thay cụm từ “a” bằng từ “b” tại khoản 1 Điều 5, cụm từ “c” bằng từ “d” tại Điều 7 Nghị định số {OTHER}."
    assert places(text) == [(OTHER, "5", "1", None), (OTHER, "7", None, None)]
    both = f"1. Bãi bỏ điểm a khoản 1, khoản 3 Điều 5 và Điều 7, cụm từ “x” tại Điều 8 của Nghị định số {OTHER}."
    assert places(both) == [
        (OTHER, "5", "1", "a"),
        (OTHER, "5", "3", None),
        (OTHER, "7", None, None),
        (OTHER, "8", None, None),
    ]
    own = (
        f"1. Thay cụm từ “a” bằng từ “b” tại Điều 5 Nghị định số {OLD}, cụm từ “c” bằng từ “d” tại Điều 7"
        f" Nghị định số {OTHER}."
    )
    assert places(own) == [(OLD, "5", None, None), (OTHER, "7", None, None)]


@pytest.mark.parametrize(
    "words",
    ["khoản 3 Điều 10 về thời hạn", "khoản 3 Điều 10 (thời hạn giải quyết)", "khoản 3 Điều 10 quy định về thời hạn"],
)
def test_what_a_place_is_about_does_not_change_which_place_it_is(words: str) -> None:
    assert places(f"1. Sửa đổi, bổ sung {words} như sau:\n“3. Mới.”.") == [(OLD, "10", "3", None)]


def test_what_a_place_is_about_hides_no_further_place() -> None:
    head = f"NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số {OLD}\nĐiều 1. Sửa đổi"
    text = f"{head}\n1. Sửa đổi khoản 3 Điều 10 về thời hạn và khoản 4 Điều 11 như sau:\n“3. Mới.”."
    reading = read_all(read_text(text).document)
    assert not reading.instructions
    assert len(reading.unread) == 1


def test_several_words_replaced_by_the_same_are_each_replaced() -> None:
    text = "1. Thay các cụm từ “a”, “b” tại khoản 1 Điều 3 và cụm từ “c” tại Điều 4 bằng cụm từ “d”."
    read = [(i.old_words, i.new_words, i.target.article, i.target.clause) for i in instructions(text)]
    assert read == [("a", "d", "3", "1"), ("b", "d", "3", "1"), ("c", "d", "4", None)]


def test_an_article_changed_by_the_points_below_it_is_their_article() -> None:
    text = (
        "1. Điều 6 được sửa đổi như sau:\na) Khoản 1 được sửa đổi, bổ sung như sau:\n“1. Mới.”;\nb) Bãi bỏ khoản 2;\n"
        "c) Thay cụm từ “a” bằng cụm từ “b” tại khoản 3."
    )
    assert [(i.op, i.target.article, i.target.clause) for i in instructions(text)] == [
        ("replace", "6", "1"),
        ("repeal", "6", "2"),
        ("replace_words", "6", "3"),
    ]


def test_the_opening_words_of_a_clause_are_changed_beside_its_points() -> None:
    text = (
        "1. Sửa đổi, bổ sung khoản 3, khoản 4 Điều 37 như sau:\n"
        "a) Sửa đổi, bổ sung tên khoản 3 và điểm c khoản 3 như sau:\n“3. Trưởng phòng có quyền:\nc) Tịch thu;”\n"
        "b) Sửa đổi, bổ sung điểm d khoản 4 như sau:\n“d) Phạt tiền;”"
    )
    read = [(i.target.clause, i.target.point, i.target.heading, i.new_text) for i in instructions(text)]
    assert read == [
        ("3", None, True, "3. Trưởng phòng có quyền:"),
        ("3", "c", False, "c) Tịch thu;"),
        ("4", "d", False, "d) Phạt tiền;"),
    ]
    assert {place[:2] for place in places(text)} == {(OLD, "37")}


def test_an_article_with_the_letter_after_d_is_inserted() -> None:
    text = "1. Bổ sung Điều 32đ vào sau Điều 32d như sau:\n“Điều 32đ. Tên\n1. Mới.”."
    assert [(i.op, i.target.article, i.new_text[:9]) for i in instructions(text)] == [
        ("insert_after", "32d", "Điều 32đ.")
    ]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Điều 7 khoản 5 điểm a, b", [("7", "5", "a"), ("7", "5", "b")]),
        ("Điều 12, khoản 3", [("12", "3", None)]),
        ("Điều 7 khoản 5; Điều 8 khoản 2", [("7", "5", None), ("8", "2", None)]),
        ("khoản 3 điểm b Điều 9", [("9", "3", "b")]),
        ("Điều 5, khoản 3 và khoản 4 Điều 6", [("5", None, None), ("6", "3", None), ("6", "4", None)]),
        ("Điều 76, điểm b và điểm c khoản 1 Điều 79", [("76", None, None), ("79", "1", "b"), ("79", "1", "c")]),
        ("từ khoản 1 Điều 5 đến khoản 3 Điều 5", [("5", "1", None), ("5", "2", None), ("5", "3", None)]),
    ],
)
def test_places_are_read_from_large_to_small_too(words: str, wanted: list[tuple[str | None, ...]]) -> None:
    assert [(c.article, c.clause, c.point) for c in read(f"Theo {words} Luật Khiếu nại.")] == wanted


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("Pháp lệnh Thi hành án dân sự năm 2004", "13/2004/PL-UBTVQH11"),
        ("Pháp lệnh Thực hiện dân chủ ở xã, phường, thị trấn năm 2007", "34/2007/PL-UBTVQH11"),
        ("Pháp lệnh Ký kết và thực hiện thỏa thuận quốc tế 2007", "33/2007/PL-UBTVQH11"),
    ],
)
def test_an_ordinance_is_known_by_its_name_and_year(words: str, symbol: str) -> None:
    assert [c.document for c in read(f"Theo Điều 5 {words}.")] == [symbol]


def test_this_law_in_a_text_of_another_kind_is_none_of_its_own() -> None:
    head = "---\nso: 1/2020/NĐ-CP\ntrích yếu: Quy định về cây xanh\n---\nĐiều 1. A\n"
    own = "Điều 2. B\nTheo Thông tư này. Nghị định này."
    text = f"{head}Theo Luật Khiếu nại năm 2011 trước ngày Luật này có hiệu lực.\n{own}"
    assert [row[0] for row in cited(text)] == ["02/2011/QH13", "02/2011/QH13", None, "self"]


def test_this_law_in_a_resolution_without_a_head_is_none_of_its_own() -> None:
    rest = "Nghị quyết này quy định.\nĐiều 2. B\nTheo Nghị quyết này và Luật này."
    assert [row[0] for row in cited(f"---\nso: 5/2020/QH14\n---\nĐiều 1. A\n{rest}")] == ["self", "self", None]


def test_a_decision_a_law_speaks_of_is_no_act() -> None:
    head = "---\nso: 1/2020/NĐ-CP\n---\nĐiều 1. A\n"
    assert cited(f"{head}Chủ tịch ra quyết định giải quyết. Quyết định này phải được gửi.") == []


def test_a_list_of_what_a_decree_spells_out_names_the_law_of_its_title() -> None:
    head = "---\nso: 1/2020/NĐ-CP\ntrích yếu: Quy định chi tiết một số điều của Luật Tố cáo\n---\n"
    text = (
        f"{head}Điều 1. Phạm vi điều chỉnh\nNghị định này quy định chi tiết các điều, khoản sau đây của Luật Tố cáo:\n"
        "1. Rút tố cáo theo khoản 1 Điều 2;\n2. Bảo vệ theo Điều 58;\n3. Trình tự tại Điều 3 của Nghị định này.\n"
        "Điều 2. A\nTheo Điều 1."
    )
    law = "25/2018/QH14"
    assert cited(text)[2:] == [
        (law, "2", "1", None),
        (law, "58", None, None),
        ("self", "3", None, None),
        ("self", "1", None, None),
    ]


def test_an_act_is_called_by_the_short_name_it_was_given() -> None:
    first = "Điều 1. A\nTheo Luật Khiếu nại số 02/2011/QH13 (sau đây gọi là Luật)."
    text = f"{first}\nĐiều 2. B\nTheo Điều 27 của Luật thì làm."
    assert cited(text)[-1] == ("02/2011/QH13", "27", None, None)


def test_a_heading_in_capitals_names_no_law() -> None:
    assert [c.document for c in read("HÀNH NGHỀ CỦA LUẬT SƯ NƯỚC NGOÀI TẠI VIỆT NAM")] == []


def test_places_are_found_where_a_scan_lost_the_blank_before_them() -> None:
    assert [(c.article, c.clause) for c in read("Theo quy định tạikhoản 4 Điều 18 và tạiĐiều 20 Luật Khiếu nại.")] == [
        ("18", "4"),
        ("20", None),
    ]

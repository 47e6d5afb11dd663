"""What stands above an instruction: the title of its chapter, a heading not understood, an act no table knows."""

from __future__ import annotations

import pytest

from legal_library.parsing.amendments import Reading, read_all
from legal_library.parsing.citations import extract
from legal_library.parsing.reader import read_text

OLD, OTHER = "31/2019/NĐ-CP", "1/2020/NĐ-CP"
SEVERAL = "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của một số Nghị định về tiếp công dân"
END = "Điều 9. Hiệu lực thi hành\nNghị định này có hiệu lực từ ngày ký."


def read(text: str, head: str = SEVERAL) -> Reading:
    return read_all(read_text(f"{head}\n{text}\n{END}").document)


def places(reading: Reading) -> list[tuple[str | None, ...]]:
    return [(t.document, t.article, t.clause, t.point) for t in (each.target for each in reading.instructions)]


def cited(text: str) -> list[tuple[str | None, ...]]:
    return [(c.document, c.article, c.clause, c.point) for c in extract(text)]


def test_the_title_of_a_chapter_says_which_act_its_articles_amend() -> None:
    text = (
        f"Chương I\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA NGHỊ ĐỊNH SỐ {OLD} QUY ĐỊNH VỀ HỒ SƠ\n"
        "Điều 1. Sửa đổi, bổ sung khoản 2 Điều 6\n“2. Mới.”.\n"
        f"Chương II\nSửa đổi, bổ sung một số điều của Nghị định số {OTHER}\nĐiều 2. Bãi bỏ khoản 1 Điều 7.\n"
        "Chương III\nĐIỀU KHOẢN THI HÀNH"
    )
    reading = read(text)
    assert places(reading) == [(OLD, "6", "2", None), (OTHER, "7", "1", None)]
    assert not reading.unread


def test_a_chapter_that_names_two_acts_leaves_open_which_is_meant() -> None:
    reading = read(f"Chương I\nSửa đổi Nghị định số {OLD} và Nghị định số {OTHER}\nĐiều 1. Bãi bỏ khoản 1 Điều 7.")
    assert places(reading) == [(None, "7", "1", None)]


def test_an_order_is_told_though_the_amended_act_is_not_known() -> None:
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Luật dầu khí như sau:\n1. Bổ sung tiết x Điều 3 như sau:\n“x) Mới.”."
    )
    reading = read(text, "LUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT DẦU KHÍ")
    assert not reading.instructions
    assert [each.location.clause for each in reading.unread] == ["1"]


def test_numbered_points_of_an_article_are_its_clauses() -> None:
    text = f"Điều 1. Sửa đổi Nghị định số {OLD}\n1. Bổ sung điểm 11 và điểm 12 Điều 3 như sau:\n“11. Một.\n12. Hai.”."
    assert places(read(text)) == [(OLD, "3", "11", None), (OLD, "3", "12", None)]


def test_an_article_supplemented_and_given_whole_is_replaced() -> None:
    text = f"Điều 1. Sửa đổi Nghị định số {OLD}\n1. Điều 19 được bổ sung như sau:\n“Điều 19. Mới\nNội dung.”."
    (instruction,) = read(text).instructions
    assert (instruction.op, instruction.target.article) == ("replace", "19")
    clause = f"Điều 1. Sửa đổi Nghị định số {OLD}\n1. Khoản 2 Điều 19 được bổ sung như sau:\n“2. Mới.”."
    assert not read(clause).instructions
    assert len(read(clause).unread) == 1


def test_striking_what_stands_in_quotation_marks_never_repeals_the_whole_place() -> None:
    text = (
        f"Điều 1. Sửa đổi Nghị định số {OLD}\n"
        "1. Bãi bỏ quy định “Tiêu chí 4: số hộ” tại khoản 2 Điều 6; điểm b khoản 1 Điều 7; điểm b khoản 2 Điều 8."
    )
    reading = read(text)
    assert not reading.instructions
    assert len(reading.unread) == 1


def test_words_below_a_heading_not_understood_are_not_replaced_everywhere() -> None:
    text = (
        f"Điều 1. Sửa đổi, bổ sung tên, nội dung phần căn cứ ban hành kèm theo Nghị định số {OLD}\n"
        "1. Bổ sung cụm từ “Căn cứ Luật A;” vào sau cụm từ “Căn cứ Luật B;”.\n"
        "2. Thay thế cụm từ “a” bằng cụm từ “b” tại Điều 5."
    )
    reading = read(text, f"NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số {OLD}")
    assert places(reading) == [(OLD, "5", None, None)]
    assert [each.location.clause for each in reading.unread] == [None, "1"]


@pytest.mark.parametrize("words", ["Nghị định này bãi bỏ", "Bãi bỏ"])
def test_what_ends_in_an_annex_of_another_act_is_told(words: str) -> None:
    text = f"Điều 1. Danh mục\n1. {words} 18 thủ tục hành chính tại phụ lục ban hành kèm theo Nghị định số {OTHER}."
    reading = read(text, "NGHỊ ĐỊNH\nCông bố danh mục thủ tục hành chính")
    assert not reading.instructions
    assert [each.location.clause for each in reading.unread] == ["1"]
    title = f"Điều 1. Danh mục\n1. {words} Nghị định số {OTHER} về nhập khẩu hàng hóa thuộc Danh mục hạn chế."
    assert not read(title, "NGHỊ ĐỊNH\nCông bố danh mục thủ tục hành chính").unread


def test_a_mark_doubled_by_a_scan_does_not_hide_the_words() -> None:
    text = f"Điều 1. Sửa đổi Nghị định số {OLD}\n1. Thay thế cụm từ “a”’ bằng cụm từ “b” tại Điều 5."
    (instruction,) = read(text).instructions
    assert (instruction.old_words, instruction.new_words) == ("a", "b")


def test_a_title_in_capitals_keeps_the_numbers_it_names() -> None:
    head = "NGHỊ QUYẾT\nSỬA ĐỔI MỘT SỐ ĐIỀU CỦA QUY ĐỊNH KÈM THEO NGHỊ QUYẾT SỐ 09/2022/NQ-HĐND CỦA HỘI ĐỒNG NHÂN DÂN"
    document = read_text(f"{head}\nĐiều 1. Bãi bỏ khoản 1 Điều 7.\n{END}").document
    assert "Nghị quyết số 09/2022/NQ-HĐND của Hội đồng nhân dân" in document.title
    assert places(read_all(document)) == [("09/2022/NQ-HĐND", "7", "1", None)]


def test_in_an_order_this_decree_is_the_one_that_speaks() -> None:
    text = (
        f"NGHỊ ĐỊNH\nSửa đổi Nghị định số {OLD}\n"
        f"Điều 1. Thay thế Mẫu số 02 kèm theo Nghị định số {OLD} bằng Mẫu số 02 ban hành kèm theo Nghị định này.\n"
        f"Điều 2. Sửa đổi khoản 1 Điều 3 Nghị định số {OLD} như sau: “1. Theo Điều 4 Nghị định này.”.\n{END}"
    )
    assert [document for document, *_ in cited(text)] == [OLD, OLD, "self", OLD, OLD, "self"]


def test_a_law_no_table_knows_is_the_one_the_text_numbers() -> None:
    text = (
        "NGHỊ ĐỊNH\nQuy định chi tiết\nĐiều 1. Phạm vi\nTheo Điều 3 Luật Bến bãi trên cao số 501/2031/QH17 và Điều 4 "
        "Luật Tương trợ tư pháp về hàng không số 502/2031/QH17.\nĐiều 2. Áp dụng\nTheo Điều 5 Luật Bến bãi trên cao; "
        "Điều 6 Luật Tương trợ tư pháp về hàng không."
    )
    assert cited(text) == [
        ("501/2031/QH17", "3", None, None),
        ("502/2031/QH17", "4", None, None),
        ("501/2031/QH17", "5", None, None),
        ("502/2031/QH17", "6", None, None),
    ]


def test_a_name_torn_from_its_law_by_the_end_of_a_line_is_read() -> None:
    text = "Điều 1. Phạm vi\nNghị định này hướng dẫn Điều 10, Điều 11 của Luật\nKhiếu nại số 02/2011/QH13."
    assert ("02/2011/QH13", "10", None, None) in cited(text)
    assert ("02/2011/QH13", "11", None, None) in cited(text)


def test_a_place_named_in_the_heading_holds_for_the_order_below_it() -> None:
    head = f"NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số {OLD}"
    text = (
        "Điều 1. Sửa đổi, bổ sung Điều 16\nSửa đổi, bổ sung khoản 3 như sau:\n“3. Mới.”.\n"
        "Điều 2. Sửa đổi, bổ sung một số khoản của Điều 6\nBổ sung khoản 7 như sau:\n“7. Mới.”."
    )
    assert places(read(text, head)) == [(OLD, "16", "3", None), (OLD, "6", "7", None)]


def test_a_heading_that_counts_what_is_added_says_the_article_of_what_follows() -> None:
    text = (
        f"Điều 1. Sửa đổi Nghị định số {OLD}\n"
        "1. Bổ sung một điểm vào khoản 4 và một khoản vào sau khoản 5 của Điều 18 như sau:\n"
        "a) Bổ sung điểm a1 vào sau điểm a khoản 4 như sau:\n“a1) Một.”\n"
        "b) Bổ sung khoản 5a vào sau khoản 5 như sau:\n“5a. Hai.”"
    )
    reading = read(text)
    assert [each.op for each in reading.instructions] == ["insert_after", "insert_after"]
    assert places(reading) == [(OLD, "18", "4", "a"), (OLD, "18", "5", None)]
    assert not reading.unread


def test_an_article_set_below_another_of_a_chapter_follows_it() -> None:
    order = "Bổ sung Điều 20a dưới Điều 20 tại Chương II như sau:"
    text = f"Điều 1. Sửa đổi Nghị định số {OLD}\n1. {order}\n“Điều 20a. Mới.”."
    (instruction,) = read(text).instructions
    assert (instruction.op, instruction.target.article) == ("insert_after", "20")


def test_words_are_replaced_at_the_places_of_a_list_that_also_names_forms() -> None:
    text = (
        f"Điều 1. Sửa đổi Nghị định số {OLD}\n1. Thay thế cụm từ “a” bằng cụm từ “b” tại phần căn cứ ban hành; khoản 2 "
        f"và 3 Điều 17; khoản 1 Điều 23 và các Mẫu biểu tại Phụ lục ban hành kèm theo Nghị định số {OTHER}."
    )
    reading = read(text)
    assert places(reading) == [(OTHER, "17", "2", None), (OTHER, "17", "3", None), (OTHER, "23", "1", None)]
    assert "phần căn cứ ban hành" in reading.unread[0].reason
    assert "các Mẫu biểu" in reading.unread[0].reason


def test_an_article_may_be_given_without_its_number_but_not_with_a_name_for_a_first_line() -> None:
    order = f"Điều 1. Sửa đổi Nghị định số {OLD}\n1. Điều 13 được sửa đổi như sau:\n"
    (instruction,) = read(f"{order}“Đối tượng là:\n1. Sàn giao dịch.\n2. Dịch vụ.”.").instructions
    assert (instruction.op, instruction.target.article, instruction.new_text[:9]) == ("replace", "13", "Đối tượng")
    named = read(f"{order}“Đối tượng đăng ký\n1. Sàn giao dịch.”.")
    assert not named.instructions
    assert len(named.unread) == 1


def test_an_order_for_a_heading_is_whole_however_many_acts_it_names() -> None:
    guides = " ".join(
        f"và Nghị định số {number}/2013/NĐ-CP của Chính phủ quy định chi tiết" for number in range(61, 68)
    )
    text = f"Điều 2. Sửa đổi, bổ sung các khổ 1, 2 Điều 1 Nghị định số {OLD} {guides} như sau:\n“Điều 1. Mới.”"
    reading = read(f"Điều 1. Bãi bỏ Điều 5 Nghị định số {OLD}.\n{text}")
    assert len(reading.instructions) == 1
    assert [each.location.article for each in reading.unread] == ["2"]


def test_an_article_named_beside_a_chapter_is_of_the_act_behind_both() -> None:
    assert cited("Theo Điều 25 và Mục 2 Chương V Nghị định số 31/2019/NĐ-CP.") == [(OLD, "25", None, None)]


def test_the_amender_of_an_amender_named_in_a_chapters_title_is_not_amended() -> None:
    amenders = f"được sửa đổi, bổ sung bởi Nghị định số {OTHER} ngày 28 tháng 02 năm 2025 và Nghị định số 2/2025/NĐ-CP"
    title = f"sửa đổi, bổ sung một số điều của Nghị định số {OLD} {'quy định về hồ sơ, ' * 20} đã {amenders}".upper()
    reading = read(f"Chương I\n{title}\nĐiều 1. Sửa đổi, bổ sung khoản 6 Điều 3\n“6. Mới.”.")
    assert places(reading) == [(OLD, "3", "6", None)]


def test_a_long_heading_on_words_says_the_act_for_all_below_it() -> None:
    about = "quy định việc nhường quyền khai thác, quản lý công trình kiến trúc có giá trị " * 4
    about += "(thực hiện điểm a khoản 4 Điều 41 Luật Thủ đô)"
    text = (
        f"Điều 1. Thay thế, bãi bỏ một số cụm từ của Nghị định số {OLD} {about}"
        "\n1. Thay thế cụm từ “a” thành cụm từ “b” và bãi bỏ cụm từ “c” tại điểm b khoản 5 Điều 3."
    )
    assert places(read(text)) == [(OLD, "3", "5", "b")] * 2


def test_an_announcement_of_several_works_says_the_article_of_the_orders_below() -> None:
    text = (
        f"Điều 1. Sửa đổi Nghị định số {OLD}\n"
        "1. Sửa đổi, bổ sung tên Điều, đoạn mở đầu của Điều 25 và bổ sung khoản 5 vào sau khoản 4 Điều 25 như sau:\n"
        "a) Sửa đổi, bổ sung tên Điều như sau:\n“Điều 25. Danh sách”;\n"
        "b) Bổ sung khoản 5 vào sau khoản 4 như sau:\n“5. Mới.”."
    )
    name, clause = read(text).instructions
    assert (name.op, name.target.article, name.target.heading) == ("replace", "25", True)
    assert (clause.op, clause.target.article, clause.target.clause) == ("insert_after", "25", "4")


def test_places_in_capitals_behind_the_word_after_are_places() -> None:
    text = f"Điều 1. Bổ sung Điểm a1 vào sau Điểm a Khoản 6 Điều 18 Nghị định số {OLD} như sau:\n“a1) Mới.”"
    assert places(read(text)) == [(OLD, "18", "6", "a")]


def test_an_endless_list_of_chapters_behind_an_article_is_no_trouble() -> None:
    found = cited("Điều 1. Phạm vi\nTheo Điều 25" + " và Mục 2 Chương V" * 2000 + f" Nghị định số {OLD}.")
    assert found[0][1:3] == ("25", None)


def test_a_section_keeps_its_chapter_where_an_article_needs_none() -> None:
    order = f"Điều 1. Sửa đổi Nghị định số {OLD}\n1. "
    for words, groups in (
        ("Bãi bỏ Mục 2 thuộc Chương II.", ["Mục 2 Chương II"]),
        ("Bãi bỏ Mục 1, Mục 2 của Chương II.", ["Mục 1 Chương II", "Mục 2 Chương II"]),
        ("Bãi bỏ Điều 5 tại Chương II.", [""]),
    ):
        assert [each.target.group for each in read(f"{order}{words}").instructions] == groups


@pytest.mark.parametrize("number", ["số 12/2030/QH17", "(số 12/2030/QH17)", "số: 12/2030/QH17"])
def test_a_name_no_table_has_is_bound_however_its_number_is_written(number: str) -> None:
    named = f"Điều 1. A\nTheo Luật Ánh sáng sao {number}.\nĐiều 2. B\nTheo Điều 5 Luật Ánh sáng sao."
    text = f"NGHỊ ĐỊNH\nQuy định\n{named}"
    assert cited(text)[-1] == ("12/2030/QH17", "5", None, None)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("MỘT SỐ ĐIỀU CỦA LUẬT GIAO THÔNG ĐƯỜNG BỘ", "của Luật Giao thông"),
        ("MỘT SỐ ĐIỀU CỦA LUẬT SỐ 45/2019/QH14", "của Luật số 45/2019/QH14"),
        ("QUYỀN CỦA LUẬT SƯ NƯỚC NGOÀI", "của luật sư"),
    ],
)
def test_a_law_in_a_title_set_in_capitals_has_its_capitals(title: str, said: str) -> None:
    assert said in read_text(f"NGHỊ ĐỊNH\n{title}\nĐiều 1. A\nLời.\n{END}").document.title

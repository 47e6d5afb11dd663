"""The grammar of amending acts, wording by wording: what each says, and that a doubt is never passed over."""

import pytest

from legal_library.parsing.amendments import Instruction, Reading, read_all
from legal_library.parsing.narrowed import parts_in, segment, split_key
from legal_library.parsing.reader import read_text

HEAD = (
    "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2030\n"
    "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP\n"
)
END = "\nĐiều 2. Hiệu lực thi hành\nNghị định này có hiệu lực từ ngày 01 tháng 4 năm 2030."


def reading(body: str) -> Reading:
    return read_all(read_text(HEAD + body + END).document)


def place(each: Instruction) -> str:
    """ "5.1.a", "5 tên", "5.1 đoạn 2", "Chương IV" of the decree amended."""
    target = each.target
    assert target.document == "31/2019/NĐ-CP"
    numbers = ".".join(part or "" for part in (target.article, target.clause, target.point)).rstrip(".")
    narrow = ["tên"] * target.heading + [word for word in (target.part, target.group) if word]
    return " ".join([*([numbers] if numbers else []), *narrow])


def said(body: str) -> list[str]:
    """Each instruction in a line; nothing may be left unread."""
    found = reading(body)
    assert found.unread == [], [str(each) for each in found.unread]
    return [
        f"{each.op} {place(each)}"
        + (f": {each.old_words}→{each.new_words}" if each.old_words or each.new_words else "")
        + (f": {each.new_text.replace(chr(10), ' / ')}" if each.new_text else "")
        for each in found.instructions
    ]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Tại khoản 3 Điều 5, thay thế cụm từ “A” bằng cụm từ “B”.", ["5.3: A→B"]),
        ("Tại khoản 3 Điều 5 bổ sung cụm từ “A” vào sau cụm từ “B”.", ["5.3: B→B A"]),
        ("Tại điểm b khoản 1 Điều 9, bỏ cụm từ “A”.", ["9.1.b: A→"]),
        ("Tại khoản 1 Điều 5, bỏ cụm từ “A”; tại Điều 6, thay cụm từ “B” bằng cụm từ “C”.", ["5.1: A→", "6: B→C"]),
        ("Cụm từ “A” tại khoản 1 Điều 5 được sửa thành “B”.", ["5.1: A→B"]),
        ("Cụm từ “A” tại khoản 1 Điều 5 được sửa đổi thành cụm từ “B”.", ["5.1: A→B"]),
        ("Các cụm từ “A”, “B” tại Điều 5 được thay thế bằng cụm từ “C”.", ["5: A→C", "5: B→C"]),
        ("Các cụm từ “A” tại khoản 1 Điều 5, Điều 6 được thay thế bằng cụm từ “B”.", ["5.1: A→B", "6: A→B"]),
        ("Cụm từ “A” tại Điều 5 được bãi bỏ.", ["5: A→"]),
        ("Tại khoản 1 Điều 5, cụm từ “A” được đính chính thành “B”.", ["5.1: A→B"]),
        ("Đính chính cụm từ “A” tại khoản 1 Điều 5 thành cụm từ “B”.", ["5.1: A→B"]),
        ("Tại khoản 1 Điều 5 đã in là “A”, nay đính chính lại là “B”.", ["5.1: A→B"]),
        ("Sửa đổi, bổ sung cụm từ “A” thành “B” tại Điều 2.", ["2: A→B"]),
        ("Bổ sung cụm từ “A” vào trước cụm từ “B” tại khoản 3 Điều 5.", ["5.3: B→A B"]),
        ("Bổ sung cụm từ “A” sau cụm từ “B” ở khoản 3 Điều 5.", ["5.3: B→B A"]),
        (
            "Bỏ từ “từ” trước cụm từ “A” tại khoản 3 Điều 223 và trước cụm từ “B” tại điểm a khoản 4 Điều 359.",
            ["223.3: từ A→A", "359.4.a: từ B→B"],
        ),
        (
            "Thay dấu “,” bằng từ “hoặc” trước từ “A” tại điểm i khoản 1, trước từ “B” tại điểm m khoản 1 Điều 52.",
            ["52.1.i: , A→hoặc A", "52.1.m: , B→hoặc B"],
        ),
        (
            "Thay thế cụm từ “A” bằng cụm từ “B” tại tên Chương V, tên Mục 1 Chương V, tên các điều 35, 36 và khoản 1"
            " Điều 37.",
            ["tên Chương V: A→B", "tên Mục 1 Chương V: A→B", "35 tên: A→B", "36 tên: A→B", "37.1: A→B"],
        ),
        ("Bỏ cụm từ “A” tại tên Điều 2, tên điều và khoản 1 Điều 3.", ["2 tên: A→", "3 tên: A→", "3.1: A→"]),
        ("Bỏ cụm từ “A” tại đoạn 2 khoản 1 Điều 3.", ["3.1 đoạn 2: A→"]),
        ("Thay thế cụm từ “A” bằng cụm từ “B” trong toàn bộ Nghị định số 31/2019/NĐ-CP.", [": A→B"]),
    ],
)  # fmt: skip
def test_words_are_changed_in_every_wording(words: str, wanted: list[str]) -> None:
    assert said(f"1. {words}") == [f"replace_words {each}" for each in wanted]


def test_words_set_at_an_edge_say_which() -> None:
    assert said("1. Bổ sung cụm từ “A” vào cuối khoản 3 Điều 5.") == ["add 5.3 cuối: →A"]
    assert said("1. Bổ sung từ “Để” vào đầu điểm c khoản 2 Điều 5.") == ["add 5.2.c đầu: →Để"]


@pytest.mark.parametrize(
    ("instruction", "text", "wanted"),
    [
        ("Sửa đổi, bổ sung đoạn mở đầu khoản 2 Điều 25 như sau:", "“2. Gồm:”.", ["replace 25.2 đoạn mở đầu: 2. Gồm:"]),
        ("Sửa đổi câu dẫn khoản 1 Điều 5 như sau:", "“1. Mới:”.", ["replace 5.1 đoạn mở đầu: 1. Mới:"]),
        (
            "Sửa đổi, bổ sung đoạn mở đầu và điểm a khoản 2 Điều 25 như sau:", "“2. Gồm:\na) Một;”.",
            ["replace 25.2 đoạn mở đầu: 2. Gồm:", "replace 25.2.a: a) Một;"],
        ),
        ("Sửa đổi đoạn thứ hai khoản 1 Điều 5 như sau:", "“Mới.”.", ["replace 5.1 đoạn 2: Mới."]),
        ("Bổ sung đoạn cuối vào khoản 1 Điều 5 như sau:", "“Mới.”.", ["add 5.1 đoạn cuối: Mới."]),
        ("Sửa đổi gạch đầu dòng thứ hai điểm a khoản 1 Điều 5 như sau:", "“- Mới.”.", [
            "replace 5.1.a gạch đầu dòng 2: - Mới."]),
        ("Khoản 1 Điều 5 được sửa đổi, bổ sung đoạn thứ nhất như sau:", "“1. A.”.", ["replace 5.1 đoạn 1: 1. A."]),
        ("Bãi bỏ gạch đầu dòng thứ ba điểm a khoản 1 Điều 5.", "", ["repeal 5.1.a gạch đầu dòng 3"]),
        ("Bãi bỏ Mục 1, Mục 2 Chương IV và Phụ lục III.", "", [
            "repeal Mục 1 Chương IV", "repeal Mục 2 Chương IV", "repeal Phụ lục III"]),
        ("Bãi bỏ khoản 2 Điều 3; điểm d khoản 1 Điều 5; Mẫu số 02 Phụ lục III.", "", [
            "repeal 3.2", "repeal 5.1.d", "repeal Mẫu số 02 Phụ lục III"]),
        ("Thay thế Phụ lục I bằng Phụ lục I ban hành kèm theo Nghị định này.", "", [
            "replace Phụ lục I: Phụ lục I ban hành kèm theo Nghị định này"]),
        ("Bổ sung Mẫu số 14a, Mẫu số 14b vào sau Mẫu số 14.", "", [
            "insert_after Mẫu số 14: Mẫu số 14a", "insert_after Mẫu số 14a: Mẫu số 14b"]),
        ("Bổ sung Mẫu số 05 vào Phụ lục II.", "", ["add Mẫu số 05 Phụ lục II"]),
        ("Sửa đổi tên Chương III như sau:", "“Chương III\nMỚI”.", ["replace tên Chương III: Chương III / MỚI"]),
        ("Bổ sung Chương IIIa vào sau Chương III như sau:", "“Chương IIIa\nTÊN\nĐiều 20a. A\n1. B.”.", [
            "insert_after Chương III: Chương IIIa / TÊN / Điều 20a. A / 1. B."]),
        ("Bổ sung điểm c vào khoản 10 Điều 4 như sau:", "“10. Gồm:\nc) Ba;”.", ["add 4.10.c: c) Ba;"]),
        ("Bổ sung điểm c vào khoản 10 Điều 4 như sau:", "“10. Gồm:\n…\nc) Ba;”.", ["add 4.10.c: c) Ba;"]),
        ("Bổ sung Điều 4a vào Chương II như sau:", "“Điều 4a. A\nB.”.", ["add 4a: Điều 4a. A / B."]),
        (
            "Bổ sung khoản 18a vào sau khoản 18, khoản 20a vào sau khoản 20 Điều 3 như sau:", "“18a. A.\n20a. B.”.",
            ["insert_after 3.18: 18a. A.", "insert_after 3.20: 20a. B."],
        ),
        ("Sửa đổi khoản 1 Điều 5 thành:", "“1. Một.”.", ["replace 5.1: 1. Một."]),
        ("Điều 5 được sửa lại như sau:", "“Điều 5. T\nA.”.", ["replace 5: Điều 5. T / A."]),
        ("Thay thế khoản 2 Điều 5 bằng khoản 2 mới như sau:", "“2. Hai.”.", ["replace 5.2: 2. Hai."]),
        ("Bỏ cụm từ “x” tại Điều 55 và sửa đổi, bổ sung Điều này như sau:", "“Điều 55. A\nB.”.", [
            "replace 55: Điều 55. A / B."]),
    ],
)  # fmt: skip
def test_places_are_read_in_every_wording(instruction: str, text: str, wanted: list[str]) -> None:
    assert said(f"1. {instruction}\n{text}".strip()) == wanted


def test_new_words_may_stand_in_the_paragraph_of_the_instruction() -> None:
    assert said("1. Sửa đổi, bổ sung khoản 1 Điều 5 như sau: “1. Một.”.\n2. Bãi bỏ Điều 6.") == [
        "replace 5.1: 1. Một.", "repeal 6",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "Chuyển khoản 3 Điều 5 thành khoản 4 Điều 5.",
        "Khoản 3 Điều 5 được đánh số lại thành khoản 4.",
        "Thay thế cụm từ “A” bằng cụm từ “B” tại Điều 2 (trừ khoản 3).",
        "Bãi bỏ Mục 3 điểm d khoản 2 Điều 1.",
        "Bãi bỏ điểm 4.1 Mục II Phần A Phụ lục 01.",
        "Bỏ cụm từ “A” tại tên điều Điều 220 và Điều 221.",
        "Thay thế Điều 5 bằng Phụ lục I ban hành kèm theo Nghị định này.",
        "Bãi bỏ tên Điều 5.",
        "Bãi bỏ Điều 5, trừ khoản 2.",
    ],
)
def test_what_cannot_be_told_for_sure_is_a_doubt_and_no_operation(words: str) -> None:
    found = reading(f"1. {words}")
    assert found.instructions == []
    assert [each.location.clause for each in found.unread] == ["1"]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("đoạn mở đầu", "doan-mo-dau"), ("đoạn 2", "doan-2"), ("đoạn cuối", "doan-cuoi"), ("đầu", "dau"),
        ("gạch đầu dòng 3", "gach-dau-dong-3"), ("câu 1", "cau-1"), ("cuối", "cuoi"),
    ],
)  # fmt: skip
def test_a_part_goes_into_a_key_and_back(words: str, key: str) -> None:
    assert segment(words) == key
    assert split_key(f"dieu-5.khoan-1.{key}") == ("dieu-5.khoan-1", words)
    assert split_key("dieu-5.khoan-1") == ("dieu-5.khoan-1", "")


def test_parts_are_known_in_other_words_too() -> None:
    text = "câu dẫn, Đoạn thứ hai, gạch đầu dòng đầu tiên, đoạn cuối cùng, đoạn văn thứ ba"
    assert [part.words for part in parts_in(text)] == [
        "đoạn mở đầu", "đoạn 2", "gạch đầu dòng 1", "đoạn cuối", "đoạn 3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "Bãi bỏ khoản 7 Điều 16 về phụ cấp; khoản 2 Điều 24 về chế độ báo cáo tại Nghị định số 3/2016/NĐ-CP.",
            ["repeal 3/2016/NĐ-CP 16.7", "repeal 3/2016/NĐ-CP 24.2"],
        ),
        (
            "Chương II và Điều 15 Nghị định số 3/2016/NĐ-CP không còn hiệu lực kể từ ngày Nghị định này có hiệu lực.",
            ["repeal 3/2016/NĐ-CP  [Chương II]", "repeal 3/2016/NĐ-CP 15"],
        ),
        (
            "Bãi bỏ Phụ lục II, III ban hành kèm theo Thông tư số 5/2015/TT-BTC.",
            ["repeal 5/2015/TT-BTC  [Phụ lục II]", "repeal 5/2015/TT-BTC  [Phụ lục III]"],
        ),
        ("Bãi bỏ số thứ tự 5 Phụ lục I Nghị định số 3/2016/NĐ-CP.", ["repeal 3/2016/NĐ-CP  [Số thứ tự 5 Phụ lục I]"]),
        (
            "Phụ lục I kèm theo Nghị định này thay thế Phụ lục số 01 kèm theo Thông tư số 32/2018/TT-BCT ngày 08"
            " tháng 10 năm 2018 của Bộ trưởng Bộ Công Thương quy định mẫu quy cách.",
            ["replace 32/2018/TT-BCT  [Phụ lục số 01]"],
        ),
        (
            "Bãi bỏ Điều 5 Nghị định số 3/2016/NĐ-CP; bãi bỏ Điều 6 Nghị định số 4/2017/NĐ-CP; sửa đổi khoản 2 Điều 7"
            " Nghị định số 5/2017/NĐ-CP như sau:\n“2. Hai.”.",
            ["repeal 3/2016/NĐ-CP 5", "repeal 4/2017/NĐ-CP 6", "replace 5/2017/NĐ-CP 7.2"],
        ),
        ("Huỷ bỏ toàn bộ Điều 5 Nghị định số 3/2016/NĐ-CP.", ["repeal 3/2016/NĐ-CP 5"]),
        (
            "Bãi bỏ Nghị định số 2/2014/NĐ-CP quy định về A; Điều 5 Nghị định số 3/2016/NĐ-CP; Nghị định số"
            " 4/2017/NĐ-CP, trừ các quy định về lệ phí.",
            ["repeal 3/2016/NĐ-CP 5", "?"],
        ),
        ("Ngưng hiệu lực Điều 5 Nghị định số 3/2016/NĐ-CP đến hết năm 2031.", ["?"]),
        (
            "Quy định về tên gọi tại Điều 18 của Nghị định này thay thế tên gọi A tại khoản 1 Điều 24 của Nghị định số"
            " 73/2014/NĐ-CP.",
            ["?"],
        ),
    ],
)
def test_the_last_articles_of_other_acts_are_read_too(words: str, wanted: list[str]) -> None:
    text = f"NGHỊ ĐỊNH\nQuy định về A\nĐiều 1. Phạm vi\nA.\nĐiều 2. Hiệu lực thi hành\n1. {words}\nĐiều 3. Thi hành\nB."
    found = read_all(read_text(text).document)
    told = [
        f"{each.op} {each.target.document} {each.target.article or ''}"
        + (f".{each.target.clause}" if each.target.clause else "")
        + (f" [{each.target.group}]" if each.target.group else "")
        for each in found.instructions
    ]
    assert [*told, *["?"] * len(found.unread)] == wanted


def test_a_place_torn_from_the_words_before_it_by_a_line_break_is_read() -> None:
    assert said("1. Bãi bỏ khoản 5 Điều 41; khoản 3 Điều 50 và\nĐiều 40 Nghị định số 31/2019/NĐ-CP.") == [
        "repeal 41.5", "repeal 50.3", "repeal 40",
    ]  # fmt: skip
    assert said("1. Sửa đổi Điều\n5:\n“Điều 5. Tên\nA.”.") == ["replace 5: Điều 5. Tên / A."]


def test_the_day_of_the_act_amended_is_never_that_of_the_amender() -> None:
    text = (
        "NGHỊ ĐỊNH\nSố: 309/2025/NĐ-CP\nSửa đổi Nghị định số 16/2019/NĐ-CP của Chính phủ ngày 08 tháng 3 năm 2019\n"
        "Điều 1. Một\nA.\nĐiều 2. Hiệu lực thi hành\nNghị định này có hiệu lực kể từ ngày ký."
    )
    document = read_text(text).document
    assert (document.issued, document.effective) == (None, None)
    assert any("khác năm" in warning for warning in document.warnings)
    assert any("không thấy ngày ký" in warning for warning in document.warnings)


def last_article(words: str) -> tuple[list[tuple[str | None, ...]], int]:
    """What a last article of an act that amends nothing else says: places, and how many doubts."""
    head = "NGHỊ ĐỊNH\nQuy định về A\nHà Nội, ngày 02 tháng 3 năm 2030\nĐiều 1. Một\nA.\nĐiều 2. Hiệu lực thi hành\n"
    found = read_all(read_text(f"{head}{words}").document)
    places = [(i.target.document, i.target.article, i.target.clause, i.target.group) for i in found.instructions]
    return places, len(found.unread)


def test_a_chapter_beside_the_address_of_an_article_goes_too() -> None:
    assert last_article("2. Điều 20 và 27 Mục 2 Chương IV, Chương V của Nghị định số 7/2006/NĐ-CP hết hiệu lực.") == (
        [("7/2006/NĐ-CP", "20", None, ""), ("7/2006/NĐ-CP", "27", None, ""), ("7/2006/NĐ-CP", None, None, "Chương V")],
        0,
    )


def test_a_chapter_is_one_of_the_act_named_behind_it_not_of_the_whole_act_before() -> None:
    assert last_article(
        "2. Bãi bỏ Nghị định số 1/2005/NĐ-CP ngày 01 tháng 11 năm 2005 của Chính phủ ban hành Quy chế vay và "
        "Mục 4 Chương III Nghị định số 2/2006/NĐ-CP."
    ) == ([("2/2006/NĐ-CP", None, None, "Mục 4 Chương III")], 0)


@pytest.mark.parametrize(
    "words",
    [
        "Những quy định về tiếp dân tại Chương V của Luật Khiếu nại, tố cáo số 09/1998/QH10 hết hiệu lực thi hành.",
        "Nghị định này thay thế Nghị định số 1/1998/NĐ-CP về A và Chương III Tiếp dân của Nghị định số 2/2013/NĐ-CP.",
        "2. Ban hành Mẫu số 01 kèm theo Nghị định này và bãi bỏ các Mẫu số 02, Mẫu 03 tại Thông tư số 80/2021/TT-BTC.",
        "2. Bãi bỏ các quy định sau đây kể từ ngày Nghị định này có hiệu lực:\n"
        "a) Các quy định về chất lượng tại Thông tư số 2/2011/TT-BYT.",
    ],
)
def test_what_no_operation_can_say_is_told(words: str) -> None:
    assert last_article(words) == ([], 1)


def test_parts_that_are_no_provisions_leave_the_places_beside_them_readable() -> None:
    found = reading(
        "1. Bỏ cụm từ “A” tại phần Tên, Căn cứ ban hành, Chương I, điểm b khoản 2 Điều 41, khoản 2 Điều 45; cụm từ “B” "
        "tại khoản 1 Điều 4."
    )
    assert [place(each) for each in found.instructions] == ["Chương I", "41.2.b", "45.2", "4.1"]
    assert len(found.unread) == 1
    assert "phần Tên, Căn cứ ban hành" in found.unread[0].reason


def test_one_unreadable_place_of_a_list_of_repeals_leaves_the_others_readable() -> None:
    found = reading("1. Bãi bỏ phần thứ nhất cũ; Điều 21; khoản 1, 2 Điều 43.")
    assert [place(each) for each in found.instructions] == ["21", "43.1", "43.2"]
    assert "phần thứ nhất cũ" in found.unread[0].reason
    again = reading("1. Bãi bỏ phần thứ nhất cũ; khoản 1; Điều 21 Nghị định số 31/2019/NĐ-CP.")
    assert [place(each) for each in again.instructions] == ["21"]
    assert len(again.unread) == 2


def test_the_title_of_an_article_is_its_name() -> None:
    assert said("1. Sửa đổi tiêu đề của Điều 6 như sau:\n“Điều 6. Tên mới”.") == ["replace 6 tên: Điều 6. Tên mới"]

"""Which act an amending text means, and what it does where its own frame is odd: titles, headings, lists, pieces."""

import pytest

from legal_library.parsing.amendments import Reading, read_all
from legal_library.parsing.reader import read_text

OWN = "Số: 24/2030/TT-NHNN\nHà Nội, ngày 02 tháng 3 năm 2030\nTHÔNG TƯ\n"
OF_BANKS = " của Thông tư số 31/2012/TT-NHNN ngày 26 tháng 11 năm 2012 của Thống đốc quy định về ngân hàng hợp tác xã"


def read(title: str, body: str, own: str = OWN) -> Reading:
    return read_all(read_text(f"{own}{title}\n\n{body}\n").document)


def targets(found: Reading) -> list[tuple[str | None, ...]]:
    return [
        (i.target.document, i.target.article, i.target.clause, i.target.point or i.target.group)
        for i in found.instructions
    ]


@pytest.mark.parametrize(
    ("title", "act"),
    [
        ("của Thông tư số 27/2024/TT-NHNN được sửa đổi, bổ sung bởi Thông tư số 28/2025/TT-NHNN", "27/2024/TT-NHNN"),
        (
            "của Thông tư số 27/2024/TT-NHNN quy định về quỹ đã được sửa đổi, bổ sung một số điều theo Thông tư số "
            "28/2025/TT-NHNN",
            "27/2024/TT-NHNN",
        ),
        (
            "của Thông tư số 13/2022/TT-BTC ngày 28 tháng 02 năm 2022 của Bộ trưởng Bộ Tài chính quy định chi tiết một "
            "số điều của Nghị định số 10/2022/NĐ-CP",
            "13/2022/TT-BTC",
        ),
        ("của Thông tư số 13/2022/TT-BTC và Thông tư số 14/2022/TT-BTC", None),
        ("của Thông tư số 13/2022/TT-BTC quy định về A và một số điều của Thông tư số 14/2022/TT-BTC", None),
    ],
)
def test_a_title_tells_the_act_amended_from_those_it_only_names(title: str, act: str | None) -> None:
    found = read(f"Sửa đổi, bổ sung một số điều {title}", "Điều 1. Bãi bỏ một số điểm của Điều 9\n1. Bãi bỏ Điều 9.")
    assert targets(found) == [(act, "9", None, "")]


@pytest.mark.parametrize(
    "heading",
    [
        "Sửa đổi, bổ sung, bãi bỏ, thay thế một số điểm, phụ lục",
        "Sửa đổi, bổ sung, thay thế, bãi bỏ một số điểm, phụ lục",
        "Thay thế, bãi bỏ một số cụm từ, phụ lục",
        "Thay thế, bổ sung và bãi bỏ các điểm, khoản, cụm từ",
    ],
)
def test_a_heading_of_several_works_says_which_act_is_meant_below(heading: str) -> None:
    found = read("Sửa đổi các Thông tư về giấy tờ", f"Điều 1. {heading}{OF_BANKS}\n1. Bãi bỏ điểm c khoản 4 Điều 9.")
    assert targets(found) == [("31/2012/TT-NHNN", "9", "4", "c")]
    assert found.unread == []


def test_several_works_on_numbered_places_are_left_to_a_person() -> None:
    found = read("Sửa đổi A", f"Điều 1. Sửa đổi một số điều{OF_BANKS}\n1. Bãi bỏ, thay thế các điều 5, 6.")
    assert found.instructions == []
    assert [str(each.location) for each in found.unread] == ["khoản 1 Điều 1"]


def test_a_content_repealed_is_told_even_where_the_title_names_two_acts() -> None:
    title = "Sửa đổi một số điều của Thông tư số 13/2022/TT-BTC và Thông tư số 14/2022/TT-BTC"
    found = read(title, "Điều 2. Bãi bỏ\nBãi bỏ nội dung “Trường hợp giá đất” tại điểm a khoản 1 Điều 3.")
    assert found.instructions == []
    assert len(found.unread) == 1


@pytest.mark.parametrize("item", ["đ(i)", "đ (ii)"])
def test_an_item_of_a_point_is_not_the_point(item: str) -> None:
    place = f"điểm {item} khoản 1 Điều 11."
    body = f"1. Thay thế cụm từ “A” bằng cụm từ “B” tại {place}\n2. Bãi bỏ {place}"
    found = read("Sửa đổi A", f"Điều 1. Sửa đổi một số điều{OF_BANKS}\n{body}")
    assert found.instructions == []
    assert len(found.unread) == 2


def test_an_article_whose_beginning_is_lost_still_has_its_clauses() -> None:
    found = read(
        "Sửa đổi các nghị định",
        "Điều 4. Sửa đổi, bổ sung một số điều của Nghị định số 112/2024/NĐ-CP\n"
        "5. Thay thế, bãi bỏ các từ, cụm từ, phụ lục tại Nghị định số 112/2024/NĐ-CP\n"
        "a) Thay thế các từ, cụm từ như sau:\n"
        "- Cụm từ “huyện” bằng cụm từ “xã” tại điểm a khoản 1 Điều 5;\n"
        "- Từ “làng” bằng từ “thôn” tại Điều 15.\n"
        "b) Bãi bỏ một số cụm từ, phụ lục như sau:\n"
        "- Cụm từ “thanh tra” tại điểm e khoản 4 Điều 20;\n"
        "- Phụ lục I, II.\n"
        "6. Thay thế, bổ sung, bãi bỏ các điểm, khoản, cụm từ tại Nghị định số 151/2025/NĐ-CP\n"
        "a) Thay thế các cụm từ sau đây:\n"
        "- Cụm từ “A” bằng cụm từ “B” tại điểm d khoản 4 Điều 5;\n"
        "- Cụm từ “C” như cũ;\n"
        "- Cụm từ “D” bằng cụm từ “E” tại điểm g khoản 4\n"
        "Điều 5 và điểm i khoản 2 Điều 17.",
    )
    assert [(i.op, i.old_words, i.new_words) for i in found.instructions] == [
        ("replace_words", "huyện", "xã"),
        ("replace_words", "làng", "thôn"),
        ("replace_words", "thanh tra", ""),
        ("repeal", "", ""),
        ("repeal", "", ""),
        ("replace_words", "A", "B"),
    ]
    assert targets(found) == [
        ("112/2024/NĐ-CP", "5", "1", "a"),
        ("112/2024/NĐ-CP", "15", None, ""),
        ("112/2024/NĐ-CP", "20", "4", "e"),
        ("112/2024/NĐ-CP", None, None, "Phụ lục I"),
        ("112/2024/NĐ-CP", None, None, "Phụ lục II"),
        ("151/2025/NĐ-CP", "5", "4", "d"),
    ]
    assert [each.words for each in found.unread] == [
        "Thay thế cụm từ “C” như cũ;",
        "Thay thế cụm từ “D” bằng cụm từ “E” tại điểm g khoản 4",
        "Điều 5 và điểm i khoản 2 Điều 17.",
    ]


@pytest.mark.parametrize(
    ("symbol", "law"), [("63/2020/QH14", "80/2015/QH13"), ("63/2025/QH15", None), ("63/2026/QH15", "64/2025/QH15")]
)
def test_an_undated_text_means_the_law_of_the_year_of_its_symbol(symbol: str, law: str | None) -> None:
    found = read(
        "Sửa đổi, bổ sung một số điều của Luật Ban hành văn bản quy phạm pháp luật",
        "Điều 1. Sửa đổi, bổ sung một số điều của Luật Ban hành văn bản quy phạm pháp luật\n1. Bãi bỏ Điều 9.",
        f"Số: {symbol}\nLUẬT\n",
    )
    assert targets(found) == [(law, "9", None, "")]


WORKS = (
    "1. Sửa đổi, bổ sung điểm c khoản 6 và bổ sung khoản 12 Điều 2 như sau:\n"
    "a) Sửa đổi, bổ sung điểm c khoản 6 như sau:\n“c) A.”."
)


def test_works_told_once_more_below_take_the_article_of_the_clause() -> None:
    found = read(
        "Sửa đổi A", f"Điều 1. Sửa đổi một số điều{OF_BANKS}\n{WORKS}\nb) Bổ sung khoản 12 như sau:\n“12. B.”."
    )
    assert targets(found) == [("31/2012/TT-NHNN", "2", "6", "c"), ("31/2012/TT-NHNN", "2", "12", "")]
    assert found.unread == []


def test_a_work_not_told_once_more_below_is_told_as_a_doubt() -> None:
    found = read("Sửa đổi A", f"Điều 1. Sửa đổi một số điều{OF_BANKS}\n{WORKS}")
    assert targets(found) == [("31/2012/TT-NHNN", "2", "6", "c")]
    assert [str(each.location) for each in found.unread] == ["khoản 1 Điều 1"]


def test_annexes_beside_articles_are_places_of_their_own() -> None:
    body = (
        f"Điều 1. Sửa đổi một số điều{OF_BANKS}\n1. Thay thế cụm từ “A” bằng cụm từ “B” tại khoản 1 và điểm b khoản 3 "
    )
    found = read("Sửa đổi A", f"{body}Điều 15, Phụ lục số 01, Phụ lục số 07.")
    act = "31/2012/TT-NHNN"
    assert targets(found) == [
        (act, "15", "1", ""),
        (act, "15", "3", "b"),
        (act, None, None, "Phụ lục số 01"),
        (act, None, None, "Phụ lục số 07"),
    ]


def test_orders_outside_every_article_are_told_and_stay_out_of_the_title() -> None:
    text = (
        "Số: 55/2030/QH14\nLUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT KIỂM TOÁN NHÀ NƯỚC\n"
        "7. Bổ sung khoản 5 vào sau khoản 4 Điều 47 như sau:\n“5. Trường hợp A.”.\n8. Bãi bỏ Điều 49."
    )
    document = read_text(text).document
    assert document.title == "Sửa đổi, bổ sung một số điều của Luật Kiểm toán Nhà nước"
    found = read_all(document)
    assert found.instructions == []
    assert [(str(each.location), each.reason) for each in found.unread] == [
        ("khoản 7", "lời sửa đứng ngoài mọi điều"),
        ("khoản 8", "lời sửa đứng ngoài mọi điều"),
    ]


def test_a_letter_that_proposes_changes_orders_none() -> None:
    text = "V/v góp ý\nKính gửi: Bộ Tài chính\n1. Sửa đổi khoản 2 Điều 3 như sau:\n“2. A.”."
    assert read_all(read_text(text).document) == Reading()


def test_the_rest_of_a_torn_line_in_a_list_is_no_repeal() -> None:
    found = read(
        "Sửa đổi A",
        f"Điều 1. Sửa đổi một số điều{OF_BANKS}\n1. Bãi bỏ các cụm từ sau:\n"
        "- Cụm từ “A” tại điểm g khoản 4\nĐiều 5 và Điều 17.",
    )
    assert found.instructions == []
    assert len(found.unread) == 2


def test_a_heading_on_the_line_below_its_article_says_which_act_is_meant() -> None:
    law = "Sửa đổi, bổ sung một số điều của Luật bảo hiểm y tế:"
    found = read("SỬA ĐỔI LUẬT BẢO HIỂM Y TẾ", f"Điều 1.\n{law}\n2. Bãi bỏ Điều 9.", "Số: 46/2014/QH13\nLUẬT\n")
    assert targets(found) == [("25/2008/QH12", "9", None, "")]

"""A quotation mark too few or too many: no numbered instruction vanishes, it is read or told as a doubt."""

from hypothesis import given, settings
from hypothesis import strategies as st

from legal_library.parsing.amendments import read_all
from legal_library.parsing.reader import read_text

HEAD = (
    "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2030\n"
    "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP\n"
)
END = "\nĐiều 2. Hiệu lực thi hành\nNghị định này có hiệu lực từ ngày 01 tháng 4 năm 2030."
ORDERS = [
    "Sửa đổi, bổ sung khoản 2 Điều 7 như sau:\n“2. Hai:\na) Một;\nb) Hai.”.",
    "Sửa đổi Điều 8 như sau:\n“Điều 8. Tên\n1. Một.\n2. Bổ sung hồ sơ.\n3. Ba.”.",
    "Bổ sung Điều 9a vào sau Điều 9 như sau:\n“Điều 9a. Tên\nNội dung.”.",
    "Bãi bỏ khoản 2 Điều 10.",
    "Thay thế cụm từ “A” bằng cụm từ “B” tại Điều 11.",
    "Sửa đổi điểm a và bổ sung điểm b khoản 3 Điều 12 như sau:\n“a) Một;\nb) Hai.”.",
    "Bổ sung cụm từ “A” vào sau cụm từ “B” tại khoản 1 Điều 13.",
    "Sửa đổi khoản 1 Điều 14 như sau: “1. Một.”.",
    "Bãi bỏ Điều 15, khoản 1 Điều 16.",
]
MARKS = '“”"'


def numbered(orders: list[str]) -> str:
    return "\n".join(f"{number}. {order}" for number, order in enumerate(orders, 1))


def unheard(orders: list[str], text: str) -> list[str]:
    """The first lines of orders, as they stand in the spoilt text, from which nothing was heard."""
    source = read_text(HEAD + text + END)
    found = read_all(source.document)
    told = {source.paragraphs[at].text for at in found.heard}
    lines, first = text.split("\n"), 0
    missing: list[str] = []
    for order in orders:
        line = " ".join(lines[first].split())
        if not any(line in words or words in line for words in told):
            missing.append(line)
        first += 1 + order.count("\n")
    return missing


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[list[str], str]:
    """Orders, and their text with one mark taken out or one put in."""
    orders = draw(st.lists(st.sampled_from(ORDERS), min_size=1, max_size=8))
    text = numbered(orders)
    places = [place for place, char in enumerate(text) if char in MARKS]
    if places and draw(st.booleans()):
        place = draw(st.sampled_from(places))
        return orders, text[:place] + text[place + 1 :]
    place = draw(st.integers(0, len(text)))
    return orders, text[:place] + draw(st.sampled_from(MARKS)) + text[place:]


@settings(max_examples=300, deadline=None)
@given(spoilt())
def test_a_mark_too_few_or_too_many_makes_no_instruction_vanish(case: tuple[list[str], str]) -> None:
    orders, text = case
    assert unheard(orders, text) == [], text


UNCLOSED = """\
7. Sửa đổi, bổ sung Điều 20 như sau:
“Điều 20. Hồ sơ
1. Đơn.
2. Bổ sung hồ sơ trong 05 ngày.
8. Bãi bỏ khoản 2 Điều 21.
9. Thay thế cụm từ “A” bằng cụm từ “B” tại Điều 22.
10. Bổ sung điểm c khoản 1 Điều 23 như sau:
“c) Ba.”.
11. Khoản 3 Điều 24 được sửa đổi như sau:
“3. Ba.”."""


def test_a_quotation_never_closed_ends_where_the_act_orders_again() -> None:
    before = "".join(f"{number}. Bãi bỏ Điều {number}.\n" for number in range(1, 7))
    found = read_all(read_text(HEAD + before + UNCLOSED + END).document)
    told = {each.location.clause: each for each in found.instructions}
    assert found.unread == []
    assert list(told) == [str(number) for number in range(1, 12)]
    assert told["7"].new_text == "Điều 20. Hồ sơ\n1. Đơn.\n2. Bổ sung hồ sơ trong 05 ngày."
    assert told["11"].target.clause == "3"


def test_a_mark_that_closes_too_early_is_told() -> None:
    spoilt = "1. Sửa đổi Điều 8 như sau:\n“Điều 8. Tên\n1. Một.”\n2. Bổ sung hồ sơ.\n3. Ba.”.\n2. Bãi bỏ Điều 9."
    found = read_all(read_text(HEAD + spoilt + END).document)
    assert any("ngoặc kép" in each.reason for each in found.unread)


def test_new_words_whose_marks_do_not_pair_are_a_doubt() -> None:
    spoilt = "1. Sửa đổi khoản 1 Điều 8 như sau:\n“1. Theo mẫu “A.\nHết.”.\n2. Bãi bỏ Điều 9."
    found = read_all(read_text(HEAD + spoilt + END).document)
    assert [each.target.article for each in found.instructions] == ["9"]
    assert [each.location.clause for each in found.unread] == ["1"]


def test_an_article_below_a_clause_on_the_other_acts_article_of_that_number_is_the_acts_own() -> None:
    source = read_text(
        "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP\n"
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP\n"
        "1. Sửa đổi, bổ sung một số khoản của Điều 2 như sau:\na) Sửa đổi, bổ sung khoản 4 như sau:\n“4. Mới.”.\n"
        "2. Bãi bỏ khoản 1 Điều 3.\n"
        "Điều 2. Sửa đổi, bổ sung một số điều của Nghị định số 124/2020/NĐ-CP\n1. Bãi bỏ khoản 2 Điều 5.\n"
        "Điều 3. Hiệu lực thi hành\nNghị định này có hiệu lực từ ngày 01 tháng 01 năm 2026."
    )
    assert [article.number for article in source.document.articles()] == ["1", "2", "3"]
    found = read_all(source.document)
    assert [(i.target.document, i.target.article, i.target.clause) for i in found.instructions] == [
        ("31/2019/NĐ-CP", "2", "4"),
        ("31/2019/NĐ-CP", "3", "1"),
        ("124/2020/NĐ-CP", "5", "2"),
    ]
    assert found.unread == []


def test_new_words_without_marks_that_count_on_are_the_other_acts_and_told_as_a_doubt() -> None:
    source = read_text(
        HEAD + "1. Sửa đổi Điều 2 như sau:\nĐiều 2. Tên\nNội dung mới.\n2. Bãi bỏ Điều 4." + END.replace("2", "3", 1)
    )
    assert [article.number for article in source.document.articles()] == ["1", "3"]
    assert any("Điều 2" in warning and "không có dấu ngoặc kép" in warning for warning in source.document.warnings)


def test_an_article_that_orders_is_the_acts_own_behind_lost_pages() -> None:
    source = read_text(
        HEAD + "1. Sửa đổi Điều 9 như sau:\n“Điều 9. Tên\nNội dung.”.\n"
        "Điều 8. Bãi bỏ một số khoản của Nghị định số 31/2019/NĐ-CP\nBãi bỏ khoản 2 Điều 5.\n"
        "Điều 9. Hiệu lực thi hành\nNghị định này có hiệu lực từ ngày 01 tháng 4 năm 2030."
    )
    assert [article.number for article in source.document.articles()] == ["1", "8", "9"]
    assert "Không thấy Điều 2 trong văn bản." in source.document.warnings
    assert len(read_all(source.document).instructions) == 2


def test_clauses_and_points_that_order_are_read_behind_a_gap_and_the_gap_is_told() -> None:
    source = read_text(
        HEAD.rpartition("Điều 1.")[0] + "Điều 1. Sửa đổi các luật có liên quan\n"
        "7. Sửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP như sau:\n"
        "c) Bổ sung điểm e1 vào sau điểm e khoản 2 Điều 12 như sau:\n“e1) Một.”;\n"
        "k) Bãi bỏ khoản 1 Điều 13." + END
    )
    found = read_all(source.document)
    assert [(i.location.clause, i.location.point, i.op, i.target.article) for i in found.instructions] == [
        ("7", "c", "insert_after", "12"),
        ("7", "k", "repeal", "13"),
    ]
    told = " ".join(source.document.warnings)
    assert all(gap in told for gap in ("trước khoản 7", "trước điểm c khoản 7", "trước điểm k khoản 7"))


def test_the_number_of_an_article_alone_on_its_line_opens_it() -> None:
    source = read_text(
        "LUẬT\nSửa đổi, bổ sung một số điều của Luật Thuế thu nhập cá nhân\n\nĐiều 1\n"
        "Sửa đổi, bổ sung một số điều của Luật Thuế thu nhập cá nhân số 04/2007/QH12:\n\n"
        "1. Khoản 2 Điều 3 được sửa đổi, bổ sung như sau:\n\n“2. Thu nhập từ tiền lương.”\n\nĐiều 2\n\n"
        "Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2013."
    )
    assert [article.number for article in source.document.articles()] == ["1", "2"]
    assert str(source.document.effective) == "2013-07-01"
    found = read_all(source.document)
    assert [(i.target.document, i.target.article, i.target.clause) for i in found.instructions] == [
        ("04/2007/QH12", "3", "2")
    ]


def test_a_cited_article_alone_on_its_line_opens_none() -> None:
    source = read_text("Điều 1. Một\nTheo quy định tại khoản 2\nĐiều 2\ncủa Luật này.\nĐiều 2. Hai\nB.")
    assert [article.heading for article in source.document.articles()] == ["Một", "Hai"]

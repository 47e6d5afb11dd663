"""The readers against labels made by reading: the floors the library promises, and the faults the labels brought up."""

import pytest

from legal_library.parsing.amendments import read_all
from legal_library.parsing.citations import extract
from legal_library.parsing.reader import read_text

from . import labelled

CITATIONS = ("citations.txt", "citations_held_out.txt", "citations_third.txt", "citations_fourth.txt")
AMENDMENTS = ("amendments.txt", "amendments_unseen.txt", "amendments_third.txt", "amendments_fourth.txt")


@pytest.mark.shared_data
@pytest.mark.parametrize(
    "name", ["citations.txt", "citations_held_out.txt", "citations_third.txt", "citations_fourth.txt"]
)
def test_citations_agree_with_the_labels(name: str) -> None:
    score = labelled.citations_score(name)
    assert score.right + score.missed >= 200
    assert score.precision >= 0.97, score.notes
    assert score.recall >= 0.95, score.notes


@pytest.mark.shared_data
@pytest.mark.parametrize("name", AMENDMENTS)
def test_instructions_of_unseen_acts_are_read_exactly_or_left_to_a_person(name: str) -> None:
    score = labelled.amendments_score(name)
    assert score.right + score.missed >= 60
    assert score.wrong == 0, score.notes
    assert score.recall >= 0.9, score.notes


@pytest.mark.shared_data
def test_articles_of_the_whole_corpus_are_those_it_lists() -> None:
    score = labelled.articles_score()
    assert score.right + score.missed == 3603
    assert score.recall >= 0.99, score.notes


def cited(text: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(c.document, c.article, c.clause, c.point) for c in extract(text)]


def numbers(text: str) -> list[str]:
    return [article.number for article in read_text(text).document.articles()]


def test_places_of_a_repeal_belong_to_the_act_named_at_its_end() -> None:
    text = (
        "Điều 9. Hiệu lực\n1. Bãi bỏ Điều 10; khoản 7 Điều 16 về phụ cấp; khoản 2 Điều 24 về chế độ báo"
        " tại Nghị định số 3/2016/NĐ-CP. Điều 3 vẫn áp dụng.\n"
    )
    assert cited(text)[:3] == [
        ("3/2016/NĐ-CP", "10", None, None),
        ("3/2016/NĐ-CP", "16", "7", None),
        ("3/2016/NĐ-CP", "24", "2", None),
    ]
    assert cited(text)[-1][0] != "3/2016/NĐ-CP"


def test_a_bare_law_is_the_one_in_the_title() -> None:
    head = "---\nso: 19/2021/NĐ-CP\ntrích yếu: Quy định chi tiết Pháp lệnh Ưu đãi người có công với cách mạng\n---\n"
    text = f"{head}Điều 1. Tên\nTheo điểm a khoản 1 Điều 14 Pháp lệnh thì việc này do xã làm."
    assert all(document != "self" for document, *_ in cited(text))
    law = head.replace("Pháp lệnh Ưu đãi người có công với cách mạng", "một số điều của Luật Tố cáo")
    assert cited(f"{law}Điều 1. Tên\nTheo Điều 5 của Luật thì phải nêu rõ.") == [("25/2018/QH14", "5", None, None)]


def test_an_old_law_named_with_its_number_does_not_stand_for_the_law_of_the_day() -> None:
    text = (
        "NGHỊ ĐỊNH\nHà Nội, ngày 02 tháng 3 năm 2020\nĐiều 1. Tên\nTheo Điều 9 Luật Tố cáo.\n"
        "Điều 2. Chuyển tiếp\nVụ việc thụ lý theo Luật Tố cáo số 03/2011/QH13 thì làm tiếp.\n"
    )
    assert [row[0] for row in cited(text)] == ["25/2018/QH14", "03/2011/QH13"]


def test_places_of_a_list_that_the_text_does_not_have_belong_to_the_act_at_its_end() -> None:
    text = (
        "NGHỊ ĐỊNH\nĐiều 1. Chuyển tiếp\nQuy định về kiểm định tại các Điều 15, 16 mục 3; về huấn luyện tại điểm d"
        " khoản 1 Điều 25 Nghị định số 45/2013/NĐ-CP thì thôi áp dụng. Điều 1 vẫn áp dụng; Điều 99 thì không."
    )
    old = "45/2013/NĐ-CP"
    assert cited(text) == [
        (old, "15", None, None),
        (old, "16", None, None),
        (old, "25", "1", "d"),
        ("self", "1", None, None),
        (None, "99", None, None),
    ]


def test_what_a_decree_says_it_spells_out_is_the_law_of_its_title() -> None:
    head = "---\nso: 111/2010/NĐ-CP\ntrích yếu: Quy định chi tiết một số điều của Luật Lý lịch tư pháp\n---\n"
    text = f"{head}Điều 1. Phạm vi\nNghị định này quy định chi tiết khoản 2 Điều 11 về A; Điều 1 về B. Điều 1 nói thêm."
    law = "28/2009/QH12"
    assert cited(text)[1:] == [(law, "11", "2", None), (law, "1", None, None), ("self", "1", None, None)]


def test_this_clause_is_none_of_the_article_named_after_it() -> None:
    text = "Điều 1. A\n1. Một.\n2. Theo điểm a khoản này và khoản 1 Điều 3 Nghị định này.\nĐiều 3. B\n1. Hai."
    assert cited(text) == [("self", "1", "2", "a"), ("self", "3", "1", None)]


def test_an_amending_law_without_number_is_known_by_the_law_it_amends() -> None:
    head = "NGHỊ ĐỊNH\nHà Nội, ngày 02 tháng 3 năm 2021\nĐiều 1. A\nTheo "
    words = "Luật sửa đổi, bổ sung một số điều của "
    assert cited(f"{head}{words}Luật Giáo dục đại học.")[0][0] == "34/2018/QH14"
    assert cited(f"{head}Điều 1 {words}Luật Chăn nuôi.") == [(None, "1", None, None)]
    bound = f"{head}{words}Luật Chăn nuôi số 9/2020/QH14. Nay theo {words}Luật Chăn nuôi."
    assert [row[0] for row in cited(bound)] == ["9/2020/QH14", "9/2020/QH14"]


@pytest.mark.parametrize("words", ["loại 460, khoản 463", "Loại 03 khoản 02"])
def test_numbers_of_the_budget_are_no_places(words: str) -> None:
    assert cited(f"Điều 1. A\nHạch toán vào {words}, mục 7000.") == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("theo Điều 3 Quyết định72/2002/QĐ-TTg", [("72/2002/QĐ-TTg", "3", None, None)]),
        ("theo Nghị định số58/1998/NĐ-CP", [("58/1998/NĐ-CP", None, None, None)]),
        ("tại Điều 3 Nghị địnhnày", [("self", "3", None, None)]),
        ("tại điểm b(ii) khoản 1 Điều 4 Nghị định này", [("self", "4", "1", "b")]),
        ("Công văn số 2560/BCA(X13) ngày 26/12/2003", [("2560/BCA(X13)", None, None, None)]),
        ("khoản 3 Điều 2 Thông tư số[37/2014/TT-BTC](https://a.vn/b.aspx)ngày", [("37/2014/TT-BTC", "2", "3", None)]),
        ("văn bản hướng dẫn các Luật này", []),
        ("tội đầu hàng địch (Điều 322) Bộ luật hình sự số 15/1999/QH10", [("15/1999/QH10", "322", None, None)]),
    ],
)  # fmt: skip
def test_spellings_of_stored_texts_are_read(words: str, wanted: list[tuple[str | None, ...]]) -> None:
    assert cited(f"Điều 1. Tên\n1. Làm {words}.\nĐiều 3. Tên\nHết.\nĐiều 4. Tên\nHết.") == wanted


def test_a_stray_quotation_mark_does_not_swallow_the_articles_behind_it() -> None:
    rest = "".join(f"Điều {n}. Tên\n1. Nội dung.\n" for n in range(3, 12))
    assert numbers(f"Điều 1. Tên\nA.\nĐiều 2. Tên\n“2. Nội dung mở ngoặc mà không đóng.\n{rest}") == [
        str(n) for n in range(1, 12)
    ]


def test_a_text_that_lost_a_stretch_goes_on_with_the_next_article_it_has() -> None:
    text = "Điều 1. Tên\nA.\nĐiều 2. Tên\nB.\nĐiều 20. Hiệu lực\nC.\nĐiều 21. Thi hành\nD."
    assert numbers(text) == ["1", "2", "20", "21"]


def test_a_line_of_marks_only_is_no_line() -> None:
    assert numbers("Điều 1. Tên\n**\nA.\n" + "Điều 2. Tên\nB.\n" * 1 + "c\n" * 40) == ["1", "2"]


def instructions(text: str) -> list[tuple[str, str, str | None, str | None, str | None, str, str]]:
    head = (
        "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP\nĐiều 1. Sửa đổi, bổ sung một số điều"
    )
    read = read_all(read_text(f"{head}\n{text}\nĐiều 2. Hiệu lực thi hành\nCó hiệu lực từ ngày ký.").document)
    return [
        (i.op, i.target.document or "", i.target.article, i.target.clause, i.target.point, i.old_words, i.new_words)
        for i in read.instructions
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "1. Thay thế cụm từ “a” bằng cụm từ “b” tại khoản 1 và từ “c” bằng từ “d” tại điểm b khoản 2 Điều 9.",
            [("9", "1", None, "a", "b"), ("9", "2", "b", "c", "d")],
        ),
        ("1. Bỏ dấu “,” sau cụm từ “200 đồng” tại khoản 1 Điều 6.", [("6", "1", None, "200 đồng,", "200 đồng")]),
        ("1. Bỏ từ “từ” trước cụm từ “hai năm” tại Điều 6.", [("6", None, None, "từ hai năm", "hai năm")]),
        (
            "1. Thay cụm từ “a” tại Điều 1 và Điều 3 bằng cụm từ “b”.",
            [("1", None, None, "a", "b"), ("3", None, None, "a", "b")],
        ),
        (
            "1. Bãi bỏ cụm từ “a” và cụm từ “b” tại khoản 1 Điều 4.",
            [("4", "1", None, "a", ""), ("4", "1", None, "b", "")],
        ),
        ("1. Thay thế cụm từ “a” bằng cụm từ “b” tại khoản 1.", []),
        ("1. Bổ sung từ “Để” vào trong điểm c khoản 2 Điều 3.", []),
    ],
)  # fmt: skip
def test_words_are_replaced_where_the_sentence_says_and_nowhere_else(
    text: str, wanted: list[tuple[str | None, ...]]
) -> None:
    read = instructions(text)
    assert [row[2:] for row in read] == wanted
    assert {row[:2] for row in read} <= {("replace_words", "31/2019/NĐ-CP")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. Khoản 2 Điều 5 được sửa đổi, bổ sung như sau:\n“2. Mới.”.", [("replace", "5", "2", None)]),
        ("1. Khoản 3a được bổ sung vào sau khoản 3 Điều 5 như sau:\n“3a. Mới.”.", [("insert_after", "5", "3", None)]),
        ("1. Khoản 2 và khoản 4 Điều 7 được bãi bỏ.", [("repeal", "7", "2", None), ("repeal", "7", "4", None)]),
        ("1. Bổ sung điểm o vào khoản 1 Điều 16 như sau:\n“o) Mới.”.", [("add", "16", "1", "o")]),
        ("1. Sửa đổi khoản 3 Điều 37 như sau:\n“Mới, không ghi số.”.", [("replace", "37", "3", None)]),
        ("1. Bỏ điểm đ khoản 2, điểm b khoản 3 Điều 12.", [("repeal", "12", "2", "đ"), ("repeal", "12", "3", "b")]),
        (
            "1. Bãi bỏ điểm d khoản 3 Điều 7; bỏ cụm từ “và” tại Điều 8.",
            [("repeal", "7", "3", "d"), ("replace_words", "8", None, None)],
        ),
        (
            "1. Sửa đổi khoản 8 Điều 8 của Luật Thương mại số 36/2005/QH11 đã được sửa đổi, bổ sung một số điều theo"
            " Luật số 05/2017/QH14 như sau:\n“8. Mới.”.",
            [("replace", "8", "8", None)],
        ),
    ],
)  # fmt: skip
def test_an_instruction_is_the_same_in_every_wording(text: str, wanted: list[tuple[str | None, ...]]) -> None:
    assert [(row[0], *row[2:5]) for row in instructions(text)] == wanted


@pytest.mark.parametrize(
    "opening",
    [
        "Các quy định sau đây hết hiệu lực thi hành kể từ ngày Thông tư này có hiệu lực:",
        "Kể từ ngày Thông tư này có hiệu lực, các điều, khoản sau đây hết hiệu lực thi hành:",
        "Thông tư này bãi bỏ:",
        "Thông tư này thay thế, bãi bỏ:",
        "Kể từ ngày Nghị định này có hiệu lực thi hành, bãi bỏ các nội dung quy định tại:",
        "Thông tư này bãi bỏ các quy định sau:",
    ],
)
def test_a_list_of_what_goes_is_read_however_it_is_opened(opening: str) -> None:
    below = "a) Khoản 2 Điều 3, điểm c khoản 3 Điều 32 Thông tư số 15/2019/TT-BYT;\nb) Thông tư số 1/2020/TT-BYT."
    read = instructions(f"1. {opening}\n{below}")
    assert [row[:5] for row in read] == [
        ("repeal", "15/2019/TT-BYT", "3", "2", None),
        ("repeal", "15/2019/TT-BYT", "32", "3", "c"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Các quy định về phí sau đây hết hiệu lực:\na) Điều 3 Thông tư số 15/2019/TT-BYT.",
        "1. Các quy định sau đây hết hiệu lực:\n"
        "a) Khoản 2 Điều 129 được quy định tại khoản 63 Điều 1 Thông tư số 39/2018/TT-BTC.",
        "1. Điều 5 Nghị định số 31/2019/NĐ-CP của Chính phủ quy định về A tiếp tục áp dụng cho đến khi Luật Đất đai"
        " hết hiệu lực.",
    ],
)
def test_what_does_not_go_as_a_whole_is_left_to_a_person(text: str) -> None:
    assert instructions(text) == []


def test_a_provision_said_to_lose_its_force_is_repealed() -> None:
    read = instructions("1. Điều 7; Điều 16, Điều 17 Nghị định số 12/2011/NĐ-CP hết hiệu lực từ ngày 01/01/2022.")
    assert [row[:3] for row in read] == [("repeal", "12/2011/NĐ-CP", number) for number in ("7", "16", "17")]


def test_new_words_keep_their_first_line_before_the_dashes_below_it() -> None:
    block = "“b) 100% chi phí đối với:\n- Người thứ nhất;\n- Người thứ hai.”"
    read = read_all(
        read_text(
            "NGHỊ ĐỊNH\nĐiều 1. Sửa đổi\n1. Sửa đổi một số điều của Nghị định số 146/2018/NĐ-CP như sau:\n"
            f"a) Sửa đổi khoản 1 Điều 2:\n“1. Một.”\nb) Sửa đổi, bổ sung điểm b khoản 1 Điều 14:\n{block}"
        ).document
    )
    assert [each.new_text.split("\n")[0] for each in read.instructions] == ["1. Một.", "b) 100% chi phí đối với:"]


def test_a_long_list_of_places_is_read_in_time_that_grows_with_it() -> None:
    """Looking back over the whole list for each of its places once made this quadratic; counted, not timed."""
    read = instructions("1. Bãi bỏ " + "khoản 1 Điều 2; " * 3000 + "khoản 1 Điều 3.")
    assert len(read) == 3001

"""The readers against labels made by reading: the floors the library promises, and the faults the labels brought up."""

import pytest

from legal_library.parsing.citations import extract
from legal_library.parsing.reader import read_text

from . import labelled


@pytest.mark.shared_data
@pytest.mark.parametrize("name", ["citations.txt", "citations_held_out.txt"])
def test_citations_agree_with_the_labels(name: str) -> None:
    score = labelled.citations_score(name)
    assert score.right + score.missed >= 200
    assert score.precision >= 0.97, score.notes
    assert score.recall >= 0.95, score.notes


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


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
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

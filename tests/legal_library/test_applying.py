"""One operation on one article: done exactly, or refused with the reason; never half, never on the wrong words."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal_library.parsing.document import Node
from legal_library.versions.applying import REPEALED, CannotApply, Operation, apply
from legal_library.versions.differing import lines, side_by_side, words
from legal_library.versions.tree import read_article

ARTICLE = """Điều 8. Hình thức khiếu nại
1. Việc khiếu nại được thực hiện bằng đơn.
2. Trong thời hạn 10 ngày phải có:
a) Ngày;
b) Tên;
d) Chữ ký trong thời hạn 10 ngày.
3. Hết."""


def article(text: str = ARTICLE) -> Node:
    return read_article(text)


def after(op: str, target: str = "dieu-8", **words_: str) -> list[str]:
    return lines(apply(article(), Operation(op=op, target=target, **words_)))


def refused(op: str, target: str = "dieu-8", **words_: str) -> str:
    with pytest.raises(CannotApply) as error:
        apply(article(), Operation(op=op, target=target, **words_))
    return str(error.value)


def test_an_article_reads_back_as_its_lines() -> None:
    assert lines(article()) == ARTICLE.splitlines()


def test_a_clause_is_replaced_with_its_points() -> None:
    got = after("replace", "dieu-8.khoan-2", new_text="“2. Mới gồm:\na) Một;\nb) Hai.”.")
    assert got == [*ARTICLE.splitlines()[:2], "2. Mới gồm:", "a) Một;", "b) Hai.", "3. Hết."]


def test_a_point_is_replaced_and_its_neighbours_stay() -> None:
    assert "b) Họ tên;" in after("replace", "dieu-8.khoan-2.diem-b", new_text="“b) Họ tên;”")


def test_a_new_point_and_a_new_clause_stand_where_their_number_says() -> None:
    got = after("insert_after", "dieu-8.khoan-2.diem-c", new_text="c) Địa chỉ;")
    assert got.index("c) Địa chỉ;") == got.index("b) Tên;") + 1
    got = after("insert_after", "dieu-8.khoan-2", new_text="2a. Thêm.")
    assert got.index("2a. Thêm.") == got.index("3. Hết.") - 1


def test_a_new_article_comes_from_nothing_but_a_change_does_not() -> None:
    new = apply(None, Operation(op="insert_after", target="dieu-11a", new_text="Điều 11a. Tạm đình chỉ\n1. Một."))
    assert (new.number, new.children[0].text) == ("11a", "Một.")
    with pytest.raises(CannotApply, match="không có trong văn bản"):
        apply(None, Operation(op="replace", target="dieu-11a", new_text="Điều 11a. Tạm"))


def test_words_are_replaced_wherever_the_place_has_them() -> None:
    got = after("replace_words", old_words="10 ngày", new_words="07 ngày làm việc")
    assert sum("07 ngày làm việc" in line for line in got) == 2
    only = after("replace_words", "dieu-8.khoan-2.diem-d", old_words="10 ngày", new_words="07 ngày làm việc")
    assert only[2] == "2. Trong thời hạn 10 ngày phải có:"


def test_words_are_taken_out_where_they_are_repealed() -> None:
    got = after("repeal", "dieu-8.khoan-1", old_words="được thực hiện", new_words="")
    assert got[1] == "1. Việc khiếu nại bằng đơn."


def test_what_is_repealed_says_so() -> None:
    assert after("repeal", "dieu-8.khoan-3")[-1] == f"3. {REPEALED}"
    assert after("repeal") == ["Điều 8. Hình thức khiếu nại", REPEALED]


@pytest.mark.parametrize(
    ("op", "target", "words_", "reason"),
    [
        ("replace", "dieu-8.khoan-9", {"new_text": "9. Mới."}, "Không thấy khoản 9"),
        ("replace", "dieu-8.khoan-2.diem-e", {"new_text": "e) Mới."}, "Không thấy điểm e"),
        ("replace", "dieu-8.khoan-2", {"new_text": "3. Mới."}, "mang số 3"),
        ("replace", "dieu-8.khoan-2", {"new_text": "2. Mới.\n3. Thêm."}, "cần đúng một"),
        ("replace", "dieu-8", {"new_text": "Điều 9. Khác"}, "Điều 9"),
        ("replace", "dieu-8", {"new_text": "Lời không đầu."}, "không bắt đầu bằng"),
        ("replace_words", "dieu-8", {"old_words": "20 ngày", "new_words": "x"}, "Không thấy cụm từ"),
        ("replace_words", "dieu-8", {"old_words": "0 ngày", "new_words": "x"}, "Không thấy cụm từ"),
        ("replace_words", "dieu-8", {"old_words": " ", "new_words": "x"}, "Không rõ cụm từ"),
        ("insert_after", "dieu-8", {"new_text": "Điều 8. Lại"}, "đã có Điều 8"),
        ("add", "dieu-8.khoan-2", {"new_text": "a) Lại;"}, "Đã có điểm a"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(op, target, words_, reason) -> None:
    assert reason in refused(op, target, **words_)


def test_a_change_already_made_is_not_made_twice() -> None:
    done = article(ARTICLE.replace("10 ngày", "10 ngày làm việc"))
    operation = Operation(op="replace_words", target="dieu-8", old_words="10 ngày", new_words="07 ngày làm việc")
    with pytest.raises(CannotApply, match="lặp chữ"):
        apply(done, operation)


def test_a_repealed_place_takes_no_further_change() -> None:
    gone = apply(article(), Operation(op="repeal", target="dieu-8"))
    with pytest.raises(CannotApply, match="bãi bỏ trước đó"):
        apply(gone, Operation(op="replace", target="dieu-8.khoan-1", new_text="1. Mới."))


def test_the_given_article_is_left_as_it_is() -> None:
    given_ = article()
    apply(given_, Operation(op="repeal", target="dieu-8.khoan-2"))
    assert lines(given_) == ARTICLE.splitlines()


_TEXTS = st.lists(st.sampled_from(["khiếu", "nại", "10", "ngày,", "(được)", "Điều"]), max_size=30).map(" ".join)


@given(_TEXTS, _TEXTS)
def test_a_comparison_loses_no_word_of_either_text(before: str, after_: str) -> None:
    left, right = words(before, after_)
    assert "".join(piece.text for piece in left) == before
    assert "".join(piece.text for piece in right) == after_
    assert all(piece.kind == "same" for piece in (*left, *right)) == (before == after_ or not (before or after_))


@given(st.lists(_TEXTS, max_size=8), st.lists(_TEXTS, max_size=8))
def test_side_by_side_every_line_stands_once_in_order(before: list[str], after_: list[str]) -> None:
    pairs = side_by_side(before, after_)
    assert [text for pair in pairs if (text := "".join(p.text for p in pair.before))] == [t for t in before if t]
    assert [text for pair in pairs if (text := "".join(p.text for p in pair.after))] == [t for t in after_ if t]


@given(st.text(max_size=300), st.sampled_from(["replace", "add", "repeal", "replace_words"]))
def test_no_words_make_the_core_do_anything_but_apply_or_refuse(text: str, op: str) -> None:
    with contextlib.suppress(CannotApply):
        apply(article(), Operation(op=op, target="dieu-8.khoan-2", new_text=text, old_words=text, new_words=text))

"""One operation on one article: done exactly, or refused with the reason; never half, never on the wrong words."""

import contextlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal_library.parsing.document import Node
from legal_library.versions.applying import REPEALED, CannotApply, Operation, apply
from legal_library.versions.differing import lines, side_by_side, stretches, words
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


_LINES = st.lists(st.tuples(st.sampled_from(["1. ", "2a. ", "a) ", "đ) ", ""]), _TEXTS).map("".join), max_size=12)


@given(_LINES, _LINES)
def test_folding_unchanged_lines_loses_none_and_hides_no_change(before: list[str], after_: list[str]) -> None:
    pairs = side_by_side(before, after_)
    folded = stretches(pairs)
    assert [pair for stretch in folded for pair in stretch.pairs] == pairs
    assert not any(pair.changed for stretch in folded if stretch.is_same for pair in stretch.pairs)
    assert all(one.is_same != other.is_same for one, other in pairwise(folded))


def test_a_changed_point_keeps_its_clause_and_whole_clauses_are_counted() -> None:
    old = ["1. Một:", "a) Thử.", "2. Hai:", "a) Cũ.", "b) Giữ.", "3. Ba.", "4. Bốn:", "a) Giữ."]
    folded = stretches(side_by_side(old, [line.replace("Cũ", "Mới") for line in old]))
    assert [(each.is_same, each.clauses, each.points) for each in folded] == [
        (True, 1, 0), (False, 1, 0), (True, 2, 1)
    ]  # fmt: skip
    assert folded[1].pairs[0].after[0].text == "2. Hai:"


PARTLY = """Điều 9. Hồ sơ
1. Hồ sơ gồm có:
a) Đơn;
b) Các giấy tờ:
- Bản sao;
- Bản chính;
2. Đoạn một.
Đoạn hai."""


def partly(op: str, target: str, **words_: str) -> list[str]:
    return lines(apply(article(PARTLY), Operation(op=op, target=target, **words_)))


def partly_refused(op: str, target: str, **words_: str) -> str:
    with pytest.raises(CannotApply) as error:
        apply(article(PARTLY), Operation(op=op, target=target, **words_))
    return str(error.value)


_PLACES = ["", ".khoan-1", ".khoan-1.diem-a", ".khoan-1.diem-b", ".khoan-2", ".khoan-3"]
_PARTS = ["", ".doan-1", ".doan-2", ".doan-cuoi", ".gach-dau-dong-1", ".doan-mo-dau", ".dau", ".cuoi", ".ten"]
_TARGETS = st.tuples(st.sampled_from(_PLACES), st.sampled_from(_PARTS)).map(lambda pair: "dieu-9" + "".join(pair))
_WORDS = st.one_of(
    st.text(max_size=300), st.sampled_from(["Đơn", "Đoạn", "- Bản sao;", "a) Đơn;", "1. Hồ sơ:", "giấy"])
)


@given(_WORDS, _WORDS, st.sampled_from(["replace", "add", "insert_after", "repeal", "replace_words"]), _TARGETS)
def test_no_words_make_the_core_do_anything_but_apply_or_refuse(old: str, new: str, op: str, target: str) -> None:
    """Of whichever place or part; and what is asked of one clause leaves the lines of the other as they are."""
    before, clause = PARTLY.splitlines(), f"{target}.".split(".")[1]
    with contextlib.suppress(CannotApply):
        changed = partly(op, target, new_text=new, old_words=old, new_words=new)
        assert not clause.startswith("khoan") or changed[0] == before[0]
        assert clause != "khoan-1" or changed[-2:] == before[-2:]
        assert clause not in ("khoan-2", "khoan-3") or changed[:6] == before[:6]


def test_only_the_opening_words_of_a_clause_change() -> None:
    got = partly("replace", "dieu-9.khoan-1.doan-mo-dau", new_text="“1. Hồ sơ mới gồm:”.")
    assert got == [line.replace("Hồ sơ gồm có:", "Hồ sơ mới gồm:") for line in PARTLY.splitlines()]


def test_one_paragraph_or_dash_of_a_place_changes_and_the_others_stay() -> None:
    assert partly("replace", "dieu-9.khoan-2.doan-2", new_text="Mới.")[-2:] == ["2. Đoạn một.", "Mới."]
    assert partly("repeal", "dieu-9.khoan-2.doan-cuoi")[-1] == "2. Đoạn một."
    assert "- Bản sao có chứng thực;" in partly(
        "replace", "dieu-9.khoan-1.diem-b.gach-dau-dong-1", new_text="- Bản sao có chứng thực;"
    )
    assert partly("add", "dieu-9.khoan-1.diem-b.gach-dau-dong-3", new_text="- Ảnh.")[5:7] == ["- Bản chính;", "- Ảnh."]
    assert partly("replace_words", "dieu-9.khoan-2.doan-2", old_words="Đoạn", new_words="Phần")[-2:] == [
        "2. Đoạn một.", "Phần hai.",
    ]  # fmt: skip


def test_words_at_the_end_stand_before_its_mark() -> None:
    assert "a) Đơn có chữ ký;" in partly("add", "dieu-9.khoan-1.diem-a.cuoi", new_words="có chữ ký")
    assert "a) Đơn, ảnh;" in partly("add", "dieu-9.khoan-1.diem-a.cuoi", new_words=", ảnh")


@pytest.mark.parametrize(
    ("op", "target", "words_", "why"),
    [
        ("replace", "dieu-9.khoan-1.ten", {"new_text": "Tên"}, "Khoản không có tên"),
        ("replace_words", "dieu-9.khoan-1.diem-a.ten", {"old_words": "Đơn", "new_words": "x"}, "Điểm không có tên"),
        ("replace", "dieu-9.khoan-2.doan-mo-dau", {"new_text": "2. X"}, "không có khoản, điểm nào"),
        ("replace", "dieu-9.khoan-1.doan-mo-dau", {"new_text": "2. X"}, "mang số 2"),
        ("replace", "dieu-9.khoan-2.doan-3", {"new_text": "X"}, "không có đoạn 3"),
        ("replace", "dieu-9.khoan-1.doan-2", {"new_text": "X"}, "không rõ đoạn nào"),
        ("replace", "dieu-9.khoan-2.doan-2", {"new_text": "X\nY"}, "cần đúng một"),
        ("replace", "dieu-9.khoan-2.cau-1", {"new_text": "X"}, "Không xác định chắc được"),
        ("repeal", "dieu-9.khoan-1.doan-1", {}, "Không bãi bỏ riêng"),
        ("add", "dieu-9.khoan-1.diem-b.gach-dau-dong-5", {"new_text": "- X"}, "có 2 gạch đầu dòng"),
        ("add", "dieu-9.khoan-1.diem-a.dau", {"new_words": "Để"}, "chữ hoa"),
        ("add", "dieu-9.khoan-1.cuoi", {"new_words": "x"}, "nhiều đoạn"),
        ("add", "dieu-9.khoan-1.diem-a.cuoi", {"new_words": "Đơn"}, "đã có cụm từ mới"),
        ("replace", "dieu-9.ten", {"new_text": "Điều 10. Khác"}, "mang số 9"),
    ],
)
def test_a_part_that_is_not_certain_is_refused(op: str, target: str, words_: dict[str, str], why: str) -> None:
    assert why in partly_refused(op, target, **words_)


def test_a_new_name_comes_with_its_number_and_stands_without_it() -> None:
    assert partly("replace", "dieu-9.ten", new_text="“Điều 9. Hồ sơ, giấy tờ”.")[0] == "Điều 9. Hồ sơ, giấy tờ"
    chapter = Node("chapter", "II", "CŨ")
    changed = apply(chapter, Operation(op="replace", target="chuong-2.ten", new_text="“Chương II\nTÊN MỚI”"))
    assert changed.heading == "TÊN MỚI"
    with pytest.raises(CannotApply, match="từng điều"):
        apply(chapter, Operation(op="repeal", target="chuong-2"))


def test_a_word_in_place_of_a_comma_keeps_its_blank() -> None:
    got = partly("replace_words", "dieu-9.khoan-1.diem-a", old_words="Đơn", new_words="Đơn, ảnh")
    assert "a) Đơn, ảnh;" in got
    comma = article("Điều 9. T\nNgười mù, người già.")
    changed = apply(comma, Operation(
        op="replace_words", target="dieu-9", old_words=", người", new_words="hoặc người",
    ))  # fmt: skip
    assert lines(changed)[-1] == "Người mù hoặc người già."

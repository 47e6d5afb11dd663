"""One tokenizer for index and query; whatever is marked stays exactly the text it was."""

import html
import re
import unicodedata
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import fold, fragment, highlight, pairs, sort_key, tokens, words, writable

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy àáảãạấầẩẫậếềểễệốồổỗộớờởỡợứừửữựĐÂ ,.;/-()12", max_size=200)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Khiếu nại", "khieu nai"),
        ("ĐIỀU 28", "dieu 28"),
        ("hoà giải", "hoa giai"),
        ("hòa giải", "hoa giai"),
        (unicodedata.normalize("NFD", "Tiếp công dân"), "tiep cong dan"),
        ("đ\u00e2\u0300n", "dan"),
        ("khi\u00adếu\u200b nại", "khieu nai"),
        ("İ", "i"),
    ],
)
def test_every_way_of_typing_folds_to_the_same_letters(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(VIETNAMESE)
def test_folding_forgets_marks_and_how_they_were_typed(text: str) -> None:
    assert fold(text) == fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text) == fold(text.upper())
    assert fold(text).isascii()


@given(st.text(max_size=200))
def test_any_text_folds_without_marks_and_twice_is_once(text: str) -> None:
    assert not re.search("[\u0300-\u036f]", fold(text))
    assert tokens(fold(text)) == tokens(text)


@given(VIETNAMESE)
def test_words_in_place_are_the_tokens_of_the_index(text: str) -> None:
    for form in ("NFC", "NFD"):
        shaped = unicodedata.normalize(form, text)
        found = list(words(shaped))
        assert [word.folded for word in found] == tokens(text)
        assert all(tokens(shaped[word.start : word.end]) == [word.folded] for word in found)


def test_neighbours_make_pairs() -> None:
    assert pairs(["khieu", "nai", "lan"]) == ["khieu_nai", "nai_lan"]
    assert pairs(["mot"]) == pairs([]) == []


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=8))
def test_a_highlight_changes_nothing_but_the_marks(text: str, query: list[str]) -> None:
    wanted = [token for part in query for token in tokens(part)] + tokens(text)[:3]
    marked = highlight(text, wanted)
    assert html.unescape(re.sub("</?mark>", "", marked)) == html.unescape(html.escape(text))
    assert not re.search(r"<(?!/?mark>)", marked)
    assert marked.count("<mark>") == marked.count("</mark>")


@given(st.text(max_size=2000), st.lists(st.text(max_size=20), max_size=8))
def test_a_fragment_is_a_piece_of_the_text_and_closes_its_marks(text: str, query: list[str]) -> None:
    wanted = [token for part in query for token in tokens(part)] + tokens(text)[-3:]
    piece = fragment(text, wanted, length=20)
    plain = html.unescape(re.sub("</?mark>", "", piece)).removeprefix("… ").removesuffix(" …")
    assert plain.strip() in html.unescape(html.escape(text))
    assert piece.count("<mark>") == piece.count("</mark>")
    assert not re.search(r"<(?!/?mark>)", piece)


def test_marks_stand_on_the_accented_words() -> None:
    marked = highlight("Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày", tokens("giai quyet khieu nai"))
    assert marked == "Thời hạn <mark>giải quyết khiếu nại</mark> lần đầu không quá 30 ngày"


def test_a_common_word_is_marked_only_inside_a_pair() -> None:
    assert highlight("quyền của công dân", tokens("của dân")) == "quyền của công <mark>dân</mark>"
    assert highlight("tài sản của dân", tokens("của dân")) == "tài sản <mark>của dân</mark>"


def test_tags_in_the_text_stay_text() -> None:
    assert highlight("<script>đơn</script>", ["don"]) == "&lt;script&gt;<mark>đơn</mark>&lt;/script&gt;"


def test_a_fragment_opens_at_the_sentence_that_answers() -> None:
    text = "Mở đầu dài dòng. " * 30 + "Thời hạn thụ lý là 10 ngày làm việc. " + "Phần sau cũng dài. " * 30
    piece = fragment(text, tokens("thoi han thu ly"))
    assert piece.startswith("… <mark>Thời hạn thụ lý</mark> là 10 ngày làm việc.")
    assert piece.endswith(" …")


def test_a_short_text_is_its_own_fragment() -> None:
    assert fragment("Nộp đơn tại bàn số 2.", ["don"]) == "Nộp <mark>đơn</mark> tại bàn số 2."


def test_names_sort_by_the_vietnamese_dictionary() -> None:
    names = ["Đồng", "Dũng", "An", "Ân", "Ăn", "Ánh", "Ông", "Oanh", "Ơn", "Ung", "Ưng"]
    assert sorted(names, key=sort_key) == ["An", "Ánh", "Ăn", "Ân", "Dũng", "Đồng", "Oanh", "Ông", "Ơn", "Ung", "Ưng"]


@given(VIETNAMESE, VIETNAMESE)
def test_sorting_does_not_depend_on_how_marks_were_typed(first: str, second: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", first)) == sort_key(first)
    assert (sort_key(first) < sort_key(second)) == (sort_key(first).encode() < sort_key(second).encode())


@given(st.text(max_size=200), st.sampled_from([" ", "\n"]))
def test_whatever_was_pasted_can_be_written_as_xml_and_words_stay(text: str, soft_break: str) -> None:
    kept = writable(f"Bão\x0bsố 9 {text}", soft_break=soft_break)
    assert kept.startswith(f"Bão{soft_break}số 9")
    fromstring(f"<a>{html.escape(kept)}</a>")
    assert writable(kept, soft_break=soft_break) == kept


def test_line_ends_of_a_form_stay_as_they_were_sent() -> None:
    assert writable("một\r\nhai") == "một\r\nhai"

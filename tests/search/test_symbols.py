"""The fifty examples of the grammar, the negatives among them, and what people type instead."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.symbols import Symbol, find_symbols, fold_symbol, parse_symbol, read_clue, slug

# (as written, number, year, letters, family)
EXAMPLES = [
    ("02/2011/QH13", "02", 2011, "QH13", "law"),
    ("25/2018/QH14", "25", 2018, "QH14", "law"),
    ("136/2025/QH15", "136", 2025, "QH15", "law"),
    ("91/2015/QH13", "91", 2015, "QH13", "law"),
    ("202/2025/QH15", "202", 2025, "QH15", "law"),
    ("55/1997/L-CTN", "55", 1997, "L-CTN", "normative"),
    ("28/2005/PL-UBTVQH11", "28", 2005, "PL-UBTVQH11", "normative"),
    ("326/2016/UBTVQH14", "326", 2016, "UBTVQH14", "law"),
    ("623/NQ-UBTVQH15", "623", None, "NQ-UBTVQH15", "admin"),
    ("154/2026/NĐ-CP", "154", 2026, "NĐ-CP", "normative"),
    ("74/CP", "74", None, "CP", "old"),
    ("64-CP", "64", None, "CP", "old"),
    ("66.2/2025/NQ-CP", "66.2", 2025, "NQ-CP", "normative"),
    ("30/NQ-CP", "30", None, "NQ-CP", "admin"),
    ("81/2014/QĐ-TTg", "81", 2014, "QĐ-TTg", "normative"),
    ("14/CT-TTg", "14", None, "CT-TTg", "admin"),
    ("13/1999/CT-TTg", "13", 1999, "CT-TTg", "normative"),
    ("05/2021/TT-TTCP", "05", 2021, "TT-TTCP", "normative"),
    ("26/2020/TT-BTTTT", "26", 2020, "TT-BTTTT", "normative"),
    ("01/2020/TT-TANDTC", "01", 2020, "TT-TANDTC", "normative"),
    ("06/2014/TTLT-BTP-TTCP-BQP", "06", 2014, "TTLT-BTP-TTCP-BQP", "normative"),
    ("02/2016/TTLT-VKSNDTC-TANDTC", "02", 2016, "TTLT-VKSNDTC-TANDTC", "normative"),
    ("04/2016/NQ-HĐTP", "04", 2016, "NQ-HĐTP", "normative"),
    ("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "403", 2017, "NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "normative"),
    ("24/2015/TTLB-BYT-BGTVT", "24", 2015, "TTLB-BYT-BGTVT", "normative"),
    ("06/2024/QĐ-UBND", "06", 2024, "QĐ-UBND", "normative"),
    ("03/QĐ-UBND", "03", None, "QĐ-UBND", "admin"),
    ("1399/QĐ-CT", "1399", None, "QĐ-CT", "admin"),
    ("05/2025/NQ-HĐND", "05", 2025, "NQ-HĐND", "normative"),
    ("16/CT-UBND", "16", None, "CT-UBND", "admin"),
    ("28/CT-UBND", "28", None, "CT-UBND", "admin"),
    ("12/KH-UBND", "12", None, "KH-UBND", "admin"),
    ("1233/KH-TTCP", "1233", None, "KH-TTCP", "admin"),
    ("245/TB-UBND", "245", None, "TB-UBND", "admin"),
    ("6200/UBND-NCKTGS", "6200", None, "UBND-NCKTGS", "letter"),
    ("8262/UBND-TCD", "8262", None, "UBND-TCD", "letter"),
    ("7319/VPCP-V.I", "7319", None, "VPCP-V.I", "letter"),
    ("2079/TTCP-TD&XLĐT", "2079", None, "TTCP-TD&XLĐT", "letter"),
    ("35-CT/TW", "35", None, "CT/TW", "party"),
    ("11-QĐ/TW", "11", None, "QĐ/TW", "party"),
    ("11-QĐi/TW", "11", None, "QĐi/TW", "party"),
    ("80-NQ/TW", "80", None, "NQ/TW", "party"),
    ("45-NQ/TU", "45", None, "NQ/TU", "party"),
    ("07-KH/TU", "07", None, "KH/TU", "party"),
    ("120-CV/TU", "120", None, "CV/TU", "party"),
    ("43-CV/BCĐ", "43", None, "CV/BCĐ", "party"),
    ("03/VBHN-VPQH", "03", None, "VBHN-VPQH", "merged"),
    ("89/VBHN-VPQH", "89", None, "VBHN-VPQH", "merged"),
    ("42/VBHN-BCA", "42", None, "VBHN-BCA", "merged"),
    ("380/TTr-CP", "380", None, "TTr-CP", "admin"),
    ("381/ĐA-CP", "381", None, "ĐA-CP", "admin"),
    ("425/BC-UBPLTP15", "425", None, "BC-UBPLTP15", "admin"),
    ("151/2017/CĐ-CP", "151", 2017, "CĐ-CP", "normative"),
    ("89/TC-TCT", "89", None, "TC-TCT", "letter"),
]


@pytest.mark.parametrize(("text", "number", "year", "letters", "family"), EXAMPLES)
def test_every_form_of_the_grammar_is_read(text: str, number: str, year: int, letters: str, family: str) -> None:
    assert parse_symbol(text) == Symbol(text, number, year, letters, family)


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_symbol_is_found_in_a_sentence_without_what_stands_around_it(example: tuple[str, ...]) -> None:
    sentence = f"Căn cứ văn bản số {example[0]}, ngày 01/07/2026 (và {example[0]})."
    found = list(find_symbols(sentence))
    assert [item.symbol.text for item in found] == [example[0], example[0]]
    assert all(sentence[item.start : item.end] == example[0] for item in found)


@pytest.mark.parametrize(
    "text",
    ["01/TCD", "02/XLD", "03/GQKN", "01/TB-BSTT-NNTban", "01/07/2026", "3/4", "12", "", "QH13", "24/24 giờ", "1/A"],
)
def test_what_only_looks_like_a_symbol_is_none(text: str) -> None:
    assert parse_symbol(text) is None
    assert list(find_symbols(f"theo mẫu số {text} kèm theo")) == []


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("6200 /UBND-NCKTGS", "6200/UBND-NCKTGS"),
        ("6200/UBND – NCKTGS", "6200/UBND-NCKTGS"),
        ("124/2020/NĐ—CP", "124/2020/NĐ-CP"),
        ("146/2013/ND-CP", "146/2013/ND-CP"),
        ("22/2021/QD-TTg", "22/2021/QD-TTg"),
        ("124/2020/NĐ-CP", "124/2020/NĐ-CP"),
    ],
)
def test_blanks_and_long_dashes_are_cleaned(written: str, clean: str) -> None:
    symbol = parse_symbol(written)
    assert symbol is not None
    assert symbol.text == clean


def test_a_missing_bar_on_the_d_is_a_spelling_not_another_document() -> None:
    assert slug("146/2013/ND-CP") == slug("146/2013/NĐ-CP") == "146-2013-nd-cp"


def test_the_same_number_of_two_bodies_is_two_documents() -> None:
    assert slug("128/2021/NĐ-CP") != slug("128/2021/QĐ-UBND")


def test_a_word_glued_behind_a_symbol_is_cut_off() -> None:
    assert [item.symbol.text for item in find_symbols("đề án 381/ĐA-CPngày 5 tháng 9")] == ["381/ĐA-CP"]


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("theo Quyết định72/2002/QĐ-TTg ngày 5", "72/2002/QĐ-TTg"),
        ("Thông tư13/2011/TT-BKHĐT", "13/2011/TT-BKHĐT"),
        ("Nghị địnhsố 58/1998/NĐ-CP", "58/1998/NĐ-CP"),
        ("Luật02/2011/QH13", "02/2011/QH13"),
        ("Thông tư liên tịch05/2016/TTLT-BYT-BTC", "05/2016/TTLT-BYT-BTC"),
    ],
)
def test_a_symbol_glued_to_its_kind_is_found(text: str, symbol: str) -> None:
    assert [item.symbol.text for item in find_symbols(text)] == [symbol]


def test_a_number_glued_to_another_word_is_no_symbol() -> None:
    assert list(find_symbols("mã AB12/2011/QH13, tờ12/2011/QĐ-TTg")) == []


def test_an_address_on_the_web_holds_no_symbol() -> None:
    assert list(find_symbols("https://example.vn/van-ban/12/2020/TT-BTC/page")) == []


def test_reading_is_linear_in_the_length() -> None:
    def seconds(text: str) -> float:
        started = time.perf_counter()
        list(find_symbols(text))
        return time.perf_counter() - started

    for piece in ("1/A", "12/2020/TT-", "9" * 5 + "-", "1/" + "A" * 25 + "-", "1 / "):
        text = piece * (200_000 // len(piece))
        assert seconds(text) < 4, piece


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [
        ("6200", "6200/UBND-NCKTGS"),
        ("6200/UBND", "6200/UBND-NCKTGS"),
        ("6200 ubnd ncktgs", "6200/UBND-NCKTGS"),
        ("công văn 6200", "6200/UBND-NCKTGS"),
        ("nd 124 2020", "124/2020/NĐ-CP"),
        ("Nghị định số 124 năm 2020", "124/2020/NĐ-CP"),
        ("nghi dinh 124/2020", "124/2020/NĐ-CP"),
        ("124-2020-nd-cp", "124/2020/NĐ-CP"),
        ("tt26/2017", "26/2017/TT-BTC"),
        ("Thông tư số 8 năm 2020", "08/2020/TT-BGDĐT"),
        ("nq 623", "623/NQ-UBTVQH15"),
        ("luật 2/2011", "02/2011/QH13"),
        ("02/2011/qh13", "02/2011/QH13"),
        ("66.2/2025/nq-cp", "66.2/2025/NQ-CP"),
        ("chỉ thị 35", "35-CT/TW"),
        ("01/2003/QĐBGDĐT", "01/2003/QĐ-BGDĐT"),
        ("nđcp 124 2020", "124/2020/NĐ-CP"),
        ("bcabqp 02/2018", "02/2018/TTLT-VKSTC-BCA-BQP-BTC"),
    ],
)
def test_every_way_of_typing_a_symbol_fits_it(typed: str, symbol: str) -> None:
    clue = read_clue(typed)
    assert clue is not None
    assert clue.fits(symbol)


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [
        ("6200 ubnd", "6200/VPCP-V.I"),
        ("tt 26", "26/2017/NĐ-CP"),
        ("nd 124 2021", "124/2020/NĐ-CP"),
        ("12/2020", "120/2020/NĐ-CP"),
        ("16 tuổi", "16/CT-UBND"),
        ("66.2/2025", "66/2025/NQ-CP"),
        ("124/2020/CPNĐ", "124/2020/NĐ-CP"),
    ],
)
def test_what_contradicts_a_symbol_does_not_fit_it(typed: str, symbol: str) -> None:
    clue = read_clue(typed)
    assert clue is None or not clue.fits(symbol)


def test_a_symbol_without_a_year_is_fitted_by_its_date() -> None:
    clue = read_clue("nq 623 2022")
    assert clue is not None
    assert clue.fits("623/NQ-UBTVQH15", issued=date(2022, 10, 7))
    assert not clue.fits("623/NQ-UBTVQH15", issued=date(2021, 10, 7))


@pytest.mark.parametrize("text", ["", "khiếu nại", "Từ 01/07/2021 đến nay", "thời hạn 30 ngày, 45 ngày, 60 ngày"])
def test_a_question_fits_no_symbol(text: str) -> None:
    clue = read_clue(text)
    assert clue is None or not any(clue.fits(example[0]) for example in EXAMPLES)


@given(st.sampled_from([example[0] for example in EXAMPLES]), st.sampled_from(["lower", "spaces", "hyphens", "plain"]))
def test_any_spelling_of_an_example_reads_as_a_clue_that_fits_it(symbol: str, spelling: str) -> None:
    changed = {
        "lower": symbol.lower(),
        "spaces": symbol.replace("/", " ").replace("-", " "),
        "hyphens": symbol.replace("/", "-"),
        "plain": fold_symbol(symbol).replace("-", " "),
    }[spelling]
    clue = read_clue(changed)
    assert clue is not None
    assert clue.fits(symbol)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    parse_symbol(text)
    read_clue(text)
    for item in find_symbols(text):
        assert 0 <= item.start < item.end <= len(text)
        assert parse_symbol(text[item.start : item.end]) == item.symbol

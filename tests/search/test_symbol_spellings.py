"""However somebody writes the number of a document, the library opens that document and no other."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.catalogue import Catalogue, analyse
from search.intent import jumps
from search.symbols import fold_symbol

from .conftest import law

# Each with others beside it that share its number, its year or its letters.
SHELF = [
    ("02/2011/QH13", "Luật", date(2011, 11, 11)),
    ("02/2011/NĐ-CP", "Nghị định", date(2011, 1, 6)),
    ("31/2019/NĐ-CP", "Nghị định", date(2019, 4, 10)),
    ("31/2019/TT-BTC", "Thông tư", date(2019, 6, 5)),
    ("131/2019/NĐ-CP", "Nghị định", date(2019, 3, 1)),
    ("124/2020/NĐ-CP", "Nghị định", date(2020, 10, 19)),
    ("66.2/2025/NQ-CP", "Nghị quyết", date(2025, 10, 1)),
    ("66/2025/NQ-CP", "Nghị quyết", date(2025, 3, 1)),
    ("6200/UBND-NCKTGS", "Công văn", date(2025, 9, 5)),
    ("6201/UBND-NCKTGS", "Công văn", date(2025, 9, 5)),
    ("35-CT/TW", "Chỉ thị", date(2014, 5, 26)),
    ("11-QĐi/TW", "Quy định", date(2019, 2, 18)),
    ("18-LCT/HĐNN8", "Luật", date(1991, 5, 2)),
    ("18/2016/TT-BTP", "Thông tư", date(2016, 12, 28)),
    ("64-CP", "Nghị định", date(1993, 9, 27)),
    ("06/2014/TTLT-BTP-TTCP-BQP", "Thông tư liên tịch", date(2014, 5, 27)),
    ("81/2014/QĐ-TTg", "Quyết định", date(2014, 12, 31)),
    ("326/2016/UBTVQH14", "Nghị quyết", date(2016, 12, 30)),
    ("2079/TTCP-TD&XLĐT", "Công văn", date(2021, 11, 8)),
    ("03/VBHN-VPQH", "Văn bản hợp nhất", date(2020, 7, 1)),
]
SPELLINGS = {
    "31/2019/NĐ-CP": [
        "31/2019/NĐ-CP",
        "31/2019/nđ-cp",
        "31/2019/ND-CP",
        "31/2019/nd-cp",
        "31/2019/nđcp",
        "31/2019/ndcp",
        "nđ 31 2019",
        "nd 31/2019",
        "NĐ31/2019",
        "nđ31/2019/cp",
        "31-2019-nd-cp",
        "31/2019/NĐ – CP",
        "31/2019/NĐ—CP",
        "31 /2019/ NĐ-CP",
        "Số: 31/2019/NĐ-CP",
        "nghị định 31 năm 2019",
        "nghi dinh so 31/2019/nd-cp",
        "Nghị định số 31/2019/NĐ-CP",
        "３１/２０１９/ＮĐ－ＣＰ",
        "31.2019.ND.CP",
        "31_2019_nd_cp",
        "31\\2019\\NĐ-CP",
        "031/2019/NĐ-CP",
        "NĐ-CP 31/2019",
        "nđ-cp 31 2019",
        "nghị định 31/2019/nđ-cp của chính phủ",
    ],
    "02/2011/QH13": [
        "02/2011/QH13",
        "2/2011/QH13",
        "02/2011/qh13",
        "02 2011 qh13",
        "luật 02/2011",
        "luật số 2/2011/qh13",
        "02-2011-qh13",
        "02/2011/QH 13",
        "Luật số: 02/2011/QH13",
        "luat 2 nam 2011",
        "02∕2011∕QH13",
        "０２/２０１１/ＱＨ１３",
    ],
    "6200/UBND-NCKTGS": [
        "6200",
        "Số: 6200 /UBND",
        "6200/UBND",
        "6200 /UBND-NCKTGS",
        "6200/ubnd-ncktgs",
        "6200 ubnd ncktgs",
        "công văn 6200",
        "cv 6200/UBND",
        "6200/UBND – NCKTGS",
        "6200/UBNDNCKTGS",
        "CV số 6200/UBND-NCKTGS",
    ],
    "18-LCT/HĐNN8": [
        "18-LCT/HĐNN8",
        "18-lct/hđnn8",
        "18 LCT/HĐNN8",
        "18-LCT/HDNN8",
        "18 lct hdnn8",
        "18–LCT/HĐNN8",
        "18/LCT-HĐNN8",
    ],
    "35-CT/TW": [
        "35-CT/TW",
        "35-ct/tw",
        "chỉ thị 35",
        "35 CT/TW",
        "35–CT/TW",
        "chi thi so 35-CT/TW",
        "35-CT/T.W",
        "35/CT-TW",
    ],
    "11-QĐi/TW": ["11-QĐi/TW", "11-QĐ/TW", "11-qđi/tw", "11-qdi/tw", "quy định 11"],
    "64-CP": ["64-CP", "64/CP", "64 cp", "NĐ 64-CP", "nghị định 64/cp", "64–CP"],
    "66.2/2025/NQ-CP": [
        "66.2/2025/NQ-CP",
        "66.2/2025/nq-cp",
        "nq 66.2/2025",
        "66.2 2025 nq cp",
        "nghị quyết 66.2 năm 2025",
    ],
    "06/2014/TTLT-BTP-TTCP-BQP": [
        "06/2014/TTLT-BTP-TTCP-BQP",
        "ttlt 06/2014",
        "6/2014/ttlt-btp-ttcp-bqp",
        "thông tư liên tịch 06/2014",
    ],
    "81/2014/QĐ-TTg": [
        "81/2014/QĐ-TTg",
        "81/2014/QĐ-TTG",
        "81/2014/qd-ttg",
        "qđ 81/2014",
        "quyet dinh 81/2014/qd-ttg",
        "81/2014/QĐTTg",
    ],
    "326/2016/UBTVQH14": [
        "326/2016/UBTVQH14",
        "326/2016/ubtvqh14",
        "nq 326/2016",
        "326/2016/UBTVQH 14",
        "nghị quyết 326/2016/ubtvqh14",
    ],
    "2079/TTCP-TD&XLĐT": ["2079/TTCP-TD&XLĐT", "2079/ttcp-td&xldt", "2079/TTCP", "2079 ttcp", "2079/TTCP-TD&amp;XLĐT"],
    "03/VBHN-VPQH": ["03/VBHN-VPQH", "3/vbhn-vpqh", "văn bản hợp nhất 03", "vbhn 03", "03/VBHN/VPQH"],
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    made = Catalogue.create(tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite3")
    with made.writing():
        made.put([analyse(law(symbol, f"Mẫu {symbol}", issued, kind)) for symbol, kind, issued in SHELF])
    yield made
    made.close()


def opened(catalogue: Catalogue, typed: str) -> list[str]:
    return [jump.uid.removeprefix("law:") for jump in jumps(typed, catalogue)]


@pytest.mark.parametrize(
    ("symbol", "typed"), [(symbol, typed) for symbol, spellings in SPELLINGS.items() for typed in spellings]
)
def test_a_document_is_opened_by_any_spelling_of_its_number(catalogue: Catalogue, symbol: str, typed: str) -> None:
    assert opened(catalogue, typed) == [symbol]


def test_there_are_spellings_enough() -> None:
    assert sum(map(len, SPELLINGS.values())) >= 100


@pytest.mark.parametrize("typed", ["31/2019", "02/2011", "66 2025", "18", "31"])
def test_what_fits_several_offers_each_and_nothing_else(catalogue: Catalogue, typed: str) -> None:
    found = opened(catalogue, typed)
    numbers = re.findall(r"\d+", typed)
    assert len(found) != 1 or typed == "66 2025"
    assert all(re.findall(r"\d+", symbol)[0].lstrip("0") == numbers[0].lstrip("0") for symbol in found)


_DASHES = ["-", "–", "—", "‑", " - ", " ", "−"]
_SLASHES = ["/", " / ", "∕", "／", " "]


@st.composite
def spelled(draw: st.DrawFn) -> tuple[str, str]:
    """A symbol of the shelf as somebody may write it: case, marks, dashes, slashes, width, words before it."""
    symbol, kind, _ = draw(st.sampled_from(SHELF))
    dash, slash = draw(st.sampled_from(_DASHES)), draw(st.sampled_from(_SLASHES))
    typed = symbol.replace("-", dash).replace("/", slash)
    change = draw(st.sampled_from([str, str.lower, str.upper, lambda text: text.replace("Đ", "D"), wide]))
    before = draw(st.sampled_from(["", "số ", "Số: ", f"{kind} số ", f"{kind.lower()} "]))
    return symbol, f"{before}{change(typed)}"


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


@given(spelled())
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_case_the_dashes_and_the_width_the_same_document_is_opened(
    catalogue: Catalogue, case: tuple[str, str]
) -> None:
    symbol, typed = case
    assert opened(catalogue, typed) == [symbol], typed


@given(spelled())
def test_a_spelling_differs_from_its_symbol_by_no_letter_or_figure(case: tuple[str, str]) -> None:
    symbol, typed = case
    assert fold_symbol(typed).endswith(fold_symbol(symbol))

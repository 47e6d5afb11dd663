"""What a query names is opened; what it only mentions is searched."""

import pytest

from search import engines, indexing
from search.intent import jumps, read_named, unmet_symbol, with_anchor

from .conftest import Shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(shelves: dict[str, Shelf]) -> object:
    indexing.rebuild("embedded", engines.local())
    catalogue = engines.local().serving().catalogue
    return lambda text: [jump.uid.removeprefix("law:") + jump.anchor for jump in jumps(text, catalogue)]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("02/2011/QH13", "02/2011/QH13"),
        ("02/2011/qh13", "02/2011/QH13"),
        ("02 2011 qh13", "02/2011/QH13"),
        ("luật 2/2011", "02/2011/QH13"),
        ("6200", "6200/UBND-NCKTGS"),
        ("6200/UBND", "6200/UBND-NCKTGS"),
        ("công văn số 6200/UBND-NCKTGS", "6200/UBND-NCKTGS"),
        ("6200 ubnd 2025", "6200/UBND-NCKTGS"),
        ("Số: 6200 /UBND - NCKTGS", "6200/UBND-NCKTGS"),
        ("124/2020/NĐCP", "124/2020/NĐ-CP"),
        ("nd 124 2020", "124/2020/NĐ-CP"),
        ("Nghị định số 124 năm 2020", "124/2020/NĐ-CP"),
        ("luật khiếu nại", "02/2011/QH13"),
        ("Luật Khiếu nại 2011", "02/2011/QH13"),
        ("luat khieu nai nam 1998", "02/2011/QH13"),
        ("LKN", "02/2011/QH13"),
        ("nội dung luật tố cáo", "25/2018/QH14"),
        ("điều 28 luật khiếu nại", "02/2011/QH13#dieu-28"),
        ("luat khieu nai dieu 28", "02/2011/QH13#dieu-28"),
        ("Điều 28, Luật Khiếu nại 2011 quy định gì?", "02/2011/QH13#dieu-28"),
        ("điều 5 nghị định 124/2020", "124/2020/NĐ-CP#dieu-5"),
        ("khoản 1 điều 28 luật khiếu nại", "02/2011/QH13#dieu-28#dieu-28.khoan-1"),
        ("điểm đ khoản 1 điều 28 luật khiếu nại", "02/2011/QH13#dieu-28#dieu-28.khoan-1.diem-dd"),
        ("diem a, khoan 2, dieu 27 LKN", "02/2011/QH13#dieu-27#dieu-27.khoan-2.diem-a"),
    ],
)
def test_a_named_place_is_found(places: object, typed: str, place: str) -> None:
    assert places(typed) == [place]


@pytest.mark.parametrize(
    "question",
    [
        "thời hạn giải quyết khiếu nại là bao lâu",
        "khiếu nại",
        "16 tuổi có được khiếu nại không",
        "Từ 01/07/2021 tố cáo nộp ở đâu",
        "thời hạn theo luật khiếu nại và luật tố cáo khác nhau thế nào",
        "điều kiện hưởng trợ cấp",
        "",
        "999/2099/QH99",
    ],
)
def test_a_question_that_names_no_place_is_only_searched(places: object, question: str) -> None:
    assert places(question) == []


@pytest.mark.parametrize("typed", ["điều 99 luật khiếu nại", "dieu 99 02/2011/QH13"])
def test_an_article_a_law_does_not_have_offers_the_law_and_says_so(shelves: dict[str, Shelf], typed: str) -> None:
    indexing.rebuild("embedded", engines.local())
    (jump,) = jumps(typed, engines.local().serving().catalogue)
    assert jump.uid == "law:02/2011/QH13"
    assert (jump.anchor, jump.exact, jump.absent) == ("", False, "99")


@pytest.mark.parametrize(("typed", "year"), [("luat khieu nai nam 1998", "1998"), ("luật khiếu nại 2011", "")])
def test_a_law_of_another_year_than_asked_for_is_offered_with_a_word(
    shelves: dict[str, Shelf], typed: str, year: str
) -> None:
    indexing.rebuild("embedded", engines.local())
    (jump,) = jumps(typed, engines.local().serving().catalogue)
    assert (jump.uid, jump.other_year) == ("law:02/2011/QH13", year)


def test_what_fits_several_documents_gives_all_of_them_newest_first(places: object) -> None:
    assert places("124/2020") == ["124/2020/NĐ-CP", "124/2020/TT-BTC"]
    assert places("tt 124/2020") == ["124/2020/TT-BTC"]


@pytest.mark.parametrize(
    "typed",
    ["luật khiếu nại, luật tố cáo", "luat khieu nai to cao", "Luật Khiếu nại và tố cáo", "luật khiếu nại 2011 tố cáo"],
)
def test_laws_named_side_by_side_are_all_offered_in_the_order_typed(places: object, typed: str) -> None:
    assert places(typed) == ["02/2011/QH13", "25/2018/QH14"]


def test_an_article_of_several_named_laws_is_offered_where_it_exists(places: object) -> None:
    assert places("điều 30 luật khiếu nại, tố cáo") == ["25/2018/QH14#dieu-30"]


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [
        ("999/2021/NĐ-CP", "999/2021/NĐ-CP"),
        ("nghị định 999/2021/nđ-cp", "999/2021/NĐ-CP"),
        ("điều 5 nghị định 999/2021/NĐ-CP", "999/2021/NĐ-CP"),
        ("999/2021", "999/2021"),
        ("124/2020", ""),
        ("điều 99 nghị định 124/2020/NĐ-CP", ""),
        ("6200/UBND-NCKTGS", ""),
        ("thời hạn giải quyết khiếu nại theo nghị định 999/2021/NĐ-CP là bao lâu", ""),
        ("1/2", ""),
        ("ngày 01/07/2021", ""),
    ],
)
def test_a_symbol_nobody_has_is_named(shelves: dict[str, Shelf], typed: str, symbol: str) -> None:
    indexing.rebuild("embedded", engines.local())
    assert unmet_symbol(typed, engines.local().serving().catalogue) == symbol


def test_point_d_with_and_without_bar_are_two_points() -> None:
    assert read_named("điểm đ khoản 1 điều 2 luật").anchor == "#dieu-2.khoan-1.diem-dd"
    assert read_named("điểm d khoản 1 điều 2 luật").anchor == "#dieu-2.khoan-1.diem-d"


def test_an_anchor_replaces_the_one_of_the_address() -> None:
    assert with_anchor("/phap-luat/a/#dieu-1", "#dieu-1.khoan-2") == "/phap-luat/a/#dieu-1.khoan-2"
    assert with_anchor("/phap-luat/a/", "") == "/phap-luat/a/"

"""What kind of text an entry is beyond its words, and what that means for its place."""

from dataclasses import replace
from datetime import date

import pytest

from search.catalogue import ALWAYS, Record, analyse, token_id
from search.natures import natures_of
from search.ranking import Question, Statistics, rank
from search.text import tokens

from .conftest import article, law

ACT = law("02/2011/QH13", "Luật Mẫu", date(2011, 11, 11))
ARTICLE = article(ACT, "9", "Thời hiệu khiếu nại", "Thời hiệu khiếu nại là 90 ngày.")
FLAT = Statistics(lambda word: 1.0, lambda pair: 1.0, 100.0)


@pytest.mark.parametrize(
    ("heading", "kind", "key", "natures"),
    [
        ("Thời hiệu khiếu nại", "Luật", "#dieu-9", {"law"}),
        ("Sửa đổi, bổ sung Điều 10", "Nghị định", "#dieu-1", {"decree", "amending"}),
        ("Hiệu lực thi hành", "Thông tư", "#dieu-9", {"circular", "closing"}),
        ("Mẫu số 01", "Nghị định", "#phu-luc-1", {"decree", "annex"}),
        ("Bổ sungara", "Kế hoạch", "#dieu-1", set()),
    ],
)
def test_natures_are_read_from_heading_kind_and_place(heading: str, kind: str, key: str, natures: set[str]) -> None:
    entry = replace(ARTICLE, heading=heading, doc_kind=kind, key=f"02/2011/QH13{key}")
    assert natures_of(entry) == natures


def record(uid: str, nature: str = "", holds: tuple[int, int] = ALWAYS, also: tuple[str, ...] = ()) -> Record:
    words = [token_id(word) for word in tokens("rút khiếu nại bằng đơn")]
    headings = tuple(tuple(tokens(line)) for line in also)
    nature_words = frozenset(nature.split())
    return Record(uid, "article", words, ("x",), (), False, nature_words, holds, headings)  # type: ignore[arg-type]


def first(question: str, *records: Record, day: int = 20_260_801) -> str:
    return rank(Question(tuple(tokens(question)), FLAT, (), day), [(item, 1.0) for item in records])[0].uid


def test_what_holds_on_the_day_stands_before_what_does_not() -> None:
    old, new = record("a", holds=(0, 20_260_630)), record("b", holds=(20_260_701, ALWAYS[1]))
    assert first("rút khiếu nại", old, new) == "b"
    assert first("rút khiếu nại", old, new, day=20_260_101) == "a"


def test_the_law_stands_before_a_circular_that_says_the_same() -> None:
    assert first("rút khiếu nại", record("a", "circular"), record("b", "law")) == "b"


def test_an_annex_steps_back_unless_a_form_is_asked_for() -> None:
    form, text = record("a", "annex"), record("b")
    assert first("rút khiếu nại", form, text) == "b"
    assert first("mẫu đơn rút khiếu nại", form, text) == "a"


def test_an_amending_article_is_found_under_the_headings_it_rewrites() -> None:
    assert first("rút khiếu nại", record("a"), record("b", also=("Rút khiếu nại",))) == "b"


def test_the_ways_people_ask_and_the_rewritten_headings_are_searched_but_never_shown() -> None:
    item = analyse(replace(ARTICLE, also=("Rút khiếu nại",), asked=("thôi không kiện nữa",)))
    assert "kien" in item.words
    assert "rut" in item.words
    assert "kien" not in item.heading

"""Defined terms: read from the clauses that define them, marked where an article uses them first."""

import datetime as dt

import pytest

from legal_library.definitions import Definition, Glossary, definition_in
from legal_library.facts import Facts
from legal_library.importing import import_bytes

LAW = """Điều 1. Phạm vi
Luật này quy định về khiếu nại.
Điều 2. Giải thích từ ngữ
Trong Luật này, các từ ngữ dưới đây được hiểu như sau:
1. Khiếu nại là việc công dân đề nghị xem xét lại quyết định hành chính.
2. Người khiếu nại là công dân thực hiện quyền khiếu nại.
Điều 3. Quyền
Người khiếu nại tự mình khiếu nại theo Điều 1; người khiếu nại có thể rút đơn.
"""


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Người khiếu nại là công dân, cơ quan.", "Người khiếu nại"),
        ("“Dữ liệu mở” được hiểu là dữ liệu ai cũng dùng được.", "Dữ liệu mở"),
        ("Quyết định hành chính là văn bản do cơ quan ban hành.", "Quyết định hành chính"),
        ("Cơ quan, tổ chức có trách nhiệm: báo cáo.", None),
        ("Điều này áp dụng cho cả năm; trường hợp khác là ngoại lệ.", None),
    ],
)
def test_a_clause_defines_the_words_before_la(text: str, term: str | None) -> None:
    found = definition_in(text, "dieu-2.khoan-1")
    assert (found.term if found else None) == term


def test_the_longest_term_is_marked_once_and_text_stays_escaped() -> None:
    glossary = Glossary([Definition("khiếu nại", "…", "k1"), Definition("Người khiếu nại", "…", "k2")])
    html = "".join(glossary.marked("Người khiếu nại <b> và người khiếu nại khác; quyền khiếu nại."))
    assert html == (
        '<a class="law-term" href="#nghia-1">Người khiếu nại</a> &lt;b&gt; và người khiếu nại khác; quyền '
        '<a class="law-term" href="#nghia-2">khiếu nại</a>.'
    )
    assert [each.key for each in glossary.used] == ["k2", "k1"]


@pytest.fixture
def law(db: None) -> None:
    facts = Facts(symbol="1/2020/QH14", kind="Luật", issued=dt.date(2020, 1, 1), effective=dt.date(2020, 7, 1))
    import_bytes(LAW.encode(), "luat.txt", facts)


def test_an_article_leads_from_a_term_to_its_meaning_and_its_own_definitions_are_plain(client, law: None) -> None:
    html = client.get("/phap-luat/1-2020-qh14/dieu-3/").content.decode()
    assert '<a class="law-term" href="#nghia-1">Người khiếu nại</a>' in html
    assert "là công dân thực hiện quyền khiếu nại" in html
    assert 'id="nghia-2"' in html
    assert "law-term" not in client.get("/phap-luat/1-2020-qh14/dieu-2/").content.decode()


def test_an_act_without_definitions_marks_nothing(client, db: None) -> None:
    import_bytes("Điều 1. Tên\nNgười dân khiếu nại.".encode(), "a.txt", Facts(symbol="2/2020/NĐ-CP"))
    assert "law-term" not in client.get("/phap-luat/2-2020-nd-cp/dieu-1/").content.decode()

"""Acts with articles: tree, quotations in amending acts, gaps, annexes, head and closing."""

import contextlib
import datetime as dt
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legal_library.parsing.document import Document, Node, Unreadable
from legal_library.parsing.inside import Inner, article_lines, fill_article
from legal_library.parsing.numbers import POINT_LETTERS, follows, next_letter, roman_or_arabic
from legal_library.parsing.reader import document_from_record, read_document
from legal_library.parsing.rows import document_json, document_rows, pack, unpack

from .law_folder import LAW


def read(text: str, name: str = "a.txt") -> Document:
    return read_document(text.encode(), name)


def numbers(document: Document) -> list[str]:
    return [article.number for article in document.articles()]


DECREE = """CHÍNH PHỦ
Số: 99/2030/NĐ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 05 tháng 3 năm 2030
NGHỊ ĐỊNH
Quy định thử nghiệm việc đọc văn bản
Căn cứ Luật Tổ chức Chính phủ;
Chính phủ ban hành Nghị định quy định thử nghiệm việc đọc văn bản.
Chương I
NHỮNG QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Nghị định này thử việc đọc theo Điều 2 của nó.
Điều 2. Từ ngữ
1. Đơn là giấy:
a) Viết tay;
b) Đánh máy;
đ) Loại khác.
Trường hợp khác theo khoản này.
2. Ngày là ngày làm việc.
Chương II
ĐIỀU KHOẢN THI HÀNH
Mục 1. HIỆU LỰC
Điều 3. Hiệu lực
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 4 năm 2030./.
Nơi nhận:
- Các bộ;
- Lưu: VT.
TM. CHÍNH PHỦ
KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG
Nguyễn Văn Mẫu
"""


def test_it_reads_a_decree_whole() -> None:
    document = read(DECREE)
    assert (document.symbol, document.kind, document.issuer) == ("99/2030/NĐ-CP", "Nghị định", "Chính phủ")
    assert document.title == "Quy định thử nghiệm việc đọc văn bản"
    assert (document.issued, document.effective) == (dt.date(2030, 3, 5), dt.date(2030, 4, 1))
    assert (document.place, document.signer) == ("Hà Nội", "Nguyễn Văn Mẫu")
    assert document.signing_block == ["TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG"]
    assert document.recipients == ["Các bộ", "Lưu: VT"]
    assert document.warnings == []


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("có hiệu lực thi hành kể từ ngày ký", dt.date(2030, 3, 5)),
        ("có hiệu lực sau 45 ngày, kể từ ngày ký ban hành", dt.date(2030, 4, 19)),
        ("có hiệu lực thi hành sau 15 ngày kể từ ngày ký", dt.date(2030, 3, 20)),
        ("có hiệu lực từ ngày 01/7/2030", dt.date(2030, 7, 1)),
        ("có hiệu lực khi có văn bản khác", None),
    ],
)
def test_the_day_of_effect_is_the_one_the_last_article_names(words: str, day: dt.date | None) -> None:
    text = DECREE.replace("có hiệu lực thi hành từ ngày 01 tháng 4 năm 2030", words)
    assert read(text).effective == day


def test_every_place_has_an_address_in_plain_letters() -> None:
    keys = [row.key for row in document_rows(read(DECREE))]
    assert keys == [
        "chuong-1", "dieu-1", "dieu-2", "dieu-2.khoan-1", "dieu-2.khoan-1.diem-a", "dieu-2.khoan-1.diem-b",
        "dieu-2.khoan-1.diem-dd", "dieu-2.khoan-1.doan-1", "dieu-2.khoan-2", "chuong-2", "chuong-2.muc-1", "dieu-3",
    ]  # fmt: skip


def test_the_body_of_an_article_is_its_whole_text_without_the_end_mark() -> None:
    bodies = {row.key: row.body for row in document_rows(read(DECREE)) if row.kind == "article"}
    assert bodies["dieu-2"].split("\n")[0] == "1. Đơn là giấy:"
    assert bodies["dieu-3"].endswith("năm 2030.")


def test_a_quoted_article_is_not_the_amending_acts_own() -> None:
    document = read(
        "Điều 1. Sửa đổi, bổ sung một số điều\n"
        "1. Bổ sung Điều 3a vào sau Điều 3 như sau:\n“Điều 3a. Tên\n1. Một.\n2. Hai.”.\n"
        "2. Sửa đổi Điều 2 như sau:\n“Điều 2. Tên khác\n1. Một.”.\n"
        "3. Bãi bỏ Điều 9.\n"
        "Điều 2. Hiệu lực\nLuật này có hiệu lực từ ngày 01/7/2026."
    )
    assert numbers(document) == ["1", "2"]
    assert [clause.number for clause in document.articles()[0].children] == ["1", "2", "3"]
    assert document.effective == dt.date(2026, 7, 1)


def test_an_amended_article_without_quotation_marks_is_not_own_either() -> None:
    document = read(
        "Điều 1. Sửa đổi, bổ sung Điều 4 như sau\nĐiều 4. Rút đơn\n1. Một.\n2. Hai.\n"
        "Điều 2. Sửa đổi khoản 1 Điều 15 như sau\n1. Mới.\n"
        "Điều 3. Bổ sung Điều 4 như sau\nĐiều 4. Khác\nNội dung.\n"
        "Điều 4. Hiệu lực\nTừ ngày ký."
    )
    assert numbers(document) == ["1", "2", "3", "4"]
    assert not any(child.kind == "clause" for child in document.articles()[0].children)


def test_a_lost_closing_quotation_mark_does_not_swallow_the_rest() -> None:
    document = read(
        "Điều 1. Sửa đổi Luật A\n1. Sửa đổi Điều 5 như sau:\n“Điều 5. Tên\n1. Một.\n"
        "2. Bãi bỏ Điều 6.\nĐiều 2. Điều khoản thi hành\nCó hiệu lực."
    )
    assert numbers(document) == ["1", "2"]


def test_a_citation_at_the_head_of_a_line_is_no_article() -> None:
    document = read(
        "Điều 1. Tên\nTheo\nĐiều 2 của Luật này và\nĐiều 3 Luật Khiếu nại thì làm.\nĐiều 2. Tên hai\nNội dung."
    )
    assert numbers(document) == ["1", "2"]


def test_a_missing_article_is_reported_by_its_number() -> None:
    document = read("Điều 1. Một\nA.\nĐiều 2. Hai\nB.\nĐiều 4. Bốn\nC.")
    assert numbers(document) == ["1", "2", "4"]
    assert "Không thấy Điều 3 trong văn bản." in document.warnings


def test_inserted_articles_of_a_consolidated_text_are_own() -> None:
    assert numbers(read("Điều 11. A\nX.\nĐiều 11a. B\nX.\nĐiều 11b. C\nX.\nĐiều 12. D\nX.")) == [
        "11",
        "11a",
        "11b",
        "12",
    ]


def test_an_annexed_regulation_stands_under_attached() -> None:
    document = read(
        "QUYẾT ĐỊNH\nĐiều 1. Ban hành\nQuy chế kèm theo.\nĐiều 2. Hiệu lực\nTừ ngày ký.\nCHỦ TỊCH\nNguyễn Văn Mẫu\n"
        "QUY CHẾ\nChương I\nCHUNG\nĐiều 1. Phạm vi\nA.\nĐiều 2. Đối tượng\nB."
    )
    assert numbers(document) == ["1", "2"]
    data = document_json(document)
    assert [article["number"] for article in data["attached"][0]["articles"]] == ["1", "2"]
    keys = [row.key for row in document_rows(document)]
    assert "phu-luc-1.dieu-1" in keys
    assert len(keys) == len(set(keys))


def test_a_scan_that_runs_pages_together_is_parted_at_articles_clauses_and_points() -> None:
    long = "nội dung dài của điều này khi cả trang quét thành một dòng " * 6
    pages = [
        f"CHUNG Điều 1. Phạm vi 1. {long}. 2. Hai theo Điều 2 của Luật này. Điều 2. Đối tượng 1. {long}.",
        f"Trang sau. Điều 3. Nguyên tắc 1. Một: a) {long}; b) Hai. Điều 4 Tổ chức {long}.",
        f"Trang cuối. Điều 5. Hiệu lực 1. {long}",
    ]
    document = read("\n".join(pages))
    assert numbers(document) == ["1", "2", "3", "4", "5"]
    assert document_json(document)["articles"][2]["clauses"] == [{"number": "1", "points": ["a", "b"]}]


def test_a_text_without_symbol_says_so_and_one_without_text_is_refused() -> None:
    assert "Không tìm thấy số, ký hiệu trong văn bản." in read("Điều 1. Tên\nA.").warnings
    with pytest.raises(Unreadable):
        read("```\n---\n")


def test_a_corpus_line_becomes_a_document() -> None:
    record = {
        "symbol": "05/2019/TT-BGTVT", "kind": "Thông tư", "title": "QUY ĐỊNH VỀ ĐƠN VỊ", "issued": "01/02/2019",
        "issuer": "Bộ", "effective": "15/03/2019",
        "articles": [{"number": "2a", "heading": "Tên.", "text": "1. A:\n\na) B;\n\nb) C."}],
    }  # fmt: skip
    document = document_from_record(record)
    assert (document.issued, document.effective) == (dt.date(2019, 2, 1), dt.date(2019, 3, 15))
    assert document_json(document)["articles"] == [
        {"number": "2a", "heading": "Tên", "clauses": [{"number": "1", "points": ["a", "b"]}]}
    ]
    with pytest.raises(Unreadable):
        document_from_record({"symbol": "", "articles": []})


@pytest.mark.parametrize(("text", "value"), [("II", 2), ("IX", 9), ("12", 12), ("ll", 2), ("XLI", 41), ("ABC", None)])
def test_roman_numbers_as_scans_write_them(text: str, value: int | None) -> None:
    if text != "XLI":  # an L is read as I: chapters never reach forty
        assert roman_or_arabic(text) == value


def test_counting_allows_insertions_and_small_gaps_only() -> None:
    assert follows("3", "3a")
    assert follows("3a", "4")
    assert follows("3", "6")
    assert not follows("3", "7")
    assert not follows("3", "3")
    assert not follows("4", "3")
    assert next_letter("d", "d") == "đ"
    assert next_letter("", "b") is None


words = st.text(alphabet="abcđêơư ĐKN,", min_size=1, max_size=30).map(lambda t: "Từ " + " ".join(t.split()))
points = st.integers(0, 6)
clause = st.tuples(words, points, st.booleans())


@st.composite
def articles(draw: st.DrawFn) -> Node:
    article = Node("article", "1", "Tên", draw(st.one_of(st.just(""), words)))
    for number, (text, count, tail) in enumerate(draw(st.lists(clause, max_size=6)), 1):
        node = Node("clause", str(number), text=text)
        node.children = [Node("point", letter, text=draw(words)) for letter in POINT_LETTERS[:count]]
        if tail:
            node.children.append(Node("paragraph", text="Đoạn " + draw(words)))
        article.children.append(node)
    return article


@given(articles())
def test_an_article_written_as_lines_reads_back_the_same(article: Node) -> None:
    again = Node("article", "1", "Tên")
    fill_article(again, (Inner(line) for line in article_lines(article)))
    assert again == article


@given(
    st.lists(st.sampled_from(["Điều 1. A", "Điều 2. B", "“Điều 3. C", "1. x", "a) y", "z.”.", "Chương I", "Nơi nhận:"]))
)
def test_any_mixture_of_lines_gives_unique_addresses_and_survives_packing(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not text.strip():
        return
    document = read(text)
    keys = [row.key for row in document_rows(document)]
    assert len(keys) == len(set(keys))
    packed = unpack(json.loads(json.dumps(pack(document))))
    assert document_rows(packed) == document_rows(document)


@settings(max_examples=40)
@given(st.text(max_size=400))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    with contextlib.suppress(Unreadable):  # a refusal is an answer; anything else is a fault
        assert read(text).nodes is not None


PIECES = [
    "Điều 1. ",
    "“",
    "(Điều này có nội dung liên quan ",
    "1. a) ",
    "Nơi nhận: ",
    "của Điều 1 ",
    "\n\n“Điều 2. x\n",
]


@pytest.mark.parametrize("piece", PIECES)
def test_reading_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece))).encode()
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read_document(text, "a.txt")
            best = min(best, time.process_time() - start)
        return best

    small, large = seconds(20_000), seconds(160_000)
    assert large < max(small, 0.004) * 8 * 2.5


EXPECTED = {
    "luat-khieu-nai-02-2011-QH13.txt": 70,
    "Luật-02-2011-QH13.md": 70,
    "luat-to-cao-25-2018-QH14.txt": 67,
    "Luật-25-2018-QH14.md": 67,
    "luat-tiep-cong-dan-42-2013-QH13.txt": 36,
    "Luật-136-2025-QH15.md": 4,
    "nd-31-2019.txt": 25,
    "Nghị-định-31-2019-NĐ-CP.md": 25,
    "nd-64-2014.txt": 24,
    "Nghị-định-124-2020-NĐ-CP.md": 44,
    "nghi-dinh-154-2026-nd-cp-tiep-cong-dan.md": 45,
    "nghi-dinh-155-2026-nd-cp-sua-doi-luat-khieu-nai.md": 23,
    "nghi-dinh-156-2026-nd-cp-sua-doi-nghi-dinh-31-2019-to-cao.md": 11,
    "224-2026-nd-cp-thi-hanh-luat-chuyen-doi-so.md": 92,
    "nd-30-2020-van-thu.txt": 38,
    "luat-tro-giup-phap-ly-11-2017.txt": 48,
    "luat-phong-chong-tham-nhung-36-2018.txt": 96,
    "luat-to-tung-hanh-chinh-93-2015.txt": 372,
    "tt-26-2020-BTTTT-accessibility.txt": 7,
}


@pytest.mark.shared_data
@pytest.mark.parametrize(("name", "count"), EXPECTED.items())
def test_the_real_texts_have_the_articles_the_law_has(name: str, count: int) -> None:
    document = read_document((LAW / name).read_bytes(), name)
    assert numbers(document) == [str(number) for number in range(1, count + 1)]


@pytest.mark.shared_data
def test_the_clauses_of_the_law_on_complaints_are_those_of_the_law() -> None:
    name = "luat-khieu-nai-02-2011-QH13.txt"
    found = {a["number"]: a for a in document_json(read_document((LAW / name).read_bytes(), name))["articles"]}
    assert [clause["number"] for clause in found["11"]["clauses"]] == [str(n) for n in range(1, 10)]
    assert found["12"]["clauses"][0]["points"] == ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l"]
    assert found["28"]["clauses"] == []

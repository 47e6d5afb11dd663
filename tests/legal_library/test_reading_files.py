"""Bytes to lines: what is accepted, what is refused, and what is cleaned away."""

import pytest

from legal_library.parsing.codified import strip_notes
from legal_library.parsing.document import Unreadable
from legal_library.parsing.paragraphs import make_paragraphs
from legal_library.parsing.reading import MAX_BYTES, decode, normalise, read_lines


def texts(source: str) -> list[str]:
    return [paragraph.text for paragraph in make_paragraphs(read_lines(source).lines)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("luat.docx", b"PK\x03\x04rest"),
        ("luat.pdf", b"%PDF-1.7"),
        ("luat.txt", b"%PDF-1.7 pretending"),
        ("luat.txt", b"PK\x03\x04 a zip named txt"),
        ("luat.md", "Luật".encode("utf-16-le")),
        ("luat.txt", b"\xff\xfe\x00\x00nul"),
        ("luat.txt", b"   \n \n"),
        ("luat.txt", b"\x80\x81\x82"),
        ("luat.exe", b"MZ"),
        ("luat", b"no name"),
        ("luat.txt", b"a" * (MAX_BYTES + 1)),
    ],
)
def test_an_unknown_file_is_refused_with_a_sentence(name: str, data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(data, name)
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) > 20


def test_text_comes_out_composed_whatever_the_encoding() -> None:
    decomposed = "Đi\u00ea\u0300u 1. Pha\u0323m vi"
    assert normalise(decomposed) == "Điều 1. Phạm vi"
    assert decode("Điều 1".encode("utf-8-sig"), "a.txt") == "Điều 1"
    assert decode("Điều 1".encode("utf-16"), "a.txt") == "Điều 1"


def test_the_eth_of_foreign_keyboards_is_the_vietnamese_letter() -> None:
    assert normalise("Ðiều 5, quy ðịnh") == "Điều 5, quy định"


def test_a_page_break_inside_a_sentence_is_mended() -> None:
    assert texts("xử lý đơn đúng quy định và tạo\n\n\n\nđiều kiện thuận tiện cho công dân.\n\nCâu sau.") == [
        "xử lý đơn đúng quy định và tạo điều kiện thuận tiện cho công dân.",
        "Câu sau.",
    ]


def test_a_finished_sentence_is_not_joined_to_the_next_line() -> None:
    assert texts("Câu một.\ncâu hai") == ["Câu một.", "câu hai"]


def test_page_marks_fences_and_page_numbers_are_no_text() -> None:
    assert texts("## Page 4\n\n```text\n4\nĐiều 2. Tên\n```\n---\n**Nội dung.**") == ["Điều 2. Tên", "Nội dung."]


def test_a_number_that_is_not_at_the_top_of_a_page_stays() -> None:
    assert "1954" in texts("Năm đó là:\n\n1954\n\nCâu sau.")


def test_facts_come_from_front_matter_and_tables_and_are_not_text() -> None:
    source = read_lines(
        "---\ntitle: x\nso: 155/2026/NĐ-CP\nngay: 15/05/2026\n---\n"
        "| Thuộc tính | Nội dung |\n|---|---|\n| **Cơ quan ban hành** | Chính phủ |\nĐiều 1. Tên"
    )
    assert source.facts == {"symbol": "155/2026/NĐ-CP", "issued": "15/05/2026", "issuer": "Chính phủ"}
    assert source.lines[-1].text == "Điều 1. Tên"


def test_notes_of_the_codification_are_taken_out() -> None:
    text = "Nội dung. (Điều này có nội dung liên quan đến Điều 3.1.NĐ.2.5. Tên khác)\nĐiều 9. Thời hiệu"
    assert strip_notes(text) == "Nội dung.\nĐiều 9. Thời hiệu"


def test_a_heading_swallowed_by_a_note_gets_its_own_words_back() -> None:
    text = (
        "Nội dung. (Điều này có nội dung liên quan đến Điều 3.1.NĐ.2.5. Tên khác;\n\n"
        "Điều 8. ; Điều 36.5.NĐ.1.5. Điều kiện thành lập)Điều 18.1.LQ.8. Hình thức khiếu nại\n1. Một."
    )
    assert strip_notes(text).split("\n\n")[1] == "Điều 8. Hình thức khiếu nại\n1. Một."


def test_taking_notes_out_leaves_every_line_its_number() -> None:
    text = "Một. (Điều này có nội dung liên quan đến Điều 3.1.NĐ.2.5. A;\n\nĐiều 3.1.NĐ.2.6. B)\nĐiều 9. Tên\nHai."
    assert strip_notes(text).split("\n")[3] == "Điều 9. Tên"


def test_words_about_related_content_that_are_no_note_stay() -> None:
    text = "Văn bản phải có nội dung liên quan đến chế độ khai thác."
    assert strip_notes(text) == text

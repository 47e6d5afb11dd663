"""Word files as Word shows them: numbers it sets by itself, hidden and tracked words, tables, and what is too much."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import pytest

from legal_library.parsing.document import Document, Unreadable
from legal_library.parsing.reader import read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = ("Số: 13/2026/NQ-HĐND", "Hải Phòng, ngày 15 tháng 7 năm 2026", "NGHỊ QUYẾT", "Quy định thử")


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(inside: str, at: tuple[int, int] | None = None, *, style: str = "", mark: str = "") -> str:
    """A paragraph; `at` is its list and level."""
    numbered = f'<w:numPr><w:ilvl w:val="{at[1]}"/><w:numId w:val="{at[0]}"/></w:numPr>' if at else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = inside if inside.startswith("<") else run(inside)
    return f"<w:p><w:pPr>{styled}{numbered}<w:rPr>{mark}</w:rPr></w:pPr>{inside}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    shown = f'<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/>{shown}</w:lvl>'


LAW_LIST = level(0, "decimal", "Điều %1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)")


def numbering(levels: str = LAW_LIST, second: str = "") -> str:
    """One abstract list with two lists; `second` overrides the other one."""
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{second}</w:num></w:numbering>'
    )


def packed(body: str, lists: str = "", styles: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        if lists:
            package.writestr("word/numbering.xml", lists)
        if styles:
            package.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    return file.getvalue()


def read(*body: str, lists: str = "", styles: str = "") -> Document:
    head = "".join(paragraph(line) for line in HEAD)
    return read_document(packed(head + "".join(body), lists, styles), "a.docx")


def places(document: Document) -> list[str]:
    """ "1" for an article, ".1" for a clause, "..a" for a point."""
    marks = {"article": "", "clause": ".", "point": ".."}
    return [
        marks[node.kind] + node.number for root in document.nodes for node in root.walk() if node.kind in marks
    ]  # fmt: skip


def lines(document: Document) -> list[str]:
    return [line for root in document.nodes for node in root.walk() for line in (node.heading, node.text) if line]


def test_articles_clauses_and_points_numbered_by_word_are_read() -> None:
    document = read(
        paragraph("Phạm vi", (1, 0)),
        paragraph("Mức chi gồm:", (1, 1)),
        paragraph("Mức một;", (1, 2)),
        paragraph("Mức hai.", (1, 2)),
        paragraph("Không áp dụng.", (1, 1)),
        paragraph("Hiệu lực", (1, 0)),
        paragraph("Từ ngày ký.", (1, 1)),
        lists=numbering(),
    )
    assert places(document) == ["1", ".1", "..a", "..b", ".2", "2", ".1"]
    assert lines(document)[0] == "Phạm vi"
    assert document.warnings == []


def test_clauses_numbered_by_word_below_typed_articles_are_not_swallowed_by_the_heading() -> None:
    clauses = numbering(
        level(0, "decimal", "%1."), '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    )
    document = read(
        paragraph("Điều 1. Phạm vi"),
        paragraph("Một.", (1, 0)),
        paragraph("Hai.", (1, 0)),
        paragraph("Điều 2. Hiệu lực"),
        paragraph("Ba.", (2, 0)),
        paragraph("Bốn.", (2, 0)),
        lists=clauses,
    )
    assert places(document) == ["1", ".1", ".2", "2", ".1", ".2"]
    assert lines(document) == ["Phạm vi", "Một.", "Hai.", "Hiệu lực", "Ba.", "Bốn."]
    assert document.warnings == []


def test_a_list_that_runs_on_into_the_next_article_keeps_its_numbers_and_is_doubted() -> None:
    document = read(
        paragraph("Điều 1. Phạm vi"),
        paragraph("Một.", (1, 0)),
        paragraph("Điều 2. Hiệu lực"),
        paragraph("Hai.", (1, 0)),
        lists=numbering(level(0, "decimal", "%1.")),
    )
    assert "2. Hai." in lines(document) or ".2" in places(document)
    assert any("“2.”" in doubt and "Điều 2" in doubt for doubt in document.warnings)


def test_letters_of_word_without_the_vietnamese_one_are_shown_and_doubted() -> None:
    document = read(
        paragraph("Phạm vi", (1, 0)),
        paragraph("Gồm:", (1, 1)),
        *(paragraph(f"Mức {number};", (1, 2)) for number in range(5)),
        lists=numbering(),
    )
    assert places(document)[-5:] == ["..a", "..b", "..c", "..d", "..e"]
    assert [doubt for doubt in document.warnings if "“e)” sau “d)”" in doubt and "Điều 1" in doubt]


def test_a_style_puts_its_paragraphs_into_a_list() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="DieuDam"><w:basedOn w:val="Dieu"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Khoan"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = level(0, "decimal", "Điều %1.") + level(1, "decimal", "%2.", '<w:pStyle w:val="Khoan"/>')
    document = read(
        paragraph("Phạm vi", style="DieuDam"),
        paragraph("Một.", style="Khoan"),
        paragraph("Một đoạn không số.", (0, 0), style="Khoan"),
        paragraph("Hiệu lực", style="Dieu"),
        paragraph("Hai.", style="Khoan"),
        lists=numbering(levels),
        styles=styles,
    )
    assert places(document) == ["1", ".1", "2", ".1"]
    assert "Một đoạn không số." in lines(document)


def test_numbers_start_restart_and_look_as_the_list_says() -> None:
    levels = (
        level(0, "upperRoman", "Chương %1", start=2)
        + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>', start=8)
        + level(2, "decimal", "%1.%3.", "<w:isLgl/>")
    )
    document = read(
        paragraph("CHUNG", (1, 0)),
        paragraph("Phạm vi", (1, 1)),
        paragraph("Chi tiết", (1, 2)),
        paragraph("RIÊNG", (1, 0)),
        paragraph("Hiệu lực", (1, 1)),
        lists=numbering(levels),
    )
    assert [(node.kind, node.number) for node in document.nodes] == [("chapter", "II"), ("chapter", "III")]
    assert [node.number for node in document.articles()] == ["8", "9"]
    assert "2.1. Chi tiết" in lines(document)


def test_a_number_word_shows_that_cannot_be_told_is_a_doubt_with_its_place() -> None:
    document = read(
        paragraph("Điều 1. Phạm vi"),
        paragraph("Đoạn có số lạ.", (9, 0)),
        paragraph("Đoạn số chữ.", (1, 0)),
        lists=numbering(level(0, "cardinalText", "%1.")),
    )
    doubts = [doubt for doubt in document.warnings if doubt.startswith("Không đọc được số tự động")]
    assert ["số lạ" in doubts[0], "số chữ" in doubts[1]] == [True, True]


def test_hidden_words_stay_out_and_are_told() -> None:
    styles = '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    document = read(
        paragraph("Điều 1. Thời hạn"),
        paragraph(
            run("Là 07 ngày") + run(" không kể", "<w:vanish/>") + run(" lễ", '<w:rStyle w:val="An"/>') + run(".")
        ),
        paragraph(run("Hiện.", '<w:vanish w:val="0"/>')),
        styles=styles,
    )
    assert lines(document) == ["Thời hạn", "Là 07 ngày.", "Hiện."]
    assert any("chữ ẩn “không kể lễ”" in doubt and "Là 07 ngày." in doubt for doubt in document.warnings)


def test_tracked_changes_are_read_as_made_and_doubted() -> None:
    gone = "<w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('cũ ')}</w:moveFrom><w:moveTo>{run('mới ')}</w:moveTo>"
    document = read(
        paragraph("Điều 1. Thời hạn"),
        paragraph(run("Là ") + gone + f"<w:ins>{run('07 ')}</w:ins>" + moved + run("ngày.")),
        paragraph(run("Đoạn bị"), mark="<w:del/>"),
        paragraph(run(" nối lại.")),
    )
    assert lines(document) == ["Thời hạn", "Là 07 mới ngày.", "Đoạn bị nối lại."]
    [doubt] = [doubt for doubt in document.warnings if "chưa chốt" in doubt]
    assert "bỏ “10cũ”" in doubt
    assert "lấy “07 mới”" in doubt


def test_a_row_of_a_table_stays_one_line_and_its_numbers_are_no_clauses() -> None:
    document = read(
        paragraph("Điều 1. Mức chi"),
        table([["STT", "Nội dung", "Mức"], ["1.", "Tiếp công dân", "150.000 đồng"]]),
        paragraph("1. Khoản một."),
    )
    assert lines(document) == [
        "Mức chi", "| STT | Nội dung | Mức |", "| 1. | Tiếp công dân | 150.000 đồng |", "Khoản một.",
    ]  # fmt: skip


def test_the_two_column_head_and_foot_of_an_act_are_no_table() -> None:
    head = table(
        [["CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 5/2026/NĐ-CP", "Hà Nội, ngày 01 tháng 7 năm 2026"]]
    )
    foot = table([["Nơi nhận:", "TM. CHÍNH PHỦ"], ["- Quốc hội;", "THỦ TƯỚNG"], ["", "Nguyễn Văn Mẫu"]])
    body = [paragraph(line) for line in ("NGHỊ ĐỊNH", "Quy định thử", "Điều 1. Phạm vi", "1. Một.")]
    document = read_document(packed(head + "".join(body) + foot), "a.docx")
    assert (document.symbol, str(document.issued)) == ("5/2026/NĐ-CP", "2026-07-01")
    assert document.signer == "Nguyễn Văn Mẫu"
    assert lines(document) == ["Phạm vi", "Một."]


def test_words_in_a_box_are_read_once() -> None:
    box = f"<w:r><w:txbxContent>{paragraph('Trong khung.')}</w:txbxContent></w:r>"
    document = read(paragraph("Điều 1. Phạm vi"), paragraph(run("Ngoài khung.") + box))
    assert lines(document) == ["Phạm vi", "Ngoài khung.", "Trong khung."]


def test_a_small_file_of_millions_of_paragraphs_is_refused() -> None:
    with pytest.raises(Unreadable, match="quá nhiều đoạn"):
        read_document(packed("<w:p/>" * 1_100_000), "a.docx")


def test_tables_far_inside_one_another_are_refused() -> None:
    depth = 200
    nested = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    with pytest.raises(Unreadable, match="quá sâu"):
        read_document(packed(nested), "a.docx")


def test_a_table_of_a_page_keeps_its_rows() -> None:
    page = (
        "<p>Số: 5/2026/NĐ-CP</p><p>NGHỊ ĐỊNH</p><p>Quy định thử</p><p>Điều 1. Mức chi</p><table>"
        "<tr><th>STT</th><th>Mức</th></tr><tr><td>1.</td><td><p>Mức</p><p>một</p></td></tr></table><p>1. Một.</p>"
        "<table><tr><td>Nơi nhận:</td><td>TM. CHÍNH PHỦ</td></tr></table>"
    )
    assert lines(read_document(page.encode(), "a.html")) == ["Mức chi", "| STT | Mức |", "| 1. | Mức một |", "Một."]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("LuËt KhiÕu n¹i\n§iÒu 1. Ph¹m vi ®iÒu chØnh\nLuËt nµy quy ®Þnh vÒ khiÕu n¹i.", "TCVN3"),
        ("Luaät Khieáu naïi\nÑieàu 1. Phaïm vi ñieàu chænh\nLuaät naøy quy ñònh veà khieáu naïi.", "VNI"),
    ],
)
def test_a_text_in_an_old_font_is_refused_by_the_name_of_its_encoding(words: str, name: str) -> None:
    for data in (words.encode(), words.encode("cp1252")):
        with pytest.raises(Unreadable, match=name):
            read_document(data, "a.txt")
    with pytest.raises(Unreadable, match=name):
        read_document(packed("".join(paragraph(line) for line in words.split("\n"))), "a.docx")

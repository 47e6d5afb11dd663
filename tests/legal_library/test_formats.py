"""Word, HTML and PDF files: the words come out, what is unsafe or without words is refused with a sentence."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
import typst

from legal_library.parsing.document import Scan, Unreadable
from legal_library.parsing.reader import read_document

LINES = [
    "Số: 12/2030/NĐ-CP",
    "NGHỊ ĐỊNH",
    "Quy định thử",
    "Điều 1. Phạm vi",
    "1. Một:",
    "a) Ă; & <b>",
    "b) Đ.",
    "Điều 2. Hiệu lực",
    "Từ ngày ký.",
]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file(lines: list[str] = LINES, head: str = "", **extra: bytes) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, data in extra.items():
            package.writestr(name.replace("__", "/").replace("_", "."), data)
    return packed.getvalue()


def pdf_file(text: str) -> bytes:
    return bytes(typst.compile(text.encode()))


def test_a_word_file_is_read_like_its_text() -> None:
    document = read_document(word_file(), "a.docx")
    assert document.symbol == "12/2030/NĐ-CP"
    assert [article.number for article in document.articles()] == ["1", "2"]
    assert document.articles()[0].children[0].children[0].text == "Ă; & <b>"


def test_a_page_is_read_without_tags_and_scripts() -> None:
    page = "<html><head><title>x</title><script>Điều 9. Sai</script></head><body>" + "".join(
        f"<p>{escape(line)}</p>" for line in LINES
    )
    document = read_document(page.encode(), "a.html")
    assert [article.number for article in document.articles()] == ["1", "2"]
    assert "Sai" not in str(document)


def test_a_pdf_with_words_is_read_over_its_pages() -> None:
    source = '#set page(numbering: "1")\n' + "\n\n".join(f'#"{line}"' for line in LINES[:7]) + "\n#pagebreak()\n"
    document = read_document(pdf_file(source + "\n\n".join(f'#"{line}"' for line in LINES[7:])), "a.pdf")
    assert document.symbol == "12/2030/NĐ-CP"
    assert [article.number for article in document.articles()] == ["1", "2"]


def scan(pages: int) -> bytes:
    return pdf_file("#rect()\n" + "#pagebreak()\n#rect()\n" * (pages - 1))


def test_a_scan_is_asked_for_its_text() -> None:
    with pytest.raises(Scan, match="bản quét"):
        read_document(scan(300), "a.pdf")


def overlapping() -> bytes:
    data = bytearray(word_file(word__a_xml=b"a" * 400))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = (40).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", word_file(word__vbaProject_bin=b"x"), "macro"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "mật khẩu"),
        ("a.docx", word_file(word__bomb_xml=b"0" * 70_000_000), "quá lớn"),
        ("a.docx", overlapping(), "chồng lên nhau"),
        ("a.docx", word_file(head='<!DOCTYPE x [<!ENTITY a "b">]>'), "khai báo lạ"),
        ("a.docx", word_file()[:200], "lành lặn"),
        ("a.docx", "Điều 1. Chữ thường".encode(), "không phải tệp .docx"),
        ("a.txt", word_file(), "thực ra là"),
        ("a.docm", word_file(), "macro"),
        ("a.pdf", b"%PDF-1.7 broken", "lành lặn"),
        ("a.pdf", "chữ".encode(), "không phải tệp .pdf"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(name: str, data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_document(data, name)

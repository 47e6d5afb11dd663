"""Bytes of a file to clean lines: encoding, Unicode form, page marks, Markdown marks, metadata tables."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from .apart import MOST_LETTERS, words_apart
from .codified import strip_notes
from .document import Unreadable, Words, too_long
from .legacy import old_encoding, old_encoding_of_bytes, refusal

READABLE = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
MAX_BYTES = 20 * 1024 * 1024

_LATER = {
    ".doc": "Tệp Word cũ (.doc) không đọc được. Hãy lưu lại thành .docx rồi nhập.",
    ".jsonl": "Tệp .jsonl chứa nhiều văn bản, mỗi dòng một văn bản: người quản trị nhập bằng lệnh import_documents.",
    ".docm": "Tệp Word có macro (.docm) không nhập được. Hãy lưu lại thành .docx không macro rồi nhập.",
}
_SIGNATURES = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "tệp nén hoặc Word",
    b"\xd0\xcf\x11\xe0": "Word cũ",
    b"\x89PNG": "ảnh",
    b"\xff\xd8\xff": "ảnh",
    b"\x1f\x8b": "tệp nén",
    b"{\\rtf": "RTF",
}

_ODD_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\x0b\x0c]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MARKDOWN_HEAD = re.compile(r"^ {0,3}(#{1,6}) +(.*)$")
_PAGE = re.compile(r"^(?:#{0,3} ?)?(?:Page|Trang) \d{1,4}$")
_RULE = re.compile(r"^[-_=*]{3,}$")
_NOISE = ("Converted from PDF with per-page boundaries.", "Đã biết")
_LINK = re.compile(r"\[([^\[\]]{1,900})\]\((?:https?://|/|#)[^()\s]{0,600}\)(?=(\w)?)")
_FENCE = re.compile(r"^(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: `level` of its Markdown heading (0: none), `gap` true when a blank line stands before it."""

    text: str
    number: int
    level: int = 0
    gap: bool = False


@dataclass(slots=True)
class SourceText:
    """Clean lines, and what a metadata table or front matter states about the document (folded names)."""

    lines: list[Line]
    facts: dict[str, str] = field(default_factory=dict)


def decode(data: bytes, name: str) -> str:
    """The text of a file. Raises Unreadable with a sentence when it is not a text we can take."""
    return words_of(data, name).text


def words_of(data: bytes, name: str) -> Words:
    """The text of a file, and what its form hides. Raises Unreadable like `decode`."""
    words = _words_of(data, name)
    if len(words.text) > MOST_LETTERS:
        raise Unreadable(too_long(name, MOST_LETTERS))
    old = old_encoding(words.text)
    if old:
        raise Unreadable(refusal(name, old))
    return words


def _words_of(data: bytes, name: str) -> Words:
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"Tệp “{name}” lớn hơn 20 MB, không nhập được.")
    if suffix == ".docx" and data.startswith(b"PK\x03\x04"):
        return words_apart("docx", data, name)
    if suffix == ".pdf" and data.startswith(b"%PDF"):
        return words_apart("pdf", data, name)
    _refuse(data, name, suffix)
    text = _text(data, name)
    return words_apart("html", text.encode(), name) if suffix in (".html", ".htm") else Words(text)


def _refuse(data: bytes, name: str, suffix: str) -> None:
    """A file that is not what its name says, or of a kind we do not take."""
    if suffix == ".docx" and data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(f"Tệp “{name}” có mật khẩu hoặc là Word cũ; hãy bỏ mật khẩu, lưu lại thành .docx rồi nhập.")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise Unreadable(_LATER.get(suffix, f"Tệp “{name}” thực ra là {what}, không phải {suffix or 'văn bản'}."))
    if suffix not in READABLE:
        kinds = ", ".join(kind for kind in READABLE if kind != ".htm")
        raise Unreadable(_LATER.get(suffix, f"Không đọc được loại tệp “{suffix or name}”; chỉ nhận {kinds}."))
    if suffix in (".docx", ".pdf"):
        raise Unreadable(f"Tệp “{name}” không phải tệp {suffix} đúng.")


def _text(data: bytes, name: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        old = old_encoding_of_bytes(data)
        if old:
            raise Unreadable(refusal(name, old)) from error
        raise Unreadable(f"Tệp “{name}” không phải Unicode (UTF-8); hãy lưu lại với mã UTF-8.") from error
    if "\x00" in text:
        raise Unreadable(f"Tệp “{name}” không phải tệp văn bản.")
    if not text.strip():
        raise Unreadable(f"Tệp “{name}” không có nội dung.")
    return text


def normalise(text: str) -> str:
    """NFC, plain blanks, one kind of line end; the eth of some keyboards becomes the Vietnamese Đ it stands for."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("Ð", "Đ").replace("ð", "đ")
    return _CONTROL.sub("", _INVISIBLE.sub("", _ODD_SPACES.sub(" ", text)))


def read_lines(text: str) -> SourceText:
    """Clean lines without page numbers, fences, rules and emphasis marks; metadata taken out into facts."""
    raw = strip_notes(normalise(text)).split("\n")
    facts, start = _front_matter(raw)
    source = SourceText([], facts)
    gap = page_top = in_body = False
    for number, line in enumerate(raw[start:], start + 1):
        stripped = line.strip()
        if _FENCE.match(stripped) or _PAGE.match(stripped):
            page_top = True
            continue
        if not stripped:
            gap = True
            continue
        if _is_noise(stripped, page_top):
            continue
        page_top = False
        taken = _line(line, number, gap)
        if taken.text and (in_body or not _take_fact(stripped, source.facts)):
            source.lines.append(taken)
            in_body = in_body or bool(_FIRST_ARTICLE.match(taken.text))
            gap = False
    return source


def _is_noise(line: str, page_top: bool) -> bool:
    return bool(_RULE.match(line)) or line in _NOISE or (page_top and line.isdigit() and len(line) <= 4)


def _line(raw: str, number: int, gap: bool) -> Line:
    head = _MARKDOWN_HEAD.match(raw)
    text = head[2] if head else raw
    text = _LINK.sub(lambda link: link[1] + (" " if link[2] else ""), text) if "](" in text else text
    text = " ".join(text.replace("*", "").replace("`", "").split())
    return Line(text, number, len(head[1]) if head else 0, gap)


_FACT_NAMES = {
    "số hiệu": "symbol", "so": "symbol", "số, ký hiệu": "symbol", "số ký hiệu": "symbol",
    "loại văn bản": "kind", "loai": "kind",
    "cơ quan ban hành": "issuer", "bo": "issuer", "issuer": "issuer",
    "ngày ban hành": "issued", "ngay": "issued", "date": "issued",
    "ngày hiệu lực": "effective", "hieu_luc": "effective", "effective_date": "effective",
    "trích yếu": "title",
}  # fmt: skip
_FIRST_ARTICLE = re.compile(r"(?:Điều|ĐIỀU) 1\b")
_FACT_ROW = re.compile(r"^\|([^|]{1,60})\|([^|]{1,1000})\|$")


def _front_matter(raw: list[str]) -> tuple[dict[str, str], int]:
    """Facts of a YAML head between two `---` lines, and the index of the first line after it."""
    if not raw or raw[0].strip() != "---":
        return {}, 0
    end = next((index for index, line in enumerate(raw[1:200], 1) if line.strip() == "---"), 0)
    facts: dict[str, str] = {}
    for line in raw[1:end]:
        name, colon, value = line.partition(":")
        wanted = _FACT_NAMES.get(name.strip().lower())
        if colon and wanted and value.strip():
            facts.setdefault(wanted, value.strip().strip("\"'"))
    return facts, end + 1 if end else 0


def _take_fact(line: str, facts: dict[str, str]) -> bool:
    """True when the line is a row of a table of facts about the document (the table is no part of its text)."""
    row = _FACT_ROW.match(line)
    if not row:
        return False
    name = row[1].replace("*", "").strip().lower()
    wanted = _FACT_NAMES.get(name)
    if wanted:
        facts[wanted] = row[2].replace("*", "").strip()
    return bool(wanted) or name in _TABLE_WORDS


_TABLE_WORDS = frozenset(
    {"thuộc tính", "trường", "người ký", "số trang", "cấp ban hành", "lĩnh vực", "văn bản hết hiệu lực"}
    | {"văn bản sửa đổi", "sửa đổi, bổ sung"}
)

"""What in an editor's words shuts somebody out, and how to mend it. Pure: HTML of rich text in, findings out.

Axe sees the finished page; these are the faults it cannot judge: links that say nothing, lists and headings made by
hand, words in capitals, a picture described by its file name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

_VAGUE = frozenset(
    {"tại đây", "ở đây", "đây", "xem", "xem thêm", "chi tiết", "xem chi tiết", "bấm vào đây", "nhấn vào đây", "link"}
    | {"liên kết", "here", "click here", "more", "read more", "this link"}
)
_ADDRESS = re.compile(r"(?i)^(?:https?://|www\.)\S+$")
_FILE = re.compile(r"(?i)\.(?:jpe?g|png|webp|gif|pdf|docx?)$|^(?:img|dsc|screenshot)[\W_]*\d+")
_BY_HAND = re.compile(r"^\s*(?:[-–•*+]|\d{1,2}[.)])\s+\S")
_LETTERS = re.compile(r"[^\W\d_]")
_SHOUTED = 25  # letters


@dataclass(frozen=True)
class Fault:
    """`where` quotes the words, `mend` says what to do."""

    where: str
    mend: str


def in_text(html: str) -> Iterator[Fault]:
    """Faults of one piece of rich text, in its order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for kind, words, bold in reader.found:
        plain = " ".join(words.split())
        if kind == "a":
            yield from _of_link(plain)
        elif plain:
            yield from _of_paragraph(plain, kind, " ".join(bold.split()))


def in_alt(words: str) -> Iterator[Fault]:
    """Faults of the words that stand for a picture."""
    plain = words.strip()
    if _FILE.search(plain):
        yield Fault(plain, "đây là tên tệp; xin tả điều thấy trong ảnh")
    elif len(plain) < 8:
        yield Fault(plain, "quá ngắn để thay cho ảnh; xin tả điều thấy trong ảnh")


def _of_link(words: str) -> Iterator[Fault]:
    if not words:
        yield Fault("(đường dẫn trống)", "đường dẫn không có chữ; xin ghi nó dẫn tới đâu")
    elif words.lower().strip(" .:»>") in _VAGUE:
        yield Fault(words, "người nghe máy đọc chỉ nghe chữ này; xin ghi đường dẫn dẫn tới đâu")
    elif _ADDRESS.match(words):
        yield Fault(words, "máy đọc sẽ đọc từng ký tự; xin thay địa chỉ bằng tên trang")


def _of_paragraph(words: str, kind: str, bold: str) -> Iterator[Fault]:
    letters = "".join(_LETTERS.findall(words))
    if len(letters) >= _SHOUTED and letters.isupper():
        yield Fault(words, "chữ in hoa khó đọc; xin viết thường")
    if kind == "p" and _BY_HAND.match(words):
        yield Fault(words, "danh sách gõ tay; xin dùng nút danh sách")
    if kind == "p" and bold == words and len(words) <= 80 and not words.endswith((".", ":", "!", "?")):
        yield Fault(words, "chữ đậm làm tiêu đề; xin dùng khối “Tiêu đề mục”")


class _Reader(HTMLParser):
    """Paragraphs, items and links with their words, and how much of a paragraph is bold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, str]] = []
        self._open: list[list[str]] = []
        self._bold = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li", "a"):
            self._open.append([tag, "", ""])
        elif tag in ("b", "strong"):
            self._bold += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("b", "strong"):
            self._bold = max(0, self._bold - 1)
        elif tag in ("p", "li", "a") and any(one[0] == tag for one in self._open):
            while self._open:
                kind, words, bold = self._open.pop()
                self.found.append((kind, words, bold))
                if kind == tag:
                    break

    def handle_data(self, data: str) -> None:
        for one in self._open:
            one[1] += data
            one[2] += data if self._bold else ""

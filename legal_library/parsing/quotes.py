"""Which paragraphs of an amending act are quoted words of another act. A quoted Điều is not the amending act's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

_OPENING = "“„«"
_CLOSING = "”»"
_MARKS = re.compile(r"[“„«”»\"]")
AMENDING = re.compile(
    r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ|đính chính|điều chỉnh|bỏ cụm từ|hủy bỏ)", re.IGNORECASE
)  # fmt: skip
# Where an amending act speaks itself again, even if a scan lost the closing quotation mark.
INSTRUCTION = re.compile(
    r"^(?:\d{1,3}[a-zđ]?\s?\.|[a-zđ]\)|(?:Điều)\s?\d{1,3}[a-z]?\s?\.)\s{0,2}"
    r"(?:Sửa đổi|Bổ sung|B[ổồỏ] sung|Thay thế|Bãi bỏ|Đính chính|Hiệu lực thi hành|Điều khoản thi hành"
    r"|Điều khoản chuyển tiếp|Quy định chuyển tiếp|Trách nhiệm t|Tổ chức thực hiện)"
)


def balance(text: str) -> int:
    """Opening minus closing quotation marks; a straight one opens at the start of a word, else closes."""
    depth = 0
    for match in _MARKS.finditer(text):
        mark, before = match[0], text[match.start() - 1 : match.start()] if match.start() else " "
        opens = mark in _OPENING or (mark == '"' and (before.isspace() or before in "(“"))
        depth += 1 if opens else -1
    return depth


def starts_with_quote(text: str) -> bool:
    return text[:1] in '“„«"'


def quoted_flags(texts: Iterable[str]) -> list[bool]:
    """For each paragraph, whether it stands inside a quotation that began at the start of a paragraph."""
    flags: list[bool] = []
    depth = 0
    for text in texts:
        if depth and INSTRUCTION.match(text) and AMENDING.search(text[:60]):
            depth = 0
        if depth or starts_with_quote(text):
            flags.append(True)
            depth = max(0, depth + balance(text))
        else:
            flags.append(False)
    return flags

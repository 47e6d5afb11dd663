"""What must not stand in a published decision: identity numbers, phones, mail, names of private persons. Pure.

A finding is a question to the editor, not a verdict: a docket number may look like an identity number. Numbers,
phones and addresses bar publication until they are gone or the editor names them as harmless; likely names are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    IDENTITY = "số căn cước hoặc chứng minh"
    PHONE = "số điện thoại"
    MAIL = "thư điện tử"
    ACCOUNT = "số tài khoản"
    BIRTH = "ngày sinh"
    HOME = "địa chỉ nhà riêng"
    NAME = "họ tên người"


@dataclass(frozen=True)
class Finding:
    what: What
    text: str

    @property
    def bars(self) -> bool:
        return self.what is not What.NAME


_FAMILY = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đào|Đoàn|Vương|Trịnh|Trương|Đinh|Lâm|"
    "Phùng|Mai|Tô|Hà|Tạ|Cao|Lưu|Lương|Thái|Châu|Quách|Chu|Khổng|Nghiêm|Kiều|Tống"
)
_WORD = r"[A-ZÀ-ỸĐ][a-zà-ỹđ]+"
_TITLED = r"(?:(?:ông|bà|anh|chị|cháu|công dân)\s+)"
_PATTERNS: tuple[tuple[What, re.Pattern[str]], ...] = (
    (What.MAIL, re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")),
    (What.ACCOUNT, re.compile(r"(?i)\b(?:stk|số tài khoản|tài khoản số)\D{0,12}(\d[\d ]{5,18}\d)")),
    (What.BIRTH, re.compile(r"(?i)\bsinh (?:ngày|năm)\D{0,4}[\d/ .-]{4,12}")),
    (What.HOME, re.compile(r"(?i)\b(?:trú tại|thường trú|cư trú tại|chỗ ở|địa chỉ nhà)\b[^.;\n]{4,80}")),
    (What.NAME, re.compile(rf"(?:{_TITLED}{_WORD}|\b(?:{_FAMILY}))(?:\s{_WORD}){{1,4}}")),
)
# Digits with single blanks, dots or dashes between them, as people write them; what they are is told by their number.
_DIGITS = re.compile(r"(?<![\d/.,-])\+?\d(?:[ .-]?\d){8,12}(?![\d/]|[.,]\d)")
_MONEY = re.compile(r"[1-9]\d{0,2}(?:[. ]\d{3})+")


def findings(text: str, harmless: frozenset[str] = frozenset()) -> list[Finding]:
    """Everything that looks personal, each once, in the order of the text; `harmless` are texts an editor looked at."""
    found = sorted(_all(text), key=lambda pair: pair[0])
    seen: dict[tuple[What, str], Finding] = {}
    taken: list[tuple[int, int]] = []
    for start, end, finding in ((pair[0], pair[1], pair[2]) for pair in found):
        if finding.text in harmless or any(start < last and first < end for first, last in taken):
            continue
        taken.append((start, end))
        seen.setdefault((finding.what, finding.text), finding)
    return list(seen.values())


def barring(text: str, harmless: frozenset[str] = frozenset()) -> list[Finding]:
    return [finding for finding in findings(text, harmless) if finding.bars]


def _all(text: str) -> Iterator[tuple[int, int, Finding]]:
    for what, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), Finding(what, match[0].strip())
    for match in _DIGITS.finditer(text):
        what_digits = _kind_of(match[0], text[match.end() :])
        if what_digits:
            yield match.start(), match.end(), Finding(what_digits, match[0])


def _kind_of(written: str, after: str) -> What | None:
    """Twelve digits of an identity card, nine of the old one, ten or eleven of a phone; money is none of them."""
    digits = re.sub(r"\D", "", written)
    if _MONEY.fullmatch(written) or after.lstrip().startswith(("đồng", "đ ", "VND", "m2")):
        return None
    if len(digits) in (10, 11) and (digits[0] == "0" or written.startswith("+84")):
        return What.PHONE
    return What.IDENTITY if len(digits) in (9, 12) else None

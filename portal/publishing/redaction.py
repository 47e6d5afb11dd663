"""What must not stand in a published decision: identity numbers, phones, mail, names of private persons. Pure.

A finding is a question to the editor, not a verdict: a docket number may look like an identity number. Numbers,
phones and addresses bar publication until they are gone or the editor names them as harmless; likely names are shown.
"""

from __future__ import annotations

import re
import unicodedata
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
_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_WORD = rf"[A-Z{_MARKED.upper()}][a-z{_MARKED}]+"
_CAPITALS = rf"[A-Z{_MARKED.upper()}]{{2,}}"
_TITLED = r"\b(?i:ông|bà|anh|chị|cháu|công dân)\s+"
# Headings are in capitals too ("HỒ SƠ VỤ VIỆC"): without a title a name in capitals is known by its middle word.
_MIDDLE = "VĂN|THỊ|ĐÌNH|ĐỨC|HỮU|XUÂN|NGỌC|MINH|QUANG|THANH|DUY"
_HOME = (
    r"(?:trú tại|thường trú|cư trú tại|chỗ ở|địa chỉ nhà|ngụ (?:tại|ở|số))\b|"
    r"hộ khẩu(?: thường trú)?\s?(?::|(?:tại|ở|số)\b)"
)
_PATTERNS: tuple[tuple[What, re.Pattern[str]], ...] = (
    (What.MAIL, re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+\w")),
    (What.ACCOUNT, re.compile(r"(?i)\b(?:stk|số tài khoản|tài khoản số)\D{0,12}(\d[\d ]{5,18}\d)")),
    (What.IDENTITY, re.compile(r"(?i)\b(?:hộ chiếu|passport)[^\d\n]{0,15}\d{7,8}\b")),
    (What.BIRTH, re.compile(r"(?i)\bsinh (?:ngày|năm)\D{0,4}[\d/ .-]{4,12}")),
    (What.BIRTH, re.compile(r"(?i)\bsn[ :.]{1,3}(?:\d{1,2}[/.-]){0,2}(?:19|20)\d\d\b")),
    (What.HOME, re.compile(rf"(?i)\b(?:{_HOME})[^.;\n]{{4,80}}")),
    (What.NAME, re.compile(rf"(?:{_TITLED}{_WORD}|\b(?:{_FAMILY}))(?:\s{_WORD}){{1,4}}")),
    (
        What.NAME,
        re.compile(rf"(?:{_TITLED}{_CAPITALS}|\b(?:{_FAMILY.upper()})\s(?:{_MIDDLE}))(?:\s{_CAPITALS}){{1,4}}(?![\w])"),
    ),
)
# Groups of digits with blanks, dots, dashes or brackets between them, as people write numbers. A slash, a comma or a
# semicolon parts two numbers.
_CHAIN = re.compile(r"\+?\d+(?:(?: {1,2}|[._*·-]|\) ?| ?\()\d+)*")
_GROUP = re.compile(r"\d+")
_MONEY = re.compile(r"[1-9]\d{0,2}([. ])\d{3}(?!\d)(?:\1\d{3}(?!\d))*")
_DATE = re.compile(r"(?<![\d./-])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?![./-]?\d)")
_OF_PERSON = re.compile(r"(?i)(?:cccd|cmnd|cmt|căn cước|chứng minh)\D*$")
_LONGEST = 12
# Shapes a reader takes for the same sign, or does not see at all.
_SAME = {ord(sign): "-" for sign in "‐‑‒–—−"} | {ord(sign): " " for sign in "\t\u00a0\u2007\u2009\u202f"}
_DOTS = "•‧∙⋅・･\u00b7\u0387"
_SAME |= {ord(sign): "·" for sign in _DOTS} | {ord("＿"): "_", ord("∗"): "*"}
# What Unicode says of a form that differs only in width or face from its plain sign.
_WIDTHS = ("<wide>", "<narrow>", "<small>", "<font>", "<circle>")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


def plain(text: str) -> str:
    """One writing for what looks alike: composed letters, plain digits and signs, no unseen ones, one dash and blank.

    Compatibility forms are unfolded sign by sign where that gives one sign for one: "²" beside a number must not
    become a digit of it, and "…" stays what it is.
    """
    seen = unicodedata.normalize("NFC", text).translate(_UNSEEN | _SAME)
    return unicodedata.normalize("NFC", "".join(sign if sign.isascii() else _same_sign(sign) for sign in seen))


def _same_sign(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    wide = unicodedata.normalize("NFKC", sign)
    return wide if len(wide) == 1 and unicodedata.decomposition(sign).startswith(_WIDTHS) else sign


def findings(text: str, harmless: frozenset[str] = frozenset()) -> list[Finding]:
    """Everything that looks personal, each once, in the order of the text; `harmless` are texts an editor looked at."""
    known = frozenset(plain(one) for one in harmless)
    seen: dict[tuple[What, str], Finding] = {}
    free = 0
    for start, end, finding in sorted(_all(plain(text)), key=lambda one: one[0]):
        if finding.text in known or start < free:
            continue
        free = end
        seen.setdefault((finding.what, finding.text), finding)
    return list(seen.values())


def barring(text: str, harmless: frozenset[str] = frozenset()) -> list[Finding]:
    return [finding for finding in findings(text, harmless) if finding.bars]


def _all(text: str) -> Iterator[tuple[int, int, Finding]]:
    for what, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), Finding(what, match[0].strip())
    for chain in _CHAIN.finditer(_DATE.sub(lambda date: "#" * len(date[0]), text)):
        yield from _numbers(text, chain.start(), chain.end())


def _numbers(text: str, start: int, end: int) -> Iterator[tuple[int, int, Finding]]:
    """The numbers of persons in a chain of groups: the longest first, so that none hides behind its neighbour."""
    groups = [match.span() for match in _GROUP.finditer(text, start, end)]
    is_abroad = text[start] == "+"
    names_person = _OF_PERSON.search(text[max(0, start - 25) : start]) is not None
    place = 0
    while place < len(groups):
        first = groups[place][0]
        money = None if names_person or (is_abroad and not place) else _MONEY.match(text, first, end)
        if money:
            place += sum(1 for _group in _GROUP.finditer(money[0]))
            continue
        count, what = _number_at(text, groups[place : place + _LONGEST], is_abroad=is_abroad and not place)
        if what:
            last = groups[place + count - 1][1]
            begin = start if not place else first
            yield begin, last, Finding(what, text[begin:last])
        place += count


def _number_at(text: str, groups: list[tuple[int, int]], *, is_abroad: bool) -> tuple[int, What | None]:
    """How many groups the number at the beginning takes, and what it is; (1, None) if it is none."""
    digits = ""
    found: tuple[int, What | None] = (1, None)
    for count, (first, last) in enumerate(groups, 1):
        digits += text[first : min(last, first + _LONGEST + 1)]
        if len(digits) > _LONGEST:
            break
        if what := _kind_of(digits, text[last : last + 8], is_abroad=is_abroad):
            found = count, what
    return found


def _kind_of(digits: str, after: str, *, is_abroad: bool) -> What | None:
    """Twelve digits of an identity card, nine of the old one, ten or eleven of a phone; a sum or area is none."""
    if digits[0] != "0" and not is_abroad and after.lstrip().startswith(("đồng", "đ ", "VND", "m2")):
        return None
    if len(digits) in (10, 11) and (digits[0] == "0" or (is_abroad and digits.startswith("84"))):
        return What.PHONE
    return What.IDENTITY if len(digits) in (9, _LONGEST) else None

"""Which paragraphs of an amending act are quoted words of another act. A quoted Điều is not the amending act's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

_OPENING = "“„«"
_CLOSING = "”»"
_MARKS = re.compile(r"[“„«”»\"]")
AMENDING = re.compile(
    r"(?:sửa đổi|b[ổồỗỏ] sung|thay thế|bãi bỏ|đính chính|điều chỉnh|bỏ cụm từ|hủy bỏ)", re.IGNORECASE
)  # fmt: skip
VERB = (
    r"(?:S[ửừữ]a đổi|B[ổồỗỏố] sung|Thay thế|Thay (?:các )?(?:cụm )?từ|Bãi bỏ|Bỏ (?:các )?(?:cụm )?từ"
    r"|Bỏ (?:khoản|điểm|Điều)|Hủy bỏ|Đính chính)"
)
# Where an amending act speaks itself again, even if a scan lost the closing quotation mark.
INSTRUCTION = re.compile(
    r"^(?:\d{1,3}[a-zđ]?\s?\.|[a-zđ]\)|(?:Điều)\s?\d{1,3}[a-z]?\s?\.)\s{0,2}"
    rf"(?:{VERB}|Hiệu lực thi hành|Điều khoản thi hành"
    r"|Điều khoản chuyển tiếp|Quy định chuyển tiếp|Trách nhiệm t|Tổ chức thực hiện)"
)
_HEAD = re.compile(r"(?:Điều\s{1,2}\d|\d{1,3}[a-zđ]?\s?\.|[a-zđ]\d?\s?\))")
_ARTICLE = re.compile(r"Điều\s{1,2}(\d{1,4})\s?[.:]")
_LAST_MARK = re.compile(r"[”»\"]\s?[.;,]{0,2}$")


def balance(text: str) -> int:
    """Opening minus closing quotation marks; a straight one opens at the start of a word, else closes."""
    depth = 0
    for match in _MARKS.finditer(text):
        mark, before = match[0], text[match.start() - 1 : match.start()] if match.start() else " "
        opens = mark in _OPENING or (mark == '"' and (before.isspace() or before in "(“"))
        depth += 1 if opens else -1
    return depth


def starts_with_quote(text: str) -> bool:
    return text[:1] in '“„«"' and text != ""


def closes_quote(text: str) -> bool:
    """Whether a paragraph ends a quotation that it did not begin."""
    return bool(_LAST_MARK.search(text)) and balance(text) < 0


def speaks_itself(text: str) -> bool:
    """Whether the amending act itself speaks here: an instruction or one of its last articles."""
    return bool(INSTRUCTION.match(text) and AMENDING.search(text[:60])) or bool(_FINAL.match(text))


_FINAL = re.compile(r"Điều\s?\d{1,3}[a-z]?\s?\.\s{0,2}(?:Hiệu lực|Điều khoản|Quy định chuyển|Trách nhiệm t|Tổ chức t)")


def quoted_flags(texts: Iterable[str]) -> list[bool]:
    """For each paragraph, whether it stands inside a quotation.

    A quotation begins at the start of a paragraph. Where the opening mark was lost, the words after an instruction up
    to the closing mark are one, if that comes before the act speaks itself again.
    """
    all_texts = list(texts)
    closing, ends = _next_closing(all_texts), _ends_first(all_texts)
    flags: list[bool] = []
    depth, until, last = 0, -1, 0
    instructed = announced = amends = False
    for index, text in enumerate(all_texts):
        # "1. Bổ sung hồ sơ …" may be quoted words too: they are when the quotation still ends before another begins.
        own = speaks_itself(text) and not (depth and ends[index])
        if own:
            depth, until, instructed = 0, -1, True
        article = _ARTICLE.match(text)
        if article and depth and not (amends and ends[index]) and int(article[1]) == last + 1:
            depth = 0  # a stray mark: no quotation, the act counts on
        if not own and not depth and until < index and announced and _HEAD.match(text):
            until = closing[index]
        if article and not depth and until < index:
            last = int(article[1])
        announced = instructed and (own or text.endswith(":"))
        amends = amends or instructed or _announces(text)
        if depth or until >= index or (starts_with_quote(text) and not own):
            flags.append(True)
            depth = 0 if until >= index else max(0, depth + balance(text))
        else:
            flags.append(False)
    return flags


def _announces(text: str) -> bool:
    """Whether words of another act follow: "… được sửa đổi, bổ sung như sau:"."""
    return text[-12:].rstrip(" :").endswith("như sau") and AMENDING.search(text[:300]) is not None


def _ends_first(texts: list[str]) -> list[bool]:
    """For each paragraph, whether from it on a quotation ends before one begins."""
    found = [False] * len(texts)
    for index in range(len(texts) - 1, -1, -1):
        ended = found[index + 1] if index + 1 < len(texts) else False
        found[index] = closes_quote(texts[index]) or (ended and not starts_with_quote(texts[index]))
    return found


def _next_closing(texts: list[str]) -> list[int]:
    """For each paragraph, the one that closes a quotation opened before it; -1 when the act speaks itself first."""
    found = [-1] * len(texts)
    following = -1
    for index in range(len(texts) - 1, -1, -1):
        text = texts[index]
        if closes_quote(text):
            following = index
        elif speaks_itself(text) or starts_with_quote(text):
            following = -1
        found[index] = following
    return found

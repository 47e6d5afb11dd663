"""Which paragraphs of an amending act are quoted words of another act. A quoted Điều is not the amending act's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

_OPENING = "“„«"
_CLOSING = "”»"
_MARKS = re.compile(r"[“„«”»\"]")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
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
# An order no quoted rule reads like: a verb of amending right before a place or quoted words, or new words announced.
_NUMBER = r"[“”„\"\s]{0,3}(?:\d{1,3}[a-zđ]?\s?[.,]|[a-zđ]\d?\s?\))\s{0,3}"
_PLACE = (
    r"(?:(?:[Đđ]iều|[Kk]hoản)\s\d|[Đđ]iểm\s[a-zđ]\d?\b|(?:Chương|Mục|Phần|Phụ lục|Mẫu(?: số)?)\s[\dIVX]"
    r"|cụm từ\b|từ(?: ngữ)?\s[“\"]|một số (?:điều|khoản|điểm|cụm từ|từ|nội dung|quy định))"
)
_BEFORE_PLACE = (
    r"(?:(?:các|những|tên|của|thêm|quy định tại|nội dung|đoạn|câu|gạch đầu dòng|mở đầu|dẫn|cuối|thứ \w{2,4})\s){0,6}"
)
_ORDER = re.compile(
    rf"{_NUMBER}(?:{VERB}(?:,?\s(?:và\s)?(?:b[ổồỗỏố] sung|thay thế|bãi bỏ)){{0,2}}\s"
    rf"(?:{_BEFORE_PLACE}{_PLACE}|[^“”\"]{{1,300}}(?:như|nhu) sau\s?:?\s?$)"
    rf"|(?:Tại\s)?{_BEFORE_PLACE}{_PLACE}[^“”\":;]{{0,300}}(?:“[^“”]{{1,300}}”[^“”\":;]{{0,200}}){{0,3}}\s(?:được|bị)\s"
    r"(?:sửa đổi|sửa|thay|bãi bỏ|bổ sung|hủy bỏ))"
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


def without_quoted(text: str) -> str:
    """The text with nothing between its quotation marks, so that no word of another act is taken for the act's own."""
    return QUOTED.sub("“”", text)


def starts_with_quote(text: str) -> bool:
    return text[:1] in '“„«"' and text != ""


def closes_quote(text: str) -> bool:
    """Whether a paragraph ends a quotation that it did not begin."""
    return bool(_LAST_MARK.search(text)) and balance(text) < 0


_OWN_NUMBER = re.compile(r"[“”„\"\s]{0,3}(?P<number>\d{1,3}[a-zđ]?|[a-zđ]\d?)[“”„\"]?\s?[.,)]")


def numbered(text: str) -> str:
    """The number or letter a paragraph begins with; "" when it has none."""
    found = _OWN_NUMBER.match(text)
    return found["number"] if found else ""


def orders(text: str) -> bool:
    """Whether a numbered paragraph orders a change of a place: even inside a quotation that is hardly a rule quoted."""
    return _ORDER.match(text) is not None


def speaks_itself(text: str) -> bool:
    """Whether the amending act itself speaks here: an instruction or one of its last articles."""
    return bool(INSTRUCTION.match(text) and AMENDING.search(text[:60])) or bool(_FINAL.match(text))


def _speaks_clearly(text: str) -> bool:
    """Whether no rule quoted reads like this: "2. Bổ sung hồ sơ" may be one, "2. Bổ sung khoản 3 Điều 5" is none."""
    return orders(text) or _FINAL.match(text) is not None


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
        # "1. Bổ sung hồ sơ …" may be quoted words too: they are when the quotation still ends before another begins,
        # and when they order nothing.
        inside = depth > 0 or until >= index
        own = speaks_itself(text) and not (inside and ((depth and ends[index]) or not _speaks_clearly(text)))
        if own:
            depth, until, instructed = 0, -1, True
        article = _ARTICLE.match(text)
        if article and depth and not (amends and ends[index]) and int(article[1]) == last + 1:
            depth = 0  # a stray mark: no quotation, the act counts on
        if not own and not depth and until < index and announced and _HEAD.match(text):
            until = closing[index]
        if article and not depth and until < index:
            last = int(article[1])
        announced = instructed and ((own and _speaks_clearly(text)) or text.endswith(":"))
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
        elif _speaks_clearly(text) or starts_with_quote(text):
            following = -1
        found[index] = following
    return found

"""What acts say of words in other ways than "Thay thế cụm từ “A” bằng cụm từ “B” tại Điều 5", turned into that one.

"Tại Điều 5, thay cụm từ “A” bằng …", "Cụm từ “A” tại Điều 5 được sửa thành “B”", "Tại Điều 5 đã in là “A”, nay đính
chính là “B”". What is quoted is never looked into.
"""

from __future__ import annotations

import re

from ..quotes import QUOTED
from .ending import small
from .words import WORD, WORK

_QUOTED = re.compile(f"({QUOTED.pattern})")
_NEXT_AT = re.compile(r"[;.]\s(?=[Tt]ại\s(?:tên\s|các\s)?(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Cc]ác)\s)")
_PLACES = r"(?P<places>(?:tên\s(?:của\s)?)?(?:các\s)?(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|đoạn)\s[^“”\"„:;]{1,400}?)"
_AT_FIRST = re.compile(rf"[Tt]ại\s{_PLACES}\s?[,:]?\s(?=(?P<work>{WORK}\s)|(?:các\s)?(?:cụm\s)?từ\s(?:ngữ\s)?[“\"„])")
_BEGINS = re.compile(rf"(?:{WORK}\s)?(?:thêm\s)?(?:(?:[Cc]ác\s)?(?:[Cc]ụm\s)?[Tt]ừ(?:\sngữ)?|[Dd]ấu|[Ss]ố)\s[“\"„]")
_BY_ITSELF = re.compile(rf"{WORD}\s[“\"„]", re.IGNORECASE)
_SAID_AT = re.compile(r"\s(?:tại|ở|trong)\s")
_BECOMES = re.compile(
    r"(?:^|,?\s)(?:(?:nay\s)?(?:đã\s)?được\s)(?:thay thế|thay|sửa đổi|sửa|đính chính|điều chỉnh)(?:\slại)?\s"
    r"(?:bằng|thành|là)(?:\s?:)?(?=\s)"
)
_GOES = re.compile(r"(?:^|,?\s)(?:được|bị)\s(?:bãi bỏ|hủy bỏ|loại bỏ|bỏ)(?=\s?[.;]?\s?$)")
_COMES = re.compile(r"(?:^|,?\s)được\s(?:bổ sung|thêm)(?=\s(?:vào\s)?(?:ngay\s|liền\s)?(?:sau|trước|đầu|cuối)\s)")
_PRINTED = re.compile(
    rf"(?:[Tt]ại\s)?{_PLACES},?\s(?:(?:đã\s)?(?:in|ghi|viết)(?:\s(?:sai|nhầm))?(?:\s(?:là|thành))?)\s?:?\s?"
    r"(?P<old>“[^“”]+”|\"[^\"]+\")[,;.]?\s(?:nay\s|xin\s|được\s){0,3}(?:đính chính|sửa|sửa đổi|in|ghi|viết|đọc)"
    r"(?:\slại)?(?:\scho đúng)?(?:\s(?:là|thành))?\s?:?\s?(?P<new>“[^“”]+”|\"[^\"]+\")\s?[.;]?\s?$"
)
# "Bỏ cụm từ “A” tại Điều 55 và sửa đổi Điều này như sau:": what replaces the whole place replaces the words too.
_REWRITTEN = re.compile(
    r"(?:,|;|,?\svà)\s(?P<verb>sửa đổi(?:, bổ sung)?)\s(?:đoạn|[Đđ]iều|khoản|điểm)\s(?:này|đó)\s"
    r"(?:như|nhu) sau\s?:?\s?$"
)
_LONGEST = 6000  # no sentence comes near it


def words_told(words: str) -> list[str]:
    """The orders of a sentence on words; nothing when it is none of these ways."""
    if len(words) > _LONGEST:
        return []
    printed = _PRINTED.match(words)
    if printed:
        return [f"Thay thế cụm từ {printed['old']} bằng cụm từ {printed['new']} tại {small(printed['places'])}"]
    if _BEGINS.match(words):
        rewritten = _rewritten(words)
        return [rewritten] if rewritten else _passive(words)
    if not words.startswith(("Tại ", "tại ")):
        return []
    found: list[str] = []
    for piece in _outside(_NEXT_AT, words):
        told = _at_first(piece)
        if not told:
            return []
        found += told
    return found


def _at_first(words: str) -> list[str]:
    """ "Tại Điều 5, bãi bỏ khoản 2": the place behind the rest."""
    first = _AT_FIRST.match(words)
    if first is None:
        return []
    order = words[first.end() :]
    order = order[:1].upper() + order[1:]
    if _BEGINS.match(order):
        tail = order.rstrip(" .;")
        order = f"{tail} tại {first['places']}" if not _SAID_AT.search(_after_quotes(tail)) else ""
        return (_passive(order) or [order]) if order else []
    if first["work"] is None or "“" in order or '"' in order:
        return []
    end = re.search(r"\s?(?:(?:như|nhu) sau)?\s?[:.;]?\s?$", order)
    cut = end.start() if end else len(order)
    return [f"{order[:cut]} {first['places']}{order[cut:]}"]


def _passive(words: str) -> list[str]:
    """ "Cụm từ “A” tại Điều 5 được thay bằng cụm từ “B”", "… được bãi bỏ", "… được bổ sung vào sau …"."""
    if not _BY_ITSELF.match(words):
        return []
    for pattern, verb, instead in ((_BECOMES, "Thay thế", " bằng"), (_GOES, "Bỏ", ""), (_COMES, "Bổ sung", "")):
        changed = _replaced(pattern, instead, words)
        if changed != words:
            return [f"{verb} {changed[:1].lower()}{changed[1:]}"]
    return []


def _rewritten(words: str) -> str:
    found = _REWRITTEN.search(words)
    if found is None:
        return ""
    places = _SAID_AT.split(_after_quotes(words[: found.start()]), maxsplit=1)
    return f"Sửa đổi {places[1]} như sau:" if len(places) == 2 else ""


def _after_quotes(words: str) -> str:
    """What follows the last quotation."""
    return _QUOTED.split(words)[-1]


def _replaced(pattern: re.Pattern[str], instead: str, words: str) -> str:
    """The words changed outside of quotations only."""
    pieces = _QUOTED.split(words)
    return "".join(pattern.sub(instead, piece) if not place % 2 else piece for place, piece in enumerate(pieces))


def _outside(pattern: re.Pattern[str], words: str) -> list[str]:
    """The words split where the pattern stands outside of quotations."""
    found = [""]
    for place, piece in enumerate(_QUOTED.split(words)):
        first, *more = [piece] if place % 2 else pattern.split(piece)
        found[-1] += first
        found += more
    return found

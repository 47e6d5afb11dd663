"""One wording for what acts say in several: passive turned active, two instructions in a sentence taken apart."""

from __future__ import annotations

import re

from ..quotes import balance
from .ending import KINDS, OBJECT, RULING, pieces, small, spaced
from .speaking import words_told

_PLACE = (
    r"(?:(?:Các\s)?(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm)|Tên\s(?:của\s)?(?:[Đđ]iều|Chương|Mục)|(?:Mục|Chương)\s[\dIVX]"
    r"|(?:Đoạn|Câu|Gạch đầu dòng|Phần mở đầu|Phụ lục|Mẫu)(?=\s))"
)
_CHANGED = re.compile(
    rf"(?P<place>{_PLACE}\s[^“”\"„:;]{{1,400}}?),?\s(?:đã\s)?được\s"
    r"(?P<verb>sửa đổi(?:,?\s(?:và\s)?bổ sung)?|thay thế|sửa lại|sửa|viết lại|đính chính)(?:\s(?:bằng|thành|lại))?"
    r"(?:\s(?P<part>(?:đoạn|câu)\s(?:mở đầu|dẫn|đầu|cuối|thứ\s\w{1,4}|\d)))?\s(?:như sau\s?:?|là\s?:)\s?$"
)
# A whole article is given anew so; of a clause it may be one more.
_SUPPLEMENTED = re.compile(
    r"(?P<place>Điều\s\d{1,4}(?:\s[^“”\"„:;]{1,200}?)?),?\s(?:đã\s)?được\s(?P<verb>bổ sung)(?P<part>)\s(?:như|nhu) sau"
    r"\s?:?\s?$"
)
_REPEALED = re.compile(
    rf"(?P<place>{_PLACE}\s[^“”\"„:;]{{1,400}}?)\s(?:được|bị)\s(?:bãi bỏ|hủy bỏ)\s?[.;]?\s?$"
)  # fmt: skip
_INSERTED = re.compile(
    rf"(?P<place>{_PLACE}\s[^“”\"„:;]{{1,60}}?)\sđược\sbổ sung\s"
    r"(?P<where>(?:vào\s)?(?:ngay\s|liền\s)?sau\s[^“”\"„:;]{1,200}:?)$"
)
# "Phụ lục I kèm theo Thông tư này thay thế Phụ lục số 01 kèm theo Thông tư số …".
_FORM = r"(?:[Cc]ác\s)?(?:[Pp]hụ lục|(?:[Bb]iểu\s)?[Mm]ẫu)"
_FORMS = re.compile(
    rf"(?P<by>{_FORM}\s[^“”\"„:;]{{0,300}}?kèm(?: theo)?\s{KINDS}\snày)"
    rf"\s(?:được\s)?thay thế\s(?:cho\s)?(?P<old>{_FORM}\s[^“”:]+)$"
)
# "Bãi bỏ điểm d khoản 3 Điều 77; bỏ cụm từ “…” tại …", "Bãi bỏ khoản 5 Điều 15 và cụm từ “…” tại …".
_NEXT_VERB = re.compile(rf"[;,]\s(?=(?:bãi bỏ|hủy bỏ|bỏ|thay thế|thay)\s(?:các\s)?{OBJECT})")
_THEN_WORDS = re.compile(r"(?:,|,?\svà|\s?;)\s(?=(?:(?:bãi )?bỏ\s)?(?:các\s)?(?:cụm\s)?từ\s[“\"„])")
_APART = re.compile(rf";\s(?:và\s)?(?={OBJECT})")
_EXCEPT = re.compile(r",?\s(?:ngoại )?trừ\s")
_REPEAL = re.compile(r"(?:Bãi bỏ|Hủy bỏ|Bỏ)\s(?!(?:các\s)?(?:cụm\s)?từ\s)")
_SENTENCE = re.compile(r"(?<=[a-zà-ỹ\d”\")])\.\s{1,3}(?=[A-ZĐ])")
_ANNOUNCES = re.compile(r"(?:như|nhu) sau\s?:?\s?$")
_NUMBERED_ACT = re.compile(rf"{RULING}\s(?:số\s)?\d[\d/.]{{0,12}}/[\w/&-]+")


def instructions_in(words: str) -> list[str]:
    """The instructions of a paragraph, each in the active voice; a paragraph of one comes back as it is."""
    found: list[str] = []
    for sentence in sentences(spaced(words)):
        found += _in_sentence(sentence)
    return found


def sentences(words: str) -> list[str]:
    """Its sentences, where marks of quotation are not open; one that announces new words is never taken apart."""
    if _ANNOUNCES.search(words) or not _SENTENCE.search(words):
        return [words]
    found: list[str] = []
    done = seen = depth = 0
    for end in _SENTENCE.finditer(words):
        depth += balance(words[seen : end.start()])
        seen = end.start()
        if depth == 0:
            found.append(words[done : end.start() + 1])
            done = end.end()
    return [*found, words[done:]]


def _in_sentence(words: str) -> list[str]:
    found: list[str] = []
    for piece in pieces(words):
        whole = piece[:1].upper() + piece[1:]
        spoken = words_told(whole)
        found += [each for told in spoken for each in _works(told)] if spoken else _works(_active(whole))
    return found


def _works(text: str) -> list[str]:
    if not _REPEAL.match(text):
        return [text]
    found: list[str] = []
    for piece in [piece for each in _excepting(text) for piece in _NEXT_VERB.split(each)]:
        whole = piece[:1].upper() + piece[1:]
        cut = _THEN_WORDS.search(whole) if _REPEAL.match(whole) else None
        if cut:
            first, then = whole[: cut.start()], whole[cut.end() :].removeprefix("bãi ").removeprefix("bỏ ")
            found += [_of_the_same(first, then), f"Bỏ {then}"]
        else:
            found.append(whole)
    return found


def _excepting(text: str) -> list[str]:
    """ "Bãi bỏ Nghị định A; Điều 2 Nghị định B; Nghị định C, trừ …": what is left out is left out of the last."""
    parts = _APART.split(text) if _EXCEPT.search(text) else [text]
    if len(parts) == 1 or not all(_NUMBERED_ACT.search(part) for part in parts):
        return [text]
    return [parts[0], *(f"Bãi bỏ {small(part)}" for part in parts[1:])]


def _of_the_same(first: str, then: str) -> str:
    """ "Bãi bỏ khoản 1 Điều 8, cụm từ “…” tại Điều 9 Nghị định số …": the first place is one of that act too."""
    act = _NUMBERED_ACT.search(then)
    return f"{first} {act[0]}" if act and not _NUMBERED_ACT.search(first) else first


def _active(words: str) -> str:
    forms = _FORMS.match(words)
    if forms:
        return f"Thay thế {small(forms['old'])} bằng {small(forms['by'])}"
    for passive in (_CHANGED, _SUPPLEMENTED, _REPEALED, _INSERTED):
        found = passive.match(words)
        if found:
            return _told(passive, found)
    return words


def _told(passive: re.Pattern[str], found: re.Match[str]) -> str:
    place = small(found["place"])
    if passive is _REPEALED:
        return f"Bãi bỏ {place}"
    if passive is _INSERTED:
        return f"Bổ sung {place} {found['where']}"
    part = f"{found['part']} " if found["part"] else ""
    return f"{'Thay thế' if found['verb'] == 'thay thế' else 'Sửa đổi'} {part}{place} như sau:"

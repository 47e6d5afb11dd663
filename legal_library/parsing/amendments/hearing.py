"""Is a paragraph an instruction at all? "Bổ sung hồ sơ" is none; one that is and was not read must be reported."""

from __future__ import annotations

import re

from ..quotes import QUOTED, without_quoted
from .ending import KINDS, OBJECT, PLACE, SINCE, ended, names_place
from .titles import without_titles

_SOME = r"(?:(?:một số|các|những|toàn bộ|thêm|mới|cả|một phần|nội dung|quy định|tại|của|về|vào|cuối|đầu)\s)*"
_LAW_WORD = (
    r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Cc]hương|[Mm]ục|[Pp]hần|[Pp]hụ lục|[Mm]ẫu|[Bb]iểu|[Dd]anh mục|(?:cụm )?từ|từ ngữ"
    r"|[Tt]ên|[Đđ]oạn|câu|tiết|gạch đầu dòng|dòng|dấu|quy định|nội dung)\b"
    r"(?!\s(?:lệ|kiện|ước|tra|dưỡng|trị|hành|khiển)\b)"
)
_SYMBOL = re.compile(r"\d{1,5}[\d/.]{0,8}/[\w/&-]*[A-ZĐ]{2}")
_ABOUT_LAW = re.compile(rf"{_SOME}(?:{OBJECT}|{_LAW_WORD}|{KINDS}\s)")
_ANNOUNCES = re.compile(r"(?:như|nhu) sau\b")
_ORDER = re.compile(
    r"(?:^|[,;]\s|này\s(?:và\s)?|đồng thời\s|lực\s(?:thi hành\s)?(?:và\s)?|\d\s?và\s)"
    r"(?:[Tt]hay thế|[Bb]ãi bỏ|[Hh]ủy bỏ|bỏ)\s"
    rf"(?:cho\s)?(?:các\s)?(?:{OBJECT}"
    rf"|(?:(?:các|những)\s)?(?:quy định|nội dung|tên gọi|tên)\s[^.;:]{{1,300}}?\s{PLACE})"
    rf"|(?:^|[,;]\s)(?:[Tt]ạm\s)?[Nn]gưng hiệu lực(?: thi hành)?\s(?:của\s)?{OBJECT}"
)
_ANNEXED = re.compile(
    r"(?:[Tt]hay thế|[Bb]ãi bỏ|[Hh]ủy bỏ)\s[^.;:“”]{1,300}?\s(?:tại|của|thuộc|trong)\s(?:các\s)?"
    r"(?:[Pp]hụ lục|[Dd]anh mục|[Mm]ẫu|[Bb]iểu)\b"
)
_SENTENCE = re.compile(r"(?<=[a-zà-ỹ\d)])\.\s{1,3}(?=[A-ZĐ])")
_OF_ACT = re.compile(rf"{KINDS}\s(?!này|nầy|sửa đổi)[^.;:]{{0,120}}?\d[\d/.]{{0,12}}/[\w/&-]*[A-ZĐ]")
_ACTS = re.compile(rf"(?:các\s)?(?:{KINDS}|[Cc]ông văn)\s")
_SOME_PART = re.compile(
    rf"{PLACE}|\b(?:[Cc]hương|[Mm]ục|[Pp]hần|[Pp]hụ lục|[Mm]ẫu)\s[\dIVX]"
    r"|(?:quy định|nội dung) (?:về|tại|liên)|\btrừ\s|“"
)


def is_order(words: str, *, known: bool) -> bool:
    """Whether words after a verb of amending speak of law; `known`: the act amended is said around them."""
    begins = _ABOUT_LAW.match(words) is not None
    if known:
        return begins or _ANNOUNCES.search(words) is not None or _quotes(words)
    if begins and _quotes(words) and names_place(QUOTED.sub("", words)):
        return True
    return _SYMBOL.search(words) is not None and (begins or _ANNOUNCES.search(words) is not None)


def _quotes(words: str) -> bool:
    """Whether it holds a whole quotation; looking for one from every opening mark would cost the length squared."""
    opened = words.find("“")
    return (opened >= 0 and words.find("”", opened) >= 0) or words.count('"') > 1


def ends_whole(words: str) -> bool:
    """Whether words after "Bãi bỏ", "Thay thế" name acts only, no place in them."""
    return _ACTS.match(words) is not None and _SOME_PART.search(without_titles(words)) is None


def names_part(words: str) -> bool:
    """Whether one of a list of what ends names a place of an act in words the reader does not know."""
    return _OF_ACT.search(words) is not None and _SOME_PART.search(without_titles(words)) is not None


def names_annexed(words: str) -> bool:
    """Whether it ends or replaces what stands in an annex or list of another act: "18 thủ tục tại Phụ lục …"."""
    return _OF_ACT.search(words) is not None and _ANNEXED.search(without_titles(words)) is not None


def passed_over(words: str) -> bool:
    """Whether a paragraph nothing was heard in still ends or replaces a place of another act."""
    if len(words) > _LONGEST:
        return False
    return any(_changes(sentence) for sentence in _SENTENCE.split(without_quoted(words)))


def sounds_changing(words: str) -> bool:
    """Whether a clause of an amending article, which no instruction was heard in, still changes something."""
    return _CHANGES_SOMETHING.search(without_quoted(words[:_LONGEST])) is not None


_CHANGES_SOMETHING = re.compile(
    r"(?:sửa|thay|bãi bỏ|hủy bỏ|loại bỏ|\bbỏ\b|bổ sung|đính chính|thêm|chuyển|đánh số|đổi tên|sắp xếp lại|tách|gộp)",
    re.IGNORECASE,
)
_LONGEST = 6000  # no instruction comes near it


def _changes(sentence: str) -> bool:
    if _OF_ACT.search(sentence) is None:
        return False
    if _ORDER.search(sentence) or names_annexed(sentence):
        return True
    what = ended(SINCE.sub("", sentence, count=1))
    return _SOME_PART.search(without_titles(what)) is not None and not ends_whole(what)

"""Words that name what no place of an act is: annexes, forms, lines of a table, dashes."""

from __future__ import annotations

import re

from .ending import RULING

FORM = re.compile(
    r"\b(?:phụ lục|mẫu|danh mục|biểu|đoạn|câu|gạch đầu dòng|tiết|dòng|bảng|số thứ tự|(?-i:mục) \d)\b", re.IGNORECASE
)
_FORM_WORD = r"(?:(?:các\s)?(?:[Pp]hụ lục|(?:[Bb]iểu\s)?[Mm]ẫu|[Dd]anh mục|[Bb]iểu))"
# "Thay thế Phụ lục I bằng Phụ lục ban hành kèm theo Nghị định này".
_BY = re.compile(
    rf"\s(?:bằng|thành|theo)\s(?P<by>{_FORM_WORD}\s[^;:“”\"]{{0,240}}?(?:kèm theo|kèm|của|tại)\s{RULING}\snày)"
    r"\s?[.;]?\s?$"
)
# "Bổ sung Mẫu số 05 vào Phụ lục II ban hành kèm theo Nghị định này".
_WITH = re.compile(rf"\s(?:được\s)?(?:ban hành\s)?kèm(?:\stheo)?\s{RULING}\snày\s?[.;]?\s?$")


def taken_over(words: str) -> tuple[str, str]:
    """An instruction's words without what the form is replaced by, and that ("" when nothing of the kind is said)."""
    by = _BY.search(words)
    return (words[: by.start()], by["by"]) if by else (words, "")


def comes_with_the_act(words: str) -> bool:
    """Whether the new form is annexed to the amending act itself."""
    return _WITH.search(words) is not None

"""The words an instruction begins with, and those that say behind which place new words go."""

from __future__ import annotations

import re

_WORK = r"(?:sửa đổi|bổ sung|bãi bỏ|hủy bỏ|thay thế)"
VERB = re.compile(
    r"(?P<verb>(?:S[ửừữ]a đổi(?:,?\s(?:và\s)?b[ổồỗỏố] sung)?"
    r"|B[ổồỗỏố] sung|Thêm(?=\s(?:Điều|điều|các|khoản|điểm|cụm|từ|Chương|Mục|đoạn|một)\s)|Thay thế|Bãi bỏ|Loại bỏ"
    r"|Bỏ(?! phiếu)|Hủy bỏ|Đính chính|Thay(?! đổi| mặt)|Sửa(?! chữa))"
    # "Sửa đổi, bổ sung, bãi bỏ, thay thế một số điểm, phụ lục của …": only a heading says so many at once.
    rf"(?:(?:(?:,|,?\svà)\s{_WORK}){{1,3}}(?=\s(?:một số|các)\s))?)"
    r"(?=\s|:|$)\s?"
)
_SEVERAL = re.compile(rf"(?!Sửa đổi,?\s(?:và\s)?bổ sung$).+\s{_WORK}$")
AFTER = re.compile(
    r"\s?(?:vào|tiếp theo)?\s?(?:vào sau|vào ngay sau|vào liền sau|vào phía sau|vào tiếp sau|ngay sau|liền sau|tiếp sau"
    r"|phía sau|ngay dưới|dưới|sau)\s(?=(?:Điều|điều|khoản|Khoản|điểm|Điểm|Mục|Chương|Mẫu|Phụ lục)\s)"
)


def inserts(verb: str) -> bool:
    """Whether it sets in what was not there."""
    return verb == "Thêm" or (verb[0] == "B" and verb.endswith("sung") and not several(verb))


def repeals(verb: str) -> bool:
    return verb.lower().endswith("bỏ") and not several(verb)


def several(verb: str) -> bool:
    """Whether it says works of more than one kind: only what stands below tells which of them is done where."""
    return _SEVERAL.match(verb) is not None

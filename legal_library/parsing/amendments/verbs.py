"""The words an instruction begins with, and those that say behind which place new words go."""

from __future__ import annotations

import re

VERB = re.compile(
    r"(?P<verb>S[ửừữ]a đổi(?:,?\s(?:và\s)?b[ổồỗỏố] sung)?(?:,\s(?:và\s)?(?:bãi bỏ|thay thế)(?=\smột số))?"
    r"|B[ổồỗỏố] sung|Thêm(?=\s(?:Điều|điều|các|khoản|điểm|cụm|từ|Chương|Mục|đoạn|một)\s)|Thay thế|Bãi bỏ|Loại bỏ"
    r"|Bỏ(?! phiếu)|Hủy bỏ|Đính chính|Thay(?! đổi| mặt)|Sửa(?! chữa))"
    r"(?=\s|:|$)\s?"
)
AFTER = re.compile(
    r"\s?(?:vào|tiếp theo)?\s?(?:vào sau|vào ngay sau|vào liền sau|vào phía sau|vào tiếp sau|ngay sau|liền sau|tiếp sau"
    r"|phía sau|sau)\s(?=(?:Điều|điều|khoản|điểm|Mục|Chương|Mẫu|Phụ lục)\s)"
)


def inserts(verb: str) -> bool:
    """Whether it sets in what was not there."""
    return verb == "Thêm" or (verb[0] == "B" and verb.endswith("sung"))


def repeals(verb: str) -> bool:
    return verb.lower().endswith("bỏ")

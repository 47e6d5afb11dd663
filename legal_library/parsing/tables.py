"""Rows of a table as lines: each row stays together, "| STT | Nội dung | Mức |"; a table that only sets pages is none.

The two-column head of an act, the foot with its recipients and signature, and a whole text set in a frame are tables
only for the typesetter: their words are paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Cell = Sequence[str]
Row = Sequence[Cell]

_ARTICLE = re.compile(r"(?:Điều|ĐIỀU|Điểu)\s{0,2}\d{1,4}[a-zđ]?\s?\.\s{0,2}\S")
_OF_A_PAGE = re.compile(
    r"C[ỘO]NG H(?:ÒA|OÀ|oà|òa) X[ÃA]|Độc lập|Nơi nhận|(?:TM|KT|TL|TUQ|T/M|K/T)\s?\.\s?[A-ZÀ-ỸĐ]|[Ss]ố\s?:\s?\S{0,12}/"
    r"|(?:PHÓ |TỔNG )?(?:CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|CHÁNH|VIỆN TRƯỞNG|BÍ THƯ|THƯ KÝ)"
)
_MOST_COLUMNS_OF_A_PAGE = 3


def table_lines(rows: Sequence[Row]) -> list[str]:
    """A line for each row; for a table that only sets a page the paragraphs of its cells in reading order."""
    filled = [row for row in rows if any(line.strip() for cell in row for line in cell)]
    if is_layout(filled):
        return [line for row in filled for cell in row for line in cell]
    return [row_line(row) for row in filled]


def row_line(row: Row) -> str:
    return "| " + " | ".join(_cell(cell) for cell in row) + " |"


def _cell(lines: Iterable[str]) -> str:
    """A cell in one line; a bar in its words would part it."""
    return " ".join(" ".join(lines).split()).replace("|", "¦")


def is_layout(rows: Sequence[Row]) -> bool:
    """Whether a table only puts words beside each other on the page."""
    columns = max((len(row) for row in rows), default=0)
    if columns < 2 or (len(rows) == 1 and columns < 3):
        return True
    marks = (_ARTICLE, _OF_A_PAGE) if columns <= _MOST_COLUMNS_OF_A_PAGE else (_ARTICLE,)
    lines = (line.strip() for row in rows for cell in row for line in cell)
    return any(mark.match(line) for line in lines for mark in marks)

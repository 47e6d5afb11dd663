"""The cells of a workbook as plain values, read where a stranger's file may be read: in the child (`isolation`).

Only what a table of an office needs: the first sheets, rows and columns, text cut short. Pure.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from . import package_checks
from .refusals import Limits, Refusal

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | None
Sheet = list[tuple[Cell, ...]]

SHEETS, ROWS, COLUMNS, LETTERS = 10, 2_100, 40, 1_000
NOT_A_WORKBOOK = "Không mở được tệp này như một bảng tính xlsx."
_READERS: dict[str, Callable[[str], dt.date | dt.time]] = {
    "moment": dt.datetime.fromisoformat,
    "day": dt.date.fromisoformat,
    "hour": dt.time.fromisoformat,
}


def packed(data: bytes, limits: Limits) -> bytes:
    """Every sheet as JSON. Raises Refusal for what is no honest workbook."""
    package_checks.check(data, "xlsx", limits)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [list(_rows(sheet)) for sheet in book.worksheets[:SHEETS]]
    except Exception as broken:  # openpyxl raises many kinds for a file that is no workbook
        raise Refusal(NOT_A_WORKBOOK) from broken
    return json.dumps(sheets).encode()


def unpacked(answer: bytes) -> list[Sheet]:
    """Raises ValueError for an answer of another shape: a child that was taken over may say anything."""
    sheets = json.loads(answer)
    if not isinstance(sheets, list) or not all(isinstance(row, list) for sheet in sheets for row in sheet):
        raise ValueError("no sheets")
    return [[tuple(map(_told, row)) for row in sheet] for sheet in sheets]


def _rows(sheet: Any) -> Iterator[list[Any]]:
    lines = sheet.iter_rows(values_only=True, max_col=COLUMNS)
    return ([_plain(cell) for cell in line] for line in islice(lines, ROWS))


def _plain(cell: Any) -> Any:
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    for name, kind in (("moment", dt.datetime), ("day", dt.date), ("hour", dt.time)):
        if isinstance(cell, kind):
            return {name: cell.isoformat()}
    return str(cell)[:LETTERS]


def _told(cell: Any) -> Cell:
    if isinstance(cell, dict):
        ((name, value),) = cell.items()
        if name not in _READERS or not isinstance(value, str):
            raise ValueError("no cell")
        return _READERS[name](value)
    if cell is None or isinstance(cell, str | bool | int | float):
        return cell
    raise ValueError("no cell")

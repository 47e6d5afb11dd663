"""A yearly timetable read from a spreadsheet: rows with every doubt named, nothing written before somebody confirms.

Columns are found by their heading, with or without marks: Ngày, Từ giờ, Đến giờ, Người tiếp, Địa điểm and, where the
office gives them, Thành phần, Nội dung and Số chỗ (turns to book online). A day is a date cell or text as 24/11/2026,
24-11-2026 or 2026-11-24.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from openpyxl import Workbook

from search.text import fold
from tracking.casework.files import isolation
from tracking.casework.files.file_checks import Refused
from tracking.casework.files.refusals import Limits
from tracking.terms.calendar import WorkCalendar

LONGEST = 2_000
LONGEST_NAME = 200  # letters of a host or a place, as they are kept
MINUTES_EACH = 20
HEADINGS = {
    "ngay": "day",
    "tu gio": "starts",
    "den gio": "ends",
    "nguoi tiep": "host",
    "dia diem": "place",
    "thanh phan": "participants",
    "noi dung": "content",
    "so cho": "places",
}
REQUIRED = ("day", "starts", "ends", "host", "place")
NAMES = {"day": "Ngày", "starts": "Từ giờ", "ends": "Đến giờ", "host": "Người tiếp", "place": "Địa điểm"}
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_HOUR = re.compile(r"(\d{1,2})\s*(?:[:hg.]|giờ)\s*(\d{2})?(?:\s*phút)?", re.IGNORECASE)


class NotATimetable(ValueError):
    """The file as a whole cannot be read; the message says why and what is expected."""


@dataclass
class Row:
    """One line, counted as Excel counts. `errors` must be mended in the sheet; `doubts` are to be looked at."""

    number: int
    day: dt.date | None = None
    starts: dt.time | None = None
    ends: dt.time | None = None
    host: str = ""
    place: str = ""
    participants: str = ""
    content: str = ""
    places: int = 0
    errors: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    is_date_cell: bool = False
    is_known: bool = False
    repeats: str = ""
    changes_session: str = ""


def read(data: bytes, work: WorkCalendar) -> list[Row]:
    """All rows of the first sheet that has the headings; the file itself is opened in a child. Raises NotATimetable."""
    sheets = isolation.cells_apart(data, Limits())
    if isinstance(sheets, Refused):
        raise NotATimetable(sheets.reason)
    for sheet in sheets:
        lines = enumerate(sheet, 1)
        columns = next(filter(None, (_columns(line) for _number, line in islice(lines, 20))), None)
        if columns:
            rows = list(_rows(lines, columns))
            _look_across(rows, work)
            return rows
    wanted = ", ".join(NAMES.values())
    raise NotATimetable(f"Không thấy dòng tiêu đề có các cột {wanted}. Xin dùng tệp mẫu.")


def _columns(line: tuple[Any, ...]) -> dict[str, int] | None:
    found: dict[str, int] = {}
    for place, cell in enumerate(line[:40]):
        heading = " ".join(fold(str(cell or "")).split())
        name = next((name for start, name in HEADINGS.items() if heading.startswith(start)), None)
        if name and name not in found:
            found[name] = place
    return found if all(name in found for name in REQUIRED) else None


def _rows(lines: Iterator[tuple[int, tuple[Any, ...]]], columns: dict[str, int]) -> Iterator[Row]:
    for count, (number, line) in enumerate(lines, 1):
        cells = {name: line[place] if place < len(line) else None for name, place in columns.items()}
        if not any(cell not in (None, "") for cell in cells.values()):
            continue
        if count > LONGEST:
            raise NotATimetable(f"Bảng có hơn {LONGEST} dòng; xin tách thành nhiều tệp.")
        yield _row(number, cells)


def _row(number: int, cells: dict[str, Any]) -> Row:
    row = Row(number)
    row.is_date_cell = isinstance(cells["day"], dt.datetime | dt.date)
    row.day = _day(cells["day"])
    row.starts, row.ends = _hour(cells["starts"]), _hour(cells["ends"])
    for name in ("host", "place", "participants", "content"):
        setattr(row, name, " ".join(str(cells.get(name) or "").split())[:400])
    for name in REQUIRED:
        if getattr(row, name) in (None, ""):
            given = str(cells[name] or "").strip()[:40]
            told = f"“{given}” không đọc được" if given else "còn trống"
            row.errors.append(f"{NAMES[name]}: {told}.")
    for name in ("host", "place"):
        if len(getattr(row, name)) > LONGEST_NAME:
            row.errors.append(f"{NAMES[name]}: dài hơn {LONGEST_NAME} chữ; xin ghi gọn.")
            setattr(row, name, getattr(row, name)[:60] + "…")
    if row.starts and row.ends and row.starts >= row.ends:
        row.errors.append("Giờ kết thúc phải sau giờ bắt đầu.")
    _read_places(row, cells.get("places"))
    return row


def _read_places(row: Row, cell: Any) -> None:
    """How many turns may be booked; empty is none, and no more than the hours hold."""
    given = str(cell if cell is not None else "").strip().removesuffix(".0")
    if not given:
        return
    if not (given.isascii() and given.isdecimal()):
        row.errors.append(f"Số chỗ: “{given[:40]}” không đọc được.")
        return
    row.places = int(given[:4])
    if row.starts and row.ends and row.starts < row.ends and row.places > (room := _room(row.starts, row.ends)):
        row.errors.append(f"Số chỗ: buổi này chỉ đủ giờ cho {room} lượt, mỗi lượt {MINUTES_EACH} phút.")


def _room(starts: dt.time, ends: dt.time) -> int:
    return ((ends.hour - starts.hour) * 60 + ends.minute - starts.minute) // MINUTES_EACH


def _day(cell: Any) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    text = str(cell or "").strip()
    try:
        if found := _ISO.fullmatch(text):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY.search(text):
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def _hour(cell: Any) -> dt.time | None:
    if isinstance(cell, dt.datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, dt.time):
        return cell.replace(second=0, microsecond=0)
    found = _HOUR.fullmatch(str(cell or "").strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return dt.time(int(found[1]), int(found[2] or 0))


def _look_across(rows: list[Row], work: WorkCalendar) -> None:
    """What only the whole sheet or the calendar shows: mixed styles of dates, the same session twice, days off."""
    mixed = len({row.is_date_cell for row in rows if row.day}) > 1
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        if row.day is None:
            continue
        if mixed and row.is_date_cell and row.day.day <= 12 and row.day.day != row.day.month:
            other = f"{row.day.month:02}/{row.day.day:02}/{row.day.year}"
            row.doubts.append(f"Cột Ngày lẫn ngày gõ chữ và ô ngày: có phải là {other}?")
        if reason := work.why_off(row.day):
            row.doubts.append(f"Ngày nghỉ ({reason}): buổi tiếp sẽ chuyển sang ngày làm việc kế tiếp.")
        key = (falls_on(row.day, work), row.host, row.starts)
        if key in seen:
            row.errors.append(f"Trùng với dòng {seen[key]}.")
        seen.setdefault(key, row.number)


def falls_on(day: dt.date, work: WorkCalendar) -> dt.date:
    """The day a session due on `day` is held: the next working day after a day off."""
    return day if day.year > 2100 or work.is_working(day) else work.next_working(day)


def same(text: str) -> str:
    """A head or place however it is spaced and capitalised."""
    return " ".join(text.casefold().split())


def template() -> bytes:
    """An empty sheet with the headings and one line to show how."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Lịch tiếp công dân"
    sheet.append([*NAMES.values(), "Thành phần", "Nội dung", "Số chỗ đăng ký"])
    sheet.append(["24/11/2026", "8:00", "11:30", "Chủ tịch UBND phường", "Phòng tiếp công dân", "", "", 6])
    for column, width in zip("ABCDEFGH", (14, 10, 10, 34, 40, 30, 30, 16), strict=True):
        sheet.column_dimensions[column].width = width
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()

"""Dates as Vietnamese documents write them."""

import datetime as dt
import re

_WORDS = re.compile(r"ngày\s{0,3}(\d{1,2})\s{1,3}tháng\s{1,3}(\d{1,2})\s{1,3}năm\s{1,3}(\d{4})", re.IGNORECASE)
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_OF_SYMBOL = re.compile(r"/((?:19|20)\d\d)/")


def make_date(year: str, month: str, day: str) -> dt.date | None:
    """The date, or None for one that does not exist (OCR reads 31 for 21)."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def find_date(text: str) -> dt.date | None:
    """The first date in the text: "ngày 29 tháng 12 năm 2022", "29/12/2022" or ISO."""
    for pattern, order in ((_WORDS, (3, 2, 1)), (_FIGURES, (3, 2, 1)), (_ISO, (1, 2, 3))):
        match = pattern.search(text)
        if match:
            return make_date(*(match[group] for group in order))
    return None


def year_of(symbol: str) -> int | None:
    """The year an act's number carries: 2020 of "124/2020/NĐ-CP"; old numbers carry none."""
    match = _OF_SYMBOL.search(symbol)
    return int(match[1]) if match else None


def day_of(text: str) -> dt.date | None:
    """The date a field holds and nothing else: "30/6/2026" or "2026-06-30"."""
    text = text.strip()
    pattern = _FIGURES if _FIGURES.fullmatch(text) else _ISO
    return find_date(text) if pattern.fullmatch(text) else None

"""What the lists of dated law show: who it is for, how long, on what ground, from when to when – in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wagtail.admin.ui.tables import Column

from .desk_forms import FLAG_NAMES, KIND_NAMES, basis_lines
from .models import CalendarDay, Dated, IntervalRow, TermRuleRow, citations


def day(name: str, label: str) -> Column:
    def shown(row: Any) -> str:
        day: dt.date | None = getattr(row, name)
        return f"{day:%d/%m/%Y}" if day else ""

    return Column(name, label=label, sort_key=name, accessor=shown)


def length(row: TermRuleRow | IntervalRow) -> str:
    return f"{row.length} {row.get_unit_display()}"


def kinds(row: Dated) -> str:
    return ", ".join(KIND_NAMES[kind] for kind in row.kinds)


def applies_to(row: TermRuleRow) -> str:
    """“Khiếu nại, lần hai; vùng sâu, vùng xa; không: phức tạp”."""
    who = ", ".join([kinds(row), row.get_instance_display()] if row.instance else [kinds(row)])
    wanted = [FLAG_NAMES[flag] for flag in row.requires]
    unwanted = [f"không: {', '.join(FLAG_NAMES[flag] for flag in row.excludes)}"] if row.excludes else []
    return "; ".join([who, *wanted, *unwanted])


def ground(row: Dated) -> str:
    return "; ".join(cited.label for cited in citations(row.basis))


def ground_of_day(row: CalendarDay) -> str:
    """The key of the day's article in words; free text as it was typed."""
    symbol, sign, place = row.ground.partition("#")
    if not sign:
        return row.ground
    parts = [part.split("-", 1) for part in place.split(".")]
    names = {"dieu": "Điều", "khoan": "khoản", "diem": "điểm"}
    return " ".join(f"{names.get(kind, kind)} {number}" for kind, number in reversed(parts)) + f" {symbol}"


def in_words(row: Any, name: str) -> str:
    """One value of a row as its form shows it."""
    value = getattr(row, name)
    if name == "basis":
        return basis_lines(value)
    if name in ("kinds", "requires", "excludes"):
        names = KIND_NAMES if name == "kinds" else FLAG_NAMES
        return ", ".join(names[one] for one in value)
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return "có" if value else "không"
    chosen = getattr(row, f"get_{name}_display", None)
    return str(chosen() if chosen else "" if value is None else value)


CONFIDENCE = Column("get_confidence_display", label="Độ tin cậy", sort_key="confidence")
VALIDITY = [day("valid_from", "Từ ngày"), day("valid_to", "Đến ngày")]

"""A letter of the state on paper, by the layout of Nghị định 30/2020/NĐ-CP Điều 8 and Phụ lục I. Pure.

A sheet is data: head, number, name, text, recipients, signature. `printing` sets it as PDF, `word_file` as DOCX.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from ..printed.typesetting import breakable
from .language import Paragraph, Shape

MOST_COLUMNS = 2


@dataclass(frozen=True, kw_only=True)
class Head:
    """`parent` and `agency` stand on the left in capitals; `number` is the whole line, empty for minutes."""

    parent: str
    agency: str
    number: str
    place: str
    day: dt.date

    @property
    def place_and_day(self) -> str:
        """Days below 10, and the months January and February, take a nought before them (NĐ 30/2020, Phụ lục I)."""
        month = f"{self.day.month:02d}" if self.day.month < 3 else str(self.day.month)
        return f"{self.place}, ngày {self.day.day:02d} tháng {month} năm {self.day.year}"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`authority` are the lines above the signature, empty where those who were there sign (minutes)."""

    title: str
    head: Head
    name_line: str
    summary: str
    addressees: tuple[str, ...]
    text: tuple[Paragraph, ...]
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str
    is_draft: bool = False

    @property
    def is_plain_letter(self) -> bool:
        """A công văn has no name of its own; what it is about stands below the number."""
        return not self.name_line

    def data(self) -> dict[str, Any]:
        """For the typesetter: JSON, so that no text is ever read as markup."""
        head = self.head
        return {
            "title": self.title,
            "date": {"year": head.day.year, "month": head.day.month, "day": head.day.day},
            "parent": head.parent.upper(),
            "agency": head.agency.upper(),
            "number": head.number,
            "place_date": head.place_and_day,
            "name_line": self.name_line.upper(),
            "summary": breakable(self.summary),
            "addressees": [breakable(line) for line in self.addressees],
            "text": [_paragraph(paragraph) for paragraph in self.text],
            "recipients": [breakable(line) for line in self.recipients],
            "authority": [line.upper() for line in self.authority],
            "signer": self.signer,
            "draft": self.is_draft,
        }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "shape": paragraph.shape.value,
        "runs": [{"text": _in_shape(breakable(run.text), paragraph), "bold": run.bold} for run in paragraph.runs],
        "rows": signature_rows(paragraph) if paragraph.shape is Shape.SIGNERS else [],
    }


def _in_shape(text: str, paragraph: Paragraph) -> str:
    """What stands in the middle ("QUYẾT ĐỊNH:", who decides) is in capitals."""
    return text.upper() if paragraph.shape is Shape.CENTRE else text


def signature_rows(paragraph: Paragraph) -> list[list[dict[str, str]]]:
    """Two places to sign in a row, each with its title and the hint in brackets below it."""
    places = [_place(column) for column in paragraph.columns]
    return [places[start : start + MOST_COLUMNS] for start in range(0, len(places), MOST_COLUMNS)]


def _place(column: str) -> dict[str, str]:
    title, bracket, hint = column.rpartition("(") if column.endswith(")") else (column, "", "")
    return {"title": title.strip(), "hint": f"{bracket}{hint}"}

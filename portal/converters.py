"""The kinds of parts an address has."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import IntConverter

_MOST_DIGITS = 9
_NO_ROW = 0


class RowNumber(IntConverter):
    """A row's number as strangers write it. One that no column holds is row 0, which never is: simply not found.

    Were it no match, the address would go on to the next pattern, which may be Wagtail's and would fail at it.
    """

    def to_python(self, value: str) -> int:
        return int(value) if len(value) <= _MOST_DIGITS else _NO_ROW


def register() -> None:
    register_converter(RowNumber, "row")

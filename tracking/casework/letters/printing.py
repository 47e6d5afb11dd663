"""A sheet as PDF, and as pictures of its pages for the preview."""

from __future__ import annotations

from ..printed import typesetting
from .sheet import Sheet

TEMPLATE = "letter.typ"


def pdf(sheet: Sheet) -> bytes:
    return typesetting.typeset(TEMPLATE, sheet.data())


def pictures(sheet: Sheet) -> list[bytes]:
    """One PNG a page. Raises typesetting.NotTypeset."""
    return typesetting.pictures(TEMPLATE, sheet.data())

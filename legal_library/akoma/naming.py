"""Names of acts and of their places as Akoma Ntoso writes them. Pure."""

from __future__ import annotations

import datetime as dt

from search.symbols import fold_symbol

# "muc" is also the beginning of nothing else; the longer words come first.
_SHORT = {
    "tieu-muc": "subsec", "phu-luc": "att", "phan": "part", "chuong": "chp", "muc": "sec", "dieu": "art",
    "khoan": "para", "diem": "point", "gach": "indent", "doan": "al",
}  # fmt: skip
ELEMENTS = {
    "part": "part", "chapter": "chapter", "section": "section", "subsection": "subsection", "article": "article",
    "clause": "paragraph", "point": "point", "dash": "indent", "paragraph": "alinea", "annex": "hcontainer",
}  # fmt: skip


def place_id(key: str) -> str:
    """ "art_28__para_1__point_dd" of "dieu-28.khoan-1.diem-dd"; the name of an article ("….ten") is the article."""
    return "__".join(_segment(segment) for segment in key.split(".") if segment != "ten")


def _segment(segment: str) -> str:
    for word, short in _SHORT.items():
        if segment.startswith(f"{word}-"):
            return f"{short}_{segment[len(word) + 1 :]}"
    return segment


def work(kind: str, symbol: str, issued: dt.date, *, has_articles: bool) -> str:
    """ "/akn/vn/act/luat/2011-11-11/02-2011-qh13": the work, whatever its wording of a day."""
    form = "act" if has_articles else "doc"
    return f"/akn/vn/{form}/{fold_symbol(kind) or 'van-ban'}/{issued.isoformat()}/{fold_symbol(symbol)}"


def expression(work_name: str, day: dt.date) -> str:
    """The wording of a day, in Vietnamese."""
    return f"{work_name}/vie@{day.isoformat()}"

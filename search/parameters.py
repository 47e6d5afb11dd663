"""What an address asks of the search, for page, feed and interface alike: read once, bounded, never a language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from .finding import MOST_CHARACTERS, MOST_PAGES
from .interface import KINDS, EntryKind, Query

PAGE_SIZE = 10
# Values of one filter that are read; an address may name more.
MOST_CHOSEN = 20
_LONGEST_VALUE = 400
# Control characters and direction marks; a surrogate without its other half cannot be written anywhere.
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")
# What a reader chooses from: the word in the address and the kinds behind it.
GROUPS: dict[str, tuple[EntryKind, ...]] = {
    "luat": ("article", "document"),
    "huong-dan": ("guidance",),
    "lich": ("session",),
    "tin-tuc": ("news",),
    "trang": ("page",),
}
# Name in the page's address → field of the query.
FILTERS = {
    "linh-vuc": "topics", "co-quan": "issuers", "van-ban": "doc_kinds", "nam": "years", "hieu-luc": "statuses",
    "nguon": "sources",
}  # fmt: skip
API_FILTERS = {
    "topic": "topics", "issuer": "issuers", "doc_kind": "doc_kinds", "year": "years", "status": "statuses",
    "source": "sources",
}  # fmt: skip


class Unreadable(ValueError):
    """A parameter that cannot be understood; the message names it."""


@dataclass(frozen=True)
class Request:
    """A read address: the query, the group of kinds it chose, and whether the text was cut."""

    query: Query
    group: str = ""
    cut: bool = False
    bad_day: bool = False

    def address(self, **changes: object) -> str:
        """The same address with some parts changed; the page falls back to the first unless it is named."""
        query = self.query
        parts: dict[str, object] = {"q": query.text, "loai": self.group}
        parts |= {name: list(getattr(query, field)) for name, field in FILTERS.items()}
        parts["ngay"] = query.day.isoformat() if query.day else ""
        parts["sap-xep"] = "moi" if query.order == "newest" else ""
        parts |= changes
        return "?" + urlencode({name: value for name, value in parts.items() if value}, doseq=True)


def text_of(typed: str, most: int = MOST_CHARACTERS) -> str:
    """What was typed without control signs and spare blanks; cut behind them, so that blanks in front lose nothing."""
    return " ".join(_CONTROL.sub(" ", typed[: most * 10]).split())[:most]


def of_page(asked: QueryDict, languages: tuple[str, ...]) -> Request:
    """From the page's address; what cannot be read there is passed over, for a link must never fail."""
    typed, group = asked.get("q", ""), asked.get("loai", "")
    group = group if group in GROUPS else ""
    day, bad_day = _day(asked.get("ngay", ""))
    query = Query(
        text=text_of(typed),
        kinds=GROUPS.get(group, ()),
        languages=languages,
        day=day,
        order="newest" if asked.get("sap-xep") == "moi" else "best",
        page=page_number(asked.get("trang", "")),
        size=PAGE_SIZE,
    )
    return Request(narrowed(query, asked, FILTERS), group, len(typed) > MOST_CHARACTERS, bad_day)


def of_api(asked: QueryDict, languages: tuple[str, ...]) -> Query:
    """From the interface's address; raises Unreadable."""
    day, bad_day = _day(asked.get("date", ""))
    if bad_day:
        raise Unreadable("date: cần dạng 2026-07-01")
    kinds = _values(asked.getlist("kind"))
    if not set(kinds) <= set(KINDS):
        raise Unreadable(f"kind: chọn trong {', '.join(KINDS)}")
    if asked.get("sort", "best") not in ("best", "newest"):
        raise Unreadable("sort: best hoặc newest")
    query = Query(
        text=text_of(asked.get("q", "")),
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        languages=languages,
        day=day,
        order="newest" if asked.get("sort") == "newest" else "best",
        page=_whole(asked.get("page", "1"), "page", MOST_PAGES),
        size=_whole(asked.get("size", "10"), "size", 50),
    )
    return narrowed(query, asked, API_FILTERS)


def narrowed(query: Query, asked: QueryDict, names: Mapping[str, str]) -> Query:
    """The query with the filters the address names; an empty address takes every filter off."""
    values = {field: _values(asked.getlist(name)) for name, field in names.items()}
    return replace(
        query,
        issuers=values["issuers"],
        doc_kinds=values["doc_kinds"],
        years=values["years"],
        statuses=values["statuses"],
        sources=values["sources"],
        topics=values["topics"],
    )


def page_number(typed: str) -> int:
    return min(int(typed), MOST_PAGES) if re.fullmatch(r"[1-9][0-9]{0,8}", typed) else 1


def _whole(typed: str, name: str, most: int) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", typed) or int(typed) > most:
        raise Unreadable(f"{name}: số nguyên từ 1 đến {most}")
    return int(typed)


def _values(typed: Iterable[str]) -> tuple[str, ...]:
    clean = (_CONTROL.sub(" ", value[:_LONGEST_VALUE]).strip() for value in list(typed)[:MOST_CHOSEN])
    return tuple(dict.fromkeys(value for value in clean if value))


def _day(typed: str) -> tuple[date | None, bool]:
    """The day, and whether something was typed that is none; both spellings people use are read."""
    parts = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4})", typed.strip(), re.ASCII)
    if not parts:
        return None, bool(typed.strip())
    year, month, day = (parts[1], parts[2], parts[3]) if parts[1] else (parts[6], parts[5], parts[4])
    try:
        return date(int(year), int(month), int(day)), False
    except ValueError:
        return None, True

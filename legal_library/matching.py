"""Which act of the library a text belongs to, and the address a new act gets."""

import datetime as dt
import re
from collections.abc import Iterable

from search.symbols import fold_symbol, parse_symbol, slug
from search.text import fold

from .models import Act
from .parsing.document import Document

_SAME_OFFICE = ((re.compile(r"\bubnd\b"), "uy ban nhan dan"), (re.compile(r"\bhdnd\b"), "hoi dong nhan dan"))
_TIER = re.compile(r"\b(?:thanh pho|tinh|tp)\b")


def same_issuer(one: str, other: str) -> bool:
    """Whether two names may mean one office: "UBND TP Hải Phòng" is "Ủy ban nhân dân thành phố Hải Phòng"."""
    return not one or not other or _office(one) == _office(other)


def _office(name: str) -> str:
    folded = fold(name)
    for pattern, full in _SAME_OFFICE:
        folded = pattern.sub(full, folded)
    return " ".join(_TIER.sub(" ", folded).split())


def is_unique_by_itself(symbol: str) -> bool:
    """Whether the symbol names one document of the country: "02/2011/QH13" does, "03/QĐ-UBND" needs date and issuer."""
    parsed = parse_symbol(symbol)
    national = parsed is not None and parsed.year is not None and parsed.family in ("law", "normative")
    return national and not re.search(r"(?:UBND|HĐND)", symbol)


def find_act(document: Document, among: Iterable[Act]) -> Act | None:
    """The act of this document among those with its symbol: same date, else the only one whose date is unknown."""
    alone = is_unique_by_itself(document.symbol)
    fits = [act for act in among if alone or same_issuer(act.issuer, document.issuer)]
    for act in fits:
        if _same_day(act.issued, document.issued):
            return act
    open_dates = [act for act in fits if act.issued is None or document.issued is None]
    return open_dates[0] if len(open_dates) == 1 else None


def twins(document: Document, among: Iterable[Act]) -> list[Act]:
    """Acts of the same symbol, where the symbol alone names one document of the country."""
    return list(among) if is_unique_by_itself(document.symbol) else []


def _same_day(one: dt.date | None, other: dt.date | None) -> bool:
    return one is not None and one == other


def free_slug(act: Act, taken: set[str]) -> str:
    """The address of a new act: its folded symbol; with date, then issuer, where another act has it already."""
    base = slug(act.symbol)
    day = f"-{act.issued.isoformat()}" if act.issued else ""
    office = f"-{fold_symbol(act.issuer)[:60]}" if act.issuer else ""
    for candidate in (base, base + day, base + day + office):
        if candidate not in taken:
            return candidate
    number = next(n for n in range(2, 10_000) if f"{base}{day}{office}-{n}" not in taken)
    return f"{base}{day}{office}-{number}"

"""The index of the library: filters, counts and one page of acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, When

from search.text import fold, sort_key

from .models import Act, ActQuerySet, Subject, TextState

PAGE_SIZE = 20
_MOST_ISSUERS = 40
_MOST_ACTS = 300
# Reading order of kinds: the weight of the document, then the alphabet.
_KIND_ORDER = ("Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư")


def _words(given: str, most: int) -> str:
    """NUL is no letter of any name, and PostgreSQL refuses to be asked about it."""
    return given.replace("\0", "")[:most]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader chose; empty is everything. `text` is part of a symbol or title."""

    kind: str = ""
    issuer: str = ""
    year: int | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        """Filters of an address; anything unreadable counts as not given."""
        year = query.get("nam", "")
        return cls(
            kind=_words(query.get("loai", ""), 120),
            issuer=_words(query.get("co-quan", ""), 400),
            year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        )

    def __bool__(self) -> bool:
        return bool(self.kind or self.issuer or self.year)

    def query(self) -> str:
        """These filters as a query string, for the links of the pager."""
        chosen = {"loai": self.kind, "co-quan": self.issuer, "nam": str(self.year or "")}
        return urlencode({name: value for name, value in chosen.items() if value})

    def apply(self, acts: ActQuerySet) -> ActQuerySet:
        if self.kind:
            acts = acts.filter(kind=self.kind)
        if self.issuer:
            acts = acts.filter(issuer=self.issuer)
        return acts.filter(issued_year=self.year) if self.year else acts


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to filter by."""

    kinds: list[str] = field(default_factory=list)
    issuers: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)


def choices() -> Choices:
    """Kinds, the issuers with most acts, and years, from one query."""
    rows = list(Act.objects.order_by().values_list("kind", "issuer", "issued_year"))
    issuers = Counter(issuer for _, issuer, _ in rows if issuer)
    return Choices(
        kinds=sorted({kind for kind, _, _ in rows if kind}, key=_kind_place),
        issuers=sorted((name for name, _ in issuers.most_common(_MOST_ISSUERS)), key=sort_key),
        years=sorted({year for _, _, year in rows if year}, reverse=True),
    )


def _kind_place(kind: str) -> tuple[int, str]:
    return (_KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER), fold(kind))


def of_subject(subject: Subject) -> list[Act]:
    """Acts of a field, those with most to read first; words are compared folded, which no database does for us."""
    words = [fold(word) for word in subject.words]
    acts = Act.objects.for_index().order_by("text_state", F("issued").desc(nulls_last=True), "pk")
    found = [act for act in acts if any(word in fold(f"{act.short_title} {act.title}") for word in words)]
    return sorted(found, key=lambda act: act.text_state == TextState.RECORD)[:_MOST_ACTS]


def one_page(filters: Filters, number: str) -> Page[Act]:
    """The page of acts that was asked for; a page beyond the last is the last."""
    # Acts the library can show come before bare records.
    bare = Case(When(text_state=TextState.RECORD, then=1), default=0)
    acts = filters.apply(Act.objects.for_index()).order_by("-featured", bare, F("issued").desc(nulls_last=True), "pk")
    return Paginator(acts, PAGE_SIZE).get_page(number or 1)

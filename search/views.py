"""The results page. GET only, no cookie, and nothing typed ever becomes a query language."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_safe

from .finding import MOST_CHARACTERS, MOST_PAGES, Results, search
from .interface import EngineAway, Entry, EntryKind, Query

PAGE_SIZE = 10
# What a reader chooses from: the word in the address, the kinds behind it, the word on the page.
GROUPS: dict[str, tuple[tuple[EntryKind, ...], object]] = {
    "luat": (("article", "document"), gettext_lazy("Văn bản pháp luật")),
    "huong-dan": (("guidance",), gettext_lazy("Hướng dẫn")),
    "lich": (("session",), gettext_lazy("Lịch tiếp công dân")),
    "tin-tuc": (("news",), gettext_lazy("Tin tức")),
}
# Sources that serve the same page in both languages; all others have an address of their own in each.
_BILINGUAL: frozenset[EntryKind] = frozenset({"article", "document", "session"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """A group of kinds with the number of its entries and the address that chooses it."""

    label: object
    count: int
    address: str
    chosen: bool


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")
    text = " ".join(_CONTROL.sub(" ", typed[: MOST_CHARACTERS + 1]).split())[:MOST_CHARACTERS]
    group = request.GET.get("loai", "")
    context: dict[str, object] = {
        "q": text,
        "group": group if group in GROUPS else "",
        "cut": len(typed) > MOST_CHARACTERS,
    }
    if text:
        context |= _found(text, str(context["group"]), _page_number(request.GET.get("trang", "")))
    return render(request, "search/results.html", context)


def _page_number(typed: str) -> int:
    return min(int(typed), MOST_PAGES) if re.fullmatch(r"[1-9][0-9]{0,8}", typed) else 1


def _found(text: str, group: str, number: int) -> dict[str, object]:
    kinds = GROUPS[group][0] if group else ()
    english = get_language() == "en"
    query = Query(text=text, kinds=kinds, languages=("en", "vi") if english else ("vi",), page=number, size=PAGE_SIZE)
    try:
        found = search(query)
    except EngineAway:
        return {"unready": True}
    return {
        "page": found.page,
        "hits": [(hit, address(hit.entry)) for hit in found.page.hits],
        "places": [(place, address(place.entry, place.url)) for place in found.places],
        "choices": _choices(text, group, found),
        "pages": _pages(text, group, found),
    }


def address(entry: Entry, url: str = "") -> str:
    """Where the entry is read in the reader's language, where it exists in it."""
    speaks = get_language() or "vi"
    prefix = "/en" if speaks == "en" and (entry.language == "en" or entry.kind in _BILINGUAL) else ""
    return prefix + (url or entry.url)


def _link(text: str, group: str, number: int = 1) -> str:
    asked = {"q": text, **({"loai": group} if group else {}), **({"trang": number} if number > 1 else {})}
    return "?" + urlencode(asked)


def _choices(text: str, group: str, found: Results) -> list[Choice]:
    """The groups that have entries for this query, the whole first; none when there is nothing to choose."""
    counted = found.page.facets.get("kind", {})
    counts = {slug: sum(counted.get(kind, 0) for kind in kinds) for slug, (kinds, _) in GROUPS.items()}
    offered = [
        Choice(label, counts[slug], _link(text, slug), slug == group)
        for slug, (_, label) in GROUPS.items()
        if counts[slug] or slug == group
    ]
    if len(offered) < 2 and not group:
        return []
    return [Choice(gettext_lazy("Tất cả"), sum(counts.values()), _link(text, ""), not group), *offered]


def _pages(text: str, group: str, found: Results) -> dict[str, object]:
    number = found.page.number
    last = min(MOST_PAGES, -(-found.page.total // found.page.size))
    return {
        "number": number,
        "first": (number - 1) * found.page.size + 1,
        "last": last,
        "earlier": _link(text, group, number - 1) if number > 1 else "",
        "later": _link(text, group, number + 1) if number < last else "",
    }

"""The results page, its feed and its count of opened answers. No cookie; nothing typed becomes a query language."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from . import engines, log
from .finding import MOST_PAGES, Results, search
from .interface import EngineAway, Entry, EntryKind
from .parameters import FILTERS, GROUPS, Request, narrowed, of_page, text_of
from .private import may_name_a_person
from .text import writable

# Sources that serve the same page in both languages; all others have an address of their own in each.
_BILINGUAL: frozenset[EntryKind] = frozenset({"article", "document", "session"})
_OF_A_DAY: frozenset[EntryKind] = frozenset({"article", "document"})
_GROUP_NAMES = {
    "luat": gettext_lazy("Văn bản pháp luật"),
    "huong-dan": gettext_lazy("Hướng dẫn"),
    "lich": gettext_lazy("Lịch tiếp công dân"),
    "tin-tuc": gettext_lazy("Tin tức"),
    "trang": gettext_lazy("Trang thông tin"),
}
_FACET_NAMES = {
    "linh-vuc": ("topic", gettext_lazy("Lĩnh vực")),
    "van-ban": ("doc_kind", gettext_lazy("Loại văn bản")),
    "co-quan": ("issuer", gettext_lazy("Cơ quan ban hành")),
    "nam": ("year", gettext_lazy("Năm ban hành")),
    "hieu-luc": ("status", gettext_lazy("Hiệu lực")),
}
_STATUS_NAMES = {
    "in_force": gettext_lazy("Còn hiệu lực"),
    "not_yet": gettext_lazy("Chưa có hiệu lực"),
    "partly_expired": gettext_lazy("Hết hiệu lực một phần"),
    "expired": gettext_lazy("Hết hiệu lực"),
}
_OFFERED = 12
_NO_DAY = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Choice:
    """A group of kinds with the number of its entries and the address that chooses it."""

    label: object
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A list to choose from: its name in the address, its label, and value, label, count, chosen of each option."""

    name: str
    label: object
    options: list[tuple[str, object, int, bool]]


def languages() -> tuple[str, ...]:
    return ("en", "vi") if get_language() == "en" else ("vi",)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    asked = of_page(request.GET, languages())
    context: dict[str, object] = {"q": asked.query.text, "asked": asked, "group": asked.group, "cut": asked.cut}
    if asked.query.text:
        context |= _found(asked)
    private = may_name_a_person(asked.query.text)
    response = render(request, "search/results.html", {**context, "private": private})
    return _uncached(response) if private else response


def uncached_if_private(response: HttpResponse, typed: str) -> HttpResponse:
    """An answer that repeats a number of somebody's or a case's code is kept by no cache on the way."""
    return _uncached(response) if may_name_a_person(typed) else response


def _uncached(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


def _found(asked: Request) -> dict[str, object]:
    try:
        found = search(asked.query)
    except EngineAway:
        return {"unready": True}
    day = asked.query.day
    filtered = bool(day or any(getattr(asked.query, field) for field in FILTERS.values()))
    if asked.query.page == 1 and not found.mended and not filtered and not asked.group:
        log.asked(asked.query.text, found.page.total)
    return {
        "page": found.page,
        "hits": [(hit, address(hit.entry, day=day)) for hit in found.page.hits],
        "nearest": [(hit, address(hit.entry, day=day)) for hit in found.nearest],
        "nearest_by": found.nearest_by,
        "places": [(place, address(place.entry, place.url, day)) for place in found.places],
        "unmet": found.unmet,
        "definition": found.definition,
        "definition_address": address(found.definition.entry, day=day) if found.definition else "",
        "mended": found.mended,
        "offered": found.offered,
        "offered_address": asked.address(q=found.offered),
        "choices": _choices(asked, found),
        "facets": _facets(asked, found),
        "filtered": filtered,
        "without_filters": _unfiltered(asked),
        "told": urlencode({"q": asked.query.text}),
        "feed": asked.address(),
        "pages": _pages(asked, found),
    }


def _unfiltered(asked: Request) -> str:
    return Request(narrowed(replace(asked.query, day=None), QueryDict(), FILTERS), asked.group).address()


def address(entry: Entry, url: str = "", day: date | None = None) -> str:
    """Where the entry is read in the reader's language, where it exists in it; law as it stood on `day`."""
    path, mark, anchor = (url or entry.url).partition("#")
    if day and entry.kind in _OF_A_DAY and "?" not in path:
        path = f"{path}?ngay={day.isoformat()}"
    return in_readers_language(path + mark + anchor, entry.language == "en" or entry.kind in _BILINGUAL)


def in_readers_language(path: str, has_english: bool) -> str:
    return f"/en{path}" if has_english and get_language() == "en" else path


def _choices(asked: Request, found: Results) -> list[Choice]:
    """The groups that have entries for this query, the whole first; none when there is nothing to choose."""
    counted = found.page.facets.get("kind", {})
    counts = {slug: sum(counted.get(kind, 0) for kind in kinds) for slug, kinds in GROUPS.items()}
    offered = [
        Choice(_GROUP_NAMES[slug], counts[slug], asked.address(loai=slug), slug == asked.group)
        for slug in GROUPS
        if counts[slug] or slug == asked.group
    ]
    if len(offered) < 2 and not asked.group:
        return []
    whole = Choice(gettext_lazy("Tất cả"), sum(counts.values()), asked.address(loai=""), not asked.group)
    return [whole, *offered]


def _facets(asked: Request, found: Results) -> list[Facet]:
    """Lists with something to choose; the most frequent values first, years by their order."""
    facets = []
    for name, (facet, label) in _FACET_NAMES.items():
        chosen = getattr(asked.query, FILTERS[name])
        counts = dict(found.page.facets.get(facet, {})) | {
            value: found.page.facets.get(facet, {}).get(value, 0) for value in chosen
        }
        frequent = sorted(counts, key=lambda value: (-counts[value], value))[:_OFFERED]
        offered = sorted(counts, reverse=True) if facet == "year" else frequent
        options = [(value, _value_name(facet, value), counts[value], value in chosen) for value in offered]
        if len(options) > 1 or chosen:
            facets.append(Facet(name, label, options))
    return facets


def _value_name(facet: str, value: str) -> object:
    return _STATUS_NAMES.get(value, value) if facet == "status" else value


def _pages(asked: Request, found: Results) -> dict[str, object]:
    number = found.page.number
    last = min(MOST_PAGES, -(-found.page.total // found.page.size))
    return {
        "number": number,
        "first": (number - 1) * found.page.size + 1,
        "last": last,
        "earlier": asked.address(trang=number - 1 if number > 2 else "") if number > 1 else "",
        "later": asked.address(trang=number + 1) if number < last else "",
    }


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """An Atom feed of any search, the newest acts first: a reader's programme tells of what is new."""
    asked = of_page(request.GET, languages())
    site = f"{request.scheme}://{request.get_host()}"
    made = Atom1Feed(
        title=writable(_("Tìm “%(text)s”") % {"text": asked.query.text}, soft_break=" "),
        link=site + request.path.removesuffix("atom.xml") + asked.address(),
        description="",
        language=get_language(),
        feed_url=site + request.get_full_path(),
    )
    try:
        hits = search(replace(asked.query, order="newest", page=1, size=20)).page.hits if asked.query.text else ()
    except EngineAway:
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    for hit in hits:
        name = f"{hit.entry.heading} – {hit.entry.title}" if hit.entry.heading else hit.entry.title
        made.add_item(
            title=writable(name, soft_break=" "),
            link=site + address(hit.entry),
            description=writable(hit.fragment),
            unique_id=_tag(hit.entry),
            updateddate=_changed(hit.entry),
        )
    answer = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return uncached_if_private(answer, asked.query.text)


def _changed(entry: Entry) -> datetime:
    """The day an act was issued or the wording began to hold; what has no day of its own is as old as the portal's
    beginning, so that a feed without news stays the same to the letter."""
    day = entry.holds_from or entry.effective or entry.issued or _NO_DAY
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def _tag(entry: Entry) -> str:
    return f"urn:portal:{entry.source}:{entry.key.replace(' ', '_')}"


@csrf_exempt
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """A browser's ping that an answer was opened: counted by query and answer, never by reader."""
    text, uid = text_of(request.GET.get("q", "")), request.GET.get("u", "")[:240]
    ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if text and ours and _is_entry(uid):
        log.opened(text, uid)
    return HttpResponse(status=204)


def _is_entry(uid: str) -> bool:
    try:
        return bool(engines.local().serving().catalogue.kinds([uid]))
    except EngineAway:
        return False

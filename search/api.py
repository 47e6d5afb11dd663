"""`/api/v1/search` and `/api/v1/suggest`: read-only JSON, readable from any site, described beside them."""

import datetime as dt
from functools import wraps
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from .finding import MOST_PAGES, Results, search
from .interface import EngineAway, Entry, Hit, Query
from .parameters import Unreadable, of_api
from .suggesting import Offer, suggest
from .views import address, in_readers_language, languages, uncached_if_private

_LANGUAGES = ("vi", "en")


class _View(Protocol):
    def __call__(self, request: HttpRequest) -> HttpResponse: ...


def readable_elsewhere(view: _View) -> _View:
    """Any site's script may read the answer; the language is asked for by `lang` or Accept-Language."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        wanted = request.GET.get("lang") or translation.get_language_from_request(request)
        with translation.override(wanted if wanted in _LANGUAGES else "vi"):
            response = view(request)
            response.headers["Content-Language"] = translation.get_language() or "vi"
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Vary"] = "Accept-Language"
        return response

    return answered


@csrf_exempt
@require_safe
@readable_elsewhere
def search_view(request: HttpRequest) -> HttpResponse:
    speaks = translation.get_language()
    try:
        query = of_api(request.GET, ("en", "vi") if speaks == "en" else ("vi",))
    except Unreadable as error:
        return JsonResponse({"error": str(error)}, status=400)
    if not query.text:
        return JsonResponse({"error": "q: cần câu hỏi, từ khóa hoặc số ký hiệu"}, status=400)
    try:
        found = search(query)
    except EngineAway:
        return JsonResponse({"error": "chỉ mục chưa sẵn sàng"}, status=503, headers={"Retry-After": "60"})
    answer = JsonResponse(_answer(query, found), json_dumps_params={"ensure_ascii": False})
    return uncached_if_private(answer, query.text)


def _answer(query: Query, found: Results) -> dict[str, Any]:
    page, day = found.page, query.day
    return {
        "query": query.text,
        "mended": found.mended,
        "offered": found.offered,
        "total": page.total,
        "page": page.number,
        "pages": min(MOST_PAGES, -(-page.total // page.size)),
        "size": page.size,
        "engine": page.engine,
        "stand_in": page.stand_in,
        "unmet": found.unmet,
        "definition": _definition(found),
        "places": [
            {
                **_entry(place.entry),
                "url": address(place.entry, place.url, day),
                "absent_article": place.absent,
                "other_year": place.other_year,
            }
            for place in found.places
        ],
        "results": [_hit(hit, day) for hit in page.hits],
        "nearest": [_hit(hit, day) for hit in found.nearest],
        "nearest_by": found.nearest_by,
        "facets": {name: dict(counts) for name, counts in page.facets.items()},
    }


def _definition(found: Results) -> dict[str, Any] | None:
    if found.definition is None:
        return None
    return {"html": found.definition.html, **_entry(found.definition.entry)}


def _entry(entry: Entry, day: dt.date | None = None) -> dict[str, Any]:
    return {
        "id": f"{entry.source}:{entry.key}",
        "kind": entry.kind,
        "url": address(entry, day=day),
        "title": entry.title,
        "heading": entry.heading,
        "symbol": entry.symbol,
        "article": entry.number,
        "doc_kind": entry.doc_kind,
        "issuer": entry.issuer,
        "issued": entry.issued.isoformat() if entry.issued else None,
        "effective": entry.effective.isoformat() if entry.effective else None,
        "status": entry.status,
        "topics": list(entry.topics),
        "cautions": list(entry.cautions),
        "language": entry.language,
    }


def _hit(hit: Hit, day: dt.date | None) -> dict[str, Any]:
    return {**_entry(hit.entry, day), "fragment_html": hit.fragment, "score": hit.score, "reasons": list(hit.reasons)}


@csrf_exempt
@require_safe
@readable_elsewhere
def suggest_view(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")
    offers = suggest(typed, languages=languages())
    shown = [{"kind": offer.kind, "text": offer.text, "url": _offer_address(offer)} for offer in offers]
    return uncached_if_private(JsonResponse({"suggestions": shown}, json_dumps_params={"ensure_ascii": False}), typed)


def _offer_address(offer: Offer) -> str:
    """Where it opens in the reader's language: a document in either, a page in its own."""
    return in_readers_language(offer.url, offer.kind == "document" or offer.language == "en") if offer.url else ""

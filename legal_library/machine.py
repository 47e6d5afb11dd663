"""What machines read: JSON of the documents by date, schema.org Legislation, and the public bulk file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.paginator import EmptyPage, Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import conditional_page, require_safe

from . import exporting
from .addresses import moved
from .comparing import change_days
from .days import asked_day
from .models import Act, Provision, Status, TextState, in_force_on
from .shelf import Filters

DEFAULT_SIZE, MOST = 50, 200
_STATUS_WORDS: dict[str, str] = {
    Status.IN_FORCE: "InForce", Status.PARTLY: "PartiallyInForce", Status.NOT_YET: "NotInForce",
    Status.EXPIRED: "NotInForce",
}  # fmt: skip
_PROVISION = (
    "key", "kind", "parent_key", "number", "heading", "text", "valid_from", "valid_to", "changed_by", "repealed",
)  # fmt: skip


def address(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def problem(status: int, message: str) -> JsonResponse:
    return JsonResponse({"error": message}, status=status, json_dumps_params={"ensure_ascii": False})


def answer(data: Mapping[str, Any]) -> JsonResponse:
    response = JsonResponse(dict(data), json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"  # public data, read only, no cookie
    return response


@require_safe
@conditional_page
def documents(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/documents/: acts by the filters of the index, a page at a time."""
    stranger = _unknown(request, "kind", "year", "page", "size")
    if stranger:
        return stranger
    size, number = _whole(request, "size", DEFAULT_SIZE, MOST), _whole(request, "page", 1, 1_000_000)
    if size is None or number is None:
        return problem(400, f"page và size là số nguyên từ 1; size nhiều nhất {MOST}.")
    year = request.GET.get("year", "")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        return problem(400, "year là năm ban hành, ví dụ 2011.")
    filters = Filters.read({"loai": request.GET.get("kind", ""), "nam": year})
    acts = Paginator(filters.apply(Act.objects.for_index()).order_by("pk"), size)
    try:
        page = acts.page(number)
    except EmptyPage:
        return problem(404, f"Chỉ có {acts.num_pages} trang.")
    query = {"kind": filters.kind, "year": filters.year or "", "size": size}
    following = address(f"{request.path}?{urlencode({**query, 'page': number + 1})}") if page.has_next() else None
    return answer(
        {
            "count": acts.count,
            "page": number,
            "pages": acts.num_pages,
            "next": following,
            "results": [facts(act) for act in page],
        }
    )


def _unknown(request: HttpRequest, *known: str) -> JsonResponse | None:
    """The answer to a parameter we do not know: a filter that is misspelt must not look as if it had been applied."""
    strangers = [name[:60] for name in request.GET if name not in known]
    if not strangers:
        return None
    return problem(400, f"Không có tham số {', '.join(strangers[:5])}; dùng được: {', '.join(known)}.")


def _whole(request: HttpRequest, name: str, default: int, most: int) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return default
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= most else None


def facts(act: Act, day: dt.date | None = None) -> dict[str, Any]:
    return {
        "symbol": act.symbol,
        "slug": act.slug,
        "kind": act.kind,
        "title": act.title,
        "short_title": act.short_title,
        "issuer": act.issuer,
        "issued": act.issued,
        "effective": act.effective,
        "expired": act.expired,
        "status": (act.status_on(day) if day else act.status_today).value or "unknown",
        "held": act.text_state,
        "url": address(reverse("legal_library:document", args=[act.slug])),
        "api_url": address(reverse("api_document", args=[act.slug])),
        "akn_url": address(reverse("api_document_akn", args=[act.slug])) if act.has_full_text else None,
    }


@require_safe
@conditional_page
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """GET /api/v1/documents/<slug>?date=: an act with its text as it stands on a day."""
    act = Act.objects.filter(slug=slug.lower()).first()
    if act is None:
        return moved(request, slug) or problem(404, "Thư viện không có văn bản này.")
    stranger = _unknown(request, "date")
    if stranger:
        return stranger
    asked = asked_day(request.GET, "date")
    if asked.is_wrong:
        return problem(400, "date là một ngày, ví dụ 2026-06-30.")
    rows = act.provisions.filter(in_force_on(asked.day)).order_by("ordinal", "position")
    file = act.source_files.filter(is_current=True).first()
    return answer(
        {
            **facts(act, asked.day),
            "date": asked.day,
            "changed_on": change_days(act),
            "status_ground": act.status_ground,
            "signer": act.signer,
            "recipients": act.recipients,
            "preamble": act.preamble,
            "provisions": [provision(act, row) for row in rows],
            "summaries": _summaries(act, asked.day),
            "relations": [
                {"kind": relation.kind, "symbol": relation.symbol, "from": relation.place, "to": relation.target_key}
                for relation in act.relations.all()
            ],
            "source_file": {"name": file.name, "sha256": file.sha256} if file else None,
        }
    )


def provision(act: Act, row: Provision) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in _PROVISION}
    found["changed_by"] = row.changed_by.split("\n") if row.changed_by else []
    page = row.kind == "article" and "." not in row.key
    path = reverse("legal_library:article", args=[act.slug, row.key]) if page else None
    found["url"] = address(path or f"{reverse('legal_library:document', args=[act.slug])}#{row.key}")
    return found


def _summaries(act: Act, day: dt.date) -> list[dict[str, Any]]:
    """Ours, only where there is no text; never a sentence of the law."""
    if act.text_state == TextState.TEXT:
        return []
    told = [summary for summary in act.summaries.filter(published=True) if summary.holds_on(day)]
    return [{"key": s.key, "heading": s.heading, "summary": s.body} for s in told]


def legislation(
    act: Act, status: str, path: str, *, name: str = "", number: str = "", since: dt.date | None = None
) -> dict[str, Any]:
    """schema.org Legislation of an act or one of its articles, in these words `since`; empty facts are left out."""
    applied = since or act.effective
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": address(path),
        "url": address(path),
        "name": name or act.full_name,
        "legislationIdentifier": act.key(number) if number else act.symbol,
        "legislationType": act.kind,
        "abstract": "" if number else act.title,
        "legislationDate": act.issued.isoformat() if act.issued else "",
        "legislationDateOfApplicability": applied.isoformat() if applied else "",
        "legislationPassedBy": {"@type": "Organization", "name": act.issuer} if act.issuer else "",
        "legislationLegalForce": _STATUS_WORDS.get(status, ""),
        "inLanguage": "vi",
        "isPartOf": address(reverse("legal_library:document", args=[act.slug])) if number else "",
    }
    return {key: value for key, value in data.items() if value}


def as_script(data: Mapping[str, Any]) -> SafeString:
    """A data block, which browsers do not run; nothing in it ends the element."""
    text = json.dumps(data, ensure_ascii=False)
    safe = text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308  escaped above


@require_safe
def bulk(request: HttpRequest) -> HttpResponseBase:
    """GET /phap-luat/du-lieu/van-ban.jsonl.gz: everything public, as written last night."""
    path = exporting.bulk_path()
    if not path.is_file():
        return problem(404, "Tệp dữ liệu được ghi mỗi đêm, chưa có lần nào.")
    # The file is handed to the response, which closes it.
    response = FileResponse(path.open("rb"), content_type="application/gzip", as_attachment=True, filename=path.name)
    response["Access-Control-Allow-Origin"] = "*"
    return response

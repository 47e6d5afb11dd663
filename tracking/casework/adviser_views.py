"""`/gui-don/`: the questions that find the right petition. No cookie, no script, nothing kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .adviser import START, Step, find
from .kind_guides import GUIDES


@require_safe
def adviser(request: HttpRequest) -> HttpResponse:
    """One question, or the advice the answers led to."""
    page = find(request.GET.get("buoc", START))
    context: dict[str, object] = {"guides": GUIDES.values()}
    if isinstance(page, Step):
        context |= {"step": page, "is_start": "buoc" not in request.GET}
    else:
        guide = GUIDES[page.kind] if page.kind else None
        context |= {
            "advice": page,
            "guide": guide,
            "terms": guide.terms_on(timezone.localdate()) if guide else [],
            "suggested": [GUIDES[kind] for kind in page.suggests],
        }
    return render(request, "casework/citizen/adviser.html", context)

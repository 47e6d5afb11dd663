"""`/trac-nghiem/<article>/`: counts the answers, shows the explained result. No cookie: there is nothing to forge."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.models import ArticlePage, QuizCount
from portal.models.education import NOTHING_CHOSEN


@csrf_exempt
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers are added to the numbers of the month, then stand in the address of the result and nowhere else."""
    article = get_object_or_404(ArticlePage.objects.live().public().select_related("locale"), pk=pk)
    answers = article.quiz(request.POST.dict())
    QuizCount.add(article, answers)
    told = {one["name"]: one["picked"]["value"] for one in answers if one["picked"]}
    query = urlencode(told or {NOTHING_CHOSEN: 1})
    response = HttpResponseRedirect(f"{article.address}?{query}#cau-do")
    response.status_code = 303
    return response

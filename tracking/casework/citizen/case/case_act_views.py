"""`/tra-cuu/ho-so/…`: the next document, withdrawing, rating; each for whoever may act for the petition."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ... import casework, codes, downloads
from ...drafts import petition_drafts
from ...models import Case, WithdrawalRequest
from ...printed import withdrawal_letter
from ...timing.overdue import Way
from ..form.petition_pages import UNPROCESSABLE, build_form, closed, intake_for, show_form
from . import follow_up
from .case_actions import withdrawal_page
from .case_views import acting_on_own_case, show
from .lookup_views import see_other

MOST_RAW = 100_000


@acting_on_own_case
@require_POST
def write_next(request: HttpRequest, case: Case, way: str) -> HttpResponse:
    """One click: a reminder in this case, or a new petition filled in from it. Nothing is sent yet."""
    if way not in set(Way):
        raise Http404
    if way == Way.REMIND:
        return show(request, case, body=follow_up.reminder(case))
    if way == Way.ASK_REASON:
        return show(request, case, body=follow_up.question(case))
    draft = follow_up.draft_for(case, Way(way))
    if draft is None:
        return show(request, case, error=_("Việc này không còn cần, hoặc đã quá hạn. Xin xem lại hồ sơ."))
    intake = intake_for(draft.kind)
    if intake and not intake.is_open:
        return closed(request, intake)
    token = codes.new_token()
    petition_drafts.save(token, draft)
    return show_form(request, build_form(draft.kind, intake, initial=draft.values), token, intake=intake)


@acting_on_own_case
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, case: Case) -> HttpResponse:
    """What it means in law first; then the wish, and the letter to sign."""
    if request.method != "POST":
        return render(request, "casework/citizen/withdraw.html", withdrawal_page(case))
    try:
        casework.ask_withdrawal(
            case_id=case.pk,
            scope=request.POST.get("scope", ""),
            words=request.POST.get("words", "")[:MOST_RAW],
            forced=bool(request.POST.get("forced")),
        )
    except (casework.NotAllowed, ValueError) as wrong:
        return _withdraw_again(request, case, _(str(wrong)))
    return see_other("casework:withdraw")


def _withdraw_again(request: HttpRequest, case: Case, error: str) -> HttpResponse:
    typed: dict[str, Any] = {name: request.POST.get(name, "")[:MOST_RAW] for name in ("scope", "words", "forced")}
    context = {**withdrawal_page(case), "error": error, "typed": typed}
    return render(request, "casework/citizen/withdraw.html", context, status=UNPROCESSABLE)


@acting_on_own_case
@require_safe
def withdrawal_pdf(_request: HttpRequest, case: Case) -> HttpResponse:
    """The letter for the open wish, to be signed by hand."""
    asked = case.withdrawals.filter(answer=WithdrawalRequest.Answer.OPEN).first()
    if asked is None:
        raise Http404
    made = withdrawal_letter.pdf(case, asked)
    return downloads.as_download(made, f"Don-rut-{case.reference}.pdf", "application/pdf")


@acting_on_own_case
@require_POST
def rate(request: HttpRequest, case: Case) -> HttpResponse:
    score = request.POST.get("score", "")
    reason = request.POST.get("reason", "")[:MOST_RAW]
    try:
        casework.rate(case_id=case.pk, score=int(score) if score in set("12345") else 0, reason=reason)
    except (casework.NotAllowed, ValueError) as wrong:
        return show(request, case, rating_error=_(str(wrong)), typed_rating={"score": score, "reason": reason})
    response = see_other("casework:case")
    response["Location"] += "#danh-gia"
    return response

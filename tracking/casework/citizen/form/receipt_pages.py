"""The receipt as a page: the only place where a code is ever shown, for half an hour, to whoever holds the token."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ...case_words import words
from ...casework import Submission
from ...custodians.intake import denunciation_intake
from ...custodians.supplied import names_somebody
from ...kind_guides import GUIDES
from ...petition import Kind
from ...petitioners import joint_codes
from ...printed import receipt
from ...workflow import State
from ..case.views_papers import TOKEN_LIFE, addresses, facts_of


def show_receipt(
    request: HttpRequest, submission: Submission, token: str, *, noted: bool | None = None
) -> HttpResponse:
    """`noted` is whether the last group was typed back right; None when nobody was asked."""
    case = submission.case
    if timezone.now() > case.submitted_at + TOKEN_LIFE:
        return render(request, "casework/citizen/receipt_closed.html", status=410)
    facts = facts_of(case)
    guide = GUIDES[Kind(case.kind)]
    unnamed = case.is_denunciation and not names_somebody(case)
    context = {
        "facts": facts,
        "received": receipt.received(facts),
        "kind_name": receipt.kind_name(facts.kind),
        "typed": receipt.typed(facts.reference),
        "qr": receipt.qr_data_uri(facts, addresses(request)),
        "addresses": addresses(request),
        "code": submission.code,
        "token": token,
        "noted": noted,
        "own_codes": joint_codes.of_token(case, token),
        "files": case.attachments.filter(rendition_of=None).count(),
        "guide": guide,
        "takes_files": not case.is_denunciation or denunciation_intake().takes_files,
        "words": words(facts.kind, State(case.state), unnamed=unnamed),
        "unnamed": unnamed,
        "terms": guide.office_terms_on(timezone.localdate(case.submitted_at)),
    }
    return render(request, "casework/citizen/receipt.html", context, status=422 if noted is False else 200)

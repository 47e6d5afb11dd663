"""`/tra-cuu/ho-so/`: the citizen's own case, opened by the ticket a code gave. It writes through `casework`."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracking.terms.models import current_intervals

from ... import casework, downloads, signature
from ...case_words import words
from ...custodians.intake import denunciation_intake
from ...custodians.supplied import names_somebody
from ...drafts import petition_drafts
from ...files import attachments
from ...files.file_checks import ACCEPTED_SUFFIXES, Refused, StagedFile
from ...hygiene import clean
from ...letters import issuing
from ...models import Case
from ...offices.recipients import agency_name
from ...petition import Kind
from ...petitioners import joint_codes
from ...timing import clock
from ...timing.duties import duties
from ...timing.told_acceptance import still_to_tell
from ...workflow import State
from ...writing.case_facts import steps_in
from ...writing.related import opened_together
from .. import lookup_cookie
from ..citizen_pages import address_of, personal
from .case_actions import actions
from .case_history import history
from .lookup_views import MOST_KEPT, see_other
from .mandate_side import lines_for
from .repeats import is_repeat, remember

View = Callable[..., HttpResponse]
_UNACCEPTED = {State.SUBMITTED, State.RECEIVED, State.IDENTITY_CHECK}


def for_own_case(view: View, *, acts: bool = False) -> View:
    """Opens the ticket; without a good one the page asks for the code and keeps what was being written.

    What `acts` changes the case, and is refused to those of a group who only look on.
    """

    @personal
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = int(time.time())
        ticket = lookup_cookie.of(request)
        if ticket is None or ticket.is_over(now):
            return _ask_for_code(request, "ran_out", 403 if request.method == "POST" else 200)
        case = (
            Case.objects.select_related("handling_agency", "received_agency", "rating", "petitioner")
            .filter(pk=ticket.case_id)
            .first()
        )
        if case is None:
            return _ask_for_code(request, "wrong", 404)
        if acts and not joint_codes.may_act(case.pk, ticket.place):
            response = render(request, "casework/citizen/only_looking.html", status=403)
        else:
            response = view(request, case, *args, **kwargs)
        # Once something was sent, the words kept for it are no longer offered again.
        kept = "" if response.status_code == 303 else ticket.kept
        lookup_cookie.give(response, dataclasses.replace(ticket, seen_at=now, kept=kept))
        return response

    return answer


def _ask_for_code(request: HttpRequest, why: str, status: int) -> HttpResponse:
    kept = clean(request.POST.get("body", ""), most=MOST_KEPT).text[:MOST_KEPT]
    return render(request, "casework/citizen/lookup.html", {"kept": kept, why: True}, status=status)


@for_own_case
@require_safe
def case_page(request: HttpRequest, case: Case) -> HttpResponse:
    ticket = lookup_cookie.of(request)
    kept = petition_drafts.kept_message(ticket.kept) if ticket and ticket.kept else ""
    # Asked first: a page that is merely looked at again must not wait for the writers of the database.
    if case.messages.filter(read_at=None, author__isnull=False).exists():
        casework.mark_read(case_id=case.pk, reader=None)
    return show(request, case, body=kept)


def show(
    request: HttpRequest,
    case: Case,
    *,
    body: str = "",
    error: str = "",
    refused: Sequence[Refused] = (),
    rating_error: str = "",
    signature_error: str = "",
    typed_rating: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The case's page; `body` and `typed_rating` are what was typed and could not be taken yet."""
    ticket = lookup_cookie.of(request)
    may_act = ticket is not None and joint_codes.may_act(case.pk, ticket.place)
    events = list(case.events.select_related("agency", "to_agency").order_by("case_seq"))
    prefetch_related_objects([case], "terms")  # read twice: for what is shown, and for what may be done
    entries, terms, signed = history(case, events), clock.shown_to_citizen(case), signature.status(case)
    done = steps_in(events)
    unnamed = signed is not None and signed.is_wanted and case.is_denunciation and not names_somebody(case)
    if signed and not signed.confirmed and (unnamed or case.is_over):
        signed = None  # nothing to sign: nobody is named, or it is over
    lines = lines_for(case) if may_act else []
    if case.is_over and not all(line.is_good for line in lines):
        lines = []
    papers = list(case.attachments.all())
    messages = case.messages.select_related("agency").prefetch_related("attachments").order_by("-created_at", "-pk")
    context = {
        "case": case,
        "words": words(
            Kind(case.kind), State(case.state), case.instance, {step.action for step in done}, unnamed=unnamed
        ),
        "unnamed": unnamed and not case.is_over,
        "duties": duties(Kind(case.kind), done, current_intervals),
        "parts": opened_together(case),
        "office": agency_name(case.handling_agency),
        "entries": entries,
        "outcome": next((entry.outcome for entry in entries if entry.outcome), ""),
        "terms": terms,
        "acceptance_untold": still_to_tell(terms),
        "terms_done": [shown for shown in terms if shown.term.ended],
        "letters": messages,
        "issued": issuing.for_citizen(case),
        "signature": signed,
        "signature_first": signed is not None and signed.is_wanted and case.state in _UNACCEPTED,
        "mandate": lines,
        "mandate_first": any(not line.is_good for line in lines) and case.state in _UNACCEPTED,
        "signature_error": signature_error,
        "papers": [paper for paper in papers if not paper.from_office],
        "body": body,
        "error": error,
        "refused": refused,
        "most_body": MOST_KEPT,
        "can_write": may_act and case.state != State.TRANSFERRED_OUT,
        "may_act": may_act,
        "is_group": may_act and case.joint_petitioners.exists(),
        **actions(case, terms, may_act=may_act),
        "rating_error": rating_error,
        "typed_rating": typed_rating or {},
        "takes_files": not case.is_denunciation or denunciation_intake().takes_files,
        "upload": settings.ATTACHMENT_LIMITS,
        "accept": ",".join(f".{suffix}" for suffix in sorted(ACCEPTED_SUFFIXES)),
    }
    return render(
        request,
        "casework/citizen/case.html",
        context,
        status=422 if error or refused or rating_error or signature_error else 200,
    )


def acting_on_own_case(view: View) -> View:
    return for_own_case(view, acts=True)


@acting_on_own_case
@require_POST
def message(request: HttpRequest, case: Case) -> HttpResponse:
    """Words, papers or both; refused papers are named, and then nothing is sent yet and the words are kept."""
    words_sent = clean(request.POST.get("body", ""), most=MOST_KEPT)
    uploads = request.FILES.getlist("files")
    over = attachments.over_day(address_of(request), uploads) if uploads else []
    staged = attachments.stage_all([] if over else uploads)
    refused = [*over, *staged.refused, *attachments.over_case(case, staged.taken)]
    if words_sent.too_long:
        return show(request, case, body=words_sent.text, error=_("Tin dài quá. Xin viết gọn lại."))
    if refused:
        return show(request, case, body=words_sent.text, refused=refused)
    if not words_sent.text and not staged.taken:
        return show(request, case, error=_("Xin viết lời nhắn hoặc chọn tệp để gửi."))
    try:
        _write(case, words_sent.text, staged.taken)
    except (casework.NotAllowed, casework.NotTaken) as not_now:
        return show(request, case, body=words_sent.text, error=_(str(not_now)))
    response = see_other("casework:case")
    response["Location"] += "#tin-nhan"
    return response


def _write(case: Case, body: str, files: Sequence[StagedFile]) -> None:
    """A second click finds the first one's message and leaves it at that."""
    with transaction.atomic():
        Case.objects.lock(case.pk)
        if is_repeat(case, body, files):
            return
        if body:
            written = casework.write_message(case_id=case.pk, author=None, body=body, files=files)
            kept = list(written.attachments.all())
        else:
            kept = casework.add_papers(case_id=case.pk, files=files)
        remember(case, body, files, kept)


@for_own_case
@require_safe
def attachment(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """What the office sent along. The citizen's own papers are named on the page and not given out again (R21)."""
    paper = case.attachments.filter(pk=pk, from_office=True, sealed=False, rendition_of=None).first()
    if paper is None:
        raise Http404
    return downloads.serve(paper)


@for_own_case
@require_safe
def letter(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """A letter the office issued for this citizen: the signed scan where there is one, the issued PDF otherwise."""
    issued = next((letter for letter in issuing.for_citizen(case) if letter.pk == pk), None)
    if issued is None:
        raise Http404
    return downloads.serve_letter(issued.paper())


@personal
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the ticket and every copy of it; the next page holds nothing of the case."""
    lookup_cookie.end(request)
    response = see_other("casework:lookup")
    lookup_cookie.take_away(response)
    return response

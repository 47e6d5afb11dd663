"""`/gui-don/<kind>/`: write, look again, mend. Every step is a POST with the form's token; nothing is sent yet."""

from __future__ import annotations

import dataclasses

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from ... import casework, codes
from ...custodians.intake import IntakeMode
from ...drafts import drafts, kept_drafts, petition_drafts
from ...drafts.petition_drafts import PetitionDraft
from ...files import attachments
from ...files.file_checks import Refused
from ...kind_guides import GUIDES_BY_SLUG
from ...petition import Kind
from ..citizen_pages import address_of, personal
from . import form_starts
from .petition_pages import build_form, closed, gone, intake_for, show_check, show_form
from .receipt_pages import show_receipt
from .resume_pages import ask_for_draft, show_kept, show_no_room
from .send_form import SendForm

# Beyond any honest form: its longest field takes 20,000 characters.
MOST_RAW = 100_000


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, kind_slug: str) -> HttpResponse:
    guide = GUIDES_BY_SLUG.get(kind_slug)
    if guide is None:
        raise Http404
    intake = intake_for(guide.kind)
    if intake and not intake.is_open:
        return closed(request, intake)
    if request.method != "POST":
        known = form_starts.start(guide.kind, request.GET.dict())
        return show_form(request, build_form(guide.kind, intake, initial=known), codes.new_token(), intake=intake)
    return _posted(request, guide.kind, intake)


def _posted(request: HttpRequest, kind: Kind, intake: IntakeMode | None) -> HttpResponse:
    token = request.POST.get("token", "")
    if not codes.is_token(token):
        return gone(request)
    sent = casework.find_submission(token)
    if sent:
        return show_receipt(request, sent, token)
    held = petition_drafts.load(token)
    step = request.POST.get("step")
    if step in _UNTYPED:
        return _UNTYPED[step](request, held, token, intake) if held and held.kind is kind else gone(request)
    return _typed(request, kind, held, token, intake)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """`/gui-don/tiep-tuc/`: a draft's code comes in by POST; one answer for wrong, expired and nonsense (R04, R05)."""
    if request.method != "POST":
        return ask_for_draft(request)
    token = kept_drafts.token_of(request.POST.get("code", "")[: codes.LONGEST_INPUT + 1])
    held = petition_drafts.load(token) if token else None
    if token is None or held is None:
        return ask_for_draft(request, wrong=True)
    intake = intake_for(held.kind)
    return _edit(request, held, token, intake) if intake is None or intake.is_open else closed(request, intake)


def _keep(request: HttpRequest, held: PetitionDraft, token: str, _intake: IntakeMode | None) -> HttpResponse:
    """Put by what was typed before: asked for where there is nothing to type, on the look back."""
    try:
        kept = kept_drafts.keep(token)
    except kept_drafts.NoRoom:
        return show_no_room(request, held, token)
    return show_kept(request, held, token, kept) if kept else gone(request)


def _send_elsewhere(request: HttpRequest, held: PetitionDraft, token: str, intake: IntakeMode | None) -> HttpResponse:
    """The look back again, with the office the law names in place of the one chosen before."""
    draft = dataclasses.replace(held, values={**held.values, "agency": request.POST.get("agency", "")[:MOST_RAW]})
    form = build_form(held.kind, intake, data=draft.values)
    if not form.is_valid():
        return show_form(request, form, token, staged=held.files, intake=intake)
    petition_drafts.save(token, draft)
    return show_check(request, form, token, staged=held.files, send=SendForm(token=token))


def _forget(request: HttpRequest, _held: PetitionDraft, token: str, _intake: IntakeMode | None) -> HttpResponse:
    petition_drafts.drop(token)
    return gone(request, by_wish=True)


def _edit(request: HttpRequest, held: PetitionDraft, token: str, intake: IntakeMode | None) -> HttpResponse:
    form = build_form(held.kind, intake, initial=held.values)
    return show_form(request, form, token, staged=held.files, intake=intake)


def _typed(
    request: HttpRequest, kind: Kind, held: PetitionDraft | None, token: str, intake: IntakeMode | None
) -> HttpResponse:
    """Everything typed is put by first, whatever the button: a refused file or a wrong field costs nothing."""
    draft, refused = _gathered(request, kind, held, token, intake)
    petition_drafts.save(token, draft)
    if request.POST.get("step") == "keep" and not refused:
        return _keep(request, draft, token, intake)
    if "remove" in request.POST or request.POST.get("step") in {"attach", "keep"}:
        form = build_form(kind, intake, initial=draft.values)
        return show_form(request, form, token, staged=draft.files, refused=refused, intake=intake)
    form = build_form(kind, intake, data=draft.values)
    if refused or not form.is_valid():
        return show_form(request, form, token, staged=draft.files, refused=refused, intake=intake)
    return show_check(request, form, token, staged=draft.files, send=SendForm(token=token))


def _gathered(
    request: HttpRequest, kind: Kind, held: PetitionDraft | None, token: str, intake: IntakeMode | None
) -> tuple[PetitionDraft, list[Refused]]:
    names = build_form(kind, intake).fields
    values = {name: request.POST.get(name, "")[:MOST_RAW] for name in names}
    files = held.files if held and held.kind is kind else ()
    follows = held.follows if held and held.kind is kind else None
    number = request.POST.get("remove", "")
    if number.isdecimal() and len(number) < 4:
        files = tuple(file for index, file in enumerate(files) if index != int(number))
    uploads = request.FILES.getlist("files") if intake is None or intake.takes_files else []
    over = _over(request, token, uploads) if uploads else []
    if over:
        return PetitionDraft(kind, values, files, follows), over
    staged = attachments.stage_all(uploads, already=files)
    draft = PetitionDraft(kind, values, files, follows)
    return dataclasses.replace(draft, files=(*files, *staged.taken)), list(staged.refused)


def _over(request: HttpRequest, token: str, uploads: list[UploadedFile[bytes]]) -> list[Refused]:
    locator = drafts.locator_of(token)
    return attachments.over_drafts(locator, uploads) or attachments.over_day(address_of(request), uploads)


# What the buttons ask for that come without the fields of the form.
_UNTYPED = {"edit": _edit, "keep_held": _keep, "forget": _forget, "recipient": _send_elsewhere}

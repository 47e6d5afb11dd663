"""`/bien-nhan/`: the click that sends, and the receipt it earns; clicked again, the same receipt (R09, R10)."""

from __future__ import annotations

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ... import casework, codes
from ...drafts import petition_drafts
from ...drafts.petition_drafts import PetitionDraft
from ...offices.recipients import agency_name
from ...petition import Consent
from ...printed.receipt import read_token
from ...printed.receipt_check import vouch
from ..citizen_pages import keep_private, personal
from .forms import DenunciationForm, PetitionForm
from .petition_pages import build_form, closed, gone, intake_for, is_too_fast, show_check, show_form
from .receipt_pages import show_receipt
from .send_form import SendForm

log = logging.getLogger(__name__)

_LOOK_ALIKES = str.maketrans("ILOU", "110V")
# The wording of templates/casework/citizen/_privacy.html; a new wording takes a new name.
PRIVACY_NOTICE = "2026-11-23"


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """GET explains; POST sends, or opens the receipt of what was sent."""
    if request.method != "POST":
        return render(request, "casework/citizen/receipt_explained.html")
    token = request.POST.get("token", "")
    if not codes.is_token(token):
        return gone(request)
    sent = casework.find_submission(token)
    if sent:
        return show_receipt(request, sent, token, noted=_noted(request, sent))
    draft = petition_drafts.load(token)
    return _send(request, draft, token) if draft else gone(request)


def _noted(request: HttpRequest, sent: casework.Submission) -> bool | None:
    if "last_group" not in request.POST:
        return None
    typed = request.POST["last_group"][:40].upper().translate(_LOOK_ALIKES)
    symbols = "".join(symbol for symbol in typed if symbol.isalnum())
    return symbols[-codes.GROUP :] == codes.last_group(sent.code)


def _send(request: HttpRequest, draft: PetitionDraft, token: str) -> HttpResponse:
    intake = intake_for(draft.kind)
    if intake and not intake.is_open:
        return closed(request, intake, status=409)
    form = build_form(draft.kind, intake, data=draft.values)
    if intake and not intake.takes_identity and draft.values.get("identity") == DenunciationForm.NAMED:
        # Who chose to give a name must not be sent on without one unasked.
        form = build_form(draft.kind, intake, initial=draft.values)
        return show_form(request, form, token, staged=draft.files, intake=intake)
    if not form.is_valid():
        # The world moved since the look back: an office closed, or denunciations are taken differently now.
        return show_form(request, form, token, staged=draft.files, intake=intake)
    send = SendForm(request.POST, token=token)
    if not send.is_valid():
        return show_check(request, form, token, staged=draft.files, send=send)
    if is_too_fast(token, request.POST.get("started", "")):
        notice = _("Ông/bà bấm gửi nhanh quá. Xin đọc lại đơn, trả lời câu hỏi mới rồi gửi. Đơn vẫn còn nguyên.")
        return show_check(request, form, token, staged=draft.files, send=SendForm(token=token), notice=notice)
    return _take(request, form, draft, token)


def _take(request: HttpRequest, form: PetitionForm, draft: PetitionDraft, token: str) -> HttpResponse:
    try:
        sent = casework.submit(
            token=token,
            kind=draft.kind,
            agency=form.agency_chosen,
            language=get_language() or "vi",
            content=form.content(),
            petitioner=form.petitioner(),
            files=draft.files,
            consent=Consent(version=PRIVACY_NOTICE, at=timezone.now()),
            follows=draft.follows,
        )
    except casework.NotTaken as refused:
        notice, status = _(refused.reason), 409
    except (DatabaseError, OSError) as failed:
        log.error("petition not stored: %s", type(failed).__name__)
        notice = _(
            "Máy chủ đang gặp trục trặc nên đơn CHƯA được gửi. Đơn vẫn còn nguyên; xin đợi vài phút rồi gửi lại."
        )
        status = 503
    else:
        petition_drafts.drop(token)
        return show_receipt(request, sent, token)
    send = SendForm(token=token)
    return show_check(request, form, token, staged=draft.files, send=send, notice=notice, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def check_receipt(request: HttpRequest) -> HttpResponse:
    """Is this receipt genuine? The day and the office, and nothing else."""
    # In the address the QR's signed token alone: five letters typed by hand are guessed at only within POST's limits.
    scanned = request.GET.get("t", "")
    given = request.POST.get("number") or (scanned if read_token(scanned) else "") or ""
    vouched = vouch(given) if given else None
    context = {
        "asked": bool(given or scanned),
        "genuine": vouched is not None,
        "reference": vouched.reference if vouched else "",
        "day": vouched.day if vouched else None,
        "office": agency_name(vouched.agency) if vouched else "",
    }
    return keep_private(render(request, "casework/citizen/check_receipt.html", context))

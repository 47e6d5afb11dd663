"""`/gui-don/gui-them/`: what was written goes into the case that is there already, instead of a second petition."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ... import casework, codes
from ...drafts import petition_drafts
from ...drafts.petition_drafts import PetitionDraft
from ...files import attachments
from ...files.file_checks import StagedFile
from ...models import Case
from ...petition import Kind
from ...petitioners import joint_codes
from ...writing.correspondence import LONGEST_MESSAGE
from .. import lookup_cookie
from ..case.lookup_views import see_other
from ..citizen_pages import personal
from .forms import PetitionForm
from .petition_pages import UNPROCESSABLE, build_form, gone, intake_for, show_check, show_form
from .send_form import SendForm

_SAID_ELSEWHERE = frozenset({"agency", "field", "respondent_agency", "respondent_post"})


@personal
@require_POST
def join(request: HttpRequest) -> HttpResponse:
    """The case is named by its code, or is the one open on this browser; one answer for every code that opens none."""
    token = request.POST.get("token", "")
    held = petition_drafts.load(token) if codes.is_token(token) else None
    if held is None:
        return _again_or_gone(request, token)
    form = build_form(held.kind, intake_for(held.kind), data=held.values)
    if not form.is_valid():
        return show_form(request, form, token, staged=held.files, intake=intake_for(held.kind))
    bearer = _bearer(request)
    if bearer is None:
        wrong = _("Không mở được hồ sơ nào với mã ấy. Xin xem lại từng nhóm 4 ký tự. Đơn vẫn còn nguyên.")
        return _again(request, form, held, token, wrong)
    trouble = _add(bearer, form, held, token)
    if trouble:
        return _again(request, form, held, token, trouble)
    petition_drafts.drop(token)
    return _to_case(request, bearer)


def _again_or_gone(request: HttpRequest, token: str) -> HttpResponse:
    """A second click finds the draft gone: whoever may open the case it went into is taken there again."""
    joined = casework.find_joined(token)
    bearer = _bearer(request) if joined else None
    if joined and bearer and bearer.case_id == joined.case_id:
        return _to_case(request, bearer)
    return gone(request)


def _to_case(request: HttpRequest, bearer: joint_codes.Bearer) -> HttpResponse:
    """A code typed begins a visit, and ends the one before; the one open already goes on, to its own end."""
    response = see_other("casework:case")
    response["Location"] += "#tin-nhan"
    now = int(time.time())
    ticket = lookup_cookie.of(request) if "open" in request.POST else None
    if ticket is None:
        lookup_cookie.end(request)
        ticket = lookup_cookie.Ticket.begun(bearer.case_id, now, now, place=bearer.place)
    lookup_cookie.give(response, dataclasses.replace(ticket, seen_at=now, kept=""))
    return response


def _bearer(request: HttpRequest) -> joint_codes.Bearer | None:
    """By the code typed, or by the ticket of a code typed on this browser a short while ago."""
    if "open" in request.POST:
        ticket = lookup_cookie.of(request)
        is_open = ticket and not ticket.is_over(int(time.time())) and ticket.case_id != lookup_cookie.NOBODY
        return joint_codes.Bearer(ticket.case_id, ticket.place) if ticket and is_open else None
    return joint_codes.bearer_of(request.POST.get("code", "")[: codes.LONGEST_INPUT + 1])


def _add(bearer: joint_codes.Bearer, form: PetitionForm, held: PetitionDraft, token: str) -> str:
    """A sentence for the citizen when it cannot be done; nothing is kept then."""
    case = Case.objects.get(pk=bearer.case_id)
    if not joint_codes.may_act(case.pk, bearer.place):
        return _("Mã này chỉ để theo dõi. Người đại diện của nhóm gửi thêm giấy tờ.")
    if Kind(case.kind) is not held.kind:
        return _("Hồ sơ ấy là loại đơn khác, nên không gửi thêm vào được. Xin gửi đơn này riêng.")
    words, files = _told(form, held.files)
    refused = attachments.over_case(case, files)
    if refused:
        return f"{refused[0].shown_name}: {refused[0].reason}"
    try:
        made = casework.join_case(case_id=case.pk, token=token, body=words, files=files)
    except (casework.NotAllowed, casework.NotTaken) as not_now:
        return _(str(not_now))
    return "" if made.case_id == case.pk else _("Nội dung này đã được gửi vào một hồ sơ khác của ông/bà.")


def _told(form: PetitionForm, files: tuple[StagedFile, ...]) -> tuple[str, list[StagedFile]]:
    """The petition's own words as a message; too long for one, they go along as a paper, whole."""
    text = "\n\n".join(_lines(form))
    if len(text) <= LONGEST_MESSAGE:
        return text, list(files)
    paper = StagedFile.of("Noi-dung-gui-them.txt", "text/plain", text.encode())
    return _("Gửi thêm vào hồ sơ này; nội dung ở tệp kèm theo."), [*files, paper]


def _lines(form: PetitionForm) -> Iterator[str]:
    content = form.content().as_data()
    for name, value in content.items():
        if value and name not in _SAID_ELSEWHERE and name in form.fields:
            yield f"{form[name].label}\n{value}"


def _again(request: HttpRequest, form: PetitionForm, held: PetitionDraft, token: str, notice: str) -> HttpResponse:
    send = SendForm(token=token)
    return show_check(request, form, token, staged=held.files, send=send, notice=notice, status=UNPROCESSABLE)

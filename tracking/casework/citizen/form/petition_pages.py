"""The pages between the first word and the receipt, as responses: the form, the look back, and the end of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...codes import normalise
from ...custodians.intake import IntakeMode, denunciation_intake
from ...drafts import kept_drafts
from ...files.file_checks import ACCEPTED_SUFFIXES, Refused, StagedFile
from ...form_fields import Words
from ...naming import ADDRESS, MAIL, NAME, NUMBER
from ...offices import right_office
from ...offices.recipients import DEFAULT_AGENCY, agency_name
from ...opening import redacting
from ...petition import Kind
from ...petitioners import joint, mandate, mandate_papers, unnamed
from .forms import FORMS, DenunciationForm, PetitionForm
from .resent import resent

UNPROCESSABLE = 422
_TOLD: dict[str, Words] = {
    NAME: _("họ tên"),
    ADDRESS: _("địa chỉ nhà"),
    NUMBER: _("số điện thoại hoặc số giấy tờ"),
    MAIL: _("thư điện tử"),
}
_CODE_SHAPED = re.compile(r"\b[0-9A-Za-z]{4}(?:[-–\s][0-9A-Za-z]{4}){3}\b")


@dataclass(frozen=True)
class Answer:
    """One line of the look back: what was asked, what was answered, and where to mend it."""

    label: str
    value: str
    anchor: str


@dataclass(frozen=True)
class Paper:
    shown_name: str
    size: int


def intake_for(kind: Kind) -> IntakeMode | None:
    """How a denunciation comes in now; None for the other kinds, which are always taken whole."""
    return denunciation_intake() if kind is Kind.DENUNCIATION else None


def build_form(
    kind: Kind,
    intake: IntakeMode | None,
    *,
    data: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
) -> PetitionForm:
    """The form of a kind: bound and judged with `data`, only filled with `initial`."""
    given: dict[str, Any] = {
        "data": data,
        "initial": dict(initial or {}),
        "agencies": right_office.all_agencies().values(),
    }
    if intake is not None:
        return DenunciationForm(**given, takes_identity=intake.takes_identity)
    return FORMS[kind](**given)


def show_form(
    request: HttpRequest,
    form: PetitionForm,
    token: str,
    *,
    staged: Sequence[StagedFile] = (),
    refused: Sequence[Refused] = (),
    intake: IntakeMode | None = None,
) -> HttpResponse:
    found = problems(form) if form.is_bound else []
    context = {
        "form": form,
        "guide": form.guide,
        "token": token,
        "started": started(token),
        "problems": found,
        "refused": refused,
        "removed": form.removed_characters() if form.is_bound else 0,
        "staged": papers(staged),
        "upload": settings.ATTACHMENT_LIMITS,
        "accept": ",".join(f".{suffix}" for suffix in sorted(ACCEPTED_SUFFIXES)),
        "intake": intake,
        "takes_files": intake is None or intake.takes_files,
        "terms": form.guide.terms_on(timezone.localdate()),
        "mandate_notes": mandate.notes_on(form.kind, timezone.localdate()),
        "mandate_papers": mandate_papers.asked_of(mandate_papers.bases_for(form.kind), timezone.localdate()),
        "mandate_is_condition": mandate_papers.is_condition(form.kind),
        "joint_law": joint.LAW,
        "unnamed_notes": unnamed.NOTES.get(form.kind, ()),
        "kept_until": kept_drafts.until(token) if request.method == "POST" else None,
    }
    status = UNPROCESSABLE if found or refused else 200
    return render(request, "casework/citizen/form.html", context, status=status)


def show_check(
    request: HttpRequest,
    form: PetitionForm,
    token: str,
    *,
    staged: Sequence[StagedFile] = (),
    send: forms.Form,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """`form` is valid. `notice` says why an attempt to send did not go through."""
    found = problems(send) if send.is_bound else []
    if send.is_bound and "question" in send.errors:
        send.fields["question"].widget.attrs |= {"described": "id_question_error", "invalid": "true"}
    context = {
        "guide": form.guide,
        "token": token,
        "started": request.POST.get("started", "") or started(token),
        "answers": list(answers(form)),
        "staged": papers(staged),
        "send": send,
        "problems": found,
        "notice": notice,
        "office": agency_name(form.agency_chosen),
        "right": right_of(form),
        "resent": resent(request, form),
        "has_code": has_code(form.cleaned_data.values()),
        "tells": tells(form),
    }
    return render(request, "casework/citizen/check.html", context, status=UNPROCESSABLE if found else status)


def tells(form: PetitionForm) -> list[Words]:
    """What of a denouncer's identity, which will be sealed, stands in the words, which will not."""
    petitioner = form.petitioner() if form.kind is Kind.DENUNCIATION else None
    if petitioner is None:
        return []
    texts = [text for text in form.content().as_data().values() if isinstance(text, str)]
    return [_TOLD[why] for why in redacting.told_in(texts, petitioner.as_data())]


def right_of(form: PetitionForm) -> dict[str, Any] | None:
    """The body the law makes competent, against the office chosen; None where the petition tells too little."""
    content = form.content()
    found = right_office.proposal_for(form.kind, content, instance=2 if content.is_second else 1, agencies=form.bodies)
    if found is None:
        return None
    chosen = form.agency_chosen
    can_send = found.agency is not None and found.agency.slug in form.agencies
    return {
        "proposal": found,
        "name": agency_name(found.agency) if found.agency else "",
        "attacked": agency_name(found.attacked) if found.attacked else "",
        "is_right": found.agency == chosen,
        "is_board": chosen.slug == DEFAULT_AGENCY,
        "send_to": found.agency.slug if found.agency and can_send and found.agency != chosen else "",
    }


def closed(request: HttpRequest, intake: IntakeMode, status: int = 200) -> HttpResponse:
    """Why no denunciation comes in here, and the ways that remain."""
    return render(request, "casework/citizen/closed.html", {"reason": intake.reason}, status=status)


def gone(request: HttpRequest, *, by_wish: bool = False) -> HttpResponse:
    """The draft ran out, never was, or was thrown away by its writer just now."""
    context = {"by_wish": by_wish}
    return render(request, "casework/citizen/gone.html", context, status=200 if by_wish else 410)


def problems(form: forms.Form) -> list[tuple[str, str]]:
    """(anchor, sentence) for the summary at the top, in the order of the page."""
    found = []
    for name, errors in form.errors.items():
        anchor = _anchor(form[name]) if name in form.fields else "noi-dung"
        found += [(anchor, str(error)) for error in errors]
    return found


def _anchor(field: BoundField) -> str:
    return f"{field.auto_id}_1" if field.name == "question" else field.auto_id


def papers(files: Iterable[StagedFile]) -> list[Paper]:
    return [Paper(file.shown_name, len(file.data)) for file in files]


def answers(form: PetitionForm) -> Iterable[tuple[str, list[Answer]]]:
    """What was said, in the order of the form; a folded part nobody touched is left out."""
    for section in form.sections():
        if section.is_open:
            lines = [Answer(str(field.label), _said(field, form), field.auto_id) for field in section.fields]
            yield section.title, lines


def _said(field: BoundField, form: PetitionForm) -> str:
    value = str(form.cleaned_data.get(field.name, ""))
    if field.name == "agency":
        return agency_name(form.agencies[value])
    if field.name == "respondent_agency":
        return agency_name(form.bodies[value]) if value else ""
    if not value:
        return ""
    if isinstance(field.field, forms.ChoiceField):
        return str(dict(field.field.choices).get(value, value))  # type: ignore[arg-type]
    return value


def has_code(values: Iterable[Any]) -> bool:
    """Whether somebody wrote a look-up code into a petition that others will read (R14)."""
    return any(normalise(shape) for value in values for shape in _CODE_SHAPED.findall(str(value)))


# --- how long it took ----------------------------------------------------------------------------------------------


def started(token: str) -> str:
    """When this form was handed out, signed and tied to its token."""
    return _signer(token).sign("form")


def is_too_fast(token: str, stamp: str) -> bool:
    """Faster than anybody can read, or without a stamp of ours."""
    try:
        _signer(token).unsign(stamp)
    except BadSignature:
        return True
    try:
        _signer(token).unsign(stamp, max_age=settings.MINIMUM_FILL_SECONDS)
    except BadSignature:
        return False
    return settings.MINIMUM_FILL_SECONDS > 0


def _signer(token: str) -> TimestampSigner:
    return TimestampSigner(salt=f"casework.form.{token}")

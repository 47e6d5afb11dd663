"""Papers a citizen takes home: the receipt, by the form's token; the petition, by that token or from the own case page.

The token works for 30 minutes after sending, by POST, so that neither it nor the code ever stands in an address.
"""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods, require_POST

from ... import downloads
from ...casework import Submission, find_submission
from ...models import Attachment, Case
from ...offices.recipients import agency_name
from ...petition import Kind
from ...printed import appointment_letter, official_form, receipt
from ..citizen_pages import personal
from .case_views import acting_on_own_case

TOKEN_LIFE = dt.timedelta(minutes=30)
PDF = "application/pdf"


@personal
@require_POST
def receipt_pdf(request: HttpRequest) -> HttpResponse:
    """Receipt and tear-off with the code, which only the token's holder can have made again."""
    submission = fresh_submission(request.POST.get("token", ""))
    case = submission.case
    files = len(_sent_with(case))
    made = receipt.pdf(facts_of(case), submission.code, files, addresses(request), get_language() or "vi")
    return downloads.as_download(made, f"Bien-nhan-{case.reference}.pdf", PDF)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def form_pdf(request: HttpRequest) -> HttpResponse:
    """The petition on its form: with a token just after sending, without one from the citizen's own case page."""
    if token := request.POST.get("token", ""):
        return _form_of(request, fresh_submission(token).case)
    return _own_form(request)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_pdf(request: HttpRequest) -> HttpResponse:
    """The group's letter of appointment: with a token just after sending, without one from the case page."""
    if token := request.POST.get("token", ""):
        return _appointment_of(request, fresh_submission(token).case)
    return _own_appointment(request)


def _appointment_of(_request: HttpRequest, case: Case) -> HttpResponse:
    if not case.joint_petitioners.exists():
        raise Http404
    return downloads.as_download(appointment_letter.pdf(case), f"Cu-dai-dien-{case.reference}.pdf", PDF)


def _form_of(_request: HttpRequest, case: Case) -> HttpResponse:
    name = f"Don-{case.reference}.pdf"
    return downloads.as_download(official_form.pdf(petition_of(case)), name, PDF)


# It holds the number of the first petitioner's papers: not for everybody who looks on.
_own_form = acting_on_own_case(_form_of)
_own_appointment = acting_on_own_case(_appointment_of)


def fresh_submission(token: str) -> Submission:
    """What this token made within the last 30 minutes; 404 for every other token, right or wrong alike."""
    submission = find_submission(token)
    if submission is None or timezone.now() - submission.case.submitted_at > TOKEN_LIFE:
        raise Http404
    return submission


def facts_of(case: Case) -> receipt.Facts:
    """What the receipt of a case says, the office in the reader's language."""
    return receipt.Facts(
        reference=case.reference,
        kind=Kind(case.kind),
        agency=agency_name(case.received_agency),
        agency_slug=case.received_agency.slug,
        at=case.submitted_at,
    )


def addresses(request: HttpRequest) -> receipt.Addresses:
    """Vietnamese addresses, whatever the reader's language: the paper will be read by offices too."""
    with override("vi"):
        check, lookup = reverse("casework:check_receipt"), reverse("casework:lookup")
    return receipt.Addresses(check=request.build_absolute_uri(check), lookup=request.build_absolute_uri(lookup))


def petition_of(case: Case) -> official_form.Petition:
    """The case as its paper shows it. A denunciation has no petitioner here, and its files are counted, not named."""
    is_denunciation = case.kind == Kind.DENUNCIATION
    sent = _sent_with(case)
    names = [paper.shown_name for paper in sent]
    counted = [f"{len(sent)} tệp gửi qua cổng"] if sent else []
    row = None if is_denunciation else getattr(case, "petitioner", None)
    return official_form.Petition(
        kind=Kind(case.kind),
        day=timezone.localdate(case.submitted_at),
        reference=case.reference,
        agency=case.received_agency.name,
        content=case.content,
        petitioner=row.details if row else None,
        papers=counted if is_denunciation else names,
        companions=case.joint_petitioners.count(),
    )


def _sent_with(case: Case) -> list[Attachment]:
    """The papers of the petition itself, not those of later messages or of the office."""
    return list(case.attachments.filter(from_office=False, message=None, signed_form=None))

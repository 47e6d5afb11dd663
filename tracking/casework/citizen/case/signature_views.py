"""The citizen sends the signed form from the own case page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ... import casework, signature
from ...files import attachments
from ...models import Case
from ..citizen_pages import address_of
from .case_views import acting_on_own_case, show
from .lookup_views import see_other


@acting_on_own_case
@require_POST
def send(request: HttpRequest, case: Case) -> HttpResponse:
    """One photo, scan or digitally signed PDF; a refused one is named and nothing is sent."""
    uploads = request.FILES.getlist("signed")[:1]
    if not uploads:
        return show(request, case, signature_error=_("Xin chọn ảnh chụp, bản quét hoặc tệp PDF có chữ ký."))
    over = attachments.over_day(address_of(request), uploads)
    staged = attachments.stage_all([] if over else uploads)
    refused = [*over, *staged.refused, *attachments.over_case(case, staged.taken)]
    if refused:
        return show(request, case, signature_error=refused[0].reason)
    try:
        signature.send_signed_form(case_id=case.pk, file=staged.taken[0])
    except (casework.NotAllowed, casework.NotTaken) as not_now:
        return show(request, case, signature_error=_(str(not_now)))
    response = see_other("casework:case")
    response["Location"] += "#chu-ky"
    return response

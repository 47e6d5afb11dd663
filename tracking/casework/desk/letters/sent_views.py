"""The day a letter was sent, recorded at the desk: by the custodian in a denunciation, else by whoever handles it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from tracking.casework.letters import sending
from tracking.casework.models import LetterSending
from tracking.casework.writing import moves

from ..views import OneCaseView
from .letter_forms import SentForm
from .letter_views import letter_of


class SentView(OneCaseView):
    """POST writes down that a letter was sent."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        letter = letter_of(self.case, self.person, kwargs["letter"])
        form = SentForm(request.POST)
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, f"Chưa ghi việc gửi {letter}. {' '.join(map(str, errors))}")
            return redirect(f"{self.case_address}#van-ban-section")
        try:
            made = sending.record(
                letter_id=letter.pk,
                actor=self.person,
                sent_on=form.cleaned_data["ngay_gui"],
                way=LetterSending.Way(form.cleaned_data["cach_gui"]),
            )
        except (moves.NotAllowed, sending.NotSentThen) as refusal:
            messages.error(request, f"Chưa ghi việc gửi {letter}. {refusal}")
        else:
            messages.success(request, f"Đã ghi {letter} gửi ngày {made.sent_on:%d/%m/%Y}.")
        return redirect(f"{self.case_address}#van-ban-section")

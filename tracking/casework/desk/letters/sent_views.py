"""The day a letter was sent, recorded at the desk: by the custodian in a denunciation, else by whoever handles it;
put right by who wrote it down or the head."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from tracking.casework.letters import sending, sent_corrections
from tracking.casework.models import LetterSending
from tracking.casework.naming import NamesSomebody
from tracking.casework.writing import moves

from ..views import OneCaseView
from .letter_forms import SentAgainForm, SentForm
from .letter_views import letter_of


class SentView(OneCaseView):
    """POST writes down that a letter was sent."""

    http_method_names = ["post"]
    form_class: type[SentForm] = SentForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        letter = letter_of(self.case, self.person, kwargs["letter"])
        form = self.form_class(request.POST)
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, f"Chưa ghi việc gửi {letter}. {' '.join(map(str, errors))}")
            return redirect(f"{self.case_address}#van-ban-section")
        try:
            made = self.write(letter.pk, form.cleaned_data)
        except (moves.NotAllowed, sending.NotSentThen, NamesSomebody) as refusal:
            messages.error(request, f"Chưa ghi việc gửi {letter}. {refusal}")
        else:
            messages.success(request, f"Đã ghi {letter} gửi ngày {made.sent_on:%d/%m/%Y}.")
        return redirect(f"{self.case_address}#van-ban-section")

    def write(self, letter: int, given: dict[str, Any]) -> LetterSending:
        way = LetterSending.Way(given["cach_gui"])
        return sending.record(letter_id=letter, actor=self.person, sent_on=given["ngay_gui"], way=way)


class SentAgainView(SentView):
    """POST puts the day right, with the reason."""

    form_class = SentAgainForm

    def write(self, letter: int, given: dict[str, Any]) -> LetterSending:
        way = LetterSending.Way(given["cach_gui"])
        return sent_corrections.correct(
            letter_id=letter, actor=self.person, sent_on=given["ngay_gui"], way=way, reason=given["ly_do"]
        )

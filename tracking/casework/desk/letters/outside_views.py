"""A letter issued on paper, recorded at the desk: its number, its day, its scan or why there is none."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from tracking.casework.files import attachments
from tracking.casework.files.file_checks import Refused, StagedFile
from tracking.casework.letters import issuing, numbering, outside, reading
from tracking.casework.writing import moves

from .letter_forms import (
    ANOTHER,
    SURE,
    OutsideForm,
    ask_whether_another,
    ask_whether_sure,
    ask_why_doubled,
    is_unasked_another,
)
from .one_letter import OneLetterView


class OutsideView(OneLetterView):
    """GET asks, POST records. For whoever may issue this letter."""

    template_name = "casework/desk/letter_outside.html"
    paper: outside.Paper

    def get_page_title(self) -> str:
        return f"Đã phát hành ngoài cổng – {self.case.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._not_ready() or self._page(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refusal := self._not_ready():
            return refusal
        form = self._form(request.POST, request.FILES)
        scan = self._staged(form) if form.is_valid() and not is_unasked_another(form) else None
        if not form.is_valid():
            return self._page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return self._record(form, scan)

    def _form(self, *typed: Any) -> OutsideForm:
        form = OutsideForm(*typed, paper=self.paper)
        ask_whether_another(form, self.issued_before())
        return form

    def _not_ready(self) -> HttpResponse | None:
        """404 for whoever may not read letters here; a clear word and the case page when it cannot be recorded."""
        if not reading.may_read(self.case, self.person):
            raise Http404
        try:
            self.paper = outside.paper_of(self.case, self.key, self.person)
        except outside.HeadSigns as refusal:
            messages.info(self.request, str(refusal))
            return redirect("desk:letter", self.case.reference, self.key.value)
        except (issuing.NoTemplate, moves.NotAllowed) as refusal:
            messages.warning(self.request, str(refusal))
            return redirect(f"{self.case_address}#van-ban-section")
        return None

    def _staged(self, form: OutsideForm) -> StagedFile | None:
        upload = form.cleaned_data.get("tep")
        staged = attachments.stage(upload) if upload else None
        if isinstance(staged, Refused):
            form.add_error("tep", f"Chưa lưu được tệp: {staged.reason}")
            return None
        return staged

    def _record(self, form: OutsideForm, scan: StagedFile | None) -> HttpResponse:
        given = form.cleaned_data
        try:
            letter = outside.record(
                case_id=self.case.pk,
                key=self.key,
                actor=self.person,
                on=given.get("ngay"),
                number=given.get("so", ""),
                number_is_sure=SURE in self.request.POST,
                is_another=ANOTHER in self.request.POST,
                scan=scan,
                reason=given.get("ly_do", ""),
                doubled=given.get("trung_so", ""),
            )
        except outside.BadPaper as bad:
            form.refuse(bad)
        except numbering.NumberTaken as taken:
            if isinstance(taken, numbering.Unsure):
                ask_whether_sure(form)
            else:
                ask_why_doubled(form)
            form.add_error("so", str(taken))
        except (issuing.NoTemplate, moves.NotAllowed) as refusal:
            form.add_error(None, str(refusal))
            ask_whether_another(form, self.issued_before())  # somebody was quicker
        else:
            messages.success(self.request, f"Đã ghi {letter} phát hành ngoài cổng ngày {letter.issued_on:%d/%m/%Y}.")
            return redirect(f"{self.case_address}#van-ban-section")
        return self._page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _page(self, form: OutsideForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
        context = self.get_context_data(case=self.case, form=form, paper=self.paper, template=self.paper.template)
        return self.render_to_response(context, status=status)

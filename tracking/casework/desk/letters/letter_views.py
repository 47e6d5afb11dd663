"""Letters at the desk: fill in, look at it, issue; take it; keep the signed scan beside it."""

from __future__ import annotations

import base64
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from tracking.casework import downloads
from tracking.casework.files import attachments
from tracking.casework.files.file_checks import Refused
from tracking.casework.letters import clearing, issuing, looking, nameless, numbering, printing, reading
from tracking.casework.letters.catalogue import LETTER_NAMES
from tracking.casework.letters.sheet import Sheet
from tracking.casework.models import Case, Letter
from tracking.casework.printed.typesetting import NotTypeset
from tracking.casework.writing import moves
from tracking.organisation.models import Person

from ..views import OneCaseView
from .letter_forms import ANOTHER, SURE, LetterForm, ScanForm, ask_whether_another, ask_whether_sure, is_unasked_another
from .one_letter import OneLetterView

_REFUSALS = (issuing.NoTemplate, issuing.NoHead, moves.NotAllowed)


class LetterView(OneLetterView):
    """GET asks, POST shows the preview or issues. A preview takes no number."""

    template_name = "casework/desk/letter.html"
    draft: issuing.Draft

    def get_page_title(self) -> str:
        return f"{LETTER_NAMES[self.key]} – {self.case.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refusal := self._not_ready():
            return refusal
        looking.note_form(self.draft, self.person)
        form = LetterForm(draft=self.draft, initial=self._sent_back())
        ask_whether_another(form, self.issued_before())
        return self._page(form)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refusal := self._not_ready():
            return refusal
        form = LetterForm(request.POST, draft=self.draft)
        ask_whether_another(form, self.issued_before())
        if not form.is_valid():
            return self._page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        if {"ban_hanh", "trinh"} & request.POST.keys() and is_unasked_another(form):
            return self._preview(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        if {"ban_hanh", "trinh"} & request.POST.keys() and (blanks := self._unseen_blanks(form)):
            form.add_error(None, f"Còn để trống: {'; '.join(blanks)}. Xin điền, hoặc đánh dấu ở dưới nếu sẽ ghi tay.")
            return self._preview(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        if "ban_hanh" in request.POST:
            return self._issue(form)
        return self._submit(form) if "trinh" in request.POST else self._preview(form)

    def _blanks(self, form: LetterForm) -> list[str]:
        """Of a letter with a number alone: minutes are filled in by hand on the spot."""
        return form.blanks() if self.draft.template.is_numbered else []

    def _unseen_blanks(self, form: LetterForm) -> list[str]:
        """A numbered letter is for good, so nobody issues one half empty without having said that it is meant so."""
        return [] if "de_trong" in self.request.POST else self._blanks(form)

    def _preview(self, form: LetterForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
        sheet = self.draft.sheet(form.answers(), form.signature())
        looking.note_preview(self.draft, self.person)
        if "tai" in self.request.POST:
            return downloads.as_download(printing.pdf(sheet), f"Xem-truoc-{self.case.reference}.pdf", issuing.PDF)
        try:
            return self._page(form, blanks=self._blanks(form), pages=pictures_of(sheet), status=status)
        except NotTypeset:
            form.add_error(None, "Văn bản không dàn trang được. Xin bỏ các ký tự lạ trong phần đã điền.")
            return self._page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _not_ready(self) -> HttpResponse | None:
        """404 for whoever may not read letters here; a clear word and the case page when one cannot be made."""
        if not reading.may_read(self.case, self.person):
            raise Http404
        try:
            self.draft = issuing.draft(self.case, self.key, self.person)
        except _REFUSALS as refusal:
            messages.warning(self.request, str(refusal))
            return redirect(self.case_address)
        return None

    def _sent_back(self) -> dict[str, Any]:
        """What was filled in before the head sent it back, to go on from there."""
        pk = number_in(self.request.GET.get("tu", ""))
        row = self.case.letter_proposals.filter(pk=pk, key=self.key.value).first()
        return LetterForm.as_typed(self.draft, row.answers) if row else {}

    def _submit(self, form: LetterForm) -> HttpResponse:
        """Lay it before the head; no number yet."""
        try:
            clearing.submit(
                case_id=self.case.pk,
                key=self.key,
                actor=self.person,
                answers=form.answers(),
                signature=form.signature(),
                wording=number_in(self.request.POST.get("ban_mau", "")),
            )
        except (issuing.Changed, *_REFUSALS) as refusal:
            form.add_error(None, str(refusal))
            return self._page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        messages.success(self.request, "Đã trình thủ trưởng ký duyệt. Văn bản lấy số khi được ký.")
        return redirect(f"{self.case_address}#van-ban-section")

    def _issue(self, form: LetterForm) -> HttpResponse:
        try:
            letter = issuing.issue(
                case_id=self.case.pk,
                key=self.key,
                actor=self.person,
                answers=form.answers(),
                signature=form.signature(),
                given_number=form.given_number(),
                number_is_sure=SURE in self.request.POST,
                is_another=ANOTHER in self.request.POST,
                expected_wording=number_in(self.request.POST.get("ban_mau", "")),
            )
        except numbering.NumberTaken as taken:
            return self._other_number(form, taken)
        except (issuing.Changed, *_REFUSALS) as refusal:
            form.add_error(None, str(refusal))
            ask_whether_another(form, self.issued_before())  # somebody was quicker
        except NotTypeset:
            form.add_error(None, "Văn bản không dàn trang được. Chưa lấy số.")
        else:
            messages.success(self.request, f"Đã ban hành {letter}.")
            return redirect(f"{self.case_address}#van-ban-section")
        return self._page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _other_number(self, form: LetterForm, taken: numbering.NumberTaken) -> HttpResponse:
        """The sheet stays in sight while the number is looked at again."""
        if isinstance(taken, numbering.Unsure):
            ask_whether_sure(form)
        form.add_error("so" if "so" in form.fields else None, str(taken))
        return self._preview(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _page(
        self,
        form: LetterForm,
        *,
        pages: list[str] | None = None,
        blanks: list[str] | None = None,
        status: int = HTTPStatus.OK,
    ) -> HttpResponse:
        context = self.get_context_data(
            case=self.case,
            form=form,
            pages=pages or [],
            blanks=blanks or [],
            draft=self.draft,
            template=self.draft.template,
            may_sign=issuing.may_sign(self.draft, self.person),
            to_denouncer=nameless.is_to_denouncer(self.case, self.key),
            waits_for_rendition=self.draft.waits_for_rendition,
        )
        return self.render_to_response(context, status=status)


class LetterFileView(OneCaseView):
    """One file of an issued letter, as a download."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        letter = letter_of(self.case, self.person, kwargs["letter"])
        file = (
            letter.files.select_related("letter__case__handling_agency", "letter__wording")
            .filter(pk=kwargs["file"])
            .first()
        )
        if file is None:
            raise Http404
        looking.note_file(file, self.person)
        return downloads.serve_letter(file)


class ScanView(OneCaseView):
    """POST keeps the signed scan of a letter."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        letter = letter_of(self.case, self.person, kwargs["letter"])
        form = ScanForm(request.POST, request.FILES)
        if not form.is_valid():
            messages.error(request, "Xin chọn tệp của bản đã ký.")
            return redirect(f"{self.case_address}#van-ban-section")
        staged = attachments.stage(form.cleaned_data["tep"])
        if isinstance(staged, Refused):
            messages.error(request, f"Chưa lưu được tệp: {staged.reason}")
        else:
            try:
                issuing.add_scan(letter_id=letter.pk, actor=self.person, file=staged)
                messages.success(request, f"Đã lưu bản đã ký của {letter}.")
            except moves.NotAllowed as refusal:
                messages.error(request, str(refusal))
        return redirect(f"{self.case_address}#van-ban-section")


def pictures_of(sheet: Sheet) -> list[str]:
    """The pages as pictures for an `img`. Raises NotTypeset."""
    return [base64.b64encode(page).decode() for page in printing.pictures(sheet)]


def number_in(text: str) -> int:
    """A row's number as a page sent it; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def letter_of(case: Case, person: Person, pk: int) -> Letter:
    try:
        letter = issuing.readable(person, pk)
    except Letter.DoesNotExist:
        raise Http404 from None
    if letter.case_id != case.pk:
        raise Http404
    return letter

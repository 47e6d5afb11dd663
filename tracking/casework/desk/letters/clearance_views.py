"""One letter before the head of the agency: looked at as it would be issued, signed, or sent back with a remark."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from tracking.casework.letters import clearing, issuing, looking, numbering
from tracking.casework.models import LetterProposal
from tracking.casework.printed.typesetting import NotTypeset
from tracking.casework.writing import moves

from ..views import OneCaseView
from .letter_forms import SURE, ClearanceForm, ask_whether_sure
from .letter_views import pictures_of

_REFUSALS = (issuing.NoTemplate, issuing.NoHead, issuing.Changed, moves.NotAllowed)


class ProposalView(OneCaseView):
    """GET shows it to those who write in the case; POST is the head's alone."""

    template_name = "casework/desk/proposal.html"

    def get_page_title(self) -> str:
        return f"Trình ký – {self.case.reference}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": "Trình ký"}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        proposal = self._found()
        return self._page(proposal, self._form(proposal))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        proposal = self._found()
        form = self._form(proposal)
        if not clearing.may_decide(self.case, self.person):
            raise Http404
        if not form.is_valid():
            return self._page(proposal, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            messages.success(request, self._decided(proposal, form))
        except numbering.NumberTaken as taken:
            if isinstance(taken, numbering.Unsure):
                ask_whether_sure(form)
            form.add_error("so", str(taken))
        except _REFUSALS as refusal:
            form.add_error(None, str(refusal))
        except NotTypeset:
            form.add_error(None, "Văn bản không dàn trang được. Chưa lấy số; xin trả lại để sửa.")
        except ValueError:
            form.add_error("y_kien", "Xin ghi vì sao trả lại (không quá 2.000 ký tự).")
        else:
            return redirect(f"{self.case_address}#van-ban-section")
        return self._page(self._found(), form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _decided(self, proposal: LetterProposal, form: ClearanceForm) -> str:
        if "tra_lai" in self.request.POST:
            clearing.send_back(proposal=proposal, actor=self.person, remark=form.cleaned_data["y_kien"])
            return "Đã trả lại người trình kèm ý kiến."
        letter = clearing.sign(
            proposal=proposal,
            actor=self.person,
            seen=self.request.POST.get("da_xem", ""),
            given_number=form.cleaned_data.get("so"),
            number_is_sure=SURE in self.request.POST,
        )
        return f"Đã ký duyệt và ban hành {letter}."

    def _form(self, proposal: LetterProposal) -> ClearanceForm:
        draft = None
        if proposal.state == LetterProposal.State.WAITING:
            with suppress(*_REFUSALS):
                draft = clearing.ready(proposal, self.person)
        return ClearanceForm(self.request.POST or None, draft=draft)

    def _found(self) -> LetterProposal:
        try:
            return clearing.found(self.case, self.person, self.kwargs["proposal"])
        except LetterProposal.DoesNotExist:
            raise Http404 from None

    def _page(self, proposal: LetterProposal, form: ClearanceForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
        is_open = proposal.state == LetterProposal.State.WAITING
        shown = self._shown(proposal) if is_open else {}
        context = self.get_context_data(
            case=self.case,
            proposal=proposal,
            form=form,
            is_open=is_open,
            may_decide=is_open and clearing.may_decide(self.case, self.person),
            **shown,
        )
        return self.render_to_response(context, status=status)

    def _shown(self, proposal: LetterProposal) -> dict[str, Any]:
        """The pages as they would be issued today, or why they cannot be."""
        try:
            draft = clearing.ready(proposal, self.person)
            sheet = clearing.sheet(proposal, draft)
            pages = pictures_of(sheet)
        except NotTypeset:
            return {"trouble": "Văn bản không dàn trang được; xin trả lại để sửa."}
        except _REFUSALS as refusal:
            return {"trouble": str(refusal)}
        looking.note_preview(draft, self.person)
        filled = proposal.answers["fields"]
        blanks = [slot.label for slot in draft.questions if draft.template.is_numbered and slot.label not in filled]
        return {"pages": pages, "seen": clearing.seal_of(sheet), "template": draft.template, "blanks": blanks}

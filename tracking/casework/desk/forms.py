"""What an officer fills in: a step with its ground and words, a message to the citizen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from tracking.casework import paper_numbers, published_pages
from tracking.casework.form_fields import paragraph
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.letters.one_number import next_line
from tracking.casework.models import Case, EventKind
from tracking.casework.offices.right_office import Proposal, proposal_of
from tracking.casework.workflow import Action, Problem
from tracking.casework.workflow.asking import NUMBER, PAGE
from tracking.organisation.models import Agency

from .step_fields import answers, form_field
from .steps import DeskStep
from .suggestions import blanks, suggestion

LONGEST = 8000


class StepForm(forms.Form):
    """One step of the table. `version` is the state of the case the officer saw when the page was made."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    ground = forms.ChoiceField(
        label="Căn cứ", widget=forms.RadioSelect, error_messages={"required": "Xin chọn một căn cứ."}
    )
    to_agency = forms.ModelChoiceField(
        label="Cơ quan nhận",
        queryset=Agency.objects.none(),
        empty_label="Chọn cơ quan",
        error_messages={"required": "Xin chọn cơ quan nhận."},
    )
    public_text = paragraph(
        "Lời gửi người có đơn",
        most=LONGEST,
        rows=6,
        hint="Người có đơn đọc được khi tra cứu. Viết ngắn, dễ hiểu; không nêu tên, địa chỉ của ai.",
    )
    internal_note = paragraph(
        "Ghi chú nội bộ", most=LONGEST, rows=3, hint="Chỉ người xử lý trong cơ quan đọc được. Không bắt buộc."
    )

    proposal: Proposal | None = None

    def __init__(self, *args: Any, case: Case, step: DeskStep, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.step = case, step
        grounds = [(ground.key, ground.title) for ground in step.grounds]
        cast(forms.ChoiceField, self.fields["ground"]).choices = grounds
        if len(grounds) == 1:
            self.fields["ground"].initial = grounds[0][0]
        for asked in step.asks:
            self.fields[asked.name] = form_field(asked, step.facts)
        self._say_next_number()
        self._propose_page()
        self._ask_for_agency()
        self._ask_for_words()

    @property
    def asked(self) -> list[forms.BoundField]:
        """The step's own fields, in the order of the table; a question asked back once there is a reason for it."""
        shown = (asked for asked in self.step.asks if not asked.is_asked_back or self._is_asked(asked.name))
        return [self[asked.name] for asked in shown]

    def _is_asked(self, name: str) -> bool:
        return bool(self[name].value()) or name in self.errors

    def given(self) -> dict[str, Any]:
        return answers(self.step.asks, self.cleaned_data)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Show what the table says against it, beside the field it is about."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.words)

    def _say_next_number(self) -> None:
        """One paper has one number: told here, the letter of this step carries it."""
        letter = self.step.transition.letter_for(self.case.instance)
        if NUMBER not in self.step.asks or not letter:
            return
        if following := next_line(self.case, LetterKey(letter), self.step.facts.today):
            told = f"Số tiếp theo trong sổ của cổng: {following}. Văn bản của bước này mang đúng số ghi ở đây."
            self.fields[NUMBER.name].help_text = told

    def _propose_page(self) -> None:
        """The page that publishes this very decision, where one is live."""
        decided = self.case.events.filter(kind=EventKind.MOVED, action=Action.DECIDE).order_by("case_seq").last()
        if PAGE not in self.step.asks or decided is None:
            return
        page = published_pages.of_paper(self.case.kind, paper_numbers.of_step(decided))
        self.fields[PAGE.name].initial = page.path if page else ""

    def _ask_for_agency(self) -> None:
        if not self.step.transition.names_agency:
            del self.fields["to_agency"]
            return
        receivers = Agency.objects.today().filter(receives_petitions=True).exclude(pk=self.case.handling_agency_id)
        field = cast("forms.ModelChoiceField[Agency]", self.fields["to_agency"])
        field.queryset = receivers
        self._propose(field)

    def _propose(self, field: forms.ModelChoiceField[Agency]) -> None:
        """The body the law names is chosen beforehand. What a denunciation attacks, officers are not to know."""
        self.proposal = None if self.case.is_denunciation else proposal_of(self.case)
        found = self.proposal.agency if self.proposal else None
        if found and field.queryset is not None and field.queryset.filter(pk=found.pk).exists():
            field.initial = found.pk

    def _ask_for_words(self) -> None:
        # A denouncer sees the stage and its day, nothing else: a glance at the screen must not tell.
        if self.case.is_denunciation:
            del self.fields["public_text"]
            return
        self.fields["public_text"].required = self.step.transition.says_why
        self.fields["public_text"].error_messages["required"] = "Xin viết lý do, kết quả cho người có đơn hiểu."

    def clean_public_text(self) -> str:
        text: str = self.cleaned_data["public_text"]
        if unfilled := blanks(text):
            raise forms.ValidationError(f"Còn chỗ chưa điền: {', '.join(unfilled)}.")
        return text

    def suggested(self) -> str:
        """The words for the ground and agency chosen in the form so far."""
        only = self.step.grounds[0] if len(self.step.grounds) == 1 else None
        chosen = {ground.key: ground for ground in self.step.grounds}.get(self["ground"].value() or "", only)
        return suggestion(
            self.step.transition,
            agency=self.case.handling_agency.name,
            why=chosen.citizen_words if chosen else "",
            receiver=self._receiver(),
        )

    def _receiver(self) -> str:
        if "to_agency" not in self.fields or not self["to_agency"].value():
            return ""
        field = cast("forms.ModelChoiceField[Agency]", self.fields["to_agency"])
        try:
            return str(field.clean(self["to_agency"].value()))
        except forms.ValidationError:
            return ""


class MessageForm(forms.Form):
    """A message inside the case; the citizen reads it with their code."""

    body = paragraph(
        "Nội dung",
        most=LONGEST,
        rows=5,
        ask="Xin viết nội dung tin nhắn.",
        hint="Người có đơn đọc được khi tra cứu hồ sơ bằng mã.",
    )

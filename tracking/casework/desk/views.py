"""The pages of the desk. Every case comes from `visible_to`; what is not in it is a 404 like what does not exist."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from tracking.casework import casework, downloads
from tracking.casework.desk.opening import showing
from tracking.casework.models import Case, CaseTerm
from tracking.casework.opening import openings
from tracking.casework.petition import KIND_NAMES, Kind
from tracking.casework.petitioners.fingerprints import count_matters
from tracking.casework.scope import Access, access
from tracking.casework.timing import clock
from tracking.casework.timing.told_acceptance import still_to_tell
from tracking.casework.workflow import STATE_NAMES, Action, State
from tracking.casework.writing import forwarder_corrections, forwarders
from tracking.casework.writing.moves import changes_since
from tracking.organisation.models import Person

from . import queries
from .case_page import identity_facts
from .citizen_side import citizen_side
from .evidence import waiting_evidence
from .filters import InboxFilter
from .forms import MessageForm, StepForm
from .forwarder_forms import NamedForm
from .letters.letter_panel import letters_context
from .mandate_panel import mandate_context
from .signature_panel import signature_context
from .steps import DeskStep, choice_of, step_named, steps_for, why_not
from .terms import in_order, next_due
from .timeline import timeline

PAGE_SIZE = 25


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """A page in Wagtail's own frame, for the person who is signed in."""

    header_icon = "clipboard-list"
    breadcrumbs_items = [{"url": reverse_lazy("wagtailadmin_home"), "label": "Trang chính"}]
    inbox = {"url": reverse_lazy("desk:inbox"), "label": "Vụ việc"}

    @property
    def person(self) -> Person:
        return cast(Person, self.request.user)


class InboxView(DeskView):
    """The cases this person may know of: filtered, counted by state, in pages of 25."""

    template_name = "casework/desk/inbox.html"
    page_title = "Vụ việc"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": "Vụ việc"}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not queries.works_at_the_desk(cast(Person, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visible = queries.cases_of(self.person)
        form = InboxFilter(self.request.GET, agencies=queries.agencies_of(visible))
        page = WagtailPaginator(form.narrow(visible).order_by(*form.ordering()), PAGE_SIZE).get_page(
            self.request.GET.get("p")
        )
        return super().get_context_data(**kwargs) | {
            "form": form,
            "page": page,
            "elided_page_range": list(cast(WagtailPaginator, page.paginator).get_elided_page_range(page.number)),
            "rows": queries.rows(page.object_list, self.person),
            "petitions": page.paginator.count,
            "matters": count_matters(form.narrow(visible), page.paginator.count),
            "counts": queries.counts_by_state(form.narrow(visible, by_state=False)),
            "state": form.cleaned_data.get("tinh_trang", ""),
        }


class OneCaseView(DeskView):
    """A page about one case: found through the scope, or 404."""

    case: Case
    access: Access

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = cast(Person, request.user)
        visible = Case.objects.visible_to(person).select_related("handling_agency__letter_head", "received_agency")
        self.case = get_object_or_404(visible, reference=kwargs["reference"])
        self.access = access(self.case, person)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return f"{KIND_NAMES[Kind(self.case.kind)]} {self.case.reference}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, self.inbox, {"url": self.case_address, "label": self.case.reference}]

    @property
    def case_address(self) -> str:
        return reverse("desk:case", args=[self.case.reference])


class CaseView(OneCaseView):
    """The file: facts, petition, papers, messages, history, and what can be done now."""

    template_name = "casework/desk/case.html"
    identity_is_open = False

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, self.inbox, {"url": "", "label": self.case.reference}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, rights = self.case, self.access
        terms, steps = clock.shown_for(case), steps_for(case, rights)
        return super().get_context_data(**kwargs) | {
            "case": case,
            "access": rights,
            "field_name": case.get_field_display(),
            "content": showing.content_for(case, rights, self.person),
            "identity": identity_facts(case) if self.identity_is_open else [],
            "has_petitioner": rights.read_identity and hasattr(case, "petitioner"),
            "may_ask_opening": openings.may_ask(case, self.person),
            "identity_check": getattr(case, "identity_check", None) if case.is_denunciation else None,
            "is_sealed": openings.is_sealed(case),
            "seals": list(case.sealed_identities.select_related("custodian_key")) if case.is_denunciation else [],
            "papers": list(showing.papers_for(case, rights)),
            "papers_count": 0 if rights.read_attachments else case.attachments.filter(from_office=False).count(),
            "talk": list(case.messages.select_related("author", "agency")) if rights.read_messages else [],
            "timeline": timeline(case, rights),
            "terms": in_order(terms),
            "next_due": next_due(terms),
            "acceptance_untold": still_to_tell(terms),
            "evidence": waiting_evidence(steps[0].facts) if steps else [],
            "steps": choice_of(steps),
            "may_write": rights.write and case.state != State.TRANSFERRED_OUT,
            "unread": rights.read_messages and case.messages.filter(author=None, read_at=None).exists(),
            "message_form": kwargs.get("message_form") or MessageForm(),
            "forwarded": (forwarded := forwarders.of(case)),
            "told_again": _may_tell_again(case, forwarded, self.person, rights),
            "named_form": NamedForm(auto_id="chuyen-%s") if forwarders.may_name(case, rights) else None,
            **citizen_side(case, self.person, rights),
            **letters_context(case, self.person, rights),
            **signature_context(case, self.person, rights),
            **mandate_context(case, rights, kwargs.get("mandate_typed")),
        }


def _may_tell_again(case: Case, sent: forwarders.Forwarded | None, person: Person, rights: Access) -> set[str]:
    """The terms whose day of telling this person may put right."""
    told = sent.told if sent else ()
    return {term.name for term in told if forwarder_corrections.may_correct(case, term, person, rights)}


class IdentityView(CaseView):
    """POST shows the petitioner's data once and writes down who looked; there is no address that shows it by GET."""

    http_method_names = ["post"]
    identity_is_open = True

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            casework.read_identity(case_id=self.case.pk, reader=self.person)
        except Case.DoesNotExist as unseen:
            raise Http404 from unseen
        return self.render_to_response(self.get_context_data(**kwargs))


class PaperView(OneCaseView):
    """One paper as a download; sealed, infected and foreign ones do not exist."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        papers = showing.papers_for(self.case, self.access).select_related("signed_form")
        paper = get_object_or_404(papers, pk=kwargs["paper"])
        if hasattr(paper, "signed_form"):  # the form with its writer's name, address and hand
            casework.note_identity_read(case=self.case, reader=self.person, shown_in="signed_form")
        return downloads.serve(paper)


class MessageView(CaseView):
    """POST writes to the citizen inside the case."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.access.write:
            raise Http404
        if "read" not in request.POST:
            form = MessageForm(request.POST)
            if not form.is_valid() or not self._sent(form):
                context = self.get_context_data(message_form=form, **kwargs)
                return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
            messages.success(request, "Đã gửi tin nhắn cho người có đơn.")
        # Whoever answers has read; only a click says so, because a page may be opened without being read.
        casework.mark_read(case_id=self.case.pk, reader=self.person)
        return redirect(f"{self.case_address}#tin-nhan-section")

    def _sent(self, form: MessageForm) -> bool:
        try:
            casework.write_message(case_id=self.case.pk, author=self.person, body=form.cleaned_data["body"])
        except casework.NotAllowed as refusal:
            form.add_error(None, str(refusal))
            return False
        return True


class StepView(OneCaseView):
    """One step of the table: its ground, words for the citizen, a note; then the change itself."""

    template_name = "casework/desk/step.html"
    step: DeskStep | None = None
    form: StepForm | None = None

    def get_page_title(self) -> str:
        return f"{self.step.title if self.step else 'Bước xử lý'} – {self.case.reference}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.step.title if self.step else "Bước xử lý"}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.access.write:
            raise Http404
        self.step = step_named(self.case, self.access, kwargs["step"])
        if self.step is None:
            messages.warning(request, why_not(self.case, self.access, kwargs["step"]))
            return redirect(self.case_address)
        start = {"version": self.case.version, "on": self.step.facts.today}
        if request.GET.get("ground") in {ground.key for ground in self.step.grounds}:
            start["ground"] = request.GET["ground"]
        self.form = StepForm(initial=start, case=self.case, step=self.step)
        self.form.initial["public_text"] = self.form.suggested()
        return self.render_to_response(self.get_context_data(**kwargs))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.access.write:
            raise Http404
        self.step = step_named(self.case, self.access, kwargs["step"])
        if self.step is None:
            return self._conflict(request)
        self.form = StepForm(request.POST, case=self.case, step=self.step)
        if "suggest" in request.POST:
            return self._with_suggestion(request)
        return self._move(request) if self.form.is_valid() else self._form_again()

    def _move(self, request: HttpRequest) -> HttpResponse:
        step, form = cast(DeskStep, self.step), cast(StepForm, self.form)
        given, before = form.cleaned_data, list(self.case.terms.all())
        try:
            casework.move(
                case_id=self.case.pk,
                action=step.transition.action,
                actor=self.person,
                expected_version=given["version"],
                ground=given["ground"],
                public_text=given.get("public_text", ""),
                internal_note=given["internal_note"],
                to_agency=given.get("to_agency"),
                given=form.given(),
            )
        except casework.Stale:
            return self._conflict(request)
        except casework.Faulty as faulty:
            form.refuse(faulty.problems)
            return self._form_again()
        except (casework.NotAllowed, casework.GroundMissing, casework.WordsMissing) as refusal:
            form.add_error(None, str(refusal))
            return self._form_again()
        messages.success(request, f"Đã ghi bước «{step.title}» cho {self.case.reference}.{self._moved_since(before)}")
        return redirect(self._onward(step) or self.case_address)

    def _moved_since(self, before: list[CaseTerm]) -> str:
        """The terms this step moved from one day to another."""
        moved = [change for change in clock.moved(before, self.case.terms.all()) if change.old and change.new]
        told = (f" {change.title}: hạn {change.old:%d/%m/%Y} thành {change.new:%d/%m/%Y}." for change in moved)
        return "".join(told)

    def _onward(self, taken: DeskStep) -> str:
        """A withdrawal on record is half of it while a case is under way: next comes the form of the decision."""
        if taken.transition.action is not Action.WITHDRAW or not taken.transition.stays:
            return ""
        self.case.refresh_from_db()
        step = step_named(self.case, self.access, Action.TERMINATE)
        ground = next((found.key for found in step.grounds if found.key.endswith(".withdrawal")), "") if step else ""
        if not ground:
            messages.info(self.request, "Tiếp theo: người đứng đầu ra quyết định đình chỉ vì việc rút đơn.")
            return ""
        return f"{reverse('desk:step', args=[self.case.reference, Action.TERMINATE])}?ground={ground}"

    def _form_again(self) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _with_suggestion(self, request: HttpRequest) -> HttpResponse:
        """Put the words that fit the ticked ground into the form; everything else the officer typed stays."""
        typed = cast(StepForm, self.form)
        written = _written(request) | {"public_text": typed.suggested() or request.POST.get("public_text", "")}
        self.form = StepForm(initial=written, case=self.case, step=cast(DeskStep, self.step))
        return self.render_to_response(self.get_context_data())

    def _conflict(self, request: HttpRequest) -> HttpResponse:
        """409: what changed since the officer opened the form, with every word they typed (R35)."""
        self.case.refresh_from_db()
        self.access = access(self.case, self.person)
        version = _number(request.POST.get("version"))
        self.step = step_named(self.case, self.access, self.kwargs["step"])
        context = self.get_context_data(
            changes=changes_since(self.case, version) if version else [],
            kept={name: request.POST.get(name, "") for name in ("public_text", "internal_note")},
        )
        if self.step is not None:
            kept = _written(request) | {"version": self.case.version}
            context["form"] = StepForm(initial=kept, case=self.case, step=self.step)
        return self.render_to_response(context, template="casework/desk/conflict.html", status=HTTPStatus.CONFLICT)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        template = kwargs.pop("template", None)
        if template:
            self.template_name = template
        return super().render_to_response(context, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        step = self.step
        return super().get_context_data(**kwargs) | {
            "case": self.case,
            "step": step,
            "form": self.form,
            "next_due": next_due(clock.shown_for(self.case)),
            "grounds": step.grounds if step else (),
            "target_name": STATE_NAMES[step.transition.target] if step else "",
        }


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _written(request: HttpRequest) -> dict[str, Any]:
    """What was typed, to be shown again; of a field with many ticks, all of them."""
    return {name: values if len(values) > 1 else values[0] for name, values in request.POST.lists() if values}

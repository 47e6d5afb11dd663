"""The pages around a seal, beside a denunciation at the desk. Nothing opened is shown by GET, kept, or cached."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from tracking.organisation.models import Person, Role
from tracking.terms.rules import TermName

from ...custodians import supplied
from ...files import file_store
from ...models import Attachment, Case, Opening
from ...opening import checking, grounds, openings, reading
from ...opening.unlocking import Shut, Unlocked, WrongKey, unlock
from ...sealing import identity
from ...timing import clock
from ...writing.moves import NotAllowed, Stale
from ..views import OneCaseView
from .forms import AskForm, CheckForm, EmergencyForm, KeyForm, SuppliedForm, ViewForm

# What the denouncer is told, with the address just opened: LTC Đ.29 k.3, Đ.34 k.4, Đ.35 k.3.
_NOTICES = frozenset({
    TermName.ACCEPTANCE_NOTICE, TermName.SUSPENSION_DELIVERY, TermName.TERMINATION_DELIVERY, TermName.DECISION_DELIVERY,
})  # fmt: skip
EMERGENCY_ID = "id_emergency_%s"
WRONG_KEY = "Không mở được: cụm mật khẩu không đúng, hoặc tệp khóa đã hỏng. Sai năm lần thì lần mở này kết thúc."


class SealedCaseView(OneCaseView):
    """A page about one denunciation's seal; for the people who may ask, approve or open, or 404."""

    header_icon = "lock"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = cast(Person, request.user)
        visible = Case.objects.visible_to(person)
        case = get_object_or_404(visible, reference=kwargs["reference"])
        if not openings.may_ask(case, person):
            raise Http404
        answer = super().dispatch(request, *args, **kwargs)
        answer["Cache-Control"] = "private, no-store"
        return answer

    @property
    def seal_address(self) -> str:
        return reverse("desk:seal", args=[self.case.reference])

    @property
    def is_custodian(self) -> bool:
        return self.person.has_role(Role.CUSTODIAN)

    def opening(self) -> Opening:
        return get_object_or_404(self.case.openings.select_related("case"), pk=self.kwargs["opening"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": self.seal_address, "label": "Niêm phong"}]


class SealView(SealedCaseView):
    """What was asked, approved and opened so far; ask for an opening; supply the key to an approved one."""

    template_name = "casework/opening/seal.html"

    def get_page_title(self) -> str:
        return f"Niêm phong – {self.case.reference}"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = AskForm(request.POST)
        if not form.is_valid():
            return self.again(ask_form=form)
        given = form.cleaned_data
        openings.ask(
            case_id=self.case.pk,
            requester=self.person,
            ground=given["ground"],
            reason=given["reason"],
            minutes=given["minutes"],
        )
        messages.success(request, "Đã ghi đề nghị. Cần người thứ hai chấp thuận.")
        return redirect(self.seal_address)

    def again(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.case.openings.select_related("requester", "approver", "reviewer")
        papers = list(self.case.attachments.filter(sealed=True))
        tried = {kwargs.get("trouble_at"): kwargs.get("view_form")}
        return super().get_context_data(**kwargs) | {
            "case": self.case,
            "rows": [OpeningRow(row, self.person, papers, tried.get(row.pk)) for row in rows],
            "is_custodian": self.is_custodian,
            "ask_form": kwargs.get("ask_form") or AskForm(initial={"minutes": openings.MINUTES[0]}),
            "emergency_form": kwargs.get("emergency_form") or EmergencyForm(auto_id=EMERGENCY_ID),
            "trouble": kwargs.get("trouble", ""),
            "trouble_at": kwargs.get("trouble_at"),
            "is_sealed": openings.is_sealed(self.case),
            "has_identity": self.case.sealed_identities.exists(),
            "is_supplied": self.case.supplied_identities.exists(),
            "supplied": list(self.case.supplied_identities.select_related("recorded_by")) if self.is_custodian else [],
            "may_supply": supplied.may_record(self.case, self.person),
            "supplied_form": kwargs.get("supplied_form") or SuppliedForm(auto_id="bo-sung-%s"),
            "check": getattr(self.case, "identity_check", None),
            "may_check": checking.may_check(self.case, self.person),
        }


class OpeningRow:
    """One opening as this person meets it, with a form for each thing the key opens: every field has its own id."""

    def __init__(
        self, opening: Opening, person: Person, papers: Sequence[Attachment] = (), tried: ViewForm | None = None
    ) -> None:
        self.opening = opening
        self.view_form = tried or ViewForm(auto_id=f"id_{opening.pk}_%s")
        self.papers = [(paper, KeyForm(auto_id=f"id_{opening.pk}_{paper.pk}_%s")) for paper in papers]
        self.state = opening.state.value
        self.ground = grounds.by_key(opening.ground)
        self.reason = opening.reason if openings.may_read_reason(opening, person) else ""
        self.may_answer = self.state == "asked" and openings.may_approve(opening, person)
        self.takes_a_key = opening.takes_a_key and person.has_role(Role.CUSTODIAN)
        self.may_end = self.state in {"asked", "approved", "open"} and (
            person.pk in {opening.requester_id, opening.approver_id} or person.has_role(Role.CUSTODIAN)
        )
        left = (opening.expires_at - timezone.now()).total_seconds() if opening.expires_at else 0
        self.minutes_left = max(int(left // 60), 0)


class EmergencyView(SealView):
    """POST: a custodian opens alone, and everybody is told."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.is_custodian:
            raise Http404
        form = EmergencyForm(request.POST, auto_id=EMERGENCY_ID)
        if not form.is_valid():
            return self.again(emergency_form=form)
        openings.open_in_emergency(case_id=self.case.pk, custodian=self.person, reason=form.cleaned_data["reason"])
        messages.warning(request, "Đã ghi lần mở khẩn cấp và báo thanh tra. Xin đưa khóa ở dưới.")
        return redirect(self.seal_address)


class AnswerView(SealedCaseView):
    """POST: the second person approves, refuses, or somebody concerned shuts."""

    http_method_names = ["post"]
    acts = {
        "approve": (openings.approve, "Đã chấp thuận. Người giữ danh tính đưa khóa trong 24 giờ."),
        "refuse": (openings.refuse, "Đã từ chối đề nghị."),
        "end": (openings.end, "Đã kết thúc lần mở."),
    }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        act, done = self.acts[kwargs["answer"]]
        opening = self.opening()
        try:
            act(opening_id=opening.pk, person=self.person)
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done)
        return redirect(self.seal_address)


class SuppliedView(SealView):
    """POST: the custodian writes down how and when somebody who sent no name supplied it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.is_custodian:
            raise Http404
        form = SuppliedForm(request.POST, auto_id="bo-sung-%s")
        if not form.is_valid() or not self._recorded(form):
            return self.again(supplied_form=form)
        messages.success(request, "Đã ghi việc bổ sung danh tính. Tên vẫn chỉ người giữ danh tính giữ.")
        return redirect(f"{self.seal_address}#bo-sung-section")

    def _recorded(self, form: SuppliedForm) -> bool:
        try:
            supplied.record(case_id=self.case.pk, custodian=self.person, **form.cleaned_data)
        except supplied.BadDay as wrong:
            form.add_error("on", str(wrong))
            return False
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
            return False
        return True


@method_decorator(sensitive_post_parameters(), name="dispatch")
class OpenedView(SealView):
    """POST with the key: the fields asked for, once. There is no address that shows them by GET."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.is_custodian:
            raise Http404
        opening = self.opening()
        form = ViewForm(request.POST, request.FILES, auto_id=f"id_{opening.pk}_%s")
        if not form.is_valid():
            return self.again(view_form=form, trouble_at=opening.pk)
        try:
            lines = reading.read_fields(self.unlocked(opening, form), form.cleaned_data["fields_wanted"])
        except (WrongKey, identity.CannotOpen):
            return self.again(trouble=WRONG_KEY, trouble_at=opening.pk)
        except Shut as shut:
            return self.again(trouble=str(shut), trouble_at=opening.pk)
        opening.refresh_from_db()
        notices = [one for one in clock.shown_for(self.case) if one.term.name in _NOTICES and one.term.start]
        context = self.get_context_data(
            lines=lines, opened=opening, row=OpeningRow(opening, self.person), notices=notices
        )
        return self.response_class(
            request=request, template="casework/opening/opened.html", context=context, using=self.template_engine
        )

    def unlocked(self, opening: Opening, form: KeyForm) -> Unlocked:
        return unlock(
            opening_id=opening.pk,
            viewer=self.person,
            key_text=form.cleaned_data["key_file"],
            pass_phrase=form.cleaned_data["pass_phrase"],
        )


class CheckView(SealedCaseView):
    """The outcome of the custodian's check, from a list; the identity stays behind."""

    template_name = "casework/opening/check.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not cast(Person, request.user).has_role(Role.CUSTODIAN):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return f"Kiểm tra người tố cáo – {self.case.reference}"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = CheckForm(request.POST)
        if form.is_valid() and self._recorded(form):
            messages.success(request, f"Đã ghi kết quả kiểm tra của {self.case.reference}.")
            return redirect(self.case_address)
        return self.render_to_response(self.get_context_data(check_form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _recorded(self, form: CheckForm) -> bool:
        given = form.cleaned_data
        try:
            checking.record_outcome(
                case_id=self.case.pk,
                checker=self.person,
                expected_version=given["version"],
                outcome=given["outcome"],
                can_be_inspected=given["can_be_inspected"],
                internal_note=given["internal_note"],
            )
        except (NotAllowed, Stale) as refusal:
            form.add_error(None, str(refusal))
            return False
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "case": self.case,
            "check_form": kwargs.get("check_form") or CheckForm(initial={"version": self.case.version}),
            "is_sealed": openings.is_sealed(self.case),
            "has_identity": self.case.sealed_identities.exists(),
            "may_check": checking.may_check(self.case, self.person),
            "nobody": "" if supplied.names_somebody(self.case) else supplied.NOBODY,
            "not_read": "" if checking.was_read(self.case) else checking.NOT_READ,
        }


LOST = (file_store.Damaged, identity.CannotOpen, reading.Absent)

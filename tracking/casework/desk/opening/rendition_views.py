"""The custodian makes what the verifiers get: strikes proposed in the text, black parts burnt into pictures."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from tracking.organisation.models import Person, Role

from ... import downloads
from ...files import attachments, isolation
from ...files.file_checks import Refused, StagedFile
from ...models import Attachment, Case
from ...opening import reading, redacting, renditions, ticket
from ...opening.reading import OpenedPaper
from ...opening.redacting import Piece
from ...opening.renditions import StillPoints
from ...opening.ticket import Ticket
from ...opening.unlocking import Shut, Unlocked, WrongKey, unlock
from ...sealing import identity
from ...writing.correspondence import note_content_read
from .forms import (
    MOST_BOXES,
    AddedWordsForm,
    KeyForm,
    RenditionForm,
    TranscriptForm,
    boxes_of,
)
from .views import LOST, WRONG_KEY, SealedCaseView

# Two forms of one page ask for the key; a label must find its own field.
COMPARE_ID = "id_compare_%s"
IMAGES = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True)
class Marked:
    """One text of the petition with its proposed strikes."""

    label: str
    pieces: list[Piece]


class CustodianView(SealedCaseView):
    """For custodians alone; everybody else meets a 404."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not cast(Person, request.user).has_role(Role.CUSTODIAN):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def unlocked(self, form: KeyForm) -> Unlocked:
        return unlock(
            opening_id=self.opening().pk,
            viewer=self.person,
            key_text=form.cleaned_data["key_file"],
            pass_phrase=form.cleaned_data["pass_phrase"],
        )

    def again(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=HTTPStatus.UNPROCESSABLE_ENTITY)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class RenditionView(CustodianView):
    """The text: proposed strikes, the editor, the release. Without a sealed identity no key is needed."""

    template_name = "casework/opening/rendition.html"

    def get_page_title(self) -> str:
        return f"Bản đã lược bỏ – {self.case.reference}"

    @property
    def is_sealed(self) -> bool:
        return self.case.sealed_identities.exists()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.is_sealed:
            raise Http404
        form = RenditionForm(request.POST, case=self.case)
        return self.released(form, None) if form.is_valid() else self.again(rendition_form=form)

    def released(self, form: RenditionForm, unlocked: Unlocked | None) -> HttpResponse:
        try:
            renditions.release_text(
                case_id=self.case.pk,
                custodian=self.person,
                texts=form.texts(),
                unlocked=unlocked,
                let_stand=form.cleaned_data["let_stand"],
            )
        except StillPoints as points:
            return self.again(rendition_form=form, leftovers=points.found)
        except ValueError:
            form.add_error("body", "Bản giao người xác minh phải còn nội dung tố cáo.")
            return self.again(rendition_form=form)
        messages.success(self.request, "Đã phát hành bản đã lược bỏ. Người xử lý đọc được từ bây giờ.")
        return redirect(self.case_address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note_content_read(case=self.case, reader=self.person)
        facts, added = kwargs.get("facts", {}), kwargs.get("added", ())
        proposed = renditions.propose(self.case, facts, added)
        live = [row for row in self.case.openings.all() if row.takes_a_key]
        return super().get_context_data(**kwargs) | {
            "case": self.case,
            "is_sealed": self.is_sealed,
            "marked": marked(self.case, facts, added),
            "rendition_form": kwargs.get("rendition_form") or RenditionForm(initial=proposed, case=self.case),
            "words_form": kwargs.get("words_form") or AddedWordsForm(),
            "compare_key_form": kwargs.get("compare_key_form") or KeyForm(auto_id=COMPARE_ID),
            "key_form": kwargs.get("key_form") or KeyForm(),
            "leftovers": kwargs.get("leftovers", {}),
            "trouble": kwargs.get("trouble", ""),
            "opening": kwargs.get("opening") or next(iter(live), None),
            "is_compared": kwargs.get("is_compared", False),
            "latest": renditions.latest(self.case),
        }


class ProposeView(RenditionView):
    """POST with the key: the text held against the sealed identity, strikes proposed, nothing kept."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        opening = self.opening()
        words = AddedWordsForm(request.POST)
        form = KeyForm(request.POST, request.FILES, auto_id=COMPARE_ID)
        if not words.is_valid() or not form.is_valid():
            return self.again(words_form=words, compare_key_form=form, opening=opening)
        try:
            facts = reading.facts_to_compare(self.unlocked(form))
        except (WrongKey, identity.CannotOpen):
            return self.again(words_form=words, trouble=WRONG_KEY, opening=opening)
        except Shut as shut:
            return self.again(words_form=words, trouble=str(shut), opening=opening)
        context = self.get_context_data(
            words_form=words, facts=facts, added=words.words(), opening=opening, is_compared=True
        )
        return self.render_to_response(context)


class ReleaseView(RenditionView):
    """POST with the key and the finished text: held against the identity a last time, then given out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        opening = self.opening()
        form, key_form = RenditionForm(request.POST, case=self.case), KeyForm(request.POST, request.FILES)
        if not form.is_valid() or not key_form.is_valid():
            return self.again(rendition_form=form, key_form=key_form, opening=opening)
        try:
            return self.released(form, self.unlocked(key_form))
        except (WrongKey, identity.CannotOpen):
            return self.again(rendition_form=form, trouble=WRONG_KEY, opening=opening)
        except Shut as shut:
            return self.again(rendition_form=form, trouble=str(shut), opening=opening)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class PaperView(CustodianView):
    """One sealed paper: opened with the key, gone on with by the slip on the page, released black or retyped."""

    template_name = "casework/opening/paper.html"
    http_method_names = ["post"]

    def get_page_title(self) -> str:
        return f"Giấy tờ niêm phong – {self.case.reference}"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        opening = self.opening()
        if not self.case.attachments.filter(pk=kwargs["paper"], sealed=True).exists():
            raise Http404
        try:
            if "transcript" in request.POST:
                return self._retyped(request)
            return self._with_slip(request) if "slip" in request.POST else self._with_key(request)
        except (WrongKey, *LOST):
            trouble = WRONG_KEY
        except Shut as shut:
            trouble = str(shut)
        messages.error(request, trouble)
        return redirect(f"{self.seal_address}#lan-mo-{opening.pk}")

    def _with_key(self, request: HttpRequest) -> HttpResponse:
        form = KeyForm(request.POST, request.FILES)
        if not form.is_valid():
            raise Shut("Cần tệp khóa và cụm mật khẩu để mở giấy tờ.")
        unlocked = self.unlocked(form)
        opened = reading.read_paper(unlocked, self.kwargs["paper"])
        slip = ticket.issue(unlocked, opened.attachment, self._session())
        return self._show(opened, slip)

    def _with_slip(self, request: HttpRequest) -> HttpResponse:
        slip = request.POST["slip"]
        held = self._redeemed(slip)
        opened = ticket.read(held, self.person)
        if "download" in request.POST:
            return downloads.as_download(opened.data, opened.name, opened.content_type)
        try:
            boxes = boxes_of(request.POST)
        except ValueError as wrong:
            return self._show(opened, slip, trouble=str(wrong), status=HTTPStatus.UNPROCESSABLE_ENTITY)
        made = isolation.blacken_apart(_plain_name(opened), opened.data, boxes, attachments.file_limits())
        if isinstance(made, Refused):
            return self._show(opened, slip, trouble=made.reason, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        if "release" not in request.POST:
            return self._show(opened, slip, preview=made)
        if not boxes and "nothing_to_strike" not in request.POST:
            trouble = "Chưa có ô đen nào. Nếu ảnh không có gì phải che, xin đánh dấu ở dưới."
            return self._show(opened, slip, trouble=trouble, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return self._release(held.attachment, made)

    def _retyped(self, request: HttpRequest) -> HttpResponse:
        form, key_form = TranscriptForm(request.POST), KeyForm(request.POST, request.FILES)
        if not key_form.is_valid():
            raise Shut("Cần tệp khóa và cụm mật khẩu để đối chiếu bản chép với danh tính.")
        unlocked = self.unlocked(key_form)
        opened = reading.read_paper(unlocked, self.kwargs["paper"])
        slip = ticket.issue(unlocked, opened.attachment, self._session())
        if not form.is_valid():
            return self._show(opened, slip, transcript_form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        text = form.cleaned_data["transcript"]
        found = redacting.strikes(text, redacting.needles_of(reading.facts_to_compare(unlocked)))
        if found and not form.cleaned_data["let_stand"]:
            left = [text[strike.start : strike.end] for strike in found]
            return self._show(
                opened, slip, transcript_form=form, leftovers=left, status=HTTPStatus.UNPROCESSABLE_ENTITY
            )
        name = f"ban-chep-{opened.attachment.pk}.txt"
        return self._release(opened.attachment, StagedFile.of(name, "text/plain", text.encode()), let_stand=len(found))

    def _release(self, source: Attachment, staged: StagedFile, *, let_stand: int = 0) -> HttpResponse:
        renditions.release_paper(
            case_id=self.case.pk, custodian=self.person, source_id=source.pk, staged=staged, let_stand=let_stand
        )
        messages.success(self.request, "Đã phát hành giấy tờ đã lược bỏ cho người xử lý.")
        return redirect(self.seal_address)

    def _redeemed(self, slip: str) -> Ticket:
        return ticket.redeem(
            slip,
            viewer=self.person,
            session=self._session(),
            opening_id=self.kwargs["opening"],
            paper_id=self.kwargs["paper"],
        )

    def _session(self) -> str:
        return self.request.session.session_key or ""

    def _show(self, opened: OpenedPaper, slip: str, *, status: int = HTTPStatus.OK, **extra: Any) -> HttpResponse:
        preview = extra.pop("preview", None)
        typed = self.request.POST
        context = self.get_context_data(
            **{
                "case": self.case,
                "opening": self.opening(),
                "paper": opened.attachment,
                "name": opened.name,
                "slip": slip,
                "picture": _as_data(opened.content_type, opened.data),
                "preview": _as_data(preview.content_type, preview.data) if preview else "",
                "rows": [_row(typed, number) for number in range(MOST_BOXES)],
                "transcript_form": TranscriptForm(),
                "key_form": KeyForm(),
                "trouble": "",
                "leftovers": [],
            }
            | extra
        )
        return self.render_to_response(context, status=status)


def marked(case: Case, facts: dict[str, Any], added: Any) -> list[Marked]:
    """The petition's own words with every proposed strike visible."""
    needles = redacting.needles_of(facts, added)
    return [
        Marked(renditions.TEXT_LABELS[name], redacting.pieces(text, redacting.strikes(text, needles)))
        for name, text in renditions.texts_of(case).items()
    ]


def _plain_name(opened: OpenedPaper) -> str:
    """A name that says nothing: what the denouncer called the file may be a name itself."""
    suffix = "png" if opened.content_type == "image/png" else "jpg"
    return f"giay-to-{opened.attachment.pk}.{suffix}"


def _as_data(content_type: str, data: bytes) -> str:
    """A picture inside the page itself: no address, no temporary file, no copy kept."""
    return f"data:{content_type};base64,{base64.b64encode(data).decode()}" if content_type in IMAGES else ""


def _row(typed: Any, number: int) -> list[tuple[str, str, str]]:
    labels = (("left", "trái"), ("top", "trên"), ("width", "rộng"), ("height", "cao"))
    return [(f"box-{number}-{side}", label, typed.get(f"box-{number}-{side}", "")) for side, label in labels]

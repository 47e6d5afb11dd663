"""The board of amendments: each operation beside the text it changes, and what the librarian decides about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from ..desk_views import LibraryDeskView
from ..models import Act, Amendment
from ..parsing.document import Node
from ..second_person import NotYours, is_only_one
from ..versions import deciding
from ..versions.applying import CannotApply
from ..versions.differing import Pair, lines, side_by_side
from ..versions.proposing import relink
from ..versions.seals import Seen, seal
from ..versions.slips import slips
from ..versions.texts import near_changes, words
from .amendment_form import AmendmentForm

State = Amendment.State
_LONGEST_SENTENCE = 600
# Operations to look at again, in the address of the board.
AGAIN = "xem-lai"
_MOST_AGAIN = 50
_EDITABLE = (State.PROPOSED, State.WITHDRAWN)
# What the form writes; the state is another function's, and may have changed since the row was read.
_WRITTEN = (*AmendmentForm.Meta.fields, "unit", "target_symbol", "problem", "by_hand", "entered_by")
OPEN = (State.PROPOSED, State.CHECKED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Shown:
    """An operation with what it would do; only lines around a change are shown.

    `is_next`: nothing keeps this person from taking its next step. `is_own`: another person has to confirm it.
    `is_changed`: they decided about it as it stood before, and have to look again.
    """

    amendment: Amendment
    pairs: tuple[Pair, ...]
    problem: str
    is_next: bool
    is_own: bool
    doubts: tuple[str, ...] = ()
    sentence: str = ""
    is_changed: bool = False

    @property
    def left(self) -> str:
        return _on(self.amendment.day_before)

    @property
    def right(self) -> str:
        return _on(self.amendment.effective)

    @property
    def choice(self) -> str:
        """What ticking the row sends: the operation, sealed as it is shown."""
        return f"{self.amendment.pk}:{seal(self.amendment)}"


def _on(day: dt.date | None) -> str:
    return f"Ngày {day:%d/%m/%Y}" if day else "(chưa rõ ngày)"


def shown(amendment: Amendment, person_id: int | None, sentence: str = "", *, is_changed: bool = False) -> Shown:
    """The row of an operation; one whose new words look spoilt comes unticked, with the doubt."""
    trial = deciding.try_out(amendment)
    problem = amendment.problem if amendment.problem and not trial.problem and trial.after is None else trial.problem
    own = amendment.state == State.CHECKED and deciding.is_own(amendment, person_id)
    pairs = _pairs(trial.before, trial.after)
    doubts = slips(f"{amendment.new_text}\n{amendment.new_words}", pairs) if amendment.state in OPEN else []
    is_next = amendment.state in OPEN and not problem and not own and not doubts and not is_changed
    return Shown(amendment, pairs, problem, is_next, own, tuple(doubts), sentence, is_changed)


def sentences_of(act: Act, amendments: Iterable[Amendment]) -> dict[str, str]:
    """The amending act's own words at each place that amends, to hold against the reading; one query."""
    places = {amendment.place for amendment in amendments}
    rows = act.provisions.filter(key__in=places, valid_from__isnull=True)
    return {row.key: words(row)[:_LONGEST_SENTENCE] for row in rows}


def _pairs(before: Node | None, after: Node | None) -> tuple[Pair, ...]:
    return near_changes(side_by_side(lines(before), lines(after))) if after else ()


class AmendmentsView(LibraryDeskView):
    """Amending acts, those with open operations first."""

    permission_required = "legal_library.change_amendment"
    page_title = "Sửa đổi văn bản"
    template_name = "legal_library/desk/amendments.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        open_ = Q(amendments__state=State.PROPOSED)
        acts = Act.objects.filter(amendments__isnull=False).annotate(
            total=Count("amendments"),
            waiting=Count("amendments", filter=open_),
            checked=Count("amendments", filter=Q(amendments__state=State.CHECKED)),
            stuck=Count("amendments", filter=open_ & ~Q(amendments__problem="")),
            confirmed=Count("amendments", filter=Q(amendments__state=State.CONFIRMED)),
        )
        return super().get_context_data(acts=acts.order_by("-checked", "-waiting", "-issued", "pk")[:200], **kwargs)


class AmendmentBoardView(LibraryDeskView):
    """Every operation of one act; the librarian confirms, withdraws or sets aside."""

    permission_required = "legal_library.change_amendment"
    page_title = "Các thao tác sửa đổi"
    template_name = "legal_library/desk/amendment_board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        act = get_object_or_404(Act, pk=kwargs["pk"])
        relink(act)
        person_id = self.request.user.pk
        amendments = act.amendments.select_related("act", "target", "entered_by").prefetch_related("steps__person")
        sentences = sentences_of(act, amendments)
        again = set(self.request.GET.getlist(AGAIN))
        rows = [
            shown(each, person_id, sentences.get(each.place, ""), is_changed=str(each.pk) in again)
            for each in amendments
        ]
        alone = any(row.is_own for row in rows) and is_only_one(person_id, deciding.RIGHT)
        return super().get_context_data(act=act, rows=rows, alone=alone, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = get_object_or_404(Act, pk=pk)
        seen = _seen(request.POST.getlist("amendment")[:2000])
        amendments = list(act.amendments.select_related("act", "target").filter(pk__in=seen.seals))
        decide = DECISIONS.get(request.POST.get("decision", ""))
        if decide is None or not amendments:
            messages.warning(request, "Xin chọn ít nhất một thao tác.")
        else:
            self._told(request, decide, amendments, seen)
        board = reverse("law_amendment_board", args=[pk])
        if not seen.changed:
            return redirect(board)
        again = urlencode([(AGAIN, each.pk) for each in seen.changed[:_MOST_AGAIN]])
        return redirect(f"{board}?{again}#op-{seen.changed[0].pk}")

    def _told(self, request: HttpRequest, decide: Decision, amendments: list[Amendment], seen: Seen) -> None:
        alone = request.POST.get("alone") == "1"
        try:
            told = decide(amendments, Decider(request.user.pk, alone, seen))
            if seen.changed:
                messages.error(request, CHANGED.format(", ".join(str(each) for each in seen.changed[:5])))
            if len(seen.changed) < len(amendments):
                messages.success(request, told)
        except CannotApply as refused:
            messages.error(request, f"Không thay đổi thao tác nào: {refused}")
        except NotYours:
            messages.error(request, NEEDS_ANOTHER)


def _seen(ticked: list[str]) -> Seen:
    pairs = (value.partition(":") for value in ticked)
    return Seen({int(number): sealed for number, _, sealed in pairs if number.isdecimal() and len(number) < 10})


CHANGED = (
    "Nội dung đã thay đổi từ khi ông/bà mở trang, nên chưa ghi nhận: {}. Xin xem lại lời mới dưới đây, rồi chọn lại."
)
DECIDED_MEANWHILE = (
    "Chưa lưu: người khác vừa kiểm tra hoặc xác nhận thao tác này. Xin xem lại trên bảng; muốn sửa, hãy đưa thao tác "
    "lại vào danh sách trước."
)
NEEDS_ANOTHER = "Người đã nhập hoặc đã kiểm tra không tự xác nhận: cần người khác xác nhận."


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, and what their page showed them.

    `alone` is the only librarian's tick of having gone over everything once more.
    """

    person_id: int | None
    alone: bool
    seen: Seen


Decision = Callable[[list[Amendment], Decider], str]


def _check(amendments: list[Amendment], by: Decider) -> str:
    checked = deciding.check(amendments=amendments, actor_id=by.person_id, seen=by.seen)
    return f"Đã ghi nhận kiểm tra {checked} thao tác; người khác xác nhận thì văn bản mới thay đổi."


def _confirm(amendments: list[Amendment], by: Decider) -> str:
    changes = deciding.confirm(amendments=amendments, actor_id=by.person_id, alone=by.alone, seen=by.seen)
    if not changes:
        return "Không thao tác nào trong số đã chọn đang chờ xác nhận."
    return f"Đã xác nhận; {len(changes)} điều có phiên bản mới."


def _withdraw(amendments: list[Amendment], by: Decider) -> str:
    changes = deciding.withdraw(amendments=amendments, actor_id=by.person_id)
    return f"Đã rút xác nhận; {len(changes)} điều trở lại như trước."


def _reject(amendments: list[Amendment], by: Decider) -> str:
    for amendment in amendments:
        deciding.reject(amendment=amendment, actor_id=by.person_id)
    return "Đã để riêng; các thao tác này không làm thay đổi văn bản."


def _reopen(amendments: list[Amendment], by: Decider) -> str:
    for amendment in amendments:
        deciding.reopen(amendment=amendment, actor_id=by.person_id)
    return "Đã đưa lại vào danh sách chờ kiểm tra."


DECISIONS: dict[str, Decision] = {
    "check": _check,
    "confirm": _confirm,
    "withdraw": _withdraw,
    "reject": _reject,
    "reopen": _reopen,
}


class AmendmentEditView(LibraryDeskView):
    """An amendment entered or mended by hand: that is the first step, another person confirms it."""

    permission_required = "legal_library.add_amendment"
    page_title = "Nhập việc sửa đổi"
    template_name = "legal_library/desk/amendment_form.html"

    def _amendment(self) -> Amendment:
        if "pk" not in self.kwargs:
            return Amendment(by_hand=True)
        open_ = Amendment.objects.filter(state__in=_EDITABLE)
        return get_object_or_404(open_, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initial = {"act": self.request.GET.get("act", "")}
        form = kwargs.pop("form", None) or AmendmentForm(instance=self._amendment(), initial=initial)
        return super().get_context_data(form=form, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = AmendmentForm(request.POST, instance=self._amendment())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        amendment = form.save(commit=False)
        amendment.by_hand, amendment.entered_by_id = True, request.user.pk
        with transaction.atomic():
            if not _is_open(amendment):
                messages.error(request, DECIDED_MEANWHILE)
                return self.render_to_response(self.get_context_data(form=form))
            amendment.save(update_fields=_WRITTEN if amendment.pk else None)
            problem = deciding.refresh_problem(amendment)
            if not problem:
                deciding.check(amendments=[amendment], actor_id=request.user.pk)
        if problem:
            messages.warning(request, f"Đã lưu, nhưng chưa áp dụng được: {problem}")
        else:
            messages.success(request, "Đã lưu. Một người khác xác nhận trên bảng này.")
        return redirect("law_amendment_board", amendment.act_id)


def _is_open(amendment: Amendment) -> bool:
    """Whether nobody has decided about it since its form was opened; a known row stays locked."""
    if amendment.pk is None:
        return True
    locked = Amendment.objects.select_for_update(of=("self",)).filter(pk=amendment.pk, state__in=_EDITABLE)
    return locked.first() is not None

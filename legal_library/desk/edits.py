"""The board of proposals: what waits for a second person, each with the difference, and what was decided."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from .. import deleting, exporting, renaming
from ..desk_views import LibraryDeskView
from ..edits import deciding, proposing
from ..edits.journal import AlreadyDecided
from ..edits.rows import row_of
from ..edits.showing import doubts_of, fields_of, is_lost, shown
from ..models import Act, LibraryEdit
from ..second_person import NotYours, is_only_one
from ..waiting import unproposed_drafts
from . import posted

State = LibraryEdit.State
_MOST = 200
_AGAIN: dict[str, str] = {
    LibraryEdit.Action.ADD: "Đề nghị thêm lần nữa",
    LibraryEdit.Action.CHANGE: "Đề nghị lại trên thư viện hiện nay",
    LibraryEdit.Action.REMOVE: "Đề nghị xóa lần nữa",
}


class EditsView(LibraryDeskView):
    """What waits, oldest first; drafts nobody has proposed; what was decided last."""

    permission_required = f"legal_library.{deciding.RIGHT}"
    page_title = "Chờ duyệt"
    template_name = "legal_library/desk/edits.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edits = LibraryEdit.objects.select_related("made_by", "decided_by")
        waiting = list(edits.filter(state=State.WAITING)[:_MOST])
        context = {
            "left_out": exporting.left_out(),
            "waiting": [(edit, deciding.is_own(edit, self.request.user.pk), fields_of(edit)) for edit in waiting],
            "drafts": unproposed_drafts().select_related("act")[:_MOST],
            "decided": edits.defer("changes").exclude(state=State.WAITING).order_by("-decided_at", "-pk")[:100],
        }
        return super().get_context_data(**context, **kwargs)


class EditView(LibraryDeskView):
    """One proposal: the old words beside the new, who asks for it and why; another person confirms or refuses."""

    permission_required = f"legal_library.{deciding.RIGHT}"
    page_title = "Đề nghị"
    template_name = "legal_library/desk/edit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edits = LibraryEdit.objects.select_related("act", "made_by", "decided_by")
        edit = get_object_or_404(edits, pk=kwargs["pk"])
        person_id = self.request.user.pk
        waits, own = edit.state == State.WAITING, deciding.is_own(edit, person_id)
        row = row_of(edit)
        fields, lost = shown(edit, row), is_lost(edit, row)
        act = row if isinstance(row, Act) and waits else None
        going = act if edit.action == LibraryEdit.Action.REMOVE else None
        symbol = edit.changes.get("symbol", ["", ""])[1] if act and not going else ""
        renamed = act if act and symbol and renaming.is_other(act.symbol, symbol) else None
        decided = edit.state in (State.REFUSED, State.WITHDRAWN)
        moved = any(field.now for field in fields)
        context = {
            "edit": edit,
            "fields": fields,
            "changed": fields if edit.action == LibraryEdit.Action.CHANGE else [],
            "waits": waits,
            "own": own,
            "lost": lost,
            "moved": moved,
            "doubts": doubts_of(edit, row),
            "may_confirm": waits and not lost and not moved,
            "may_ask_again": proposing.may_ask_again(edit) if decided else moved and not lost,
            "again": _AGAIN[edit.action],
            "draft_now": proposing.draft_now(edit),
            "alone": waits and own and is_only_one(person_id, deciding.RIGHT),
            "obstacles": deleting.obstacles(going) if going else renaming.obstacles(renamed, symbol) if renamed else [],
            "pointing": deleting.pointing_to(going) if going else [],
            "renamed": renamed,
            "naming": renaming.pointing_to(renamed) if renamed else [],
        }
        return super().get_context_data(**context, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        edit = get_object_or_404(LibraryEdit, pk=pk)
        decide = {"confirm": self._confirm, "refuse": self._refuse, "withdraw": self._withdraw, "again": self._again}
        try:
            return decide.get(request.POST.get("choice", ""), self._nothing)(request, edit)
        except AlreadyDecided:
            messages.warning(request, "Đề nghị này đã được quyết định trước đó.")
        except NotYours:
            messages.error(request, "Người đề nghị không tự duyệt: cần người khác xác nhận.")
        except deciding.CannotConfirm as misfit:
            messages.error(request, f"Chưa duyệt được, không có gì thay đổi. {misfit}")
        return redirect("law_edit", pk)

    def _nothing(self, request: HttpRequest, edit: LibraryEdit) -> HttpResponse:
        return redirect("law_edit", edit.pk)

    def _confirm(self, request: HttpRequest, edit: LibraryEdit) -> HttpResponse:
        alone = request.POST.get("alone") == "1"
        deciding.confirm(edit_id=edit.pk, actor_id=request.user.pk, alone=alone)
        messages.success(request, f"Đã duyệt và công khai: {edit}.")
        return redirect("law_edits")

    def _refuse(self, request: HttpRequest, edit: LibraryEdit) -> HttpResponse:
        answer = posted.reason(request, "answer")
        if not answer:
            messages.error(request, "Xin ghi vì sao không duyệt, để người đề nghị biết.")
            return redirect("law_edit", edit.pk)
        deciding.refuse(edit_id=edit.pk, actor_id=request.user.pk, answer=answer)
        messages.success(request, "Đã ghi không duyệt; lời đề nghị vẫn được giữ, sửa rồi gửi lại được.")
        return redirect("law_edits")

    def _withdraw(self, request: HttpRequest, edit: LibraryEdit) -> HttpResponse:
        if not deciding.is_own(edit, request.user.pk):
            messages.error(request, "Chỉ người đề nghị rút được; ông/bà có thể không duyệt và ghi lý do.")
            return redirect("law_edit", edit.pk)
        proposing.withdraw(edit_id=edit.pk, person_id=request.user.pk)
        messages.success(request, "Đã rút đề nghị.")
        return redirect("law_edits")

    def _again(self, request: HttpRequest, edit: LibraryEdit) -> HttpResponse:
        fresh = proposing.propose_again(edit_id=edit.pk, person_id=request.user.pk)
        if fresh is None:
            messages.warning(request, "Không còn gì để đề nghị: thư viện đã như vậy, hoặc mục này không còn.")
            return redirect("law_edit", edit.pk)
        messages.success(request, "Đã gửi đề nghị lần nữa, đứng tên ông/bà; một người khác duyệt.")
        return redirect("law_edit", fresh.pk)
